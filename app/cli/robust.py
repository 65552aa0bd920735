"""From the options of ``focus robust`` to how sure a plan, or a ranking, is."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from app.cli.asking import Asking
from app.cli.commands.doubt import DoubtOptions
from app.cli.commands.robust import RobustOptions
from app.cli.failure import finish
from app.cli.options import Asked, Out
from app.cli.reading import RANKING_DRAWS, Limit, Limits, Reader
from app.cli.render import show
from config.problems import InputError
from data.people import PeopleWeights
from optimizer.robust.core_index import FIRM
from optimizer.robust.robust_inclusion import CORNERS
from optimizer.robust.uncertainty import PEOPLE, UncertaintyModel, uncertainty_of
from optimizer.robust.workers import Cluster, Here, Processes, Workers
from questions import doubt as doubt_question
from questions.doubt import DoubtQuestion
from questions.find_out import FindOutQuestion
from questions.rank_sureness import KindRanks, RankSurenessQuestion, first_places
from questions.robust import GAP, SampleQuestion, Sureness, WeightSetQuestion
from reports import doubt, find_out, rank_sureness, robust
from reports.beliefs import BELIEFS
from reports.report import Report
from reports.setting import Setting
from scoring import acceptability
from scoring.belief import MissingDraw

DRAWS = 200
"""Usual number of draws."""
NEAR = "around"
"""The usual weights to draw."""
NEAR_MOVED = 0.1
"""Share of the weight that may move, where weights are near the given ones."""
PLAN_ONLY = (
    "gap", "firm", "always", "moved", "corners", "services", "find_out", "workers", "cluster",
    "assumptions",
)  # fmt: skip
RANKING_ONLY = ("kind", "first")
RANGES = "ranges"
"""What is assumed is drawn only where it has a range."""
MISSING: Mapping[str, MissingDraw] = {
    "anywhere": MissingDraw.ANYWHERE,
    "like-stand-in": MissingDraw.LIKE_STAND_IN,
}
"""Where missing evidence is drawn from, as options name it."""


def about_plan(asked: Asked, options: RobustOptions, *, out: Out) -> None:
    """Say how sure a plan is."""
    reader = Reader(asked, out)
    workers: Workers = Here()
    with ExitStack() as stack:
        uncertainty = _uncertainty(reader, options)
        shares = _shares(reader, options, near=uncertainty.args == (NEAR,))
        _only(reader, options, RANKING_ONLY, "only with --ranking")
        try:
            workers = stack.enter_context(at_work(options.workers, options.cluster))
        except InputError as error:
            reader.problems.take(error)
        asking = Asking.of(reader, Limits(), lambda: workers)
        held = uncertainty(asking.study.configured(asking.scenario).criteria)
        told, after = _sureness(asking, options, held, shares)
    interrupted, sampled = asking.stop.thrown, told.facts["draws"] > 0
    values, main = told.json(), robust.shares(told) if sampled else None
    if not options.services and not told.facts.get("assumed"):
        kept = tuple(one for one in told.sections if one.id != "services")
        told = replace(told, sections=kept)
    if after is not None:
        told = replace(told, facts={}).followed_by(after)
    asking.tell(
        told,
        out,
        every=options.every,
        hints=_hints(options, told) if sampled and not interrupted else (),
        answered=sampled or not interrupted,
        values=values,
        main=main,
    )


def _sureness(
    asking: Asking, options: RobustOptions, held: UncertaintyModel, shares: Mapping[str, float]
) -> tuple[Report, Report | None]:
    """Return how sure the plan is, and what to find out next, as far as that is asked."""
    setting, firm = asking.setting, shares["firm"]
    about: dict[str, Any] = {
        **asking.about,
        "uncertainty": held,
        "draws": options.draws or DRAWS,
        "seed": options.seed,
        "gap": shares["gap"],
    }
    question = SampleQuestion(**about)
    proof = unknown = None
    proving = WeightSetQuestion(**about, moved=shares["moved"], corners=options.corners or CORNERS)
    sample = asking.about_plan(question, "Planning again")
    if options.always and sample is not None and not asking.stop.thrown:
        proof = asking.ask(proving, "Looking at corners")
    if options.find_out and sample is not None and not asking.stop.thrown:
        plans = question if held.assumptions is None else None
        finding = FindOutQuestion(**asking.about, missing=held.missing, sampled=plans)
        worth = asking.ask(finding, "What to find out")
        if worth is not None:
            unknown = find_out.report(worth, setting, most=options.find_out)
    sure = None
    if sample is not None and sample.draws:
        sure = Sureness(sample, asking.plan.decisions, firm)
    told = robust.report(
        sure,
        question,
        setting,
        plan=asking.brief,
        firm=firm,
        proving=None if proof is None else (proving, proof),
        find_out=unknown,
        stopped=asking.stop.thrown,
    )
    return told, unknown


def _hints(options: RobustOptions, told: Report) -> Iterator[str]:
    always = told.facts.get("always")
    if not options.every:
        yield "--all lists everybody, with what is proven of each."
    if not options.always:
        yield "--always looks for those in, or out of, every best plan over all weights."
    elif always is not None and not always["complete"]:
        yield f"--corners {always['corners_of_set']} allows for all corners."
    if not options.find_out:
        yield "--find-out 5 says which evidence is worth finding out next."


def _shares(reader: Reader, options: RobustOptions, *, near: bool) -> Mapping[str, float]:
    """Return the options that are shares, and check those that go with them."""
    gap_do = "Write, say, 1%; 0 proves the plan of every draw best."
    usual, given = NEAR_MOVED if near else 1.0, options.moved
    for option, number in (
        ("--corners", options.corners),
        ("--find-out", options.find_out),
        ("--workers", options.workers),
    ):
        reader.within(option, number)
    if options.workers is not None and options.cluster is not None:
        must = "must not be given with --cluster"
        reader.problems.add("--workers", must=must, do="Leave one of them away.")
    if not options.always:
        others = {"--moved": given, "--corners": options.corners}
        reader.only(others, "with --always", "Add --always, or leave it away.")
    return {
        "gap": reader.share("--gap", options.gap, GAP, gap_do),
        "firm": reader.share("--firm", options.firm, FIRM, "Write, say, 95%.", least=0.5),
        "moved": reader.share("--moved", given, usual, "Write, say, 10%."),
    }


def _only(reader: Reader, options: RobustOptions, others: tuple[str, ...], when: str) -> None:
    given = {f"--{name.replace('_', '-')}": getattr(options, name) for name in others}
    reader.only(given, when)


def about_ranking(asked: Asked, options: RobustOptions, *, out: Out) -> None:
    """Say how sure the ranking of every kind asked for is."""
    reader = Reader(asked, out)
    uncertainty = _uncertainty(reader, options, RANKING_DRAWS)
    wanted = reader.kind(options.kind)
    reader.within("--first", options.first)
    _only(reader, options, PLAN_ONLY, "only without --ranking")
    asking = Asking.of(reader, Limits())
    study, scenario = asking.study, asking.scenario
    held = uncertainty(study.configured(scenario).criteria)
    draws = options.draws or acceptability.DRAWS
    found: dict[str, KindRanks] = {}
    for name, scores in study.scorecard(scenario).kinds.items():
        if wanted not in (None, name) or not scores.passing.any() or asking.stop.thrown:
            continue
        question = RankSurenessQuestion(
            scenario=scenario, kind=name, belief=held.of(name), evidence=held.evidence,
            missing=held.missing, draws=draws, seed=options.seed,
        )  # fmt: skip
        one = asking.ask(question, f"Ranking {scores.spec.label.lower()}")
        if one is not None:
            first = options.first or first_places(study.dataset, one.ids)
            found[name] = KindRanks(scores, one, first)
    cut = asking.stop.thrown
    report = rank_sureness.report(
        found, held, Setting(study, scenario), asked=draws, seed=options.seed, stopped=cut
    )
    hints = () if options.every else ("--all lists everybody.",)
    taken = asking.taken(report, main=rank_sureness.lines(found))
    show(taken, out, every=options.every, hints=hints)
    finish(answered=any(one.found.draws for one in found.values()) or not cut)


def about_doubt(asked: Asked, options: DoubtOptions, out: Out) -> None:
    """Say what the doubt about the plan comes from."""
    reader = Reader(asked, out)
    limits = reader.limits(None, options.time_limit)
    workers: Workers = Here()
    with ExitStack() as stack:
        uncertainty = _uncertainty(reader, options)
        reader.within("--workers", options.workers)
        if not reader.problems:
            workers = stack.enter_context(at_work(options.workers))
        asking = Asking.of(reader, limits, lambda: workers)
        held = uncertainty(asking.study.configured(asking.scenario).criteria)
        held = held.but(method=options.method)
        question = DoubtQuestion(
            **asking.about,
            uncertainty=held,
            draws=options.draws or doubt_question.DRAWS,
            seed=options.seed,
        )
        found = asking.about_plan(question, "Planning again")
    told = asking.brief
    if found is not None:
        told = doubt.report(found, question, asking.setting, plan=asking.brief)
    elif asking.plan.found:
        told = Report("doubt", doubt.TITLE, doubt.NOTHING)
    asking.tell(told, out, answered=found is not None)


def _uncertainty(
    reader: Reader, options: RobustOptions | DoubtOptions, limit: Limit | None = None
) -> partial[UncertaintyModel]:
    """Return what says what is not sure, given criteria with the levers of weights moved.

    ``limit`` is that of the number of draws, where it is not the usual one.
    """
    reader.within("--draws", options.draws, limit)
    reader.within("--seed", options.seed)
    reader.within("--concentration", options.concentration)
    wanted = options.weights or (PEOPLE if options.people else NEAR)
    offered = {**BELIEFS, PEOPLE: "several people's own"}
    belief = reader.name("--weights", wanted, offered, "what is believed about weights")
    what = "where missing evidence is drawn from"
    missing = reader.name("--missing", options.missing, MISSING.keys(), what)
    people: PeopleWeights = {}
    if (options.people is None) == (belief == PEOPLE):
        must = "must be given with --weights people, and only then"
        do = "Name a table with the columns person, kind, criterion and weight, or leave both away."
        reader.problems.add("--people", must=must, do=do)
    elif options.people is not None:
        people = reader.people(options.people)
    return partial(
        uncertainty_of,
        belief or NEAR,
        people=people,
        concentration=options.concentration,
        evidence=not getattr(options, "fixed", False),
        missing=MISSING[missing or "anywhere"],
        assumptions=_assumptions(reader, options.assumptions),
    )


def _assumptions(reader: Reader, typed: str | None) -> float | None:
    """Return how far off what is assumed may be; None = it is not drawn."""
    if typed is None:
        return None
    if typed.strip() == RANGES:
        return 0.0
    do = f"Write {RANGES} for the ranges of the configuration, or a share such as 25%."
    return reader.share("--assumptions", typed, 0.0, do)


@contextmanager
def at_work(workers: int | None, cluster: str | None = None) -> Iterator[Workers]:
    """Give those who do the work, and let go of them afterwards.

    Without a number of processes it is one per core; a cluster is the address of a Dask scheduler.

    Raises:
        InputError: the cluster does not answer, or the extra for clusters is not installed.
    """
    found: Workers
    if cluster is not None:
        found = Cluster(cluster)
    elif workers == 1:
        found = Here()
    else:
        found = Processes(workers)
    try:
        yield found
    finally:
        found.close()
