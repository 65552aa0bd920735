"""From the options of ``focus robust`` to how sure a plan, or a ranking, is."""

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.cli.failure import finish
from app.cli.known import AskedAbout, Known, knowing
from app.cli.levers import read_levers
from app.cli.limits import RANKING_DRAWS, within
from app.cli.output import console, working_on
from app.cli.planning import folders, opened
from app.cli.render import render, show
from app.cli.sampling import Sampling, at_work, read_sampling
from app.cli.solving import searching
from app.export import files
from app.export.tables import csv
from config.names import resolve
from config.problems import InputError, Problems
from optimizer.levers import read_number
from optimizer.robust.core_index import FIRM
from optimizer.robust.robust_inclusion import CORNERS
from optimizer.robust.workers import Here, Workers
from optimizer.study import Study
from questions.asking import ask
from questions.find_out import FindOutQuestion
from questions.rank_sureness import KindRanks, RankSurenessQuestion, first_places
from questions.robust import GAP, SampleQuestion, Sureness, WeightSetQuestion
from reports import find_out, rank_sureness, robust
from reports.report import Report, Table
from reports.setting import Setting
from scoring import acceptability

if TYPE_CHECKING:
    from app.cli.commands.robust import RobustOptions

DRAWS = 200
"""Usual number of draws."""
NEAR = 0.1
"""Share of the weight that may move, where weights are near the given ones."""
PLAN_ONLY = (
    "gap", "firm", "always", "moved", "corners", "services", "find_out", "workers", "cluster",
)  # fmt: skip
RANKING_ONLY = ("kind", "first")


