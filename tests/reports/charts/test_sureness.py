"""Pictures of how sure a list is: drawn without the network, and readable without colour."""

import itertools

import numpy as np
import pytest

from app.web.widgets.picture import png
from optimizer.study import Study
from reports.charts.colours import HOW_OFTEN, PROVEN
from reports.charts.ranking_candidate import central_weights, winning_bars
from reports.charts.sureness import sureness_bars
from reports.tables.ranking_candidate import central_rows, winning_rows
from reports.tables.sureness import picture_rows
from scoring.acceptability import Acceptability, acceptability
from scoring.weight_samples import AnyWeights, WeightOrder
from tests.reports.charts.test_charts import PNG, luminance, without_addresses
from tests.reports.test_sure_sentences import index


def test_the_picture_is_drawn_with_every_row(small_study: Study) -> None:
    indices = [
        index("A", 1.0, listed=True),
        index("B", 0.4, listed=True),
        index("C", 0.7),
        index("D", 0.0),
        index("T", 0.5, kind="theme"),
    ]
    rows = picture_rows(indices, small_study.configuration.criteria.kinds, lambda one: one)
    chart = sureness_bars(rows)
    assert without_addresses(chart.to_dict())
    assert png(chart).startswith(PNG)


def test_nothing_but_the_words_of_a_kind_is_no_error(small_study: Study) -> None:
    rows = picture_rows(
        [index("A", 0.0)], small_study.configuration.criteria.kinds, lambda one: one
    )
    assert png(sureness_bars(rows)).startswith(PNG)


def test_how_often_reads_in_grey() -> None:
    """Neighbouring greys differ by half as much again at least (luminance, WCAG 2.2)."""
    greys = [luminance(colour) + 0.05 for colour in (PROVEN, *HOW_OFTEN.values())]
    assert greys == sorted(greys)
    assert all(lighter / darker > 1.5 for darker, lighter in itertools.pairwise(greys))


@pytest.fixture(scope="module")
def found(small_study: Study) -> Acceptability:
    scores = small_study.scorecard().kinds["country"]
    return acceptability(scores, AnyWeights(), draws=400)


def test_central_weights_are_those_of_the_draws_won(
    found: Acceptability, small_study: Study
) -> None:
    scores = small_study.scorecard().kinds["country"]
    winner = found.ids[int(found.rank[:, 0].argmax())]
    table = central_rows(found, scores, winner)
    assert table["Central"].sum() == pytest.approx(1)
    assert table["Present"].tolist() == pytest.approx(scores.weights.tolist())
    assert (table["Low"] <= table["Central"]).all()
    assert (table["Central"] <= table["High"]).all()
    assert table["Difference"].sum() == pytest.approx(0)
    assert png(central_weights(table)).startswith(PNG)


def test_who_is_never_first_has_no_central_weights(small_study: Study) -> None:
    scores = small_study.scorecard().kinds["country"]
    sampled = acceptability(scores, WeightOrder(), draws=100, evidence=False)
    last = sampled.ids[int(sampled.rank[:, -1].argmax())]
    assert np.isnan(central_rows(sampled, scores, last)["Central"]).all()


def test_rivals_are_all_others_and_shares_add_up(found: Acceptability, small_study: Study) -> None:
    scores = small_study.scorecard().kinds["country"]
    one, other = found.ids[:2]
    ahead = winning_rows(found, scores, one).set_index("id")["Ahead"]
    behind = winning_rows(found, scores, other).set_index("id")["Ahead"]
    assert set(ahead.index) == set(found.ids) - {one}
    assert ahead[other] + behind[one] == pytest.approx(1)
    assert png(winning_bars(winning_rows(found, scores, one))).startswith(PNG)


def test_pairs_that_were_not_compared_are_refused(found: Acceptability, small_study: Study) -> None:
    fields = {name: getattr(found, name) for name in Acceptability.__dataclass_fields__}
    without = Acceptability(**{**fields, "winning": None})
    with pytest.raises(ValueError, match="not compared"):
        winning_rows(without, small_study.scorecard().kinds["country"], found.ids[0])
