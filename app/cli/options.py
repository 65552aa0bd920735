"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Folder of the dataset (candidates.csv, evidence.csv, …). Default: the bundled one.",
        show_default=False,
    ),
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="DIR",
        help="Folder of the configuration (criteria.yaml, …). Default: the bundled one.",
        show_default=False,
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Write JSON for machines instead of text for people.")
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace a file that exists already.")]
Weights = Annotated[
    list[str] | None,
    typer.Option(
        "--weight",
        metavar="CRITERION=SHARE",
        help="Share of its kind's weight that a criterion has; the others share the rest. "
        "Where several kinds have it, write KIND.CRITERION=SHARE.",
        show_default=False,
    ),
]
MeasureWeightOptions = Annotated[
    list[str] | None,
    typer.Option(
        "--measure",
        metavar="MEASURE=SHARE",
        help="Share of its criterion that a measure has; the others share the rest. Where several "
        "criteria have it, write KIND.CRITERION.MEASURE=SHARE.",
        show_default=False,
    ),
]
Capacities = Annotated[
    list[str] | None,
    typer.Option(
        "--capacity",
        metavar="TEAM=WEEKS",
        help="Staff-weeks of a team per period, all work included; "
        "TEAM+=22 or TEAM-=22 adds or takes away.",
        show_default=False,
    ),
]
UniversalShares = Annotated[
    list[str] | None,
    typer.Option(
        "--universal",
        metavar="TEAM=SHARE",
        help="Share of a team's weeks that universal services keep: 0.7 or 70%.",
        show_default=False,
    ),
]
FundAmounts = Annotated[
    list[str] | None,
    typer.Option(
        "--fund",
        metavar="FUND=USD",
        help="Money of a fund per period; 500k and 1.2m are understood, and so is FUND+=500k.",
        show_default=False,
    ),
]
Must = Annotated[
    list[str] | None,
    typer.Option(
        "--in", metavar="ID", help="A candidate that must be in the plan.", show_default=False
    ),
]
MustNot = Annotated[
    list[str] | None,
    typer.Option(
        "--out", metavar="ID", help="A candidate that must not be in the plan.", show_default=False
    ),
]
Worths = Annotated[
    list[str] | None,
    typer.Option(
        "--worth",
        metavar="KIND=POINTS",
        help="Points that one perfect, fully supported candidate of a kind is worth.",
        show_default=False,
    ),
]
RuleLevers = Annotated[
    list[str] | None,
    typer.Option(
        "--rule",
        metavar="RULE=off|on|MIN..MAX",
        help="Switch a rule off or on, or change its bounds: 2..3, 2.. or ..3; "
        "a rule by share takes 60%.. instead.",
        show_default=False,
    ),
]
Periods = Annotated[
    list[str] | None,
    typer.Option(
        "--periods",
        "--period",
        metavar="N",
        help="Plan for the first N periods of capacity.yaml. Default: all.",
        show_default=False,
    ),
]
MinStay = Annotated[
    list[str] | None,
    typer.Option(
        "--min-stay",
        metavar="N",
        help="Periods that a new focus area must stay.",
        show_default=False,
    ),
]
MostChanges = Annotated[
    list[str] | None,
    typer.Option(
        "--most-changes",
        metavar="N",
        help="Most that may enter and leave together in one period.",
        show_default=False,
    ),
]
Tolerance = Annotated[
    list[str] | None,
    typer.Option(
        "--tolerance",
        metavar="SHARE",
        help="Share of the best value within which a plan nearer to the list it is compared with "
        "is preferred; 0 = the best found, however different. Default: 0.1 %.",
        show_default=False,
    ),
]
Gap = Annotated[
    str | None,
    typer.Option(
        "--gap",
        metavar="SHARE",
        help="How far from the best possible is good enough to end a search early; 0 = search "
        "until all is proven. Default: 0.2 % for the plan, else 0.5 %.",
        show_default=False,
    ),
]
TimeLimit = Annotated[
    str | None,
    typer.Option(
        "--time-limit",
        metavar="SECONDS",
        help="Longest time, after which the best so far is told. Default: none, so that every "
        "machine finds the same.",
        show_default=False,
    ),
]
DrawCount = Annotated[
    int | None,
    typer.Option(
        "--draws",
        metavar="N",
        help="Draws of weights and evidence; more are more precise.",
        show_default=False,
    ),
]
WeightsDrawn = Annotated[
    str | None,
    typer.Option(
        "--weights",
        metavar="WHICH",
        help="Weights to draw: around the given ones, any in the same order (order), any at all "
        "(any), the given ones (fixed), or each person's of --people (people). Default: around.",
        show_default=False,
    ),
]
People = Annotated[
    Path | None,
    typer.Option(
        "--people",
        metavar="FILE",
        help="Table of people's own weights; each draw is one of them.",
        show_default=False,
    ),
]
Concentration = Annotated[
    float,
    typer.Option(
        "--concentration",
        metavar="C",
        help="How near weights around the given ones are: the greater, the nearer.",
    ),
]
Evidence = Annotated[
    bool,
    typer.Option(
        "--evidence/--no-evidence", help="Whether missing and ranged evidence is drawn too."
    ),
]
MissingEvidence = Annotated[
    str,
    typer.Option(
        "--missing",
        metavar="WHERE",
        help="Where missing evidence is drawn from: anywhere on its scale, or like-stand-in.",
    ),
]
Seed = Annotated[
    int, typer.Option("--seed", metavar="N", help="The same seed gives the same draws.")
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        help="Processes that share the work. Default: one per core.",
        show_default=False,
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="A Dask scheduler that shares the work out, as in tcp://127.0.0.1:8786.",
        show_default=False,
    ),
]
Save = Annotated[
    Path | None,
    typer.Option(
        "--save", metavar="FILE", help="Also save every share as CSV.", show_default=False
    ),
]
