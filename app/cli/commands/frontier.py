"""``focus frontier``: what more money, more staff or more of another kind is worth."""

from typing import TYPE_CHECKING

from app.cli.options import Asked, Out, options, usual

if TYPE_CHECKING:
    from app.cli.reading import Reader
    from optimizer.frontier import By


@options(ends=True)
def frontier(
    *,
    by: str = usual("money", "WHAT", "money, staff, or two kinds: country:commitment."),
    points: int = usual(7, "N", "Points to aim for; 2 at least."),
    asked: Asked,
    out: Out,
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
    """
    from app.cli.asking import Asking
    from app.cli.reading import Reader
    from questions.frontier import FrontierQuestion
    from reports.frontier import report

    reader = Reader(asked, out)
    limits = reader.limits()
    reader.within("--points", points)
    what = _by(reader, by)
    asking = Asking.of(reader, limits)
    question = FrontierQuestion(**asking.about, effort=limits.each, by=what, points=points)
    line = asking.about_plan(question, f"Planning at about {points} levels")
    told = report(line, asking.setting, plan=asking.brief, stopped=asking.stop.by)
    some = line is not None and bool(line.points)
    asking.tell(told, out, answered=some or asking.stop.by is None)


def _by(reader: "Reader", text: str) -> "By":
    from questions.frontier import offered

    known, wanted = offered(reader.study), text.strip().casefold()
    first, _, second = wanted.partition(":")
    if wanted in known:
        return known[wanted][0]
    if f"{second}:{first}" in known:
        return first, second
    reader.problems.add(
        "--by",
        must="must be money, staff or two different kinds",
        do=f"Write one of {', '.join(known)}.",
        value=text,
    )
    return "money"
