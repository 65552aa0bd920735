"""``focus new``: one wide table becomes a dataset, a configuration and a plan."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from app.cli.options import AsJson, given, options


@dataclass(frozen=True)
class NewOptions:
    """The options of the command itself, as typed."""

    table: Annotated[
        Path,
        typer.Argument(
            metavar="TABLE", help="CSV table or Excel workbook (.xlsx): a row per candidate."
        ),
    ]
    out: Annotated[
        Path | None,
        given("DIR", "Folder to make. Default: beside you, named after the table.", "--out"),
    ] = None
    yes: Annotated[
        bool, typer.Option("--yes", help="Confirm everything that is guessed, without being asked.")
    ] = False
    sheet: Annotated[
        str | None, given("NAME", "Sheet of the workbook. Default: the first with a table.")
    ] = None
    identity: Annotated[str | None, given("COLUMN", "Column of ids.", "--id")] = None
    name: Annotated[str | None, given("COLUMN", "Column of names.", "--name")] = None
    kind: Annotated[str | None, given("WORD", 'What one row is: "Project".', "--kind")] = None
    kind_column: Annotated[
        str | None, given("COLUMN", "Column that says of which kind each row is.", "--kind-column")
    ] = None
    incumbent: Annotated[
        str | None, given("COLUMN", "Column that says who is in the list in force.", "--incumbent")
    ] = None
    measure: Annotated[list[str] | None, given("COLUMN", "A column that counts.", "--measure")] = (
        None
    )
    lower: Annotated[
        list[str] | None, given("COLUMN", "A measure of which less is better.", "--lower")
    ] = None
    higher: Annotated[
        list[str] | None, given("COLUMN", "A measure of which more is better.", "--higher")
    ] = None
    levels: Annotated[
        list[str] | None,
        given("COLUMN=WORST,…,BEST", "The levels of a measure, in their order.", "--levels"),
    ] = None
    weight: Annotated[
        list[str] | None,
        given("COLUMN=N", "How much a measure weighs; 1 unless said.", "--weight"),
    ] = None
    basis: Annotated[
        list[str] | None,
        given(
            "[COLUMN=]WORD",
            "What values rest on: observed, judgement or assumption. Default: judgement.",
            "--basis",
        ),
    ] = None
    cost: Annotated[
        list[str] | None, given("COLUMN", "A column of money that each needs.", "--cost")
    ] = None
    work: Annotated[
        list[str] | None, given("COLUMN", "A column of staff-weeks that each needs.", "--work")
    ] = None
    budget: Annotated[
        list[str] | None,
        given("[COLUMN=]AMOUNT", "What there is of it: 500k and 1.2m do.", "--budget"),
    ] = None
    services: Annotated[
        bool,
        typer.Option("--services", help="Each cost is a service of its own, given or not."),
    ] = False
    choose: Annotated[int | None, given("N", "Most that a plan may hold.", "--choose")] = None
    group: Annotated[
        list[str] | None, given("COLUMN", "A column of groups, for rules.", "--group")
    ] = None
    at_least: Annotated[
        list[str] | None, given("COLUMN=N", "Least of each group of a column.", "--at-least")
    ] = None
    at_most: Annotated[
        list[str] | None, given("COLUMN=N", "Most of each group of a column.", "--at-most")
    ] = None
    keep: Annotated[
        list[str] | None, given("COLUMN", "A column that is kept and not used.", "--keep")
    ] = None
    decimal: Annotated[
        str | None, given("MARK", "What marks decimals: a point or a comma.", "--decimal")
    ] = None
    separator: Annotated[
        str | None, given("SIGN", "What parts columns of a text file.", "--separator")
    ] = None
    encoding: Annotated[
        str | None, given("NAME", "Encoding of a text file, as cp1251.", "--encoding")
    ] = None
    gap: Annotated[
        str | None,
        given("SHARE", "How far from the best possible the plan may be. Default: 0, proven."),
    ] = None
    time_limit: Annotated[
        str | None,
        given("SECONDS", "Longest time for the plan. Default: none.", "--time-limit"),
    ] = None


@options(levers=(), search=())
def new(*, wide: NewOptions, as_json: AsJson = False) -> None:
    """Make a dataset and a starter configuration of one wide table, and plan with them.

    Examples:
      focus new projects.csv
          A row per candidate. What each column is taken for is listed, and asked to be confirmed;
          then the folder projects is written, and the first plan is made.

      focus new projects.xlsx --sheet Shortlist --budget 150m --yes
          A sheet of a workbook; there are 150 million, and every other guess is confirmed.

      focus new projects.csv --lower Duration_Months --at-most Category=4 --weight Risk_Level=2
          Less time is better, four at most of each category, and the risk weighs twice.

      focus new projects.csv --levels "Category=Compliance,Technology,Innovation" --out mine-new
          A column of words counts, its levels in their order, worst first.

    Nothing of the table is lost: what is not used is kept beside each candidate. Missing values
    stay missing. It writes nothing before it is confirmed, and never into a folder with files.

    Exit status: 0 done, or not confirmed; 1 there is no plan; 2 an input is not as it must be.
    """
    from app.cli.new import make

    make(wide, as_json=as_json)
