"""Commitments submitted in 2018-2020, and the plan's five under consideration."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from data.importers.ogp_2020 import plan
from data.importers.ogp_2020.tables import Row, read_rows

EXPORT = "ogp_commitments_2024format_open_parliament_slim.csv"
YEARS = ("2018", "2019", "2020")


def export_rows(raw: Path) -> list[dict[str, str]]:
    """Return every row of the 2024 export at hand (those that touch a legislature)."""
    return read_rows(raw / "ogp" / EXPORT)


def of_sample(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Return the rows submitted in the years of the sample, by commitment id."""
    sample = [row for row in rows if row["Year Of Submission"] in YEARS]
    return sorted(sample, key=lambda row: row["Commitment Unique Identifier"])


def candidates(
    sample: Iterable[Mapping[str, str]],
    members: Mapping[str, Row],
    names: Mapping[str, str],
    more: Sequence[Mapping[str, str]] = plan.MORE_COMMITMENTS,
) -> list[Row]:
    """Return the commitments as candidates, by id.

    Args:
        sample: rows of the 2024 export.
        members: candidate id → row, of every national and local member.
        names: name that a database uses → candidate id.
        more: commitments that the export does not have.
    """
    rows = [_exported(row, members[names[row["Country/Locality"]]]) for row in sample]
    rows += [_considered(entry, members[home(entry)]) for entry in more]
    return sorted(rows, key=lambda row: str(row["id"]))


def home(entry: Mapping[str, str]) -> str:
    """Return the member that a commitment read by hand is of."""
    place = entry["locality"].lower()
    return f"country:{entry['country']}-{place}" if place else f"country:{entry['country']}"


def _exported(row: Mapping[str, str], member: Row) -> Row:
    return {
        **_from_member(row["Commitment Unique Identifier"], member),
        "name": row["Short Title"],
        "ap_number": row["Action Plan Number"],
        "year_submitted": row["Year Of Submission"],
        "end_year": row["Action Plan End Year"],
        "url": row["URL"],
    }


def _considered(entry: Mapping[str, str], member: Row) -> Row:
    return {
        **_from_member(entry["id"], member),
        "name": entry["name"],
        "ap_number": entry["ap_number"],
        "year_submitted": entry["year_submitted"],
        "end_year": entry["end_year"],
        "url": entry["url"],
    }


def _from_member(commitment: str, member: Row) -> dict[str, str]:
    """Return what a commitment takes over from its member: place, income group, status."""
    taken = ("region", "country", "status", "level", "income_group")
    return {
        "id": f"commitment:{commitment}",
        "kind": "commitment",
        **{column: member[column] for column in taken},
        "incumbent": "no",
        "considered_2020": "yes" if commitment in plan.CONSIDERED_2020 else "no",
    }


def links(
    sample: Iterable[Mapping[str, str]],
    names: Mapping[str, str],
    national: Iterable[str],
    theme_columns: Mapping[str, tuple[str, ...]],
    more: Sequence[Mapping[str, str]] = plan.MORE_COMMITMENTS,
) -> list[Row]:
    """Return the links of the commitments: ``in_country`` first, then ``on_theme``.

    A local commitment links to its local member and, where its country is one, to the national
    member too.

    Args:
        sample: rows of the 2024 export.
        names: name that a database uses → candidate id.
        national: candidate ids of the national members.
        theme_columns: theme id → the export's policy-area columns that belong to it.
        more: commitments that the export does not have.
    """
    known = frozenset(national)
    found = []
    for row in sample:
        candidate = f"commitment:{row['Commitment Unique Identifier']}"
        found += [
            _link(candidate, target, "in_country")
            for target in _members_of(names[row["Country/Locality"]], known)
        ]
        found += [
            _link(candidate, theme, "on_theme")
            for theme, columns in theme_columns.items()
            if any(row[column] == "1" for column in columns)
        ]
    for entry in more:
        candidate = f"commitment:{entry['id']}"
        found += [
            _link(candidate, target, "in_country") for target in _members_of(home(entry), known)
        ]
        found += [
            _link(candidate, f"theme:{theme}", "on_theme") for theme in entry["themes"].split("|")
        ]
    return sorted(found, key=lambda row: (row["candidate"], row["relation"], row["target"]))


def _members_of(member: str, national: frozenset[str]) -> list[str]:
    home = member.partition("-")[0]
    return sorted({member, home} & (national | {member}))


def _link(candidate: str, target: str, relation: str) -> Row:
    return {"candidate": candidate, "target": target, "relation": relation}
