"""``focus robust``: how sure a plan, or a ranking, is."""

from dataclasses import dataclass

from app.cli.options import Asked, Drawn, Out, Workers, given, options, switch, usual


@dataclass(frozen=True)
class RobustOptions(Drawn):
    """The options of the command itself, as typed; None or False where not given."""

    draws: int | None = given("N", "Draws of weights and evidence; more are more precise.")
    weights: str | None = given(
        "WHICH",
        "Weights to draw: around the given ones, any in the same order (order), any at all (any), "
        "the given ones (fixed), or each person's of --people (people). Default: around.",
    )
    fixed: bool = switch("Draw weights only: evidence stays as it stands in.", "--no-evidence")
    assumptions: str | None = given(
        "HOW",
        "Draw what is assumed, too: staff, money, costs, worths and prices, within their ranges "
        "(ranges), or also this share either way where they have none (25%).",
    )
    seed: int = usual(0, "N", "The same seed gives the same draws.")
    firm: str | None = given(
        "SHARE", "Share of draws from which one is as good as sure. Default: 95 %."
    )
    gap: str | None = given(
        "SHARE", "How far from its best the plan of a draw may be; 0 = proven. Default: 2 %."
    )
    always: bool = switch("Also prove who is in, or out of, every best plan over all weights.")
    moved: str | None = given(
        "SHARE",
        "--always: share of each kind's weight that may move from the given weights. Default: 10 "
        "% around the given ones, else all of it.",
    )
    corners: int | None = given(
        "N", "--always: most corners of the weights to look at. Default: 400."
    )
    services: bool = switch("Also how often each service is given.")
    find_out: int | None = given(
        "N",
        "Also what to find out next: the N measures, candidates and values that are worth most.",
    )
    ranking: bool = switch("How sure the ranking is, in place of the plan.")
    kind: str | None = given("KIND", "--ranking: only one kind.")
    first: int | None = given(
        "N", "--ranking: how many count as the first. Default: as many as the list in force."
    )
    every: bool = switch("List everybody, with what is proven of each.", "--all")
    workers: Workers = None
    cluster: str | None = given(
        "ADDRESS", "A Dask scheduler that shares the work out, as in tcp://127.0.0.1:8786."
    )


@options(search=(), ends=True)
def robust(*, sampling: RobustOptions, asked: Asked, out: Out) -> None:
    """Say how sure a plan is: plan again under other weights and other evidence, many times.

    Examples:
      focus robust
          Who is in nearly every best plan, who is not, what the plan could lose.

      focus robust --draws 2000 --weights order --missing like-stand-in
          Any weights in the given order; what is missing is like what others have.

      focus robust --weights people --people taskforce.csv
          The weights of the people of a table, one person at a time.

      focus robust --no-evidence --always --moved 5%
          Proven: who is in, or out, however 5 % of the weights are moved.

      focus robust --assumptions 25%
          Staff, money and costs may be otherwise, too: which services hold up, and which do not.

      focus robust --find-out 5
          Also which missing evidence would be worth most to find out, and by how much.

      focus robust --ranking --kind country --first 12
          The same for the ranking: who is among the first twelve in how many draws.

      focus robust --in KEN --fund mdtf_implementation=500k
          How sure the plan under these levers is. All levers of focus plan are understood.

    The same seed gives the same answer, whoever does the work. Ctrl-C keeps what is done.

    Each draw is a plan of its own: about half a second of processor time on the bundled data.
    """
    from app.cli.robust import about_plan, about_ranking

    (about_ranking if sampling.ranking else about_plan)(asked, sampling, out=out)
