"""Cautions about candidates: gates that decide nothing or too much, and who can never be chosen."""

from collections.abc import Iterator

import numpy as np

from config.gates import Gate
from optimizer.presolve.caution import Caution, naming, number_of, percent
from optimizer.presolve.possible import Possible
from optimizer.problem import Area, Problem
from scoring.kind_scores import KindScores
from scoring.scorecard import Scorecard

TURNS = 0.05
"""How likely a gate passes, or fails, from which it can turn out either way."""


def candidate_cautions(
    problem: Problem, scorecard: Scorecard, possible: Possible
) -> Iterator[Caution]:
    """Yield every caution about kinds, gates and candidates."""
    for scores in scorecard.kinds.values():
        if not scores.ids:
            yield _nobody(scores)
            continue
        yield from _gates(scores)
        yield from _worthless(problem, scores)
    yield from _incumbents_out(problem, possible)
    yield from _never_chosen(problem, possible)
    yield from _unpaid(problem)


def _nobody(scores: KindScores) -> Caution:
    return Caution(
        check="kind_without_candidates",
        file="candidates.csv",
        column="kind",
        what=f"There is no candidate of the kind {scores.kind}.",
        so_what="Its criteria, services and rules do nothing.",
        do="Add candidates, or delete the kind.",
    )


def _gates(scores: KindScores) -> Iterator[Caution]:
    """Gates that are unknown for most candidates, or that all fail."""
    total = len(scores.ids)
    for position, (name, gate) in enumerate(scores.spec.gates.items()):
        states = [results[position].state for results in scores.gates]
        unknown, failing = states.count("unknown"), states.count("fail")
        path = f"kinds.{scores.kind}.gates.{name}"
        if unknown > total / 2:
            yield Caution(
                check="gate_unknown",
                file="criteria.yaml",
                column=path,
                what=f"{gate.label} is not known for {unknown} of {total} {_many(scores)}.",
                so_what="The gate removes none of them: it flags them, and a plan may hold them.",
                do=f"Enter {naming(gate.measures or gate.columns)} for those that a plan could "
                "choose.",
            )
        turning = _turning(scores, position, gate)
        if turning:
            told = [f"{one} (passes {percent(chance)})" for one, chance in turning.items()]
            yield Caution(
                check="gate_turns",
                file="criteria.yaml",
                column=path,
                what=f"{gate.label} could turn out either way for {len(turning)} of {total} "
                f"{_many(scores)}: {naming(told)}.",
                so_what="Noise in the evidence alone decides whether they can be chosen.",
                do="Find out more about what the gate reads, before anything else of them.",
            )
        if failing == total:
            yield Caution(
                check="gate_fails_all",
                file="criteria.yaml",
                column=path,
                what=f"All {total} {_many(scores)} fail the gate {gate.label}.",
                so_what="No plan can hold any of them.",
                do="Check the gate's limit and the unit of its measure.",
            )


def _turning(scores: KindScores, position: int, gate: Gate) -> dict[str, float]:
    """Return how likely those pass a gate for whom what is known of them could turn it.

    Of a single condition whose evidence is missing nothing is known that could.
    """
    lacking = np.zeros(len(scores.ids), dtype=np.bool_)
    for belief in scores.beliefs:
        if belief.measure == gate.measure:
            lacking = belief.missing[scores.positions]
    return {
        scores.ids[at]: chance
        for at, results in enumerate(scores.gates)
        if (chance := results[position].chance) is not None
        and TURNS <= chance <= 1 - TURNS
        and not lacking[at]
    }


def _worthless(problem: Problem, scores: KindScores) -> Iterator[Caution]:
    """Kinds whose candidates earn nothing: without worth, or without services."""
    areas = [area for area in problem.areas if area.kind == scores.kind]
    if scores.spec.worth == 0:
        yield Caution(
            check="kind_without_worth",
            file="criteria.yaml",
            column=f"kinds.{scores.kind}.worth",
            what=f"{scores.spec.label} are worth 0 points.",
            so_what="A plan holds them only where a rule or a lock asks for it.",
            do="Give the kind a worth, or take it out.",
        )
    if not any(area.options for area in areas):
        yield Caution(
            check="kind_without_services",
            file="services.yaml",
            column="services",
            what=f"No service unlocks anything for {_many(scores)}.",
            so_what="They earn nothing, and cannot reach any least support.",
            do=f"Let services unlock shares for {scores.kind}.",
        )


