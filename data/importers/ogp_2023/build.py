"""Put the tables of the dataset for the draft strategy together."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from data.importers.ogp_2020 import build as early
from data.importers.ogp_2020.indicators import one_indicator
from data.importers.ogp_2020.members import slug
from data.importers.ogp_2020.partners import Signal, extractives, strongest
from data.importers.ogp_2020.tables import Row, read_rows
from data.importers.ogp_2023 import members
from data.importers.ogp_2023.indicators import INDICATORS
from data.importers.ogp_2023.strategy import (
    CHALLENGE_AREAS,
    PAGOF_2,
    PLATFORMS,
    REGION_WIDE,
    STRATEGY,
)
from data.importers.rebuild import Tables

HERE = Path(__file__).parent

THEME_MEASURES = (
    "ambitious_share_2011_2014",
    "commitments_2011_2014",
    "commitments_legislature",
    "strong_results_share_legislature",
)
"""Measures of policy areas that the set of 2020 has and that still speak of them."""

OPEN_OWNERSHIP_DAY = "2022-02-17"
OPEN_CONTRACTING_DAY = "2022-12-31"


def build(raw: Path) -> Tables:
    """Return every table of the dataset, made from the raw public files.

    Args:
        raw: folder with ``ogp/``, ``indicators/``, ``partners/`` and ``more/``.

    Raises:
        FileNotFoundError: a raw file is not there.
    """
    national = members.countries(raw)
    local = members.local_members(raw, national)
    by_iso = {row["country"]: row for row in national}
    earlier = early.build(raw)
    themes = _themes(earlier["candidates"])
    actions, lie_in = _actions(raw, by_iso)
    known = {row["id"] for row in themes}
    evidence = [
        *(
            row
            for indicator in INDICATORS
            for row in one_indicator(
                read_rows(raw / indicator.folder / indicator.file), indicator, by_iso
            )
        ),
        *members.member_evidence(raw, national, local),
        *(
            row
            for row in earlier["evidence"]
            if row["candidate"] in known and row["measure"] in THEME_MEASURES
        ),
    ]
    engagements = _engagements(raw, national, earlier["engagements"])
    used = {row["source"] for row in [*evidence, *engagements]}
    return {
        "candidates": [*national, *local, *actions, *themes, *_platforms()],
        "evidence": sorted(evidence, key=lambda row: (row["candidate"], row["measure"])),
        "links": sorted(
            [*_home(local, by_iso), *lie_in, *_platform_themes()],
            key=lambda row: (row["candidate"], row["relation"], row["target"]),
        ),
        "partners": _partners(earlier["partners"], engagements),
        "engagements": engagements,
        "sources": [
            row
            for row in [*read_rows(HERE / "sources.csv"), *earlier["sources"]]
            if row["id"] in used or row["id"] in KEPT_SOURCES
        ],
    }


KEPT_SOURCES = (STRATEGY, "ogp-challenge-2024", "ogp-members-2019", "ogp-local-2019",
                "ogp-status", "ogp-status-2023", "ogp-calendar-2024", "wb-income")  # fmt: skip
"""Sources of candidates, which no row of evidence names."""


def _themes(candidates: Iterable[Row]) -> list[Row]:
    asked = set(CHALLENGE_AREAS.values())
    return [
        {
            "id": row["id"],
            "kind": "theme",
            "name": row["name"],
            "status": "active",
            "incumbent": "no",
            "family": row["family"],
            "challenge_2023": "yes" if row["id"].removeprefix("theme:") in asked else "no",
        }
        for row in candidates
        if row["kind"] == "theme"
    ]


def _platforms() -> list[Row]:
    return [
        {"id": f"platform:{name}", "kind": "platform", "name": label, "status": "active",
         "incumbent": "no"}
        for name, label, _ in PLATFORMS
    ]  # fmt: skip


def _platform_themes() -> list[Row]:
    return [
        {"candidate": f"platform:{name}", "target": f"theme:{theme}", "relation": "on_theme"}
        for name, _, theme in PLATFORMS
        if theme
    ]


def _home(local: Iterable[Row], by_iso: Mapping[str, Row]) -> list[Row]:
    return [
        {"candidate": row["id"], "target": f"country:{row['country']}", "relation": "in_country"}
        for row in local
        if row["country"] in by_iso
    ]


def _actions(raw: Path, by_iso: Mapping[str, Row]) -> tuple[list[Row], list[Row]]:
    """Return the actions of the Open Gov Challenge at hand, and where they lie."""
    codes = {row["name"]: row["country"] for row in by_iso.values()}
    rows, links = [], []
    path = raw / "more" / "priorities" / "open_gov_challenge_submissions_partial.csv"
    for row in read_rows(path):
        place, _, country = row["place"].rpartition(", ")
        iso = codes[country] if place else country
        action = f"action:{iso}-{slug(row['title'])}"
        rows.append(
            {
                "id": action,
                "kind": "action",
                "name": f"{row['title']}, {place}" if place else row["title"],
                "region": by_iso[iso]["region"],
                "country": iso,
                "status": "prospective" if place else by_iso[iso]["status"],
                "incumbent": "no",
                "level": "local" if place else "national",
                "income_group": by_iso[iso]["income_group"],
                "lead": row["lead_institution"],
            }
        )
        links += [
            {"candidate": action, "target": f"country:{iso}", "relation": "in_country"},
            {
                "candidate": action,
                "target": f"theme:{CHALLENGE_AREAS[row['area']]}",
                "relation": "on_theme",
            },
        ]
    return sorted(rows, key=lambda row: row["id"]), links


def _engagements(raw: Path, national: list[Row], earlier: Iterable[Row]) -> list[Row]:
    """Return every engagement on record; of several signals for the same, the strongest.

    What the plan of 2020 and its partners did for a policy area counts as past work.
    """
    ids = {row["id"] for row in national}
    signals: list[Signal] = [
        *_current(raw, ids),
        *(
            (partner, region, service, "regional", source)
            for partner, region, service, source in REGION_WIDE
        ),
        ("inai", "country:MEX", "", "committed", STRATEGY),
        *(
            (row["partner"].removeprefix("partner:"), row["target"], "", "historic", row["source"])
            for row in earlier
            if row["target"].startswith("theme:")
        ),
    ]
    return strongest(signals)


def _current(raw: Path, ids: set[str]) -> list[Signal]:
    folder = raw / "more" / "partners"
    involved = {"Current": "current", "Historic": "historic"}
    found: list[Signal] = [
        ("open-ownership", f"country:{row['iso3']}", "", involved[row["involvement"]],
         "open-ownership-2022")
        for row in read_rows(folder / "open_ownership_members_2020-2022.csv")
        if row["as_of"] == OPEN_OWNERSHIP_DAY and row["involvement"] in involved
    ]  # fmt: skip
    for row in read_rows(folder / "ocp_open_contracting_status_members_2020-2026.csv"):
        ongoing = row["ocds_ongoing_data"] == "True"
        if row["as_of"] == OPEN_CONTRACTING_DAY and (
            ongoing or row["ocds_historic_data"] == "True"
        ):
            found.append(("open-contracting-partnership", f"country:{row['iso3']}", "",
                          "active" if ongoing else "historic", "ocp-2022"))  # fmt: skip
    found += extractives(raw, ids)
    found += [("pagof", f"country:{iso}", "", "current", "pagof") for iso in PAGOF_2]
    return found


def _partners(earlier: Iterable[Row], engagements: Iterable[Row]) -> list[Row]:
    """Return the partners that do something, and those that the draft names."""
    busy = {row["partner"] for row in engagements}
    named = [
        {"id": f"partner:{row['id']}", "name": row["name"], "type": row["type"], "capacity": ""}
        for row in read_rows(HERE / "partners.csv")
    ]
    new = {row["id"] for row in named}
    kept = [row for row in earlier if row["id"] in busy and row["id"] not in new]
    return sorted([*named, *kept], key=lambda row: row["id"])
