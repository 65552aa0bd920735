"""``focus verify``: does a decision record hold?"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from app.cli.options import Out, given, options


@dataclass(frozen=True)
class VerifyOptions:
    """The options of the command itself, as typed."""

    file: Annotated[Path, typer.Argument(metavar="RECORD", help="A record, as focus record makes.")]
    seal: Annotated[str | None, given("HASH", "The seal that was noted when it was made.")] = None
    solver: Annotated[
        str | None,
        given("NAME", "Another solver that searches again: SCIP_PY, PULP_CBC_CMD, …", "--solver"),
    ] = None
    prices: Annotated[bool, typer.Option("--prices", help="Also search for every price again.")] = (
        False
    )
    quick: Annotated[
        bool, typer.Option("--quick", help="Search for nothing: hashes, sums and words only.")
    ] = False


@options(levers=(), search=())
def verify(*, wanted: VerifyOptions, out: Out) -> None:
    """Check a decision record: its files, its sums, its words; then make the plan again.

    Examples:
      focus verify decision.zip
          On any machine: nothing but the record is needed.

      focus verify decision.zip --solver SCIP_PY --prices
          Plan and prices searched for by another solver; values and bounds have to fit.

      focus verify decision.zip --quick
          Hashes, sums and words only; with --seal also that it is the record whose seal was noted.

    Exit status: 0 it holds, 1 it does not, 2 it is no record, 130 ended by Ctrl-C before the plan
    was made again.
    """
    from app.cli.record import check

    check(wanted, out)
