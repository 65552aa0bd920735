"""Several people as tables: their weights along each criterion, and their plans side by side."""

import math
from collections.abc import Iterable, Mapping, Sequence
from string import ascii_uppercase

import pandas as pd

from config.criteria import Kind
from data.people import PeopleWeights, everyone, who_speaks
from optimizer.bounded_value import BoundedValue
from optimizer.group_plans import GroupPlans
from reports.words import percent
from scoring.group import GroupWeights

PERCENT = 100.0
CRITERION = " "
"""Column of criteria among columns of people; no name is blank."""
NEAR = 0.034
"""Share of the axis within which two marks would cover each other."""
CONSENSUS, COMPROMISE = "Consensus", "Compromise"
SURE, THERE, OPEN = "in, proven", "in the plan found", "not in it, not ruled out"
"""How a candidate stands to a plan; a blank cell: proven to be in no best plan."""


def letters(people: Sequence[str]) -> dict[str, str]:
    """Return a letter for everybody: A to Z, then AA, AB and so on."""
    alphabet = [*ascii_uppercase, *(a + b for a in ascii_uppercase for b in ascii_uppercase)]
    return dict(zip(people, alphabet, strict=False))


def heads(people: Sequence[str]) -> dict[str, str]:
    """Return what stands above everybody's column: letter and name, unlike any other header."""
    return {person: f"{letter}  {person}" for person, letter in letters(people).items()}


def number_table(people: PeopleWeights, kind_id: str, kind: Kind) -> pd.DataFrame:
    """Return weights as entered: one row per criterion, one column per person; None = nothing."""
    told = who_speaks(people, kind_id)
    columns = {
        person: [told[person].get(name, 0.0) for name in kind.criteria]
        if person in told
        else [None] * len(kind.criteria)
        for person in everyone(people)
    }
    table = pd.DataFrame(columns, index=list(kind.criteria), dtype="Float64").astype("float64")
    table.insert(0, CRITERION, [criterion.label for criterion in kind.criteria.values()])
    return table


def with_edits(table: pd.DataFrame, rows: Mapping[int, Mapping[str, float | None]]) -> pd.DataFrame:
    """Return a table with cells changed.

    Args:
        table: as shown.
        rows: number of a row → column → what stands there now; None = nothing.
    """
    changed = table.copy()
    for row, cells in rows.items():
        for column, value in cells.items():
            changed.loc[changed.index[int(row)], column] = math.nan if value is None else value
    return changed


def numbers(table: pd.DataFrame) -> dict[str, dict[str, float | None]]:
    """Return person → criterion → number of a table of them; None where it is blank."""
    return {
        str(person): {
            str(name): None if pd.isna(value) else float(value)
            for name, value in table[person].items()
        }
        for person in table.columns
        if person != CRITERION
    }


def weight_marks(kind: Kind, group: GroupWeights, people: Sequence[str]) -> pd.DataFrame:
    """Return one row per criterion and person, criteria by how much people disagree on them.

    Columns: ``criterion, person, letter, weight, lane`` (0 unless it would cover another mark).
    """
    sign = letters(people)
    top = float(group.weights.max()) * PERCENT or 1.0
    rows = []
    for name, _ in group.contested:
        place = group.criteria.index(name)
        taken: list[float] = []
        column = group.weights[:, place].tolist()
        for weight, person in sorted(
            zip(column, group.people, strict=True), key=lambda pair: (pair[0], sign[pair[1]])
        ):
            at = weight * PERCENT
            free = (lane for lane, last in enumerate(taken) if at - last >= NEAR * top)
            lane = next(free, len(taken))
            taken[lane : lane + 1] = [at]
            rows.append(
                {
                    "criterion": kind.criteria[name].label,
                    "person": person,
                    "letter": sign[person],
                    "weight": at,
                    "lane": lane,
                }
            )
    return pd.DataFrame(rows)


def consensus_marks(kind: Kind, group: GroupWeights) -> pd.DataFrame:
    """Return one row per criterion, in the same order: ``criterion, mean, least, most``."""
    return pd.DataFrame(
        [
            {
                "criterion": kind.criteria[name].label,
                "mean": group.mean[name] * PERCENT,
                "least": group.spread[name][0] * PERCENT,
                "most": group.spread[name][1] * PERCENT,
            }
            for name, _ in group.contested
        ]
    )


