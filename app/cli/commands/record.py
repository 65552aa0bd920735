"""``focus record``: the decision record, from which anybody can make a decision again."""

from dataclasses import dataclass
from pathlib import Path

from app.cli.options import AsJson, Asked, Kept, Overwrite, argument, given, options, switch, usual


@dataclass(frozen=True)
class RecordOptions:
    """The options of the command itself, as typed."""

    file: Path = argument("FILE.zip", "The archive to be made.")
    title: str | None = given("TEXT", "Of what it is the record. Default: that of the criteria.")
    which: str | None = given("ID", "The record of a round of the records.", "--round")
    others: int = usual(2, "N", "Other lists that are looked for; 0 = none.")
    prices: bool = usual(
        True,
        None,
        "Whether every focus area, whoever leaves or narrowly misses the list, and every "
        "departure gets its price.",
    )
    everybody: bool = switch("A price for every candidate: some minutes more.")
    draws: int = usual(100, "N", "Best lists that tell how sure each is; 0 = leave it away.")
    overwrite: Overwrite = False


@options(search=())
def record(*, wanted: RecordOptions, asked: Asked, kept: Kept, as_json: AsJson = False) -> None:
    """Make the record of a decision: tables, settings, levers, plan, other lists, prices, seal.

    Examples:
      focus record decision.zip
          The recommended list of the bundled data, with all that it was made from.

      focus record decision.zip --no-prices --others 0 --draws 0
          Without prices and other lists.

      focus record decision.zip --round 2020-annual
          The list of a round, with departures, signatures, minutes, and the end of the audit trail.

    It takes a plan for each price: some minutes on the bundled data.

    Exit status: 0 done, 1 there is no plan, 2 an input is not as it must be, 130 ended by Ctrl-C:
    then nothing is written, as a record is of what is final.
    """
    from app.cli.record import make

    make(wanted, asked, kept, as_json=as_json)
