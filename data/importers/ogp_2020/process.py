"""How members run their OGP process: consultation, forum, action plans, seats."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from data.importers.ogp_2020 import plan
from data.importers.ogp_2020.codings import EXPORT_SOURCE
from data.importers.ogp_2020.commitments import home
from data.importers.ogp_2020.history import EARLY_SOURCE, LAST_KNOWN
from data.importers.ogp_2020.tables import Row, evidence_row, read_rows

PROCESS_SOURCE = "ogp-process-2016"
STEPS = "_Number of steps followed (out of 6)"
FORUM = "_Regular forum"


def process_evidence(raw: Path, names: Mapping[str, str]) -> list[Row]:
    """Return the last reviewed number of consultation steps, and whether a forum met.

    Args:
        raw: folder of the raw files.
        names: name that a database uses → candidate id.
    """
    table = read_rows(raw / "ogp" / "ogp_process_2011-2014.csv")
    rows = []
    for measure, column, levels in (
        ("process_steps", STEPS, None),
        ("regular_forum", FORUM, {"1": "yes", "0": "no"}),
    ):
        for member, row in last_reviewed(table, column, names).items():
            value = row[column] if levels is None else levels[row[column]]
            rows.append(
                evidence_row(
                    member,
                    measure,
                    value,
                    source=PROCESS_SOURCE,
                    as_of=row["Year AP Submitted"],
                    note=f"action plan {row['Action Plan Number']}",
                )
            )
    return rows


def programme_evidence(national: Iterable[Row]) -> list[Row]:
    """Return how many of the regional support programmes are open to each member."""
    rows = []
    for member in national:
        open_to = [
            programme
            for programme, countries in plan.PROGRAMMES.items()
            if member["country"] in countries
        ]
        open_to += [
            programme
            for programme, region in plan.REGION_PROGRAMMES.items()
            if member["region"] == region
        ]
        rows.append(
            evidence_row(
                member["id"],
                "support_programmes",
                str(len(open_to)),
                source=plan.PLAN,
                as_of=plan.CYCLE,
                note=", ".join(open_to),
            )
        )
    return rows


def last_reviewed(
    table: Iterable[Mapping[str, str]], column: str, names: Mapping[str, str]
) -> dict[str, Mapping[str, str]]:
    """Return, per member, the row of its latest action plan that was reviewed in a column."""
    found: dict[str, Mapping[str, str]] = {}
    for row in sorted(table, key=lambda row: row["Action Plan Number"]):
        member = names.get(row["Country name"])
        if member is not None and row[column].isdigit():
            found[member] = row
    return dict(sorted(found.items()))


def plans_evidence(
    early: Iterable[Mapping[str, str]],
    export: Iterable[Mapping[str, str]],
    names: Mapping[str, str],
    more: Iterable[Mapping[str, str]] = plan.MORE_COMMITMENTS,
) -> list[Row]:
    """Return the highest number of an action plan that each member is known to have submitted.

    The databases do not hold every plan of every member, so it is a lower bound.

    Args:
        early: the database of 2011-2014.
        export: the 2024 export; plans submitted after 2019 do not count.
        names: name that a database uses → candidate id.
        more: commitments that neither has, with the plan that they are of.
    """
    seen: dict[str, tuple[int, str]] = {}
    for row in early:
        _keep_highest(seen, names.get(row["Country"]), row["Action Plan Number"], EARLY_SOURCE)
    for row in export:
        if row["Year Of Submission"] <= LAST_KNOWN:
            _keep_highest(
                seen, names.get(row["Country/Locality"]), row["Action Plan Number"], EXPORT_SOURCE
            )
    members = set(names.values())
    for row in more:
        if (member := home(row)) in members:
            _keep_highest(seen, member, row["ap_number"], row["source"])
    return [
        evidence_row(
            member, "action_plans_known", str(count), source=source, as_of=LAST_KNOWN,
            note="at least; the databases at hand do not hold every plan",
        )
        for member, (count, source) in sorted(seen.items())
    ]  # fmt: skip


def _keep_highest(
    seen: dict[str, tuple[int, str]], member: str | None, plan_number: str, source: str
) -> None:
    if member is not None and plan_number.isdigit():
        seen[member] = max(seen.get(member, (0, "")), (int(plan_number), source))


def membership_evidence(raw: Path, national: Iterable[Row]) -> list[Row]:
    """Return who sat on the Steering Committee, and whose next action plan was due in 2020.

    The plan says that 51 members write one in 2020, more than the even-year cohort has: which of
    the others is not said, so nothing is on record for them.
    """
    committee = read_rows(raw / "ogp" / "ogp_steering_committee_2020.csv")
    seated = {row["member"] for row in committee if row["kind"] == "government"}
    listed = {
        row["iso3"]: row for row in read_rows(raw / "ogp" / "ogp_national_members_2019-2020.csv")
    }
    rows = []
    for member in national:
        inferred = "inferred" in listed[member["country"]]["cohort_2019"]
        rows.append(
            evidence_row(
                member["id"],
                "steering_committee_seat",
                "yes" if member["name"] in seated else "no",
                source="ogp-steering-committee-2020",
                as_of=plan.CYCLE,
            )
        )
        if member["cohort"] == "even":
            note = "even-year cohort" + ("; cohort inferred" if inferred else "")
            rows.append(_due(member, "ogp-members-2019", note))
    return rows


def local_evidence(local: Iterable[Row]) -> list[Row]:
    """Return which local members had an action plan due in 2020; of the others nothing is said."""
    return [
        _due(member, "ogp-local-2019", "even-year cohort")
        for member in local
        if member["cohort"] == "even"
    ]


def _due(member: Row, source: str, note: str) -> Row:
    return evidence_row(
        member["id"], "action_plan_due_2020", "yes", source=source, as_of="2019", note=note
    )
