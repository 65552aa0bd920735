"""``focus frontier``: what more money, more staff or more of another kind is worth."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.failure import finish
from app.cli.options import AsJson
from app.cli.plan_question import plan_question

if TYPE_CHECKING:
    from app.cli.known import AskedAbout


@plan_question()
def frontier(
    *,
    by: Annotated[
        str,
        typer.Option(metavar="WHAT", help="money, staff, or two kinds: country:commitment."),
    ] = "money",
    points: Annotated[int, typer.Option(metavar="N", help="Points to aim for; 2 at least.")] = 7,
    asked: "AskedAbout",
    as_json: AsJson = False,
) -> None:
    """Show what a plan is worth at each budget, and who drops out again along the way.

    Examples:
      focus frontier
          The best plan at seven budgets, from the least that any plan needs to all of it.

      focus frontier --by staff --points 5
          The same for staff-weeks.

      focus frontier --by country:commitment
          What countries can earn against what commitments earn.

    No point is beaten by another in both; each says how far it is from proven best.

    Exit status: 0 done, 1 there is no plan, 2 an input is not as it must be, 130 ended by Ctrl-C
    before anything was found.
    """
    from app.cli.frontiers import find_frontier

    walked = find_frontier(asked, by, points)
    if as_json:
        from app.cli.frontiers import frontier_json
        from app.cli.output import write_json

        write_json(frontier_json(walked))
    else:
        from app.cli.frontiers import print_frontier
        from app.cli.output import console

        print_frontier(console(), walked)
    plan = walked.known.found.plan
    finish(answered=walked.answered, proven_none=plan.status == "infeasible")
