"""Gates that are composed, that look at peers, and how likely they pass.

Oracles: every combination of conditions gone through; the published binomial; integrals by scipy;
medians of draws by numpy.
"""

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from scipy import integrate, stats

from config.criteria import Criteria
from config.gates import Gate
from data.dataset import Candidate, Dataset, Evidence
from scoring.acceptability import acceptability
from scoring.belief import MissingDraw
from scoring.draws import BLOCK, draw_blocks
from scoring.gaps import all_gaps_at_once, findings_of, gaps_of
from scoring.gates import DRAWS, GateResult
from scoring.kind_scores import KindScores
from scoring.scorecard import score
from scoring.weight_samples import FixedWeights

LEVELS = {"type": "levels", "levels": {"none": 0, "some": 50, "good": 80, "strong": 100}}
LINE = {"type": "linear", "worst": 0, "best": 10}
Found = dict[tuple[str, str], tuple[Any, ...]]


def scores_of(
    gates: dict[str, dict[str, Any]],
    evidence: Found,
    ids: str = "A",
    groups: str = "",
    uses: dict[str, dict[str, Any]] | None = None,
) -> KindScores:
    """Return scores of measures a to f on 0..10 and l in levels, each a criterion where it is used.

    Args:
        gates: id → gate without label and source.
        evidence: (candidate, measure) → value, low and high.
        ids: the candidates, a letter each.
        groups: the group of each, a letter each; a blank for none.
        uses: measure → value function, of the criteria.
    """
    criteria = {
        measure: {
            "label": measure,
            "weight": 1,
            "source": "test",
            "missing": "midpoint",
            "measure": measure,
            "value": function,
        }
        for measure, function in (uses or {"a": LINE, "l": LEVELS}).items()
    }
    kind = {
        "label": "K",
        "singular": "k",
        "worth": 1,
        "criteria": criteria,
        "gates": {name: {"label": name, "source": "test"} | gate for name, gate in gates.items()},
    }
    measures: dict[str, dict[str, Any]] = {
        name: {"label": name.upper(), "scale": [0, 10]} for name in "abcdef"
    }
    measures["l"] = {"label": "L"}
    rows = tuple(
        Evidence(
            candidate=candidate,
            measure=measure,
            basis="observed",
            source="test",
            **dict(zip(("value", "low", "high"), found, strict=False)),
        )
        for (candidate, measure), found in evidence.items()
    )
    candidates = tuple(
        Candidate(id=name, kind="k", name=name, attributes={"group": group.strip()})
        for name, group in itertools.zip_longest(ids, groups, fillvalue="")
    )
    config = Criteria.model_validate({"kinds": {"k": kind}, "measures": measures})
    return score(Dataset(candidates=candidates, evidence=rows), config).kinds["k"]


def result(gate: dict[str, Any], evidence: Found, **how: Any) -> GateResult:
    return scores_of({"g": gate}, evidence, **how).gates[0][0]


AT_LEAST_5 = [{"measure": name, "at_least": 5} for name in "abcd"]


@pytest.mark.parametrize("states", list(itertools.product("pfu", repeat=4)))
def test_composed_gates_against_every_way_it_may_turn_out(states: tuple[str, ...]) -> None:
    """Unknown conditions hold or do not, equally likely: all ways counted."""
    value = {"p": (7,), "f": (2,), "u": (5, 0, 10)}
    evidence = {("A", name): value[state] for name, state in zip("abcd", states, strict=True)}
    ways = list(itertools.product(*({"p": (1,), "f": (0,), "u": (0, 1)}[one] for one in states)))
    for form, needed in (
        ({"all": AT_LEAST_5}, 4),
        ({"any": AT_LEAST_5}, 1),
        ({"at_least": 2, "of": AT_LEAST_5}, 2),
        ({"at_least": 3, "of": AT_LEAST_5}, 3),
    ):
        share = sum(sum(way) >= needed for way in ways) / len(ways)
        found = result(form, evidence)
        assert found.state == ("pass" if share == 1 else "fail" if share == 0 else "unknown")
        if found.state == "unknown":
            assert found.chance == pytest.approx(share)
            assert not found.sampled
        else:
            assert found.chance is None


def test_conditions_within_conditions() -> None:
    """A and (b or l in good, strong): b is 3 to 8, above 5 in 60 %; l is missing, half passes."""
    gate = {
        "all": [
            {"measure": "a", "at_least": 5},
            {"any": [{"measure": "b", "at_least": 5}, {"measure": "l", "in": ["good", "strong"]}]},
        ]
    }
    found = result(gate, {("A", "a"): (6,), ("A", "b"): (6, 3, 8)})
    assert found.state == "unknown"
    assert found.chance == pytest.approx(1 - 0.4 * 0.5)
    assert found.reason == "g: 1 of 2 conditions hold; not known: B or L; all must"
    assert result(gate, {("A", "a"): (6,), ("A", "l"): ("good",)}).state == "pass"
    low = {("A", "a"): (6,), ("A", "b"): (1,), ("A", "l"): ("some",)}
    assert result(gate, low).state == "fail"
    assert result(gate, {("A", "a"): (4,)}).reason.endswith(
        "0 of 2 conditions hold; not known: B or L; not met: A; all must"
    )


