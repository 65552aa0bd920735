"""The page Criteria: each way of weighing, held against the function of the core it shows."""

import pytest
from streamlit.testing.v1 import AppTest

from app.web.criteria.weighing import RATIOS, comparison_words, nearest
from app.web.state import PLACE
from optimizer.levers import configured
from optimizer.scenario import Scenario
from optimizer.study import open_study
from questions import trade_offs
from reports.audit.steps import STEPS
from reports.trade_offs import ASKED
from scoring.pairwise import pairwise_weights
from scoring.rank_change import ranking_change
from scoring.trade_offs import Preference
from scoring.weights import rank_order_centroid, swing_weights
from tests.app.web.screens.conftest import Opener, answer, until, words

STUDY = open_study()
KIND = "country"
CRITERIA = list(STUDY.configuration.criteria.kinds[KIND].criteria)
NATIONAL = {one.id for one in STUDY.dataset.of_kind(KIND) if one.attributes["level"] == "national"}


def scenario_of(page: AppTest) -> Scenario:
    found = page.session_state[PLACE].scenario
    assert isinstance(found, Scenario)
    return found


def weights_of(page: AppTest) -> dict[str, float]:
    return configured(scenario_of(page), STUDY.configuration).criteria.kinds[KIND].weights


def applied(page: AppTest) -> dict[str, float]:
    page.button(key="apply-weights").click().run()
    assert not page.exception
    return weights_of(page)


def test_page_opens_with_the_weights_in_force_and_nothing_moves(opened: Opener) -> None:
    page = opened("criteria")
    assert answer(page).startswith(f"{len(CRITERIA)} criteria count for countries")
    assert "Nothing moves" in words(page)
    assert page.button(key="apply-weights").disabled
    assert page.button(key="reset-weights").disabled


def test_weights_by_hand_are_shares_and_move_the_ranking(opened: Opener) -> None:
    page = opened("criteria")
    field = next(one for one in page.number_input if str(one.key).startswith(f"hand:{KIND}"))
    field.set_value(80.0).run()
    rest = 100 / len(CRITERIA)
    total = 80 + rest * (len(CRITERIA) - 1)
    expected = {name: (80 if name == CRITERIA[0] else rest) / total for name in CRITERIA}
    scenario = Scenario(weights={KIND: expected})
    change = ranking_change(
        STUDY.scorecard().kinds[KIND], STUDY.scorecard(scenario).kinds[KIND], among=NATIONAL
    )
    assert f"{len(change.moved)} countries of {len(change.changes)} change places" in words(page)
    table = page.dataframe[0].value
    assert table["Candidate"].tolist() == [one.name for one in change.changes]
    assert not scenario_of(page).weights, "a draft must change nothing"
    assert applied(page) == pytest.approx(expected)
    assert answer(page).endswith(f"{expected[CRITERIA[0]] * 100:.1f} of 100.")
    page.button(key="reset-weights").click().run()
    assert not scenario_of(page).weights
    assert "Nothing moves" in words(page)


def test_no_weight_at_all_is_refused_in_a_sentence(opened: Opener) -> None:
    page = opened("criteria")
    for field in [one for one in page.number_input if str(one.key).startswith(f"hand:{KIND}")]:
        field.set_value(0.0)
    page.run()
    assert not page.exception
    assert "One weight at least must be above 0" in words(page)


def test_swings(opened: Opener) -> None:
    page = opened("criteria")
    page.segmented_control(key="criteria-way").set_value("swing").run()
    for place, name in enumerate(CRITERIA):
        page.slider(key=f"swing:{KIND}:{name}").set_value(100 if place == 0 else 50)
    page.run()
    expected = swing_weights({n: 100.0 if n == CRITERIA[0] else 50.0 for n in CRITERIA})
    assert applied(page) == pytest.approx(expected)


