"""How the commitments of a member, or of a policy area, fared: two databases, kept apart.

- ``2011_2014``: OGP's IRM database of the plans submitted in 2011-2014; complete for those years.
- ``legislature``: the 2024 export at hand, which holds only rows that touch a legislature; of it,
  plans submitted in 2015-2019 and IRM reports published by the end of 2019, so that nothing enters
  that was not known before the cycle.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from data.importers.ogp_2020 import codings
from data.importers.ogp_2020.shares import share_evidence
from data.importers.ogp_2020.tables import Row, evidence_row, number, read_rows

EARLY_SOURCE = "ogp-irm-2011-2014"
EARLY_FILE = "ogp_irm_commitments_2011-2014_slim.csv"
LAST_KNOWN = "2019"
FIRST_RECENT = "2015"

DatabaseRow = Mapping[str, str]
Coding = Callable[[DatabaseRow], bool | None]
"""From a row of a database to: counts, does not count, or None for not assessed."""

HIGH_IMPACT = ("Moderate", "Transformative")
LOW_IMPACT = ("None", "Minor")
DONE = ("c. Substantial", "d. Complete", "Substantial", "Complete")
NOT_DONE = ("a. Not started", "a. Not Started", "b. Limited", "Not Started", "Limited", "Withdrawn")
STRONG = ("Major", "Outstanding")
WEAK = ("Worsens", "Did Not Change", "Marginal", "No early results to report yet")


def early_rows(raw: Path) -> list[dict[str, str]]:
    """Return the database of 2011-2014."""
    return read_rows(raw / "ogp" / EARLY_FILE)


def recent_rows(export: Iterable[DatabaseRow]) -> list[DatabaseRow]:
    """Return the export's rows submitted in 2015-2019."""
    return [row for row in export if FIRST_RECENT <= row["Year Of Submission"] <= LAST_KNOWN]


def among(value: str, yes: tuple[str, ...], no: tuple[str, ...]) -> bool | None:
    """Say whether a coding is one that counts; None where it is neither."""
    return True if value in yes else False if value in no else None


def _known(row: DatabaseRow, year_column: str) -> bool:
    return row[year_column].isdigit() and row[year_column] <= LAST_KNOWN


def early_ambitious(row: DatabaseRow) -> bool | None:
    """Potential impact moderate or transformative, as the plan defines ambition."""
    return among(row["Potential impact"], HIGH_IMPACT, LOW_IMPACT)


def early_completed(row: DatabaseRow) -> bool | None:
    """Completion substantial or complete, in the last report there is."""
    last = among(row["Completion (end of term)"], DONE, NOT_DONE)
    return among(row["Completion (progress report)"], DONE, NOT_DONE) if last is None else last


def early_starred(row: DatabaseRow) -> bool | None:
    """Starred by any of the rules in use when its reports came out."""
    stars = [value for column, value in row.items() if column.startswith("Starred")]
    return among("1" if "1" in stars else "0" if "0" in stars else "", ("1",), ("0",))


def recent_ambitious(row: DatabaseRow) -> bool | None:
    """Potential impact moderate or transformative in a report published by 2019."""
    if not _known(row, codings.DESIGN_YEAR):
        return None
    return among(row["Potential Impact"], HIGH_IMPACT, LOW_IMPACT)


def recent_completed(row: DatabaseRow) -> bool | None:
    """Completion substantial or complete in the last report published by 2019."""
    if _known(row, codings.RESULT_YEAR):
        last = among(row["Completion (End Of Term)"], DONE, NOT_DONE)
        if last is not None:
            return last
    if _known(row, codings.DESIGN_YEAR):
        return among(row["Completion (Progress Report)"], DONE, NOT_DONE)
    return None


def recent_strong(row: DatabaseRow) -> bool | None:
    """Major or outstanding under "did it open government" in a report published by 2019."""
    if not _known(row, codings.RESULT_YEAR):
        return None
    return among(row["Did It Open Government (Overall)"], STRONG, WEAK)


EARLY: tuple[tuple[str, Coding], ...] = (
    ("ambitious_share_2011_2014", early_ambitious),
    ("completed_share_2011_2014", early_completed),
    ("starred_share_2011_2014", early_starred),
)
RECENT: tuple[tuple[str, Coding], ...] = (
    ("ambitious_share_legislature", recent_ambitious),
    ("completed_share_legislature", recent_completed),
    ("strong_results_share_legislature", recent_strong),
)