def test_ten_of_twenty_is_the_binomial() -> None:
    """Twenty independent conditions that each hold in 30 %: scipy's binomial tail."""
    names = [f"i{number}" for number in range(20)]
    gate = {"at_least": 10, "of": [{"measure": name, "at_least": 7} for name in names]}
    kind = {
        "label": "K",
        "singular": "k",
        "worth": 1,
        "criteria": {
            "c": {"label": "c", "weight": 1, "source": "t", "measure": "i0", "value": LINE}
        },
        "gates": {"g": {"label": "g", "source": "t"} | gate},
    }
    measures = {name: {"label": name, "scale": [0, 10]} for name in names}
    config = Criteria.model_validate({"kinds": {"k": kind}, "measures": measures})
    dataset = Dataset(candidates=(Candidate(id="A", kind="k", name="A"),))
    found = score(dataset, config).kinds["k"].gates[0][0]
    assert found.chance == pytest.approx(float(stats.binom.sf(9, 20, 0.3)))


def test_two_conditions_on_one_measure_are_drawn_together() -> None:
    """At least 3 and at most 5 of 0 to 10: 20 %, not 70 % · 50 %."""
    gate = {"all": [{"measure": "b", "at_least": 3}, {"measure": "b", "at_most": 5}]}
    found = result(gate, {})
    assert found.sampled
    assert found.chance == pytest.approx(0.2, abs=4 * (0.16 / DRAWS) ** 0.5)


def test_nothing_is_told_where_nothing_is_believed() -> None:
    blank = {"attribute": "group", "in": ["x"]}
    both = {"all": [blank, {"measure": "b", "at_least": 5}]}
    assert result(both, {("A", "b"): (7,)}).state == "unknown"
    assert result(both, {}).chance is None
    assert result(both, {}, groups="x").chance == pytest.approx(0.5)


def test_above_the_median_of_peers() -> None:
    """A 6, B 4, C 8 of group x, D 1 of y: medians 6 and 1. Nobody is above their own median.

    D has no peers, and E no group: not known.
    """
    evidence = {(name, "b"): (value,) for name, value in zip("ABCDE", (6, 4, 8, 1, 9), strict=True)}
    scores = scores_of(
        {
            "up": {"measure": "b", "above_median": "group"},
            "down": {"measure": "b", "below_median": "group"},
        },
        evidence,
        ids="ABCDE",
        groups="xxxy ",
    )
    states = [[one.state for one in results] for results in scores.gates]
    assert states == [
        ["fail", "fail"],
        ["fail", "pass"],
        ["pass", "fail"],
        ["unknown", "unknown"],
        ["unknown", "unknown"],
    ]
    assert scores.gates[2][0].reason == ("up: found 8; it must be above the median of group x, 6")
    assert scores.gates[3][0].chance is None


def test_an_even_number_of_peers_has_the_mean_of_the_middle_two() -> None:
    """2, 4, 6 and 8: the median is 5."""
    evidence = {(name, "b"): (value,) for name, value in zip("ABCD", (2, 4, 6, 8), strict=True)}
    scores = scores_of(
        {"g": {"measure": "b", "above_median": "group"}}, evidence, ids="ABCD", groups="xxxx"
    )
    assert scores.gate == ("fail", "fail", "pass", "pass")


def test_a_median_that_is_not_known_for_sure() -> None:
    """B is 0 to 10 and C is 5, A is 6: A is above B or above C whatever B is, so it passes.

    C passes where B is lower than 5, half of it; B passes above 6.
    """
    evidence = {("A", "b"): (6,), ("B", "b"): (5, 0, 10), ("C", "b"): (5,)}
    scores = scores_of(
        {"g": {"measure": "b", "above_median": "group"}}, evidence, ids="ABC", groups="xxx"
    )
    a, b, c = (results[0] for results in scores.gates)
    assert (a.state, b.state, c.state) == ("unknown", "unknown", "fail")
    assert b.chance == pytest.approx(0.4)
    assert not b.sampled
    assert a.sampled
    assert a.chance == pytest.approx(0.6, abs=4 * (0.24 / DRAWS) ** 0.5)


