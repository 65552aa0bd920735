"""How sure a ranking is, and what other methods say, as reports.

Oracle: the shares of the draws themselves, and rankings worked out by hand.
"""

from dataclasses import replace

import numpy as np
import pytest

from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.study import Study
from questions.rank_sureness import HALF_WIDTH, KindRanks, first_places
from reports import methods, rank_sureness
from reports.report import Report
from reports.setting import Setting
from scoring.acceptability import acceptability
from scoring.methods import MethodComparison, MethodRanking, compare_methods
from scoring.weight_samples import AnyWeights, WeightOrder
from tests.pictures import png
from tests.reports.charts.test_charts import PNG
from tests.reports.faces import said_alike
from tests.reports.test_robust import index

DRAWS = 400
ANY = UncertaintyModel(weights=AnyWeights())


@pytest.fixture(scope="module")
def kinds(small_study: Study) -> dict[str, KindRanks]:
    return {
        name: KindRanks(scores, acceptability(scores, AnyWeights(), draws=DRAWS), 1)
        for name, scores in small_study.scorecard().kinds.items()
    }


@pytest.fixture(scope="module")
def countries(kinds: dict[str, KindRanks]) -> KindRanks:
    return kinds["country"]


def told(kinds: dict[str, KindRanks], study: Study, **more: object) -> Report:
    return rank_sureness.report(kinds, ANY, Setting(study), asked=DRAWS, **more)  # type: ignore[arg-type]


def test_all_faces_say_the_same(kinds: dict[str, KindRanks], small_study: Study) -> None:
    report = told(kinds, small_study)
    said_alike(report)
    for name, one in kinds.items():
        told_of = report.json()["kinds"][name]
        assert [row["id"] for row in told_of["candidates"]] == [line.id for line in one.lines]
        assert told_of["pairwise"]["ids"] == list(one.found.ids)
        assert png(report["places"].pictures[0].chart).startswith(PNG)
    frame = rank_sureness.lines(kinds).frame()
    assert frame["among"].tolist() == [line.among for one in kinds.values() for line in one.lines]


def test_the_answer_names_who_is_nearly_always_among_the_first(
    countries: KindRanks, small_study: Study
) -> None:
    sure = {line.name: line.among for line in countries.lines}
    named = " and ".join(name for name, among in sure.items() if among >= 0.9) or "none"
    between = sum(0.1 < among < 0.9 for among in sure.values())
    rest = f"{between} other{'s' if between > 1 else ''} could be either in or out"
    answer = told({"country": countries}, small_study).answer
    assert answer == f"Countries: first in nine of ten draws or more: {named}; " + (
        f"{rest}." if between else "the others hardly ever are."
    )
    wide = told({"country": replace(countries, first=2)}, small_study).answer
    assert wide.startswith("Countries: among the first 2 in nine of ten draws or more: ")
    assert told({}, small_study, stopped=True).answer.startswith("Stopped before anything")


def test_shares_of_the_best_plans_stand_beside_where_they_are_known(
    countries: KindRanks, small_study: Study
) -> None:
    first = countries.lines[0]
    known = {first.id: index("AAA", 0.7)}
    table = told({"country": countries}, small_study, in_plans=known).table("places")
    assert table.frame()["In best plans"].tolist()[0] == 0.7
    assert "In best plans" not in told({"country": countries}, small_study).table("places").frame()


def test_central_weights_are_those_of_the_draws_won(countries: KindRanks) -> None:
    winner = max(countries.lines, key=lambda line: line.first)
    central = countries.central(winner.id)
    assert sum(one.central for one in central) == pytest.approx(1)
    assert [one.given for one in central] == pytest.approx(countries.scores.weights.tolist())
    at = countries.at[winner.id]
    assert [one.half for one in central] == pytest.approx(
        HALF_WIDTH * countries.found.central_error[at]
    )
    for one in central:
        assert (one.more == 0) == (abs(one.central - one.given) <= one.half)
    first, _ = rank_sureness.candidate(countries, winner.id)
    assert first.text[0].startswith(f"{winner.name} is first in ")
    (picture,) = first.pictures
    assert png(picture.chart).startswith(PNG)
    assert picture.table is not None
    assert picture.table.frame()["For it to be first"].sum() == pytest.approx(1)


def test_who_is_never_first_has_no_central_weights(small_study: Study) -> None:
    scores = small_study.scorecard().kinds["country"]
    sampled = acceptability(scores, WeightOrder(), draws=100, evidence=False)
    one = KindRanks(scores, sampled, 1)
    last = sampled.ids[int(sampled.rank[:, -1].argmax())]
    assert one.central(last) == ()
    first, _ = rank_sureness.candidate(one, last)
    assert first.text[0].endswith("is first in none of 100 draws.")
    assert not first.pictures


