"""``focus workbook``: a dataset as a workbook to be filled in, and what comes back of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from app.cli.options import AsJson, Kept, Overwrite, argument, given, group_of, options, usual
from data.cycles import CycleId

workbook = group_of("Work in a spreadsheet: a workbook out, filled in, and back in.")


@dataclass(frozen=True)
class Which:
    """What a workbook is of, as typed."""

    cycle: Annotated[
        CycleId | None,
        typer.Option(
            "--cycle",
            help="Which of the cycles that come with Focus, where --data or --config name none.",
            show_default=False,
        ),
    ] = None
    data: Path | None = given("DIR", "Folder of the dataset. Default: the bundled one.")
    config: Path | None = given("DIR", "Folder of the configuration. Default: the bundled one.")
    evidence: Path | None = given("FILE", "A table of evidence laid over the dataset.")
    round: str | None = given(
        "ROUND", "A round and your ratings in it, instead; now = the one going on."
    )


@dataclass(frozen=True)
class Wanted:
    """What is to become of a filled workbook, as typed."""

    accept: list[str] | None = given(
        "all|SHEET|ROW",
        "What to take over: all, a sheet, or rows as Ratings Africa!14-30. Default: nothing.",
    )
    reason: str | None = given("TEXT", "Why, for rows that do not say it themselves.")
    folder: Path | None = given("DIR", "Folder of the dataset to make of it.", "--out")
    plan: bool = usual(True, None, "Say what it does to the plan, too.", "--plan/--no-plan")


@workbook.command()
@options()
def out(
    *,
    file: Path = argument("FILE", "Workbook to write, .xlsx."),
    which: Which,
    kept: Kept,
    overwrite: Overwrite = False,
    as_json: AsJson = False,
) -> None:
    """Write a workbook: a ratings sheet per region, all tables, and a first sheet on what to do.

    Examples:
      focus workbook out ratings.xlsx
          The bundled dataset, with all that only people can rate.

      focus workbook out mine.xlsx --data mine --config mine/settings
          Another dataset with its configuration.

      focus workbook out my-ratings.xlsx --round now --as ann
          The round that is going on, with what Ann has rated and nobody else's ratings.

    Exit status: 0 done; 2 an input is not as it must be.
    """
    from app.cli.workbook import write_out

    write_out(file, which, kept, overwrite=overwrite, as_json=as_json)


@workbook.command("in")
@options()
def in_(
    *,
    file: Path = argument("FILE", "The workbook, filled in."),
    which: Which,
    wanted: Wanted,
    kept: Kept,
    as_json: AsJson = False,
) -> None:
    """Say what a filled workbook changes, in which cell, and take over what is accepted.

    Examples:
      focus workbook in filled.xlsx
          What differs, and what that does to scores and to the plan; nothing is taken over.

      focus workbook in filled.xlsx --accept all --reason "Staff round" --out rated --no-plan
          All of it, as a new dataset.

      focus workbook in filled.xlsx --accept "Ratings Africa" --reason "Staff round" --out africa
          One sheet; a row is "Ratings Africa!14", several are "Ratings Africa!14-30".

      focus workbook in my-ratings.xlsx --round now --as ann
          What Ann would say in the round; with --accept it is said, as her ratings.

    A workbook that is not as it must be is refused whole, each problem with its sheet and cell. An
    empty cell is missing, never zero: a value that was there is shown as gone.

    Exit status: 0 done; 2 an input is not as it must be; 3 it may not be done in this round.
    """
    from app.cli.workbook import bring_in

    bring_in(file, which, wanted, kept, as_json=as_json)