def about_plan(asked: AskedAbout, options: "RobustOptions", *, as_json: bool) -> None:
    """Say how sure a plan is.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    problems = Problems()
    read: Sampling | None = None
    shares: dict[str, float] = {}
    workers: Workers = Here()

    def check(study: Study, problems: Problems) -> None:
        nonlocal read, workers
        read = read_sampling(options, study.configuration.criteria, problems)
        shares.update(_shares(options, read, problems))
        _check(asked, options, RANKING_ONLY, "only with --ranking", problems)
        try:
            workers = stack.enter_context(at_work(options.workers, options.cluster))
        except InputError as error:
            problems.take(error)

    with ExitStack() as stack, knowing(asked, problems, check, lambda: workers) as known:
        assert read is not None  # noqa: S101 (its problems were raised just now)
        told, after = _sureness(known, options, read, shares)
    interrupted, sampled = known.interrupted, told.facts["draws"] > 0
    if sampled:
        _save(asked, options, robust.shares(told))
    if not options.services and not as_json:
        told = replace(told, sections=tuple(one for one in told.sections if one.id != "services"))
    hints = _hints(options, told) if sampled and not interrupted else known.hints
    show(told, as_json=as_json, every=options.every, hints=hints)
    if after is not None and not as_json:
        page = console()
        page.print()
        render(page, after)
    known.finish(answered=sampled or not interrupted)


def _sureness(
    known: Known, options: "RobustOptions", read: Sampling, shares: dict[str, float]
) -> tuple[Report, Report | None]:
    """Return how sure the plan is, and what to find out next, as far as that is asked."""
    found, setting = known.found, known.setting
    about: dict[str, Any] = {
        "scenario": found.scenario,
        "plan": known.limits.plan,
        "uncertainty": read.uncertainty(found.configuration.criteria),
        "draws": options.draws or DRAWS,
        "seed": options.seed,
        "gap": shares["gap"],
    }
    question = SampleQuestion(**about)
    proof = unknown = None
    proving = WeightSetQuestion(**about, moved=shares["moved"], corners=options.corners or CORNERS)
    sample = known.ask(question, "Planning again")
    if options.always and sample is not None and not known.interrupted:
        proof = known.ask(proving, "Looking at corners")
    if options.find_out and sample is not None and not known.interrupted:
        finding = FindOutQuestion(
            scenario=found.scenario, plan=known.limits.plan, missing=read.missing, sampled=question
        )
        worth = known.ask(finding, "What to find out")
        if worth is not None:
            unknown = find_out.report(worth, setting, most=options.find_out)
    sure = None
    if sample is not None and sample.draws:
        sure = Sureness(sample, found.plan.decisions, shares["firm"])
    told = robust.report(
        sure,
        question,
        setting,
        plan=known.brief,
        firm=shares["firm"],
        proving=None if proof is None else (proving, proof),
        find_out=unknown,
        stopped=known.interrupted,
    )
    return told, unknown


def _hints(options: "RobustOptions", told: Report) -> list[str]:
    """Return what else the command can do, in sentences."""
    always = told.facts["always"]
    hints = []
    if not options.every:
        hints.append("--all lists everybody, with what is proven of each.")
    if not options.always:
        hints.append("--always looks for those in, or out of, every best plan over all weights.")
    elif always is not None and not always["complete"]:
        hints.append(f"--corners {always['corners_of_set']} allows for all corners.")
    if not options.find_out:
        hints.append("--find-out 5 says which evidence is worth finding out next.")
    return hints


def _shares(
    options: "RobustOptions", read: Sampling | None, problems: Problems
) -> dict[str, float]:
    """Return the options that are shares, and check those that go with them."""
    near = read is not None and read.belief == "around"
    shares = {
        name: _share(f"--{name}", getattr(options, name), *about, problems)
        for name, about in {
            "gap": (GAP, (0, 1), "Write, say, 1%; 0 proves the plan of every draw best."),
            "firm": (FIRM, (0.5, 1), "Write, say, 95%."),
            "moved": (NEAR if near else 1.0, (0, 1), "Write, say, 10%."),
        }.items()
    }
    within("--corners", options.corners, problems)
    within("--find-out", options.find_out, problems)
    within("--workers", options.workers, problems)
    if options.workers is not None and options.cluster is not None:
        must = "must not be given with --cluster"
        problems.add("--workers", must=must, do="Leave one of them away.")
    for name in ("moved", "corners"):
        if getattr(options, name) is not None and not options.always:
            do = "Add --always, or leave it away."
            problems.add(f"--{name}", must="must be given with --always", do=do)
    return shares


def _share(
    option: str,
    text: str | None,
    usual: float,
    within: tuple[float, float],
    do: str,
    problems: Problems,
) -> float:
    share = usual if text is None else read_number(text)
    least, most = within
    if share is not None and least <= share <= most:
        return share
    problems.add(option, must=f"must be a share between {least:g} and {most:g}", do=do, value=text)
    return usual


def _check(
    asked: AskedAbout,
    options: "RobustOptions",
    others: tuple[str, ...],
    when: str,
    problems: Problems,
) -> None:
    """Tell options that belong to another question, and what stands against saving the table."""
    for name in others:
        if getattr(options, name) not in (None, False):
            option = f"--{name.replace('_', '-')}"
            problems.add(option, must=f"must be given {when}", do="Leave it away.")
    files.check(
        "--save", [options.save] if options.save else [], problems,
        overwrite=options.overwrite, inputs=folders(asked.data, asked.config),
    )  # fmt: skip


def _save(asked: AskedAbout, options: "RobustOptions", table: Table) -> None:
    if options.save is not None:
        files.write(
            "--save", {options.save: csv(table.frame())},
            overwrite=options.overwrite, inputs=folders(asked.data, asked.config),
        )  # fmt: skip


def about_ranking(asked: AskedAbout, options: "RobustOptions", *, as_json: bool) -> None:
    """Say how sure the ranking of every kind asked for is.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    problems = Problems()
    study = opened(asked.data, asked.config, problems)
    criteria = study.configuration.criteria
    read = read_sampling(options, criteria, problems, RANKING_DRAWS)
    kinds = {name: spec.label for name, spec in criteria.kinds.items()}
    wanted = options.kind and resolve(
        options.kind, kinds, "a kind of criteria.yaml", "--kind", problems
    )
    within("--first", options.first, problems)
    _check(asked, options, PLAN_ONLY, "only without --ranking", problems)
    scenario = read_levers(study, asked.levers, problems)
    assert read is not None  # noqa: S101 (its problems were raised just now)
    held = read.uncertainty(study.configured(scenario).criteria)
    draws = options.draws or acceptability.DRAWS
    found: dict[str, KindRanks] = {}
    with searching(None) as search:
        for name, scores in study.scorecard(scenario).kinds.items():
            if wanted not in (None, name) or not scores.passing.any() or search.stop.thrown:
                continue
            question = RankSurenessQuestion(
                scenario=scenario, kind=name, belief=held.of(name), evidence=held.evidence,
                missing=held.missing, draws=draws, seed=options.seed,
            )  # fmt: skip
            what = f"Ranking {scores.spec.label.lower()} (Ctrl-C: what there is)"
            with working_on(what) as told:
                one = ask(study, question, stop=search.stop, progress=told).result
            found[name] = KindRanks(
                scores, one, options.first or first_places(study.dataset, one.ids)
            )
    report = rank_sureness.report(
        found, held, Setting(study, scenario), asked=draws, seed=options.seed,
        stopped=search.interrupted,
    )  # fmt: skip
    _save(asked, options, rank_sureness.lines(found))
    hints = () if options.every else ("--all lists everybody.",)
    show(report, as_json=as_json, every=options.every, hints=hints)
    sampled = any(one.found.draws for one in found.values())
    finish(answered=sampled or not search.interrupted)
