"""``focus doubt``: what the doubt about the plan comes from."""

from dataclasses import dataclass

from app.cli.options import Asked, Drawn, Out, TimeLimit, Workers, given, options, switch, usual


@dataclass(frozen=True)
class DoubtOptions(Drawn):
    """The options of the command itself, as typed; None where not given."""

    draws: int | None = given("N", "Rows of five lists each; more are more precise. Default: 40.")
    weights: str | None = given(
        "WHICH", "Weights to draw, as in focus robust. Default: around the given ones."
    )
    assumptions: str | None = given(
        "HOW", "Draw what is assumed, too, as in focus robust: ranges, or 25%."
    )
    method: bool = switch("Draw other scales of criteria and ways to put them together, too.")
    seed: int = usual(0, "N", "The same seed gives the same rows.")
    time_limit: TimeLimit = None
    workers: Workers = None


@options(search=(), ends=True)
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
    """
    from app.cli.robust import about_doubt

    about_doubt(asked, sampling, out)