def test_the_chance_of_beating_an_uncertain_median_is_an_integral() -> None:
    """Of five, A, B and C are uniform on 0..10, 2..8 and 4..6, D is 5 and E 9.

    A is above the median where at least 3 of the others are below it; integrated over A.
    """
    ranges = {"B": (2, 8), "C": (4, 6)}
    evidence: Found = {("D", "b"): (5,), ("E", "b"): (9,), ("A", "b"): (5, 0, 10)}
    evidence |= {(name, "b"): (5, *ends) for name, ends in ranges.items()}

    def beats(m: float) -> float:
        below = [min(max((m - low) / (high - low), 0), 1) for low, high in ranges.values()]
        below += [float(m > 5), float(m > 9)]
        return sum(
            float(np.prod([p if one else 1 - p for p, one in zip(below, way, strict=True)]))
            for way in itertools.product((0, 1), repeat=4)
            if sum(way) >= 3
        )

    exact, _ = integrate.quad(beats, 0, 10, points=[2, 4, 5, 6, 8, 9])
    scores = scores_of(
        {"g": {"measure": "b", "above_median": "group"}}, evidence, ids="ABCDE", groups="xxxxx"
    )
    found = scores.gates[0][0]
    assert found.sampled
    assert found.chance == pytest.approx(exact / 10, abs=4 * 0.5 / DRAWS**0.5)


ends = st.tuples(st.integers(0, 10), st.integers(0, 10), st.integers(0, 10)).map(sorted)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.none(), ends), min_size=2, max_size=6), st.booleans())
def test_surely_above_a_median_is_above_it_in_every_draw(
    found: list[list[int] | None], below: bool
) -> None:
    """Medians of numpy over a thousand draws; states and chances hold for all of them."""
    ids = "ABCDEF"[: len(found)]
    evidence: Found = {
        (name, "b"): (one[1], one[0], one[2])
        for name, one in zip(ids, found, strict=True)
        if one is not None
    }
    side = "below_median" if below else "above_median"
    scores = scores_of(
        {"g": {"measure": "b", side: "group"}}, evidence, ids=ids, groups="x" * len(ids)
    )
    rng = np.random.default_rng(1)
    low, high = np.array([(0, 10) if one is None else (one[0], one[2]) for one in found]).T
    drawn = low + rng.random((1000, len(ids))) * (high - low)
    middle = np.median(drawn, axis=1)[:, None]
    held = drawn < middle if below else drawn > middle
    for at, results in enumerate(scores.gates):
        share = held[:, at].mean()
        if results[0].state == "pass":
            assert share == 1
        elif results[0].state == "fail":
            assert share == 0
        elif results[0].chance is not None:
            assert results[0].chance == pytest.approx(share, abs=0.1)


def test_a_missing_measure_that_decides_a_gate_moves_the_gate() -> None:
    """A is missing: 0 to 100 points, and out below 4. Drawn and found out are the same.

    Of what may be found, 40 % fail, and the others are 40 to 100 points: 0.4 to 1 of potential.
    """
    scores = scores_of({"g": {"measure": "a", "at_least": 4}}, {}, uses={"a": LINE})
    blocks = list(draw_blocks(scores, FixedWeights(), 20 * BLOCK, seed=1))
    passing = np.concatenate([block.passing[:, 0] for block in blocks])
    score_ = np.concatenate([block.score[:, 0] for block in blocks])
    assert (passing == (score_ >= 40)).all()
    assert passing.mean() == pytest.approx(0.6, abs=0.05)
    (gap,) = gaps_of(scores, MissingDraw.ANYWHERE)
    assert gap.passes.mean() == pytest.approx(0.6)
    assert (gap.potential[~gap.passes[:, 0]] == 0).all()
    about = findings_of(scores, (gap,), MissingDraw.ANYWHERE)[0]
    assert float(about.share @ about.potential) == pytest.approx(0.6 * 0.7, abs=1e-3)
    together = all_gaps_at_once(scores, MissingDraw.ANYWHERE)
    assert together.mean() == pytest.approx(0.42, abs=1e-3)


@pytest.mark.parametrize("form", ["all", "any"])
def test_two_measures_that_meet_in_a_gate_are_found_out_together(form: str) -> None:
    """A and b are missing, 0 to 10; a counts, and the gate wants 4 of both, or of either.

    Both: a passes in 60 % with a mean of 0.7, b in 60 %. Either: all of a where b passes, else the
    60 % of it.
    """
    gate = {form: [{"measure": name, "at_least": 4} for name in "ab"]}
    scores = scores_of({"g": gate}, {}, uses={"a": LINE})
    gaps = gaps_of(scores, MissingDraw.ANYWHERE)
    about = findings_of(scores, gaps, MissingDraw.ANYWHERE)[0]
    mean = 0.6 * 0.6 * 0.7 if form == "all" else 0.6 * 0.5 + 0.4 * 0.6 * 0.7
    assert not about.sampled
    assert float(about.share.sum()) == pytest.approx(1)
    assert float(about.share @ about.potential) == pytest.approx(mean, abs=2e-3)
    assert float(about.share[about.potential == 0].sum()) == pytest.approx(
        1 - 0.36 if form == "all" else 0.16
    )


