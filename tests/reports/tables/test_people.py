"""Several people as tables and pictures.

Oracles: weights read by eye; the plans of the group, looked up cell by cell.
"""

import json
from typing import Any

import pandas as pd
import pytest

from app.web.widgets.picture import png
from optimizer.group_plans import GroupPlans, group_plans
from optimizer.search.effort import EXACT
from optimizer.study import Study
from reports.charts.people import losses, own_plans_matrix, weight_letters
from reports.tables.people import (
    COMPROMISE,
    CONSENSUS,
    CRITERION,
    NEAR,
    OPEN,
    SURE,
    THERE,
    consensus_marks,
    cost_table,
    disagreement_table,
    heads,
    in_some_plan,
    letters,
    loss_marks,
    number_table,
    numbers,
    plan_cells,
    plan_columns,
    plans_table,
    weight_marks,
    with_edits,
)
from scoring.group import GroupWeights, group_weights

NAMES = ("Ann", "Bo", "Dee")
TOLD = {
    "Ann": {"civil_society": 80.0, "political_will": 10.0, "partner_ecosystem": 10.0},
    "Bo": {"civil_society": 10.0, "political_will": 10.0, "partner_ecosystem": 80.0},
    "Dee": {"civil_society": 40.0, "political_will": 40.0, "partner_ecosystem": 20.0},
}
PEOPLE = {"country": TOLD, "theme": {"Ann": {}, "Bo": {"momentum": 1.0}, "Dee": {"results": 1.0}}}


@pytest.fixture(scope="module")
def group(small_study: Study) -> GroupWeights:
    return group_weights(TOLD, tuple(small_study.configuration.criteria.kinds["country"].criteria))


@pytest.fixture(scope="module")
def found(small_study: Study) -> GroupPlans:
    made = group_plans(small_study.problem(), small_study.scorecard(), PEOPLE, effort=EXACT)
    assert made is not None
    return made


def test_everybody_has_a_letter() -> None:
    many = [f"p{number}" for number in range(30)]
    found = letters(many)
    assert list(found.values())[:3] == ["A", "B", "C"]
    assert found["p26"] == "AA"
    assert len(set(found.values())) == 30
    assert heads(["Ann"]) == {"Ann": "A  Ann"}


def test_numbers_come_back_as_they_were_entered(small_study: Study) -> None:
    for kind_id, kind in small_study.configuration.criteria.kinds.items():
        table = number_table(PEOPLE, kind_id, kind)
        assert table[CRITERION].tolist() == [one.label for one in kind.criteria.values()]
        back = numbers(table)
        for person in NAMES:
            told = PEOPLE.get(kind_id, {}).get(person, {})
            assert {name: value for name, value in back[person].items() if value} == told
            if not told:
                assert set(back[person].values()) == {None}


def test_cells_that_were_changed(small_study: Study) -> None:
    kind = small_study.configuration.criteria.kinds["country"]
    table = number_table(PEOPLE, "country", kind)
    names = list(kind.criteria)
    changed = numbers(with_edits(table, {0: {"Ann": 5.0}, 2: {"Ann": None, "Dee": 1.0}}))
    assert changed["Ann"] == {names[0]: 5.0, names[1]: TOLD["Ann"][names[1]], names[2]: None}
    assert changed["Dee"][names[2]] == 1.0
    assert changed["Bo"] == TOLD["Bo"]
    assert numbers(table)["Ann"] == TOLD["Ann"], "the table shown is not touched"


def test_marks_say_who_gives_what_and_hide_nobody(small_study: Study, group: GroupWeights) -> None:
    kind = small_study.configuration.criteria.kinds["country"]
    marks, means = weight_marks(kind, group, NAMES), consensus_marks(kind, group)
    assert len(marks) == 9
    for row in marks.itertuples():
        name = next(key for key, one in kind.criteria.items() if one.label == row.criterion)
        assert row.weight == pytest.approx(TOLD[str(row.person)][name])
    label = kind.criteria["civil_society"].label
    (ends,) = means[means["criterion"] == label][["mean", "least", "most"]].to_numpy().tolist()
    assert ends == pytest.approx([130 / 3, 10, 80])
    assert means["criterion"].iloc[-1] == kind.criteria["political_will"].label, "least disputed"
    top = marks["weight"].max()
    for _, lane in marks.groupby(["criterion", "lane"]):
        steps = lane["weight"].sort_values().diff().dropna()
        assert (steps >= NEAR * top).all(), "no letter covers another"
    table = disagreement_table(kind, group, NAMES)
    assert table["A  Ann"].sum() == pytest.approx(100)
    assert table[CONSENSUS].sum() == pytest.approx(100)


