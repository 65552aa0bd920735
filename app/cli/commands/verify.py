"""``focus verify``: does a decision record hold?"""

from dataclasses import dataclass
from pathlib import Path

from app.cli.options import Out, argument, given, options, switch


@dataclass(frozen=True)
class VerifyOptions:
    """The options of the command itself, as typed."""

    file: Path = argument("RECORD", "A record, as focus record makes.")
    seal: str | None = given("HASH", "The seal that was noted when it was made.")
    solver: str | None = given(
        "NAME", "Who is asked for anything better than what is stated: SCIP, CBC, …; default HiGHS."
    )
    quick: bool = switch("Search for nothing: hashes, sums and words only.")


@options(levers=(), search=())
def verify(*, wanted: VerifyOptions, out: Out) -> None:
    """Check a decision record: its files, its sums, its words; then make the plan again.

    Examples:
      focus verify decision.zip
          On any machine: nothing but the record is needed.

      focus verify decision.zip --solver SCIP
          Another solver is asked for a plan that is worth more than any bound that is stated.

      focus verify decision.zip --quick
          Hashes, sums and words only; with --seal also that it is the record whose seal was noted.

    What is looked at, one after the other: every byte; sums and what follows from them; words;
    what was decided in the round; plan and other lists, searched for again; and every bound.

    Exit status: 0 it holds, 1 it does not, 2 it is no record, 130 ended by Ctrl-C before all was
    looked at.
    """
    from app.cli.record import check

    check(wanted, out)
