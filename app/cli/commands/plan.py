"""``focus plan``: what to do with the staff and the money there are."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.failure import finish
from app.cli.options import AsJson
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

    Exit status: 0 a plan, 1 there is none, 2 an input is not as it must be, 130 ended by Ctrl-C
    before one was found.
    """
    from app.cli.planning import Asked, make_plan
    from app.cli.solving import read_limits
    from config.problems import Problems

    problems = Problems()
    limits = read_limits(asked.gap, asked.time_limit, problems, solver=solver)
    found = make_plan(Asked(asked.data, asked.config, asked.levers, limits, lp), problems)
    if as_json:
        from app.cli.output import write_json
        from app.cli.plan_json import found_json

        write_json(found_json(found))
    else:
        from app.cli.output import console
        from app.cli.plan_text import print_plan

        print_plan(console(), found, details=details)
    finish(answered=found.plan.found, proven_none=found.plan.status == "infeasible")
