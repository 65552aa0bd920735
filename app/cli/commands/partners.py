"""``focus partners``: who else is there, where they overlap or miss, and what hangs on one."""

from dataclasses import dataclass
from pathlib import Path

from app.cli.options import Asked, Out, given, options, switch


@dataclass(frozen=True)
class PartnersOptions:
    """The options of the command itself, as typed."""

    of: str | None = given(
        "ID", "One candidate or one partner: who is there, doing what, how near."
    )
    overlap: bool = switch("Where several partners do the same.")
    gaps: bool = switch("Where nobody is on record, and who could be asked.")
    dependence: bool = switch("What the plan loses with each of those it leans on.")
    without: str | None = given(
        "PARTNER", "What the plan loses with one partner, as it stands and planned anew."
    )
    plan: bool = switch(
        "Look at the focus areas of the recommended plan, not at the list in force."
    )
    top: int | None = given("N", "Most lines of each table; 0 = all. JSON and CSV always have all.")
    graphml: Path | None = given(
        "FILE", "Also write the whole network to a file, for Gephi, yEd or Cytoscape."
    )
    csv: Path | None = given("FOLDER", "Also write every measure as a table (CSV) to a folder.")


@options(levers=(), search=("time_limit",))
def partners(*, asked: Asked, looking: PartnersOptions, out: Out) -> None:
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

    tell(asked, looking, out=out)
