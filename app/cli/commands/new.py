"""``focus new``: one wide table becomes a dataset, a configuration and a plan."""

from dataclasses import dataclass
from pathlib import Path

from app.cli.options import AsJson, argument, given, options, switch


@dataclass(frozen=True)
class NewOptions:
    """The options of the command itself, as typed."""

    table: Path = argument("TABLE", "CSV table or Excel workbook (.xlsx): a row per candidate.")
    out: Path | None = given("DIR", "Folder to make. Default: beside you, named after the table.")
    yes: bool = switch("Confirm everything that is guessed, without being asked.")
    sheet: str | None = given("NAME", "Sheet of the workbook. Default: the first with a table.")
    identity: str | None = given("COLUMN", "Column of ids.", "--id")
    name: str | None = given("COLUMN", "Column of names.")
    kind: str | None = given("WORD", 'What one row is: "Project".')
    kind_column: str | None = given("COLUMN", "Column that says of which kind each row is.")
    incumbent: str | None = given("COLUMN", "Column that says who is in the list in force.")
    measure: list[str] | None = given("COLUMN", "A column that counts.")
    lower: list[str] | None = given("COLUMN", "A measure of which less is better.")
    higher: list[str] | None = given("COLUMN", "A measure of which more is better.")
    levels: list[str] | None = given(
        "COLUMN=WORST,…,BEST", "The levels of a measure, in their order."
    )
    weight: list[str] | None = given("COLUMN=N", "How much a measure weighs; 1 unless said.")
    basis: list[str] | None = given(
        "[COLUMN=]WORD",
        "What values rest on: observed, judgement or assumption. Default: judgement.",
    )
    cost: list[str] | None = given("COLUMN", "A column of money that each needs.")
    work: list[str] | None = given("COLUMN", "A column of staff-weeks that each needs.")
    budget: list[str] | None = given("[COLUMN=]AMOUNT", "What there is of it: 500k and 1.2m do.")
    services: bool = switch("Each cost is a service of its own, given or not.")
    choose: int | None = given("N", "Most that a plan may hold.")
    group: list[str] | None = given("COLUMN", "A column of groups, for rules.")
    at_least: list[str] | None = given("COLUMN=N", "Least of each group of a column.")
    at_most: list[str] | None = given("COLUMN=N", "Most of each group of a column.")
    keep: list[str] | None = given("COLUMN", "A column that is kept and not used.")
    decimal: str | None = given("MARK", "What marks decimals: a point or a comma.")
    separator: str | None = given("SIGN", "What parts columns of a text file.")
    encoding: str | None = given("NAME", "Encoding of a text file, as cp1251.")
    gap: str | None = given(
        "SHARE", "How far from the best possible the plan may be. Default: 0, proven."
    )
    time_limit: str | None = given("SECONDS", "Longest time for the plan. Default: none.")


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