def test_two_gates_on_their_own_measures_are_independent_parts() -> None:
    gates = {name: {"measure": name, "at_least": 4} for name in "bc"}
    scores = scores_of(gates, {("A", "a"): (5,)}, uses={"a": LINE})
    about = findings_of(scores, gaps_of(scores, MissingDraw.ANYWHERE), MissingDraw.ANYWHERE)[0]
    assert float(about.share @ about.potential) == pytest.approx(0.36 * 0.5)
    assert scores.row(0).passes == pytest.approx(0.36)


def test_who_fails_a_gate_has_no_rank_in_that_draw() -> None:
    """A scores 60, B 50. A passes in 40 %, and is first then; B passes always."""
    evidence = {("A", "a"): (6,), ("B", "a"): (5,), ("A", "b"): (5, 0, 10), ("B", "b"): (9,)}
    scores = scores_of({"g": {"measure": "b", "at_least": 6}}, evidence, ids="AB", uses={"a": LINE})
    found = acceptability(scores, FixedWeights(), draws=4000)
    assert found.rank[0, 0] == pytest.approx(0.4, abs=0.04)
    assert found.rank[0, 1] == 0
    assert found.rank[1].sum() == pytest.approx(1)
    assert found.rank[1, 0] == pytest.approx(1 - found.rank[0, 0])
    assert found.winning is not None
    assert found.winning[0, 1] == pytest.approx(found.rank[0, 0])
    assert found.expected_rank[0] == pytest.approx(1)
    assert found.confidence == pytest.approx([found.rank[0, 0], found.rank[1, 0]])


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"measure": "b", "at_least": 5, "attribute": "group", "in": ["x"]},
        {"measure": "b", "at_least": 5, "above_median": "group"},
        {"of": AT_LEAST_5},
        {"at_least": 5, "of": AT_LEAST_5},
        {"at_least": 1.5, "of": AT_LEAST_5},
        {"at_least": 2, "any": AT_LEAST_5},
        {"all": AT_LEAST_5, "any": AT_LEAST_5},
        {"all": [{"measure": "b"}]},
        {"attribute": "group", "above_median": "group"},
    ],
)
def test_what_is_no_condition_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="must"):
        Gate.model_validate({"label": "g", "source": "t"} | wrong)


def test_levels_of_a_gate_must_be_levels_of_a_criterion() -> None:
    with pytest.raises(ValidationError, match="must be among"):
        scores_of({"g": {"measure": "l", "in": ["superb"]}}, {})
    with pytest.raises(ValidationError, match="must be among"):
        scores_of({"g": {"measure": "b", "in": ["good"]}}, {})


@pytest.mark.parametrize("states", list(itertools.product("pfu", repeat=3)))
@pytest.mark.parametrize("off", [(), ("b",), ("b", "c")])
def test_openings_against_every_way_it_may_turn_out(
    states: tuple[str, ...], off: tuple[str, ...]
) -> None:
    """Its own condition on a, and openings on b and c that may be off: all ways counted."""
    value = {"p": (7,), "f": (2,), "u": (5, 0, 10)}
    evidence = {("A", name): value[state] for name, state in zip("abc", states, strict=True)}
    openings = {
        name: {"label": name, "measure": name, "at_least": 5, "enabled": name not in off}
        for name in "bc"
    }
    found = result({"measure": "a", "at_least": 5, "openings": openings}, evidence)
    on = [state for name, state in zip("abc", states, strict=True) if name not in off]
    ways = list(itertools.product(*({"p": (1,), "f": (0,), "u": (0, 1)}[one] for one in on)))
    share = sum(map(any, ways)) / len(ways)
    assert found.state == ("pass" if share == 1 else "fail" if share == 0 else "unknown")
    assert found.chance == (pytest.approx(share) if found.state == "unknown" else None)
    sure = [name for name, state in zip("abc", states, strict=True)
            if state == "p" and name not in off]  # fmt: skip
    assert found.opening == (sure[0] if sure and sure[0] != "a" else "")


def test_an_opening_on_a_blank_column_is_not_known_and_never_drawn() -> None:
    opening = {"label": "is in group one", "attribute": "group", "in": "one"}
    gate = {"measure": "a", "at_least": 5, "openings": {"one": opening}}
    blank = scores_of({"g": gate}, {("A", "a"): (2,)}, groups=" ")
    ((one,),) = blank.gates
    assert (one.state, one.chance, one.opening) == ("unknown", None, "")
    assert "not known: is in group one" in one.reason
    assert not blank.gate_model.drawn.any()
    ((other,),) = scores_of({"g": gate}, {("A", "a"): (2,)}, groups="x").gates
    assert other.state == "fail"
