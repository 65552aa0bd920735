"""``focus doubt``: what the doubt about the plan comes from."""

from dataclasses import dataclass
from typing import Annotated

import typer

from app.cli.options import Asked, Drawn, Out, TimeLimit, Workers, given, options


@dataclass(frozen=True)
class DoubtOptions(Drawn):
    """The options of the command itself, as typed; None where not given."""

    draws: Annotated[
        int | None, given("N", "Rows of five lists each; more are more precise. Default: 40.")
    ] = None
    weights: Annotated[
        str | None,
        given("WHICH", "Weights to draw, as in focus robust. Default: around the given ones."),
    ] = None
    assumptions: Annotated[
        str | None,
        given("HOW", "Draw what is assumed, too, as in focus robust: ranges, or 25%."),
    ] = None
    method: Annotated[
        bool,
        typer.Option(
            "--method", help="Draw other scales of criteria and ways to put them together, too."
        ),
    ] = False
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed gives the same rows.")] = 0
    time_limit: TimeLimit = None
    workers: Workers = None


@options(search=())
def doubt(*, sampling: DoubtOptions, asked: Asked, out: Out) -> None:
    """Say what the doubt about the plan comes from: weights, evidence, what is assumed, or nothing.

    Examples:
      focus doubt
          How many focus areas other weights change, how many other evidence, and how many a second
          look at the very same: the floor below which nothing is news.

      focus doubt --missing like-stand-in --draws 100
          What is missing is like what others have; more rows.

      focus doubt --assumptions 25% --method
          Also other staff, money and costs, and other ways of scoring: seven lists a row.

      focus doubt --weights any
          Any weights at all. All levers of focus plan are understood.

    The same seed gives the same answer, whoever does the work. Ctrl-C keeps what is done.

    Each row takes five plans or more: some two to four seconds of processor time on the bundled
    data.

    Exit status: 0 done, 1 there is no plan, 2 an input is not as it must be, 130 ended by Ctrl-C
    before anything was found.
    """
    from app.cli.robust import about_doubt

    about_doubt(asked, sampling, out)
