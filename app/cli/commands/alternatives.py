"""``focus alternatives``: good plans that really differ from the best one."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.failure import finish
from app.cli.options import AsJson
from app.cli.plan_question import plan_question

if TYPE_CHECKING:
    from app.cli.known import AskedAbout


@plan_question()
def alternatives(
    *,
    number: Annotated[
        int, typer.Option("--number", "-n", metavar="N", help="How many to look for.")
    ] = 3,
    differ: Annotated[
        int,
        typer.Option(metavar="D", help="Least focus areas in which any two differ."),
    ] = 3,
    favour: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN=VALUE",
            help="Instead: as many as can be of a kind or region, as in kind=country.",
            show_default=False,
        ),
    ] = None,
    within: Annotated[
        str,
        typer.Option(metavar="SHARE", help="What --favour may give up of the best plan's value."),
    ] = "2%",
    asked: "AskedAbout",
    as_json: AsJson = False,
) -> None:
    """Show the next-best plans that really differ, and what each gives up.

    Examples:
      focus alternatives
          Three plans, each at least three focus areas away from the best one and each other.

      focus alternatives -n 5 --differ 6
          Five that differ more.

      focus alternatives --favour region=Africa and the Middle East --within 1%
          A plan within 1 % of the best with as many of that region as can be.

    Exit status: 0 done, 1 there is no plan, 2 an input is not as it must be, 130 ended by Ctrl-C
    before anything was found.
    """
    from app.cli.others import find_others

    others = find_others(
        asked,
        number=number,
        differ=differ,
        favour=favour,
        within=within,
    )
    if as_json:
        from app.cli.others import others_json
        from app.cli.output import write_json

        write_json(others_json(others))
    else:
        from app.cli.others import print_others
        from app.cli.output import console

        print_others(console(), others)
    plan = others.known.found.plan
    finish(answered=others.answered, proven_none=plan.status == "infeasible")
