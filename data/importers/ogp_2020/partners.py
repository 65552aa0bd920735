"""Partners and their engagements: who works for what, how strongly, and on whose word.

A source says in its own words how much an organisation does; one fixed table turns the signal into
a strength, so that no engagement is rated by hand.
"""

import re
from collections.abc import Container, Iterable, Mapping
from pathlib import Path

from data.importers.ogp_2020.codings import EXPORT_SOURCE
from data.importers.ogp_2020.tables import Row, number, read_rows

HERE = Path(__file__).parent

STRENGTHS: Mapping[str, float] = {
    "current": 1.0,
    "active": 0.7,
    "committed": 0.5,
    "historic": 0.3,
    "regional": 0.2,
}
"""Signal of a source → strength of the engagement.

- ``current``: supports it now, by the source's own word, or holds an award for it.
- ``active``: works there (named as supporting institution; data published to its standard).
- ``committed``: announced, agreed or joined; a research grant; a membership of some years ago.
- ``historic``: worked there once.
- ``regional``: work across a region or a part of one; which countries is not said.
"""

EITI_IMPLEMENTING = ("Meaningful progress", "Yet to be assessed against the 2016 Standard")
EITI_LAPSED = ("Suspended", "Inadequate progress")

Key = tuple[str, str, str]
Signal = tuple[str, str, str, str, str]
"""Partner, target, service (blank = general), signal, source."""


def partners() -> list[Row]:
    """Return the organisations, by id; how much each can take on is not public, so unknown."""
    rows = read_rows(HERE / "partners.csv")
    return [
        {"id": f"partner:{row['id']}", "name": row["name"], "type": row["type"], "capacity": ""}
        for row in sorted(rows, key=lambda row: row["id"])
    ]


def engagements(
    raw: Path, members: Mapping[str, Row], sample: Iterable[Mapping[str, str]],
    countries: Mapping[str, str],
) -> list[Row]:  # fmt: skip
    """Return every engagement; of several signals for the same, the strongest.

    Args:
        raw: folder of the raw files.
        members: candidate id → row, of every national and local member.
        sample: rows of the 2024 export.
        countries: member as the export names it → ISO code.
    """
    national = by_iso2(members.values())
    signals = [
        *_written(),
        *_open_ownership(raw, national),
        *_open_contracting(raw, national),
        *extractives(raw, members),
        *supporting_institutions(sample, countries),
    ]
    return strongest(signals)


def strongest(signals: Iterable[Signal]) -> list[Row]:
    """Return the engagements that signals speak of, in order; of several for one, the strongest."""
    found: dict[Key, tuple[float, str]] = {}
    for partner, target, service, signal, source in signals:
        key = (partner, target, service)
        strength = STRENGTHS[signal]
        if strength > found.get(key, (0.0, ""))[0]:
            found[key] = (strength, source)
    return [
        {
            "partner": f"partner:{partner}",
            "target": target,
            "service": service,
            "strength": number(strength, 2),
            "source": source,
        }
        for (partner, target, service), (strength, source) in sorted(found.items())
    ]


def _written() -> list[Signal]:
    return [
        (row["partner"], row["target"], row["service"], row["signal"], row["source"])
        for row in read_rows(HERE / "plan_engagements.csv")
    ]


def by_iso2(members: Iterable[Row]) -> dict[str, str]:
    """Return ISO 3166-1 alpha-2 code → candidate id, of the national members."""
    codes = {row["iso3"]: row["iso2"] for row in read_rows(HERE / "country_codes.csv")}
    return {codes[row["country"]]: row["id"] for row in members if row["level"] == "national"}


def _open_ownership(raw: Path, national: Mapping[str, str]) -> list[Signal]:
    signals = {"Current": "current", "Historic": "historic"}
    table = read_rows(raw / "partners" / "open_ownership_countries_2020-12-06.csv")
    return [
        ("open-ownership", national[row["iso2"]], "technical_support",
         signals[row["involvement"]], "open-ownership-2020")
        for row in table
        if row["iso2"] in national and row["involvement"] in signals
    ]  # fmt: skip


def _open_contracting(raw: Path, national: Mapping[str, str]) -> list[Signal]:
    table = read_rows(raw / "partners" / "ocp_open_contracting_status_2020-12.csv")
    found: list[Signal] = []
    for row in table:
        if row["iso2"] not in national:
            continue
        ongoing = "True" in (row["ocds_ongoing_data"], row["citizen_monitoring"])
        if ongoing or row["ocds_historic_data"] == "True":
            signal = "active" if ongoing else "historic"
            found.append(
                ("open-contracting-partnership", national[row["iso2"]], "technical_support",
                 signal, "ocp-2020")
            )  # fmt: skip
    return found


def extractives(raw: Path, members: Container[str]) -> list[Signal]:
    """Return in which of the members EITI works, by its table of 2017."""
    found: list[Signal] = []
    for row in read_rows(raw / "partners" / "eiti_implementing_countries_2017-04.csv"):
        target = f"country:{row['iso3']}"
        lapsed = row["status"].startswith(EITI_LAPSED)
        if target in members and (lapsed or row["status"] in EITI_IMPLEMENTING):
            signal = "historic" if lapsed else "committed"
            found.append(("eiti", target, "", signal, "eiti-2017"))
    return found


def supporting_institutions(
    sample: Iterable[Mapping[str, str]], countries: Mapping[str, str]
) -> list[Signal]:
    """Find known organisations among the supporting institutions of each commitment."""
    names = [
        (row["partner"], re.compile(row["pattern"]), row["countries"].split())
        for row in read_rows(HERE / "support_names.csv")
    ]
    found: list[Signal] = []
    for row in sample:
        commitment = f"commitment:{row['Commitment Unique Identifier']}"
        country = countries[row["Country/Locality"]]
        named = " ".join(row["Supporting Institution(s)"].split())
        found += [
            (partner, commitment, "", "active", EXPORT_SOURCE)
            for partner, pattern, only in names
            if (not only or country in only) and pattern.search(named)
        ]
    return found
