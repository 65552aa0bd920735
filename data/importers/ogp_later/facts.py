"""Facts after 2020 that stand on pages rather than in tables, each with where it was read."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data.dataset import Candidate, Dataset
from data.importers.ogp_2020.plan import PROGRAMMES, REGION_PROGRAMMES
from data.importers.ogp_2020.tables import Row, evidence_row, read_rows

SECOND_PAGOF = ("CIV", "MAR", "SEN", "TUN")
"""Members of the second phase of PAGOF, 2022 to 2025; Benin, its fifth country, is none in 2020."""
SINCE_PAGOF = "2022"
STATUSES: Mapping[str, tuple[str, str]] = {"SLV": ("inactive", "2022-03")}
"""Country → status and since when: El Salvador, which left in 2023."""
SEATS: Mapping[str, str] = {
    "October 2021 - September 2022": "2021-10",
    "October 2023 - September 2024": "2023-10",
}
"""Compositions of the Steering Committee that were found → from when each counts."""
SEATS_FILE = "more/members/ogp_steering_committee_governments_2021-2025.csv"

SOURCES: Sequence[Row] = (
    {
        "id": "pagof-2",
        "title": "PAGOF, second phase, 2022 to 2025: countries",
        "publisher": "CFI; Expertise France and AFD",
        "url": "https://pagof.fr/",
        "licence": "facts",
        "retrieved": "2026-11",
    },
    {
        "id": "ogp-steering-committee-later",
        "title": "Steering Committee, governments of 2021-2022 and 2023-2024 (of 2022-2023 none "
        "was found; the periods are read off terms and roles)",
        "publisher": "Open Government Partnership; Government of Georgia",
        "url": "https://www.opengovpartnership.org/about/who-we-are/steering-committee/sc-composition/",
        "licence": "facts",
        "retrieved": "2026-11",
    },
    {
        "id": "ogp-status-later",
        "title": "El Salvador exits: inactive from March 2022, out since March 2023",
        "publisher": "Open Government Partnership",
        "url": "https://www.opengovpartnership.org/news/el-salvador-exits-international-partnership-on-open-government/",
        "licence": "facts",
        "retrieved": "2026-11",
    },
)


def programmes(base: Dataset) -> Iterator[Row]:
    """Yield how many programmes are open to those for whom the second phase of PAGOF changed it."""
    for member in national(base):
        old = member.country in PROGRAMMES["pagof"]
        new = member.country in SECOND_PAGOF
        if old == new:
            continue
        others = [name for name, countries in PROGRAMMES.items()
                  if name != "pagof" and member.country in countries]  # fmt: skip
        others += [name for name, region in REGION_PROGRAMMES.items() if region == member.region]
        held = [*others, *(["pagof"] if new else [])]
        yield evidence_row(
            member.id, "support_programmes", str(len(held)), source="pagof-2",
            as_of=SINCE_PAGOF, note=", ".join(held),
        )  # fmt: skip


def engagements(base: Dataset) -> Iterator[Row]:
    """Yield the work of PAGOF for the countries that came with its second phase."""
    for member in national(base):
        if member.country in set(SECOND_PAGOF) - set(PROGRAMMES["pagof"]):
            yield {
                "partner": "partner:pagof", "target": member.id, "service": "bundled_support",
                "strength": "1", "source": "pagof-2", "as_of": SINCE_PAGOF,
            }  # fmt: skip


def seats(base: Dataset, raw: Path) -> Iterator[Row]:
    """Yield who has a seat on the Steering Committee, of every composition that was found."""
    rows = read_rows(raw / SEATS_FILE)
    for period, since in SEATS.items():
        there = {row["iso3"] for row in rows if row["period"] == period}
        for member in national(base):
            yield evidence_row(
                member.id, "steering_committee_seat", "yes" if member.country in there else "no",
                source="ogp-steering-committee-later", as_of=since, note=period,
            )  # fmt: skip


def statuses(base: Dataset) -> Iterator[Row]:
    """Yield the status of members that changed, and of their commitments."""
    for one in base.candidates:
        if one.country in STATUSES and one.status == "active":
            status, since = STATUSES[one.country]
            yield {"id": one.id, "status": status, "status_since": since}


def national(base: Dataset) -> Iterator[Candidate]:
    """Yield the national members."""
    yield from (one for one in base.of_kind("country") if one.attributes.get("level") == "national")
