"""How sure a list is, in sentences.

Oracle: counts and differences worked out by hand on made-up figures.
"""

from dataclasses import replace

import numpy as np
import pytest

from optimizer.decisions import Decisions
from optimizer.robust.core_index import CandidateIndex, Share, standing
from optimizer.robust.jobs import Drawn, Inquiry
from optimizer.robust.regret import regret
from optimizer.robust.robust_inclusion import Inclusion, Proof, Verdict
from optimizer.robust.sampling import Sample, sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.search.effort import EXACT
from optimizer.study import Study
from reports import sure_sentences as module
from reports.sure_sentences import answer, in_how_many, losses, precision
from scoring.weight_samples import AnyWeights
from tests.optimizer.solved import solve


def index(
    name: str, share: float, *, listed: bool = False, width: float = 0.1, kind: str = "country"
) -> CandidateIndex:
    return CandidateIndex(
        id=f"{kind}:{name}",
        kind=kind,
        name=name,
        region="",
        index=Share(share=share, low=max(0.0, share - width), high=min(1.0, share + width)),
        surely_in=share / 2,
        surely_out=0.0,
        standing=standing(share),
        in_plan=listed,
    )


def test_the_answer_counts_who_is_sure_and_who_is_not() -> None:
    indices = [
        index("A", 1.0, listed=True),
        index("B", 0.95, listed=True),
        index("C", 0.8, listed=True),
        index("D", 0.3, listed=True),
        index("E", 0.6),
        index("F", 0.1),
        index("G", 0.05),
        index("H", 0.0),
    ]
    assert answer(indices, "fixed") == (
        "2 of the 4 recommended are in nearly every best list, whatever the unknown evidence. "
        "1 is in most of them and 1 in fewer than half, so that others would do as well. "
        "2 others could come in; 1 of them is in most."
    )


def test_few_draws_are_said_to_be_few() -> None:
    indices = [index("A", 1.0, listed=True)]
    whole = answer(indices, "fixed", 50)
    assert answer(indices, "fixed", 5) == f"After 5 draws only: {whole}"
    assert whole == answer(indices, "fixed")


def test_the_answer_where_all_is_sure_and_where_nothing_is_recommended() -> None:
    sure = [index("A", 1.0, listed=True), index("B", 0.0)]
    assert answer(sure, "none") == (
        "1 of the 1 recommended is in nearly every best list, whatever the unknown evidence and "
        "the weights. No others could come in."
    )
    assert answer([index("A", 0.5), index("B", 0.0)], "none") == (
        "Nobody here is recommended; 1 candidate could come in."
    )


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (index("A", 1.0, listed=True), "in all of the best lists"),
        (index("A", 0.98, listed=True), "in more than 9 in 10 of the best lists"),
        (index("A", 0.72, listed=True), "in about 7 in 10 of the best lists"),
        (index("A", 0.02), "in fewer than 1 in 10 of the best lists"),
        (index("A", 0.0), "in none of the best lists"),
        (index("A", 0.2, listed=True), "recommended all the same"),
        (index("A", 0.8), "left out all the same"),
    ],
)
def test_the_card_tells_the_share_without_false_precision(one: CandidateIndex, words: str) -> None:
    assert words in in_how_many(one, 40)


def test_nothing_is_held_against_the_list_that_chance_could_explain() -> None:
    assert "all the same" not in in_how_many(index("A", 0.45, listed=True), 40)
    assert "all the same" not in in_how_many(index("A", 0.55), 40)


def test_what_is_proven_is_told_with_what_is_not() -> None:
    verdicts: tuple[Verdict, ...] = ("in", "out", "out", "depends", "not proven")
    candidates = tuple(
        Inclusion(id=name, verdict=verdict) for name, verdict in zip("ABCDE", verdicts, strict=True)
    )
    proof = Proof(candidates=candidates, corners=12, cells=1, complete=True)
    assert module.proven(proof, str.lower) == (
        "In every best list: a.",
        "In none: 2 candidates of 5.",
        "In some, by the weights: d.",
        "Of the other 1 nothing is proven (12 corners).",
    )
    nothing = Proof(candidates=candidates, corners=0, cells=1, complete=False)
    (told,) = module.proven(nothing, str)
    assert told.startswith("Nothing is proven")


@pytest.fixture(scope="module")
def drawn(small_study: Study) -> Sample:
    inquiry = Inquiry(
        small_study.problem(),
        Drawn(small_study.scorecard(), UncertaintyModel(weights=AnyWeights())),
        EXACT,
    )  # fmt: skip
    return sample(inquiry, 20)


def test_precision_is_that_of_a_share_of_one_half(drawn: Sample) -> None:
    """Wilson's interval of 10 of 20: 0.2993 to 0.7007."""
    assert precision(drawn).startswith("20 draws: shares are known to within 20 percentage points")


def test_a_list_that_loses_less_than_is_proven_is_said_to_look_surer(drawn: Sample) -> None:
    best = drawn.plans[int(drawn.points.mean(axis=0).argmax())]
    own = regret(drawn, best).mean
    assert module.hardly_told_apart(drawn, best) == ""
    loose = replace(drawn, bound=drawn.value + own + 1.0)
    assert f"loses {own:,.1f} points only, less than the {own + 1:,.1f} points" in (
        module.hardly_told_apart(loose, best)
    )
    tight = replace(drawn, bound=drawn.value + own / 2)
    assert module.hardly_told_apart(tight, best) == ""


def test_what_could_be_lost_is_the_regret(drawn: Sample, small_study: Study) -> None:
    plan = solve(small_study.problem()).decisions
    own = regret(drawn, plan)
    first, *others = losses(drawn, plan, str)
    assert f"{own.mean:,.1f} points" in first
    assert f"in the worst draw {own.worst:,.1f} points" in first
    assert len(others) == 1


def test_the_list_that_loses_least_says_how_it_differs(drawn: Sample) -> None:
    most = drawn.bound[:, None] - drawn.points
    best = drawn.plans[int(np.argmin(np.round(most.max(axis=0), 9)))]
    (_, other) = losses(drawn, Decisions(), str)
    assert "puts in" in other
    assert all(name in other for name in sorted(best.ids)[: module.NAMED - 1])
    (_, same) = losses(drawn, best, str)
    assert same == "No list that was found loses less in its worst draw."
    others = [plan for plan in drawn.plans if plan.ids != best.ids]
    assert others
    for plan in others:
        (_, told) = losses(drawn, plan, str)
        assert all(name in told for name in plan.ids ^ best.ids)
        assert ("leaves out" in told) == bool(plan.ids - best.ids)