def disagreement_table(kind: Kind, group: GroupWeights, people: Sequence[str]) -> pd.DataFrame:
    """Return the weights of everybody and of the consensus, the most contested criteria first."""
    order = [group.criteria.index(name) for name, _ in group.contested]
    table = pd.DataFrame(
        {
            "Criterion": [kind.criteria[name].label for name, _ in group.contested],
            CONSENSUS: [group.mean[name] * PERCENT for name, _ in group.contested],
        }
    )
    for person, row in zip(group.people, group.weights, strict=True):
        table[heads(people)[person]] = row[order] * PERCENT
    return table


def in_some_plan(found: GroupPlans, ids: Iterable[str]) -> list[str]:
    """Return candidates of any plan, those of most people first, in the order given among equals.

    Args:
        found: the plans.
        ids: candidates in question, in the order wanted.
    """
    joint = found.consensus.ids | (found.compromise.ids if found.compromise else frozenset())
    there = [one for one in ids if one in found.support or one in joint]
    return sorted(there, key=lambda one: -found.support.get(one, 0))


def plan_columns(found: GroupPlans, people: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the headers of own plans, and of plans for all, in order."""
    joint = [CONSENSUS] + ([COMPROMISE] if found.compromise is not None else [])
    return [heads(people)[one.person] for one in found.people], joint


def plan_cells(
    found: GroupPlans, ids: Sequence[str], names: dict[str, str], people: Sequence[str]
) -> pd.DataFrame:
    """Return candidate × plan, a row per cell that is not blank: ``id, name, plan, how``."""
    head = heads(people)
    rows = []
    for one in found.people:
        for candidate in ids:
            how = OPEN if candidate not in one.surely_out else ""
            if candidate in one.plan.ids:
                how = SURE if candidate in one.surely_in else THERE
            if how:
                rows.append((candidate, names[candidate], head[one.person], how))
    joint = {CONSENSUS: found.consensus, COMPROMISE: found.compromise}
    rows += [
        (candidate, names[candidate], title, THERE)
        for title, plan in joint.items()
        if plan is not None
        for candidate in ids
        if candidate in plan.ids
    ]
    return pd.DataFrame(rows, columns=["id", "name", "plan", "how"])


def plans_table(
    found: GroupPlans, ids: Sequence[str], names: dict[str, str], people: Sequence[str]
) -> pd.DataFrame:
    """Return one row per candidate: how many own plans have it, and whether each plan does."""
    total = len(found.people)
    table = pd.DataFrame(
        {
            "id": list(ids),
            "Candidate": [names[one] for one in ids],
            f"Own plans, of {total}": [found.support.get(one, 0) for one in ids],
            CONSENSUS: [one in found.consensus.ids for one in ids],
        }
    )
    if found.compromise is not None:
        table[COMPROMISE] = [one in found.compromise.ids for one in ids]
    for person in found.people:
        table[heads(people)[person.person]] = [one in person.plan.ids for one in ids]
    return table


def cost_table(found: GroupPlans) -> pd.DataFrame:
    """Return what the plans for all cost each person, in points and percent of their own plan."""
    rows = []
    for one in found.people:
        value = one.plan.value or 0.0
        row: dict[str, object] = {
            "Person": one.person,
            "Own plan, points": value,
            "Proven within": percent(one.plan.gap or 0.0, 1),
        }
        for title, costs in ((CONSENSUS, one.consensus_costs), (COMPROMISE, one.compromise_costs)):
            if costs is not None:
                row |= _costs(title, costs, value)
        row["Only here"] = len(one.only)
        row["Missing only here"] = len(one.without)
        rows.append(row)
    return pd.DataFrame(rows)


def _costs(title: str, costs: BoundedValue, value: float) -> dict[str, object]:
    return {
        f"{title} costs": costs.low,
        f"{title} costs, %": PERCENT * costs.low / value if value else 0.0,
        f"{title}, at most": costs.high,
    }


def loss_marks(found: GroupPlans) -> pd.DataFrame:
    """Return what each plan for all costs each person: ``person, plan, low, high``."""
    rows = [
        (one.person, title, costs.low, costs.high)
        for one in found.people
        for title, costs in ((CONSENSUS, one.consensus_costs), (COMPROMISE, one.compromise_costs))
        if costs is not None
    ]
    return pd.DataFrame(rows, columns=["person", "plan", "low", "high"])