def _incumbents_out(problem: Problem, possible: Possible) -> Iterator[Caution]:
    """Incumbents that no plan can keep, with the reason."""
    for area in problem.areas:
        if not area.incumbent or area.id in possible.choosable:
            continue
        why = _reason(area, possible)
        yield Caution(
            check="incumbent_cannot_stay",
            file="candidates.csv",
            column="incumbent",
            what=f"{area.name or area.id} is in the list in force, but cannot stay: {why}.",
            so_what=f"Every plan drops it, and pays {area.drop_price:g} points for that.",
            do="Check the reason; if it holds, announce the end of support in time.",
        )


def _reason(area: Area, possible: Possible) -> str:
    """Return why a candidate cannot be chosen."""
    if area.barred is not None:
        return area.barred
    if area.id in possible.ruled_out:
        return f"the rule {possible.ruled_out[area.id]} allows none"
    if area.id in possible.problem.must_not:
        return "it is locked out"
    if possible.lacks_window(area):
        return "it has no window in the periods planned for"
    if area.id in possible.problem.kept_out:
        return "its kind is not reviewed in the periods planned for"
    return (
        f"services that staff and money allow unlock {percent(possible.unlockable(area))} of its "
        f"potential, less than the {percent(area.support_min)} it needs"
    )


def _never_chosen(problem: Problem, possible: Possible) -> Iterator[Caution]:
    """Candidates that windows, or staff and money, rule out; gates and rules do so on purpose."""
    open_areas = [
        area
        for area in problem.areas
        if area.barred is None and area.id not in possible.ruled_out and not area.incumbent
    ]
    no_window = [area.id for area in open_areas if possible.lacks_window(area)]
    if no_window:
        yield Caution(
            check="candidate_without_window",
            file="windows.csv",
            column="period",
            what=(
                f"{number_of(len(no_window), 'candidate')} without a window in the periods "
                f"planned for: {naming(no_window)}."
            ),
            so_what="No plan can hold them.",
            do="Add windows, or plan for more periods.",
        )
    no_support = [
        area.id
        for area in open_areas
        if possible.lacks_support(area) and not possible.lacks_window(area)
    ]
    if no_support:
        yield Caution(
            check="candidate_without_support",
            file="capacity.yaml",
            what=(
                f"{number_of(len(no_support), 'candidate')} cannot get the least support, even "
                f"with all staff and money: {naming(no_support)}."
            ),
            so_what="No plan can hold them.",
            do="Let a fund pay for them, add weeks to the teams they need, or lower support_min.",
        )


def _unpaid(problem: Problem) -> Iterator[Caution]:
    """Services that a partner is on record for, such as an award, and that no fund may pay for."""
    costs = {
        area.id: {one.service for one in area.options if one.usd > 0} for area in problem.areas
    }
    unpaid = sorted(
        {
            f"{lead.candidate} ({lead.service})"
            for lead in problem.leads
            if lead.service in costs.get(lead.candidate, ())
            and not any(fund.pays(lead.candidate, lead.service) for fund in problem.funds)
        }
    )
    if unpaid:
        yield Caution(
            check="engagement_nobody_pays",
            file="capacity.yaml",
            column="funds",
            what=(
                f"{number_of(len(unpaid), 'service')} that a partner is on record for and no fund "
                f"may pay for: {naming(unpaid)}."
            ),
            so_what="No plan can give these services, whatever partner is there.",
            do="Let a fund pay for them (pays_for: where, or also), or correct the engagement.",
        )


def _many(scores: KindScores) -> str:
    return scores.spec.label.lower()
