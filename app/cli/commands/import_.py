"""``focus import``: OGP's own exports, as they come, laid over a dataset."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from app.cli.options import AsJson, given, options


@dataclass(frozen=True)
class ImportOptions:
    """The options of the command itself, as typed."""

    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="Whose exports: ogp.", show_default=False)
    ]
    exports: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="Exports of OGP's commitments, unedited."),
    ]
    out: Annotated[
        Path | None,
        given("DIR", "Folder of the dataset to make. Default: only say what would change."),
    ] = None
    years: Annotated[
        str | None,
        given(
            "FIRST..LAST",
            "Years of submission of the commitments that become candidates. Default: those that "
            "the dataset has.",
        ),
    ] = None
    plan: Annotated[bool, typer.Option("--plan", help="Also say what that does to the plan.")] = (
        False
    )
    yes: Annotated[bool, typer.Option("--yes", help="Take it over without being asked.")] = False
    data: Annotated[
        Path | None,
        given("DIR", "Folder of the dataset that it is laid over. Default: the bundled one."),
    ] = None
    config: Annotated[
        Path | None, given("DIR", "Folder of the configuration. Default: the bundled one.")
    ] = None


@options(levers=(), search=())
def import_(*, wanted: ImportOptions, as_json: AsJson = False) -> None:
    """Lay OGP's own exports over a dataset: say what changes, and take it over once confirmed.

    Examples:
      focus import ogp ogpirm_live_data.csv commitments.csv
          What both would change in the bundled dataset; nothing is written.

      focus import ogp commitments.csv --years 2018..2022 --out mine-2022 --yes
          More years of commitments, as a dataset of its own, without being asked.

    It knows the database of 2011-2014 and the export of 2024 by their columns, in any encoding,
    with any separator, or as a workbook. Codings, links to members and themes, shares of ambitious
    and completed commitments and supporting organisations follow from them as in the bundled
    dataset; all else stays as it is. Rows of places that are no members there are left out, and
    told.

    Exit status: 0 done, or not confirmed; 2 an input is not as it must be.
    """
    from app.cli.importing import bring_in

    bring_in(wanted, as_json=as_json)
