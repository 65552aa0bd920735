"""``focus frontier``: what more money, more staff or more of another kind is worth."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.options import AsJson
from app.cli.plan_question import plan_question

if TYPE_CHECKING:
    from app.cli.known import AskedAbout
    from config.problems import Problems
    from optimizer.frontier import By
    from optimizer.study import Study


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

    Each point is a plan of its own, which takes some seconds on the bundled data.

    Exit status: 0 done, 1 there is no plan, 2 an input is not as it must be, 130 ended by Ctrl-C
    before anything was found.
    """
    from app.cli.known import knowing
    from app.cli.limits import within
    from app.cli.render import show
    from config.problems import Problems
    from optimizer.study import Study
    from questions.frontier import FrontierQuestion
    from reports.frontier import report

    problems = Problems()
    within("--points", points, problems)
    what: By | None = None

    def check(study: Study, problems: Problems) -> None:
        nonlocal what
        what = _by(study, by, problems)

    with knowing(asked, problems, check) as known:
        assert what is not None  # noqa: S101 (its problems were raised just now)
        question = FrontierQuestion(
            scenario=known.found.scenario,
            plan=known.limits.plan,
            effort=known.limits.each,
            by=what,
            points=points,
        )
        line = known.ask(question, f"Planning at about {points} levels")
        told = report(line, known.setting, plan=known.brief, stopped=known.stopped)
        show(told, as_json=as_json, hints=known.hints)
    some = line is not None and bool(line.points)
    known.finish(answered=some or known.stopped is None)


def _by(study: "Study", text: str, problems: "Problems") -> "By | None":
    """Return what the frontier is walked by; None when a problem was added."""
    from questions.frontier import offered

    known, wanted = offered(study), text.strip().casefold()
    first, _, second = wanted.partition(":")
    if wanted in known:
        return known[wanted][0]
    if f"{second}:{first}" in known:
        return first, second
    problems.add(
        "--by",
        must="must be money, staff or two different kinds",
        do=f"Write one of {', '.join(known)}.",
        value=text,
    )
    return None
