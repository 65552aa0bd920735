"""``focus reassess``: what changed since the last round, and why."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.failure import finish
from app.cli.options import AsJson
from app.cli.plan_question import plan_question

if TYPE_CHECKING:
    from app.cli.known import AskedAbout


@plan_question()
def reassess(
    *,
    before_data: Annotated[
        Path | None,
        typer.Option(
            "--before-data",
            metavar="DIR",
            help="Folder of the earlier round's dataset. Default: the same as now.",
            show_default=False,
        ),
    ] = None,
    before_config: Annotated[
        Path | None,
        typer.Option(
            "--before-config",
            metavar="DIR",
            help="Folder of the earlier round's configuration. Default: the same as now.",
            show_default=False,
        ),
    ] = None,
    asked: "AskedAbout",
    as_json: AsJson = False,
) -> None:
    """Say who enters and leaves against an earlier round, and what each change comes from.

    The levers are those of the round now; the earlier one is planned as its files say.

    Examples:
      focus reassess --before-data last/data --before-config last/config
          Every change put down to evidence, list in force, weights, capacity and rules.

      focus reassess --capacity europe-=20 --weight country.influence=0.4 --in GHA
          The bundled plan without levers against the one with them: which lever did what.

    Every mix of the two rounds is planned: with all five causes different that is 32 plans.

    Each of them takes some seconds on the bundled data.

    Exit status: 0 done, 1 there is no plan, 2 an input is not as it must be, 130 ended by Ctrl-C
    before anything was found.
    """
    from app.cli.levers import read_levers
    from app.cli.output import working_on
    from app.cli.planning import opened
    from app.cli.render import show
    from app.cli.solving import read_limits, searching
    from config.problems import InputError, Problems
    from optimizer.attribution import ATTRIBUTION
    from questions.asking import ask
    from questions.jobs import JobQueue
    from questions.question import NothingYetError
    from questions.reassess import ReassessQuestion
    from reports.reassess import report
    from reports.setting import Setting

    problems = Problems()
    limits = read_limits(asked.gap, asked.time_limit, problems, each=ATTRIBUTION)
    study = opened(asked.data, asked.config, problems)
    earlier = study
    if before_data is not None or before_config is not None:
        try:
            earlier = opened(before_data or asked.data, before_config or asked.config, Problems())
        except InputError as error:
            raise InputError([*error.problems, *problems.found()]) from None
    scenario = read_levers(study, asked.levers, problems)
    assert limits is not None  # noqa: S101 (its problems were raised just now)
    question = ReassessQuestion.since(earlier, scenario, limits.plan, limits.each)
    causes, queue, found = question.rounds(study).causes, JobQueue(cores=0), None
    with (
        searching(limits) as search,
        working_on("Planning what lies between (Ctrl-C: what there is)") as told_of,
        suppress(NothingYetError),
    ):
        found = ask(study, question, queue=queue, stop=search.stop, progress=told_of).result
    told = report(
        found,
        Setting(study, scenario, queue=queue),
        earlier=Setting(earlier, queue=queue),
        causes=causes,
        stopped=search.stop.by,
    )
    show(told, as_json=as_json)
    finish(answered=found is not None and found.attribution is not None)
