"""How sure a plan is as JSON and as a table: the names of the fields are a promise."""

from pathlib import Path

from app.cli.drawing import PEOPLE, Draws
from app.cli.plan_json import Json
from app.cli.robust import Sureness
from app.cli.robust_words import hardly_told_apart, precision
from config.base import Frozen
from config.problems import InputError
from data.people import everyone
from ecosystem.export import csv
from optimizer.decisions import Decisions
from optimizer.levers import canonical
from optimizer.robust.core_index import CandidateIndex, ServiceIndex
from optimizer.robust.regret import Regret
from reports import find_out
from reports.conditions import conflicts_json
from reports.report import Report


class SavedIndex(Frozen):
    """One row of the table: a candidate, or one service of it."""

    candidate: str
    kind: str
    name: str
    region: str
    service: str
    """Blank for the candidate itself."""
    share: float
    low: float
    high: float
    when_in: float | None
    in_plan: bool
    standing: str
    surely_in: float | None
    surely_out: float | None


def sureness_json(found: Sureness, most: int = 0) -> Json:
    """Return everything that was drawn, counted and proven.

    Args:
        found: what was found.
        most: entries of each list of what to find out.
    """
    plan = found.known.found.plan
    study = found.known.found.study
    return {
        "status": plan.status,
        "value": plan.value,
        "bound": plan.bound,
        "focus": sorted(plan.ids),
        "scenario": canonical(found.known.found.scenario),
        "drawn": draws_json(found.draws),
        **_how_good(found),
        "hardly_told_apart": hardly_told_apart(found),
        "firm": found.firm,
        "candidates": [_candidate(one) for one in found.candidates],
        "services": [_service(one) for one in found.services],
        "regret": _lost(found),
        "always": _proven(found),
        "find_out": None
        if found.value_of_information is None
        else find_out_report(found, most).json(),
        "interrupted": found.interrupted,
        **conflicts_json(plan.conflicts, found.known.found.conditions),
        "inputs": {
            "dataset": study.dataset.content_hash,
            "config": study.configuration.content_hash,
        },
    }


def find_out_report(found: Sureness, most: int | None) -> Report:
    """Return what to find out next, so many entries of each list."""
    assert found.value_of_information is not None  # noqa: S101 (callers checked)
    return find_out.report(found.value_of_information, found.known.setting, most=most)


def draws_json(draws: Draws) -> Json:
    """Return what was asked to be drawn."""
    return {
        "asked": draws.count,
        "seed": draws.seed,
        "weights": draws.belief,
        "concentration": draws.concentration if draws.belief == "around" else None,
        "people": list(everyone(draws.people)) if draws.belief == PEOPLE else [],
        "evidence": draws.evidence,
        "missing": draws.missing.value,
    }


def _how_good(found: Sureness) -> Json:
    """Return how many draws are done, how precise that is, and how good their plans are."""
    sample = found.sample
    asked = {"asked": found.gap, "mean": None, "most": None}
    if sample is None or not sample.draws:
        return {"draws": 0, "precision": None, "gap": asked, "plans": 0}
    gaps = {"mean": float(sample.gaps.mean()), "most": float(sample.gaps.max())}
    return {
        "draws": sample.draws,
        "precision": precision(sample.draws),
        "gap": {**asked, **gaps},
        "plans": len(set(sample.best.tolist())),
    }


def _candidate(one: CandidateIndex) -> Json:
    return {
        **one.model_dump(exclude={"index"}),
        **one.index.model_dump(),
        "contested": one.contested,
    }


def _service(one: ServiceIndex) -> Json:
    return {**one.model_dump(exclude={"index"}), **one.index.model_dump()}


def _lost(found: Sureness) -> Json | None:
    lost = found.lost
    if lost is None:
        return None
    return {
        "recommended": lost.recommended.model_dump(),
        "least_worst": _other(found, *lost.least_worst),
        "least_mean": _other(found, *lost.least_mean),
    }


def _other(found: Sureness, decisions: Decisions, regret: Regret) -> Json:
    mine = found.recommended.ids
    return {
        **regret.model_dump(),
        "focus": sorted(decisions.ids),
        "entered": sorted(decisions.ids - mine),
        "left": sorted(mine - decisions.ids),
    }


def _proven(found: Sureness) -> Json | None:
    if found.proven is None:
        return None
    proof = found.proven.proof
    return {
        "moved": found.proven.moved,
        "in": list(proof.ids("in")),
        "out": list(proof.ids("out")),
        "depends": list(proof.ids("depends")),
        "not_proven": list(proof.ids("not proven")),
        "corners": proof.corners,
        "corners_of_set": found.proven.corners,
        "cells": proof.cells,
        "complete": proof.complete,
    }


def save_sureness(found: Sureness, place: Path) -> None:
    """Write every index as a table: candidates first, then services.

    Raises:
        InputError: the file cannot be written.
    """
    areas = found.known.found.problem.by_id
    candidates = [
        SavedIndex(
            candidate=one.id,
            kind=one.kind,
            name=one.name,
            region=one.region,
            service="",
            share=one.index.share,
            low=one.index.low,
            high=one.index.high,
            when_in=None,
            in_plan=one.in_plan,
            standing=one.standing,
            surely_in=one.surely_in,
            surely_out=one.surely_out,
        )
        for one in found.candidates
    ]
    services = [
        SavedIndex(
            candidate=one.candidate,
            kind=areas[one.candidate].kind,
            name=areas[one.candidate].name,
            region=areas[one.candidate].region,
            service=one.service,
            share=one.index.share,
            low=one.index.low,
            high=one.index.high,
            when_in=one.when_in,
            in_plan=one.in_plan,
            standing="",
            surely_in=None,
            surely_out=None,
        )
        for one in found.services
    ]
    write_table(place, csv([*candidates, *services], SavedIndex))


def write_table(place: Path, content: bytes) -> None:
    """Write a table where ``--save`` says.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        place.write_bytes(content)
    except OSError as error:
        raise InputError.one(
            file="--save",
            must=f"must be a file that can be written ({error.strerror or error})",
            do="Name a file in a folder that you may write to.",
            value=str(place),
        ) from error