def test_pairs_with_their_consistency(opened: Opener) -> None:
    page = opened("criteria")
    page.segmented_control(key="criteria-way").set_value("pairs").run()
    assert "Consistency ratio 0.00" in words(page)
    page.select_slider(key=f"pair:{KIND}:{CRITERIA[0]}:{CRITERIA[1]}").set_value(9.0)
    page.select_slider(key=f"pair:{KIND}:{CRITERIA[0]}:{CRITERIA[2]}").set_value(1 / 9).run()
    pairs = {(a, b): 1.0 for i, a in enumerate(CRITERIA) for b in CRITERIA[i + 1 :]}
    pairs[CRITERIA[0], CRITERIA[1]], pairs[CRITERIA[0], CRITERIA[2]] = 9.0, 1 / 9
    found = pairwise_weights(CRITERIA, pairs)
    assert not found.accepted
    assert f"Consistency ratio {found.consistency_ratio:.2f}" in words(page)
    assert "contradict each other" in words(page)
    assert found.least_consistent is not None
    labels = STUDY.configuration.criteria.kinds[KIND].criteria
    for name in found.least_consistent:
        assert f"**{labels[name].label}**" in words(page)
    assert applied(page) == pytest.approx(dict(found.weights))


def test_the_comparison_that_fits_least_can_be_mended(opened: Opener) -> None:
    page = opened("criteria")
    page.segmented_control(key="criteria-way").set_value("pairs").run()
    key = f"pair:{KIND}:{CRITERIA[0]}:{CRITERIA[1]}"
    page.select_slider(key=key).set_value(9.0).run()
    mend = next(one for one in page.button if one.label == "Change this one to fit")
    mend.click().run()
    assert not page.exception
    assert float(str(page.select_slider(key=key).value)) < 9.0


def test_order_of_importance(opened: Opener) -> None:
    page = opened("criteria")
    page.segmented_control(key="criteria-way").set_value("order").run()
    for place, name in enumerate(CRITERIA, start=1):
        page.number_input(key=f"order:{KIND}:{name}").set_value(place)
    page.run()
    expected = rank_order_centroid({name: place for place, name in enumerate(CRITERIA, start=1)})
    assert applied(page) == pytest.approx(expected)


def test_every_criterion_of_every_kind_shows_its_source(opened: Opener) -> None:
    page = opened("criteria")
    page.segmented_control(key="criteria-part").set_value("values").run()
    for kind, spec in STUDY.configuration.criteria.kinds.items():
        page.segmented_control(key="kind").set_value(kind).run()
        for name, criterion in spec.criteria.items():
            page.selectbox(key=f"values-criterion:{kind}").set_value(name).run()
            assert not page.exception
            assert criterion.source in words(page)


def test_comparisons_in_words_and_on_the_scale() -> None:
    assert [comparison_words(ratio) for ratio in (1.0, 3.0, 1 / 3)] == [
        "equal",
        "3 times as much",
        "1/3 as much",
    ]
    assert nearest(2.4) == 2.0
    assert nearest(2.5) == 3.0  # 3 / 2.5 = 1.2 is less than 2.5 / 2 = 1.25
    assert nearest(1e9) == max(RATIOS)
    assert nearest(1e-9) == min(RATIOS)


def test_is_it_sound(opened: Opener) -> None:
    """The part that methodologists look for: every step of the chosen kind, and how it was made."""
    page = opened("criteria")
    page.session_state["kind"] = "theme"
    page.session_state["criteria-part"] = "audit"
    page.run()
    told = until(page, "weighs 25 % and moves the scores by")
    assert all(title in told for title in STEPS.values())


def test_easy_questions_are_asked_on_the_page(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer is kept, cuts the weights, and can be taken back."""
    monkeypatch.setattr(trade_offs, "BROAD", 4)
    monkeypatch.setattr(trade_offs, "SETTLED", -1.0)
    page = opened("criteria")
    page.session_state["criteria-way"] = "questions"
    page.run()
    told = until(page, "Before anything is said the plan is")
    assert ASKED in told
    page.button(key="trade-off:country:first").click().run()
    until(page, "After 1 answer the plan is")
    (answer_given,) = page.session_state["trade-offs:country"]
    assert answer_given.preference is Preference.FIRST
    page.button(key="apply-weights").click().run()
    assert sum(scenario_of(page).weights[KIND].values()) == pytest.approx(1)
    page.button(key="trade-off-back:country").click().run()
    assert page.session_state["trade-offs:country"] == ()
