"""Tables of a region's shortlist: who is in, who leaves, who is next."""

from collections.abc import Mapping, Sequence

import pandas as pd

from config.configuration import Configuration
from data.dataset import Dataset
from optimizer.plan import FocusLine, Plan
from optimizer.runners_up import Waiting
from optimizer.scenario import Scenario
from reports import words
from reports.reasons import reason
from reports.tables.standing import standing
from scoring.scorecard import Scorecard

IN = ["id", "Candidate", "Kind", "Standing", "Score", "Lowest", "Highest", "Coverage"]
"""First columns of the table of those inside."""


def regions(dataset: Dataset) -> tuple[str, ...]:
    """Return the regions of a dataset, by name."""
    return tuple(sorted({candidate.region for candidate in dataset.candidates} - {""}))


def shortlist_table(
    region: str, plan: Plan, scorecard: Scorecard, dataset: Dataset, configuration: Configuration
) -> pd.DataFrame:
    """Return one row per focus area of a region, kind by kind, the best scores first.

    Columns: those of ``IN``, ``Services, Staff-weeks, USD``, and ``Partners who lead`` where any
    does; the amounts are those of all periods together.
    """
    lines: dict[str, list[FocusLine]] = {}
    for line in plan.focus:
        if line.region == region:
            lines.setdefault(line.id, []).append(line)
    services = configuration.services.services
    partners = {partner.id: partner.name for partner in dataset.partners}
    rows = []
    for name, own in lines.items():
        score = scorecard.of(name)
        given = dict.fromkeys(service for line in own for service in line.services)
        leads = dict.fromkeys(lead for line in own for lead in line.leads.values())
        rows.append(
            {
                "id": name,
                "Candidate": score.name,
                "Kind": configuration.criteria.kinds[score.kind].singular,
                "Standing": standing(dataset.by_id[name], plan.ids),
                "Score": score.score,
                "Lowest": score.low,
                "Highest": score.high,
                "Coverage": round(score.coverage, 2),
                "Services": ", ".join(services[service].label for service in given),
                "Staff-weeks": sum(sum(line.staff.values()) for line in own),
                "USD": sum(sum(line.money.values()) for line in own),
                "Partners who lead": ", ".join(partners.get(lead, lead) for lead in leads),
            }
        )
    order = list(dict.fromkeys(kind.singular for kind in configuration.criteria.kinds.values()))
    rows.sort(key=lambda row: (order.index(row["Kind"]), -row["Score"], row["id"]))  # type: ignore[arg-type, operator]
    last = "Partners who lead"
    table = pd.DataFrame(rows, columns=[*IN, "Services", "Staff-weeks", "USD", last])
    return table if table[last].any() else table.drop(columns=last)


def leaving_table(
    region: str,
    plan: Plan,
    scenario: Scenario,
    scorecard: Scorecard,
    dataset: Dataset,
    configuration: Configuration,
) -> pd.DataFrame:
    """Return who of a region is in the list in force and not in the plan, and why.

    Columns: ``id, Candidate, Kind, Score, Why``.
    """
    return pd.DataFrame(
        [
            {
                "id": name,
                "Candidate": dataset.by_id[name].name,
                "Kind": configuration.criteria.kinds[dataset.by_id[name].kind].singular,
                "Score": scorecard.of(name).score,
                "Why": reason(name, plan, scenario, scorecard, configuration),
            }
            for name in plan.left
            if dataset.by_id[name].region == region
        ],
        columns=["id", "Candidate", "Kind", "Score", "Why"],
    )


def next_table(
    found: Sequence[Waiting], scorecard: Scorecard, configuration: Configuration
) -> pd.DataFrame:
    """Return one row per candidate behind the line.

    Columns: ``id, Candidate, Kind, Place, Score, Lowest, Highest, What it would need``.
    """
    return pd.DataFrame(
        [
            {
                "id": one.id,
                "Candidate": one.name,
                "Kind": configuration.criteria.kinds[one.kind].singular,
                "Place": scorecard.of(one.id).rank,
                "Score": one.score,
                "Lowest": scorecard.of(one.id).low,
                "Highest": scorecard.of(one.id).high,
                "What it would need": need(one, scorecard),
            }
            for one in found
        ],
        columns=[
            *("id", "Candidate", "Kind", "Place", "Score", "Lowest", "Highest"),
            "What it would need",
        ],
    )


def need(one: Waiting, scorecard: Scorecard) -> str:
    """Return what a candidate behind the line would need, in a sentence."""
    if one.last is None or one.short is None:
        line = "There is none of its kind in this region's part of the plan to compare it with."
    else:
        last = scorecard.of(one.last)
        if one.short > 0:
            line = f"{words.points(one.short)} more to score as {last.name} ({last.score:.1f})."
            if scorecard.of(one.id).high > last.score:
                line += " What is not yet known of it could make up for that."
        else:
            line = (
                f"It scores {words.points(-one.short)} above {last.name}, the lowest inside; cost, "
                "overlap, a rule or the price of dropping somebody keeps it out."
            )
    if one.full:
        line += f" Another would have to make room ({words.mid_sentence('; '.join(one.full))})."
    return line


def side_tables(
    inside: pd.DataFrame, behind: pd.DataFrame, leaving: pd.DataFrame, scorecard: Scorecard
) -> Mapping[str, pd.DataFrame]:
    """Return, kind by kind, those inside, next and leaving, the best scores first.

    Columns: ``id, Candidate, Standing, Score, Lowest, Highest``.
    """
    columns = ["id", "Candidate", "Kind", "Standing", "Score", "Lowest", "Highest"]
    left = leaving.assign(
        Standing="leaves",
        Lowest=[scorecard.of(name).low for name in leaving["id"]],
        Highest=[scorecard.of(name).high for name in leaving["id"]],
    )
    others = behind[~behind["id"].isin(leaving["id"])].assign(Standing="not in")
    parts = [part[columns] for part in (inside, left, others) if len(part)]
    if not parts:
        return {}
    table = pd.concat(parts, ignore_index=True)
    return {
        str(kind): rows.sort_values(
            ["Score", "id"], ascending=[False, True], ignore_index=True
        ).drop(columns="Kind")
        for kind, rows in table.groupby("Kind", sort=False)
    }
