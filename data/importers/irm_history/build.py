"""Commitments of earlier years with what was known beforehand, out of both commitment databases.

- the database of 2011-2014, which is complete for those years; where the 2024 export has a later
  coding of the same commitment (same member, plan and number), that coding counts;
- of the 2024 export at hand, the commitments submitted from 2015 on, which touch a legislature.

Codings stay with the year of their report, so that the table can be cut at any year. Members that
had left by 2020 are not in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from data.importers.ogp_2020 import codings, commitments, history, members, plan, process, themes
from data.importers.ogp_2020.tables import Row, read_rows

EARLIER = "no report yet"
"""Level of what only an earlier plan of the member could tell, where none had been reported on."""
AREAS = {
    "access_to_information": "access to information",
    "participation": "participation",
    "anti_corruption": "anti-corruption",
    "fiscal": "fiscal",
    "public_services": "public services",
    "digital": "digital",
    "institutions": "institutions",
}
"""Column → family of policy areas (``plan_themes.csv``)."""
BEFOREHAND = (
    "ambition", "coded", "record", "verifiable", "relevant", "forum", "plan", "region", *AREAS,
)  # fmt: skip
"""What is known beforehand: first what is thought to say most, then what is said of place."""
COLUMNS = (
    "commitment", "member", "submitted", "assessed", "completed", "completed_in",
    "strong_results", "strong_results_in", *BEFOREHAND,
)  # fmt: skip

AMBITION = {"None": "low", "Minor": "low", "Moderate": "moderate",
            "Transformative": "transformative"}  # fmt: skip
VERIFIABLE = {"c. high": "yes", "b. medium": "yes", "a. low": "no", "None": "no"}
"""Specificity of the earlier method → verifiable in the later one, as the export turns it."""
FEWEST = 3
"""Fewest completed or not of earlier plans that make a record."""
HALF = 0.5


class _Commitment(dict[str, str]):
    """A row of the table, with what it takes to tell the record of its member."""

    def __init__(self, member: str, number: int, **cells: str) -> None:
        super().__init__(member=member, **cells)
        self.member, self.number = member, number


def build(raw: Path) -> list[Row]:
    """Return every row of the table, by commitment.

    Args:
        raw: folder with ``ogp/`` and ``indicators/``.

    Raises:
        FileNotFoundError: a raw file is not there.
    """
    national = members.national_members(raw)
    local = members.local_members(raw, national)
    names = members.member_by_name(national, local)
    regions = {row["id"]: row["region"] for row in [*national, *local]}
    areas = themes.policy_areas()
    export = commitments.export_rows(raw)
    later = _coded_later(export, names)
    rows = [
        *_early(history.early_rows(raw), names, later, _families(areas, "columns_2011")),
        *_recent(export, names, _families(areas, "columns_2024")),
    ]
    forums = _forums(raw, names)
    done = _reported(rows)
    for row in rows:
        row["region"] = regions[row.member]
        row["plan"] = "first" if row.number == 1 else "later"
        row["forum"] = forum_before(forums, row.member, row.number)
        row["record"] = record_before(done, row.member, row.number, _until(row["submitted"]))
    return sorted((dict(row) for row in rows), key=lambda row: row["commitment"])


def considered(raw: Path) -> list[Row]:
    """Return what is known beforehand of the plan's commitments that neither database has.

    Args:
        raw: folder with ``ogp/`` and ``indicators/``.
    """
    national = members.national_members(raw)
    local = members.local_members(raw, national)
    names = members.member_by_name(national, local)
    regions = {row["id"]: row["region"] for row in [*national, *local]}
    families = {row["id"]: row["family"] for row in themes.policy_areas()}
    forums = _forums(raw, names)
    done = _reported(
        [
            *_early(history.early_rows(raw), names, {}, {}),
            *_recent(commitments.export_rows(raw), names, {}),
        ]
    )
    rows = []
    for entry in plan.MORE_COMMITMENTS:
        member = commitments.home(entry)
        number = int(entry["ap_number"])
        touched = {families[theme] for theme in entry["themes"].split("|")}
        rows.append(
            {
                "commitment": entry["id"],
                "member": member,
                "submitted": entry["year_submitted"],
                "coded": "at the end",
                "region": regions[member],
                "plan": "first" if number == 1 else "later",
                "forum": forum_before(forums, member, number),
                "record": record_before(done, member, number, _until(entry["year_submitted"])),
                **{
                    column: "yes" if family in touched else "no" for column, family in AREAS.items()
                },
            }
        )
    return rows


def _families(areas: Iterable[Mapping[str, str]], table: str) -> dict[str, tuple[str, ...]]:
    """Return column of the table → the columns of a database that belong to it."""
    found: dict[str, tuple[str, ...]] = {}
    for area in areas:
        for column, family in AREAS.items():
            if area["family"] == family:
                own = tuple(filter(None, area[table].split("|")))
                found[column] = found.get(column, ()) + own
    return found


def _touched(row: Mapping[str, str], families: Mapping[str, tuple[str, ...]]) -> Row:
    return {
        column: "yes" if any(row[name] == "1" for name in names) else "no"
        for column, names in families.items()
    }


def _yes(came: bool | None) -> str:
    return "" if came is None else "yes" if came else "no"


def _year(text: str) -> str:
    return text if text.isdigit() else ""


def number_of(text: str) -> str:
    """Return the number of a commitment, without what spreadsheets do to numbers."""
    try:
        return f"{float(text):.6g}"
    except ValueError:
        return text.strip().casefold()


Key = tuple[str, str, str]


def _coded_later(export: Iterable[Mapping[str, str]], names: Mapping[str, str]) -> dict[Key, Row]:
    """Return what the export says of the end of commitments that the earlier database has."""
    found: dict[Key, Row] = {}
    for row in export:
        member = names.get(row["Country/Locality"])
        if member is not None and row["Year Of Submission"] < history.FIRST_RECENT:
            key = member, row["Action Plan Number"], number_of(row["Commitment Number"])
            found[key] = _at_the_end(row)
    return found


def _at_the_end(row: Mapping[str, str]) -> Row:
    """Return completion and results in the report on the whole plan."""
    year = _year(row[codings.RESULT_YEAR])
    done = history.among(row["Completion (End Of Term)"], history.DONE, history.NOT_DONE)
    strong = history.among(row["Did It Open Government (Overall)"], history.STRONG, history.WEAK)
    found: Row = {}
    if year and done is not None:
        found |= {"completed": _yes(done), "completed_in": year, "coded": "at the end"}
    if year and strong is not None:
        found |= {"strong_results": _yes(strong), "strong_results_in": year}
    return found


def _early(
    rows: Iterable[Mapping[str, str]],
    names: Mapping[str, str],
    later: Mapping[Key, Row],
    families: Mapping[str, tuple[str, ...]],
) -> Iterator[_Commitment]:
    seen: dict[Key, int] = {}
    for row in rows:
        member = names.get(row["Country"])
        if member is None or not row["Action Plan Number"].isdigit():
            continue
        key = member, row["Action Plan Number"], number_of(row["Comm No"])
        seen[key] = seen.get(key, 0) + 1
        again = f"_{seen[key]}" if seen[key] > 1 else ""
        half = _year(row["Report publication year (progress report)"])
        end = _year(row["Report publication year (end of term)"])
        done = history.among(row["Completion (end of term)"], history.DONE, history.NOT_DONE)
        found: Row = {}
        if end and done is not None:
            strong = history.among(
                row["Did it open government (end of term only)"], EARLY_STRONG, EARLY_WEAK
            )
            found = {"completed": _yes(done), "completed_in": end, "coded": "at the end"}
            if strong is not None:
                found |= {"strong_results": _yes(strong), "strong_results_in": end}
        else:
            coding = row["Completion (progress report)"]
            done = history.among(coding, history.DONE, history.NOT_DONE)
            if half and done is not None:
                found = {"completed": _yes(done), "completed_in": half, "coded": "half-way"}
        if seen[key] == 1:
            found |= later.get(key, {})
        yield _Commitment(
            member,
            int(row["Action Plan Number"]),
            commitment=f"{member.removeprefix('country:')}-{key[1]}-{key[2]}{again}",
            submitted=row["Year of submission"],
            assessed=half,
            ambition=AMBITION.get(row["Potential impact"], ""),
            verifiable=VERIFIABLE.get(row["Specificity"], ""),
            relevant=codings.YES_NO.get(row["_Relevant"], ""),
            **_touched(row, families),
            **found,
        )


EARLY_STRONG, EARLY_WEAK = ("d. Major",), ("b. None", "c. Marginal")


def _recent(
    export: Iterable[Mapping[str, str]],
    names: Mapping[str, str],
    families: Mapping[str, tuple[str, ...]],
) -> Iterator[_Commitment]:
    for row in export:
        member = names.get(row["Country/Locality"])
        number = row["Action Plan Number"]
        if member is None or row["Year Of Submission"] < history.FIRST_RECENT:
            continue
        half = _year(row[codings.DESIGN_YEAR])
        found = _at_the_end(row)
        if "completed" not in found:
            done = history.among(
                row["Completion (Progress Report)"], history.DONE, history.NOT_DONE
            )
            if half and done is not None:
                found |= {"completed": _yes(done), "completed_in": half, "coded": "half-way"}
        yield _Commitment(
            member,
            int(number),
            commitment=row["Commitment Unique Identifier"],
            submitted=row["Year Of Submission"],
            assessed=half,
            ambition=AMBITION.get(row["Potential Impact"], ""),
            verifiable=codings.YES_NO.get(row["Verifiable"], ""),
            relevant=codings.YES_NO.get(row["_Relevant"], ""),
            **_touched(row, families),
            **found,
        )


def _until(submitted: str) -> str:
    """Return the last year whose reports tell the record of a member.

    That of submission; of the plans of the cycle only what was known on its first day.
    """
    return history.LAST_KNOWN if submitted == plan.CYCLE else submitted


Reported = Mapping[str, list[tuple[int, str, bool]]]
"""Member → plan, year of the report, and whether completed, of each commitment."""


def _reported(rows: Iterable[_Commitment]) -> Reported:
    found: dict[str, list[tuple[int, str, bool]]] = {}
    for row in rows:
        if row.get("completed"):
            one = row.number, row["completed_in"], row["completed"] == "yes"
            found.setdefault(row.member, []).append(one)
    return found


def record_before(done: Reported, member: str, number: int, until: str) -> str:
    """Return how the commitments of earlier plans of a member had fared.

    Args:
        done: what was reported.
        member: candidate id.
        number: of the plan.
        until: last year whose reports count.
    """
    earlier = [came for plan_, year, came in done.get(member, ()) if plan_ < number
               and year <= until]  # fmt: skip
    if len(earlier) < FEWEST:
        return EARLIER
    return "half or more" if sum(earlier) >= HALF * len(earlier) else "under half"


Forums = Mapping[str, Mapping[int, bool]]
"""Member → plan → whether a forum met."""


def _forums(raw: Path, names: Mapping[str, str]) -> Forums:
    found: dict[str, dict[int, bool]] = {}
    for row in read_rows(raw / "ogp" / "ogp_process_2011-2014.csv"):
        member = names.get(row["Country name"])
        if member is not None and row[process.FORUM].isdigit():
            plans = found.setdefault(member, {})
            plans[int(row["Action Plan Number"])] = row[process.FORUM] == "1"
    return found


def forum_before(forums: Forums, member: str, number: int) -> str:
    """Return whether a forum met in the last earlier plan of a member that was reviewed."""
    earlier = {plan_: met for plan_, met in forums.get(member, {}).items() if plan_ < number}
    if not earlier:
        return EARLIER
    return "met" if earlier[max(earlier)] else "did not meet"
