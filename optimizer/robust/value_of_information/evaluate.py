r"""What to find out next: gaps of the evidence by how much closing them would be expected to gain.

The plan in hand takes missing evidence to be what stands in for it. For what may be found instead
(:mod:`scoring.gaps`), all else as the plan takes it to be, the best plan then is compared with the
plan in hand: the expected gain in points, and the chance that somebody enters or leaves. Four
questions:

* one gap of one candidate, laid out in equally likely steps, no chance involved
  (:mod:`optimizer.robust.value_of_information.switching`);
* all gaps of one candidate together, as when somebody looks a country up: all that may be found,
  no chance involved either;
* one measure for all candidates of a kind who lack it, as when somebody fetches an index or sends
  round a questionnaire: partial perfect information about a group (Strong, Oakley & Brennan 2014,
  *Medical Decision Making* 34, 311-326). No regression is needed here: the value of a plan is
  linear in potentials, and gaps do not depend on each other;
* a gate that is unknown for a focus area: how likely it passes, where evidence says so, and what
  the plan loses if it does not. A gap that decides a gate moves it: where it fails, the candidate
  is in no plan, and what finding out gains is what can be done with its place.

The mean of what may be found need not be what stands in for it. Then part of the gain is that the
plan no longer leans on a stand-in that is too kind, or too harsh.

Gains are those among the plans known, of which
:mod:`optimizer.robust.value_of_information.switching_search` finds more, and come with the ends
between which they are proven to lie, or, where cases are drawn because there are too many for all
of them, with the ends of a 95 % interval, and said to be sampled. As in portfolios generally
(Keisler 2004, *Decision Analysis* 1, 177-189), most gaps are worth next to nothing: whatever is
found, the plan stays.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import numpy as np

from optimizer.bounded_value import BoundedValue
from optimizer.decisions import Decisions
from optimizer.problem import Problem
from optimizer.robust.nearby_plans import NearbyPlans
from optimizer.robust.sampling import Progress
from optimizer.robust.value_of_information.perfect_information import all_evidence, measure_value
from optimizer.robust.value_of_information.results import (
    CandidateWorth,
    GapWorth,
    GateWorth,
    ValueOfInformation,
)
from optimizer.robust.value_of_information.switching import SwitchingCurve
from optimizer.robust.value_of_information.switching_search import FindEffort, SwitchingSearch
from optimizer.robust.value_of_information.uncertain_evidence import (
    UncertainMeasure,
    uncertain_evidence,
    unknown_gates,
)
from optimizer.stop import Stop
from scoring.belief import MissingDraw
from scoring.gaps import Findings
from scoring.gates import GateResult
from scoring.scorecard import Scorecard

LOOKS = 4
"""How often what is known so far is shown along the way."""
DIGITS = 6
"""Decimals to which gains and chances are compared."""

Worth = TypeVar("Worth", GapWorth, CandidateWorth)


def value_of_information(
    problem: Problem,
    scorecard: Scorecard,
    plans: Sequence[Decisions],
    *,
    missing: MissingDraw = MissingDraw.ANYWHERE,
    effort: FindEffort | None = None,
    stop: Stop | None = None,
    progress: Callable[[Progress], None] | None = None,
    show: Callable[[ValueOfInformation], None] | None = None,
) -> ValueOfInformation:
    """Return what finding out about each gap would be expected to gain.

    Args:
        problem: conditions and candidates.
        scorecard: the scores on which its potentials rest.
        plans: good plans that meet all conditions, the recommended one first.
        missing: what is believed of missing evidence.
        effort: how hard to look for further plans.
        stop: ends the searches early when thrown; what is known by then counts.
        progress: told after every search.
        show: given what is known so far, a few times along the way.

    Raises:
        ValueError: no plan is given.
    """
    if not plans:
        msg = "at least one plan must be given"
        raise ValueError(msg)
    nearby = NearbyPlans(problem, plans)
    evidence = uncertain_evidence(nearby.objective, scorecard, missing)
    gates = unknown_gates(scorecard)
    sides = SwitchingSearch(
        nearby, evidence, effort or FindEffort(), stop or Stop(), also=gates.keys()
    )
    for _ in sides.searches():
        if progress is not None:
            progress(Progress(sides.done, sides.asked, len(nearby.plans)))
        part = sides.done < sides.asked and sides.done % max(1, sides.asked // LOOKS) == 0
        if show is not None and part:
            show(_answer(sides, plans[0], missing, gates))
    return _answer(sides, plans[0], missing, gates)


def _answer(
    sides: SwitchingSearch,
    given: Decisions,
    missing: MissingDraw,
    gates: Mapping[str, tuple[GateResult, ...]],
) -> ValueOfInformation:
    """Return what is known so far."""
    nearby, evidence = sides.nearby, sides.evidence
    curves = sides.curves()
    before = nearby.objective.of_plan(given)
    measures = (measure_value(sides, curves, number) for number in range(len(evidence.columns)))
    return ValueOfInformation(
        gaps=_ordered(gap for column in evidence.columns for gap in _gaps(column, curves, nearby)),
        candidates=_ordered(
            _candidate(nearby, curves[number], number, int(evidence.count[number]), findings)
            for number, findings in evidence.about.items()
        ),
        measures=tuple(
            sorted(
                measures,
                key=lambda one: (
                    -round(one.gain.found, DIGITS),
                    -one.chance,
                    one.kind,
                    one.measure,
                ),
            )
        ),
        gates=_gates(nearby, curves, gates),
        everything=all_evidence(sides, curves),
        missing=missing,
        points=sides.best,
        better=max(0.0, sides.best - (before.fixed + float(before.slopes @ nearby.central))),
        open=sides.open,
        searched=sides.done,
        asked=sides.asked,
        plans=len(nearby.plans),
    )


def _gates(
    nearby: NearbyPlans,
    curves: Sequence[SwitchingCurve],
    gates: Mapping[str, tuple[GateResult, ...]],
) -> tuple[GateWorth, ...]:
    """Return the gates that are unknown for the plan in hand, the dearest first."""
    found = [
        _gate(curve, area.id, area.kind, gate)
        for area, curve in zip(nearby.problem.areas, curves, strict=True)
        if curve.inside
        for gate in gates.get(area.id, ())
    ]
    found.sort(key=lambda one: (-(np.inf if one.lost is None else one.lost.found), one.candidate))
    return tuple(found)


def _ordered(found: Iterable[Worth]) -> tuple[Worth, ...]:
    """Return gaps or candidates best first; equal gains by chance, then by id."""
    return tuple(
        sorted(
            found,
            key=lambda one: (
                -round(one.gain.found, DIGITS),
                -round(one.chance.found, DIGITS),
                one.candidate,
                getattr(one, "measure", ""),
            ),
        )
    )


def _gaps(
    column: UncertainMeasure, curves: Sequence[SwitchingCurve], nearby: NearbyPlans
) -> Iterator[GapWorth]:
    """Yield every gap of a measure; one that serves gates alone is told with them."""
    gaps = column.gaps
    for number, place in enumerate(column.where.tolist()):
        if not column.criteria[number]:
            continue
        curve, values = curves[place], gaps.values[:, number]
        switched = curve.switched(gaps.potential[:, number])
        findings = gaps.findings(number)
        yield GapWorth(
            candidate=nearby.objective.candidates[place],
            kind=gaps.kind,
            measure=gaps.measure,
            missing=bool(gaps.missing[number]),
            inside=curve.inside,
            criterion=column.criteria[number],
            central=float(gaps.central[number]),
            low=float(values.min()),
            high=float(values.max()),
            turns=(float(values[switched].min()), float(values[switched].max()))
            if switched.any()
            else None,
            chance=curve.chance(findings),
            gain=curve.gain(findings),
        )


def _candidate(
    nearby: NearbyPlans, curve: SwitchingCurve, place: int, gaps: int, findings: Findings
) -> CandidateWorth:
    """Return all gaps of a candidate together."""
    area = nearby.problem.areas[place]
    return CandidateWorth(
        candidate=area.id,
        kind=area.kind,
        inside=curve.inside,
        gaps=gaps,
        chance=curve.chance(findings),
        gain=curve.gain(findings),
    )


def _gate(curve: SwitchingCurve, candidate: str, kind: str, gate: GateResult) -> GateWorth:
    """Return what the plan in hand loses when a candidate fails a gate."""
    lost = None
    if np.isfinite(curve.without):
        gain = BoundedValue.gain_of(
            (curve.best, curve.best + curve.open), (curve.without, curve.without_most)
        )
        lost = gain.turned.never_below_zero
    return GateWorth(
        candidate=candidate,
        kind=kind,
        gate=gate.gate,
        label=gate.label,
        lost=lost,
        chance=gate.chance,
        sampled=gate.sampled,
    )
