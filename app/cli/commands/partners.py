"""``focus partners``: who else is there, where they overlap or miss, and what hangs on one."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.options import AsJson, Config, Data, Overwrite, TimeLimit


def partners(
    data: Data = None,
    config: Config = None,
    of: Annotated[
        str | None,
        typer.Option(
            "--of",
            metavar="ID",
            help="One candidate or one partner: who is there, doing what, how near.",
            show_default=False,
        ),
    ] = None,
    overlap: Annotated[
        bool, typer.Option("--overlap", help="Where several partners do the same.")
    ] = False,
    gaps: Annotated[
        bool,
        typer.Option("--gaps", help="Where nobody is on record, and who could be asked."),
    ] = False,
    dependence: Annotated[
        bool,
        typer.Option("--dependence", help="What the plan loses with each of those it leans on."),
    ] = False,
    without: Annotated[
        str | None,
        typer.Option(
            metavar="PARTNER",
            help="What the plan loses with one partner, as it stands and planned anew.",
            show_default=False,
        ),
    ] = None,
    plan: Annotated[
        bool,
        typer.Option(
            "--plan",
            help="Look at the focus areas of the recommended plan, not at the list in force.",
        ),
    ] = False,
    time_limit: TimeLimit = None,
    top: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Most lines of each table; 0 = all. JSON and CSV always have all.",
            show_default=False,
        ),
    ] = None,
    graphml: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Also write the whole network to a file, for Gephi, yEd or Cytoscape.",
            show_default=False,
        ),
    ] = None,
    csv: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Also write every measure as a table (CSV) to a folder.",
            show_default=False,
        ),
    ] = None,
    overwrite: Overwrite = False,
    as_json: AsJson = False,
) -> None:
    """Say who works beside the Support Unit, where they overlap, and what hangs on one of them.

    Examples:
      focus partners
          The list in force: how well each focus area is served, who bridges, whom to convene.

      focus partners --of KEN
          Kenya: its partners, what they do there, what is missing, and who could be asked.

      focus partners --of open-ownership
          One partner: where it works, who resembles it, what it could lead.

      focus partners --overlap --plan
          Where several do the same, and what the recommended plan would repeat.

      focus partners --gaps
          Focus areas and services without a partner on record.

      focus partners --without "Open Ownership"
          What the plan loses without it: by lower scores, by its leads, and after planning anew.

      focus partners --graphml network.graphml --csv tables
          Take it away.

    No record is not "no partner": what is not on record is shown as not known.

    Where a plan is made (--plan, --without), that takes some seconds on the bundled data.

    Exit status: 0 done, 1 no plan was found where one was needed, 2 an input is not as it must be,
    130 ended by Ctrl-C before anything was found.
    """
    from app.cli.partners import tell

    tell(
        {"of": of, "overlap": overlap, "gaps": gaps, "dependence": dependence, "without": without},
        (data, config), plan=plan, time_limit=time_limit, top=top, graphml=graphml, csv=csv,
        overwrite=overwrite, as_json=as_json,
    )  # fmt: skip
