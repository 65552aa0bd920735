"""``focus group``: what several people with their own weights would do, alone and together."""

from dataclasses import dataclass
from pathlib import Path

import typer

from app.cli.options import Asked, Out, TimeLimit, Workers, argument, given, options, switch


@dataclass(frozen=True)
class GroupOptions:
    """The options of the command itself, as typed."""

    table: Path | None = argument(
        "TABLE", "CSV table of people's weights; see --template.", optional=True
    )
    template: Path | None = given(
        "FILE", "Instead: write a table with the weights in force, to be filled in."
    )
    person: list[str] | None = given("NAME", "--template: a person or group who gets a column.")
    every: bool = switch("Name everybody in lists, however long they are.", "--all")
    gap: str | None = given(
        "SHARE",
        "How far from the best possible each plan may be; 0 = until all is proven. Default: 0.5 %.",
    )
    time_limit: TimeLimit = None
    workers: Workers = None


@options(search=(), ends=True)
def group(*, people: GroupOptions, asked: Asked, out: Out) -> None:
    """Compare several people's weights, and plan for each of them and for all together.

    Examples:
      focus group --template taskforce.csv --person Ann --person "West Africa"
          Write a table with the weights in force and a column for each, to be filled in.

      focus group taskforce.csv
          Where they disagree, each one's own best plan, what all of these share, and the plan
          that costs nobody much.

      focus group taskforce.csv --in KEN --gap 1%
          The same with a lock, and more quickly. All levers of focus plan are understood.

    The consensus are the mean weights. The compromise is the plan whose largest loss is least:
    the loss, against their own best plan, of the person whom it serves worst.

    Each person's plan, and several for the compromise, take some seconds on the bundled data.
    """  # fmt: skip
    from app.cli.group import tell_group, write_template

    if people.template is not None:
        typer.echo(write_template(asked, people, people.template, out))
    else:
        tell_group(asked, people, out=out)
