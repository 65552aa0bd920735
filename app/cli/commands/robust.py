"""``focus robust``: how sure a plan, or a ranking, is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.options import (
    AsJson,
    Cluster,
    Concentration,
    DrawCount,
    Evidence,
    MissingEvidence,
    Overwrite,
    People,
    Save,
    Seed,
    WeightsDrawn,
    Workers,
)
from app.cli.plan_question import plan_question

if TYPE_CHECKING:
    from app.cli.known import AskedAbout


@dataclass(frozen=True)
class RobustOptions:
    """The options of the command itself, as typed; None or False where not given."""

    draws: DrawCount = None
    weights: WeightsDrawn = None
    people: People = None
    concentration: Concentration = 50.0
    evidence: Evidence = True
    missing: MissingEvidence = "anywhere"
    seed: Seed = 0
    firm: Annotated[
        str | None,
        typer.Option(
            metavar="SHARE",
            help="Share of draws from which one is as good as sure. Default: 95 %.",
            show_default=False,
        ),
    ] = None
    gap: Annotated[
        str | None,
        typer.Option(
            metavar="SHARE",
            help="How far from its best the plan of a draw may be; 0 = proven. Default: 2 %.",
            show_default=False,
        ),
    ] = None
    always: Annotated[
        bool,
        typer.Option(
            "--always", help="Also prove who is in, or out of, every best plan over all weights."
        ),
    ] = False
    moved: Annotated[
        str | None,
        typer.Option(
            metavar="SHARE",
            help="--always: share of each kind's weight that may move from the given weights. "
            "Default: 10 % around the given ones, else all of it.",
            show_default=False,
        ),
    ] = None
    corners: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="--always: most corners of the weights to look at. Default: 400.",
            show_default=False,
        ),
    ] = None
    services: Annotated[
        bool, typer.Option("--services", help="Also how often each service is given.")
    ] = False
    find_out: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Also what to find out next: the N measures, candidates and values that are "
            "worth most.",
            show_default=False,
        ),
    ] = None
    ranking: Annotated[
        bool, typer.Option("--ranking", help="How sure the ranking is, in place of the plan.")
    ] = False
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="--ranking: only one kind.", show_default=False),
    ] = None
    first: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="--ranking: how many count as the first. Default: as many as the list in force.",
            show_default=False,
        ),
    ] = None
    every: Annotated[
        bool, typer.Option("--all", help="List everybody, with what is proven of each.")
    ] = False
    save: Save = None
    overwrite: Overwrite = False
    workers: Workers = None
    cluster: Cluster = None


@plan_question(search=False)
def robust(*, options: RobustOptions, asked: "AskedAbout", as_json: AsJson = False) -> None:
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

      focus robust --find-out 5
          Also which missing evidence would be worth most to find out, and by how much.

      focus robust --ranking --kind country --first 12
          The same for the ranking: who is among the first twelve in how many draws.

      focus robust --in KEN --fund mdtf_implementation=500k
          How sure the plan under these levers is. All levers of focus plan are understood.

    The same seed gives the same answer, whoever does the work. Ctrl-C keeps what is done.

    Each draw is a plan of its own: about half a second of processor time on the bundled data.

    Exit status: 0 done, 1 there is no plan, 2 an input is not as it must be, 130 ended by Ctrl-C
    before anything was found.
    """
    from app.cli.robust import about_plan, about_ranking

    (about_ranking if options.ranking else about_plan)(asked, options, as_json=as_json)
