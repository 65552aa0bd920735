"""The ways out where no plan meets every condition: what to give up or raise, the best first."""

from optimizer.why.infeasible import MOST_SETS, Correction, Corrections
from reports.conditions import ConditionWords, change_json, condition_json
from reports.report import Column, Note, Report, Row, Section, Table
from reports.setting import Setting
from reports.words import count, points, sentence

COLUMNS = (
    Column("way", "Way out"),
    Column("size", "Conditions", "count"),
    Column("value", "Best plan found then, points", "points"),
)


READ = (
    "Each is a smallest one: with any part of it left in force there is still no plan. Of ways of "
    "one size the one that leaves the best plan comes first."
)
FURTHER = f"There may be further ways out; no more than {MOST_SETS} are looked for."


def report(found: Corrections, setting: Setting) -> Report:
    """Return the smallest sets of conditions to give up."""
    rows = tuple(_row(one, setting.conditions) for one in found.sets)
    table = Table("ways_out", COLUMNS, rows, rest="more ways out")
    whole = found.complete or found.feasible
    return Report(
        id="ways_out",
        title="Which ways out are there?",
        answer=_answer(found),
        text=(READ,) if rows else (),
        sections=(Section("ways_out", tables=(table,)),),
        notes=() if whole else (Note("proof", FURTHER),),
    )


def _answer(found: Corrections) -> str:
    if found.feasible:
        return "There is a plan; nothing has to be given up."
    if not found.sets:
        return "No way out is found yet."
    smallest = count(len(found.sets[0].conditions), "condition")
    return f"{count(len(found.sets), 'way')} out: it is enough to loosen {smallest}.".capitalize()


def _row(one: Correction, told: ConditionWords) -> Row:
    value = one.plan.value
    return {
        "conditions": told.correction(one),
        "value": value,
        "loosened": [condition_json(member, told) for member in one.conditions],
        "changes": [change_json(change, told) for change in one.changes],
        "way": sentence(told.way_out(one)),
        "size": len(one.conditions),
        "worth": "Its best plan is being looked for."
        if value is None
        else f"The best plan found is then worth {points(value)}.",
    }