def shares(
    groups: Mapping[str, Iterable[DatabaseRow]],
    coded: Iterable[tuple[str, Coding]],
    *,
    source: str,
    as_of: str,
    what: str,
) -> list[Row]:
    """Return, per candidate and coding, the share of its assessed commitments that count.

    Args:
        groups: candidate id → its rows of one database.
        coded: measure and how to read it off a row.
        source: source id of the database.
        as_of: year of the youngest report that may enter.
        what: what the rows are, for the note.
    """
    rows: list[Row] = []
    for candidate, own in groups.items():
        entries = list(own)
        for measure, coding in coded:
            found = [value for value in map(coding, entries) if value is not None]
            rows += share_evidence(candidate, measure, found, source=source, as_of=as_of, what=what)
    return rows


def history_evidence(
    early: Mapping[str, Iterable[DatabaseRow]], recent: Mapping[str, Iterable[DatabaseRow]]
) -> list[Row]:
    """Return the shares of both databases for the given groups of rows."""
    return shares(
        early, EARLY, source=EARLY_SOURCE, as_of="2016", what="assessed commitments of 2011-2014"
    ) + shares(
        recent, RECENT, source=codings.EXPORT_SOURCE, as_of=LAST_KNOWN,
        what="assessed legislature-related commitments of 2015-2019, reports to 2019",
    )  # fmt: skip


def by_member(rows: Iterable[DatabaseRow], column: str, names: Mapping[str, str]
              ) -> dict[str, list[DatabaseRow]]:  # fmt: skip
    """Group rows by member; members no longer in the partnership are left out."""
    groups: dict[str, list[DatabaseRow]] = {}
    for row in rows:
        member = names.get(row[column])
        if member is not None:
            groups.setdefault(member, []).append(row)
    return dict(sorted(groups.items()))


def by_theme(
    rows: Iterable[DatabaseRow], theme_columns: Mapping[str, tuple[str, ...]]
) -> dict[str, list[DatabaseRow]]:
    """Group rows by policy area; a row may be in several, an area without a column in none."""
    entries = list(rows)
    return {
        theme: [row for row in entries if any(row[column] == "1" for column in columns)]
        for theme, columns in theme_columns.items()
        if columns
    }


def theme_counts(
    early: Mapping[str, list[DatabaseRow]],
    recent: Mapping[str, list[DatabaseRow]],
    early_total: Iterable[DatabaseRow],
) -> list[Row]:
    """Return how many commitments each policy area has, and how its share grew.

    Growth is the area's share of all commitments of 2013-2014 divided by its share of those of
    2011-2012; given where the area has at least five commitments in the later years, the
    threshold of the plan's own trend table.
    """
    later_total, first_total = _split(early_total)
    rows: list[Row] = []
    for theme, entries in early.items():
        later, first = _split(entries)
        rows.append(
            evidence_row(theme, "commitments_2011_2014", str(len(entries)),
                         source=EARLY_SOURCE, as_of="2014")
        )  # fmt: skip
        if later > FASTEST_GROWTH_FLOOR and first:
            growth = (later / later_total) / (first / first_total)
            rows.append(
                evidence_row(theme, "growth_2011_2014", number(growth, 2), source=EARLY_SOURCE,
                             as_of="2014", note=f"{first} in 2011-2012, {later} in 2013-2014")
            )  # fmt: skip
    rows += [
        evidence_row(theme, "commitments_legislature", str(len(entries)),
                     source=codings.EXPORT_SOURCE, as_of=LAST_KNOWN,
                     note="legislature-related commitments submitted in 2015-2019")
        for theme, entries in recent.items()
    ]  # fmt: skip
    return rows


FASTEST_GROWTH_FLOOR = 5
"""The plan's trend table counts an area as growing only above this many (footnote 1)."""


def _split(rows: Iterable[DatabaseRow]) -> tuple[int, int]:
    years = [row["Year of submission"] for row in rows]
    later = sum(year >= "2013" for year in years)
    return later, len(years) - later
