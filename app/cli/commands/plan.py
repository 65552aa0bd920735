"""``focus plan``: what to do with the staff and the money there are."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.failure import finish
from app.cli.options import AsJson, Overwrite
from app.cli.plan_question import plan_question

if TYPE_CHECKING:
    from app.cli.known import AskedAbout


@plan_question()
def plan(
    *,
    asked: "AskedAbout",
    solver: Annotated[
        str, typer.Option(metavar="NAME", help="Any solver that PuLP finds on this machine.")
    ] = "HiGHS",
    lp: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Also write the mathematical model to a file, in LP format.",
            show_default=False,
        ),
    ] = None,
    overwrite: Overwrite = False,
    details: Annotated[
        bool, typer.Option("--details", help="Say for each focus area which team and fund gives.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Find the focus list that is worth most within the staff and the money.

    Examples:
      focus plan
          The plan for the bundled data of 2020.

      focus plan --in KEN --out "Open parliaments"
          Kenya must be in, the theme must not: ids, their last part or names.

      focus plan --capacity europe-=22 --fund mdtf_implementation+=500k
          Europe loses one post, the trust fund gets USD 500,000 more.

      focus plan --weight country.stability=30% --rule few_themes=..7
          Stability weighs 30 % for countries; at most seven themes.

      focus plan --gap 0 --time-limit none
          The proven best plan, however long that takes.

      focus plan --json
          The same for machines.

    It takes some five seconds on the bundled data; --gap 0 takes much longer.

    Exit status: 0 a plan, 1 there is none, 2 an input is not as it must be, 130 ended by Ctrl-C
    before one was found.
    """
    from functools import partial

    from app.cli.levers import read_levers
    from app.cli.planning import folders, found_plan, hints, opened
    from app.cli.render import show
    from app.cli.solving import read_limits, searching
    from app.export import files
    from config.problems import Problems
    from optimizer.search.model import HIGHS
    from questions.jobs import JobQueue
    from questions.plan import write_model
    from reports.plan import report

    problems = Problems()
    limits = read_limits(asked.gap, asked.time_limit, problems, solver=solver)
    inputs = folders(asked.data, asked.config)
    if lp is not None:
        files.check("--lp", [lp], problems, overwrite=overwrite, inputs=inputs)
    study = opened(asked.data, asked.config, problems)
    scenario = read_levers(study, asked.levers, problems)
    assert limits is not None  # noqa: S101 (its problems were raised just now)
    queue = JobQueue(cores=0)
    if lp is not None:
        model = partial(write_model, queue.problem(study, scenario))
        files.write("--lp", {lp: model}, overwrite=overwrite, inputs=inputs)
    with searching(limits, heeded=limits.solver == HIGHS) as search:
        found = found_plan(study, limits.question(scenario), queue, search, limits)
    told = report(found.planned, found.setting, stopped=found.stopped, work=found.work)
    if as_json or not found.plan.found:
        show(told, as_json=as_json, every=True, hints=hints(found))
    else:
        from app.cli.one_screen import print_plan
        from app.cli.output import console

        print_plan(console(), told, found.setting, details=details, hints=hints(found))
    finish(answered=found.plan.found, proven_none=found.plan.status == "infeasible")