def test_cells_are_those_of_the_plans(small_study: Study, found: GroupPlans) -> None:
    ids = in_some_plan(found, [one.id for one in small_study.dataset.candidates])
    names = {one: small_study.dataset.by_id[one].name for one in ids}
    everything = {one for person in found.people for one in person.plan.ids}
    assert found.compromise is not None
    assert set(ids) == everything | found.consensus.ids | found.compromise.ids
    counts = [found.support.get(one, 0) for one in ids]
    assert counts == sorted(counts, reverse=True)
    cells = plan_cells(found, ids, names, NAMES).set_index(["plan", "id"])["how"].to_dict()
    for one, head in zip(found.people, heads(NAMES).values(), strict=True):
        for candidate in ids:
            how = cells.get((head, candidate), "")
            assert (how in (SURE, THERE)) == (candidate in one.plan.ids)
            assert (how == SURE) == (candidate in one.surely_in)
            assert (how == OPEN) == (
                candidate not in one.plan.ids and candidate not in one.surely_out
            )
    table = plans_table(found, ids, names, NAMES).set_index("id")
    for candidate in ids:
        assert bool(table.loc[candidate, CONSENSUS]) == (candidate in found.consensus.ids)
        assert bool(table.loc[candidate, COMPROMISE]) == (candidate in found.compromise.ids)
        assert table.loc[candidate, "Own plans, of 3"] == found.support.get(candidate, 0)


def test_costs_are_those_of_the_plans(found: GroupPlans) -> None:
    table, marks = cost_table(found).set_index("Person"), loss_marks(found)
    for one in found.people:
        assert one.compromise_costs is not None
        row = table.loc[one.person]
        assert row["Consensus costs"] == one.consensus_costs.low
        assert row["Compromise, at most"] == one.compromise_costs.high
        share = 100 * one.consensus_costs.low / (one.plan.value or 1.0)
        assert row["Consensus costs, %"] == pytest.approx(share)
    assert marks[marks["plan"] == CONSENSUS]["low"].max() == pytest.approx(
        found.consensus_worst.found if found.consensus_worst else 0.0
    )
    assert (marks["high"] >= marks["low"]).all()


def _strings(spec: Any) -> set[str]:
    return {text for text in json.dumps(spec, ensure_ascii=False).split('"') if text}


def test_pictures_hold_their_data_and_can_be_taken_away(
    small_study: Study, group: GroupWeights, found: GroupPlans
) -> None:
    kind = small_study.configuration.criteria.kinds["country"]
    ids = in_some_plan(found, [one.id for one in small_study.dataset.candidates])
    names = {one: small_study.dataset.by_id[one].name for one in ids}
    cells = plan_cells(found, ids, names, NAMES)
    pictures = {
        "letters": weight_letters(weight_marks(kind, group, NAMES), consensus_marks(kind, group)),
        "matrix": own_plans_matrix(
            cells, list(names.values()), plan_columns(found, NAMES), len(found.shared)
        ),
        "losses": losses(loss_marks(found), NAMES),
    }
    for name, chart in pictures.items():
        assert png(chart).startswith(b"\x89PNG\r\n"), name
        assert {"Ann", "A  Ann"} & _strings(chart.to_dict()), name
    assert "A = Ann  ·  B = Bo  ·  C = Dee" in _strings(pictures["letters"].to_dict())
    nobody = own_plans_matrix(cells, list(names.values()), plan_columns(found, NAMES), 0)
    assert png(nobody).startswith(b"\x89PNG\r\n")
    assert isinstance(cells, pd.DataFrame)