def test_rivals_are_all_others_and_shares_add_up(countries: KindRanks) -> None:
    def ahead(candidate: str) -> dict[str, float]:
        _, section = rank_sureness.candidate(countries, candidate)
        (picture,) = section.pictures
        assert png(picture.chart).startswith(PNG)
        assert picture.table is not None
        return {row["id"]: row["ahead"] for row in picture.table.rows}

    one, other = countries.found.ids[:2]
    assert set(ahead(one)) == set(countries.found.ids) - {one}
    assert ahead(one)[other] + ahead(other)[one] == pytest.approx(1)
    without = replace(countries, found=replace(countries.found, winning=None))
    assert not rank_sureness.candidate(without, one)[1]
    assert all(line.above_next is None for line in without.lines)


def test_as_many_are_first_as_the_list_in_force_has(bundled_study: Study) -> None:
    ids = [one.id for one in bundled_study.dataset.of_kind("country")]
    in_force = [one for one in ids if bundled_study.dataset.by_id[one].incumbent]
    assert first_places(bundled_study.dataset, ids) == len(in_force) > 0
    others = [one for one in ids if one not in in_force]
    assert first_places(bundled_study.dataset, others) == 10
    assert first_places(bundled_study.dataset, others[:3]) == 3
    assert first_places(bundled_study.dataset, []) == 1


def compared(*correlations: float | None) -> MethodComparison:
    ranks = np.array([1, 2, 3])
    turned = np.array([3, 2, 1])
    return MethodComparison(
        ids=("country:AAA", "country:BBB", "country:CCC"),
        rank=ranks,
        methods=tuple(
            MethodRanking(name, ranks * 1.0, ranks if number else turned, value, value)
            for number, (name, value) in enumerate(
                zip(("TOPSIS", "VIKOR"), correlations, strict=True)
            )
        ),
    )


@pytest.mark.parametrize(
    ("correlations", "answer"),
    [
        ((0.95, 0.9), "Largely yes: TOPSIS and VIKOR put the candidates in nearly the same order."),
        ((0.5, 0.4), "Not quite: TOPSIS and VIKOR agree on much, but move some candidates far."),
        ((0.95, 0.4), "TOPSIS says nearly the same; VIKOR moves some candidates far."),
        ((None, None), "All here are equal, so no method can tell them apart."),
    ],
)
def test_whether_other_methods_agree(
    small_study: Study, correlations: tuple[float | None, ...], answer: str
) -> None:
    report = methods.report(compared(*correlations), Setting(small_study), first=1)
    assert report.answer == answer


def test_the_most_disputed_come_first(small_study: Study) -> None:
    report = methods.report(compared(0.9, 0.9), Setting(small_study), first=1)
    said_alike(report)
    assert [row["apart"] for row in report.table("candidates").rows] == [2, 2, 0]
    assert [row["shared"] for row in report.table("methods").rows] == [0, 1]
    (picture,) = report["disputed"].pictures
    assert "Gammaland" not in picture.describe or "Betaland" not in picture.describe
    assert png(picture.chart).startswith(PNG)
    scores = small_study.scorecard().kinds["country"]
    said_alike(methods.report(compare_methods(scores), Setting(small_study), first=2))
    alone = methods.report(
        compare_methods(small_study.scorecard().kinds["theme"]), Setting(small_study), first=1
    )
    assert alone.answer.startswith("Two candidates at least")


def test_other_methods_are_told_kind_by_kind(small_study: Study) -> None:
    found = {"country": compared(0.95, 0.9), "commitment": compared(0.5, 0.95)}
    report = methods.of_kinds(found, Setting(small_study), most=1)
    assert report.answer == (
        "Largely yes for countries; not all of them for commitments, where some candidates move "
        "far."
    )
    assert [section.title for section in report.sections] == [
        "Countries",
        "Countries: the candidates on which they disagree most",
        "Commitments",
        "Commitments: the candidates on which they disagree most",
    ]
    assert len(report.table("candidates-country").brief) == 1
    whole = methods.of_kinds(found, Setting(small_study), most=0)
    said_alike(whole)
    assert len(whole.table("candidates-country").brief) == 3
    alone = methods.of_kinds({"country": found["country"]}, Setting(small_study))
    assert alone.answer == "Largely yes, for countries."
    differing = methods.of_kinds({"country": found["commitment"]}, Setting(small_study))
    assert differing.answer == "Not all of them, for countries: some candidates move far."
