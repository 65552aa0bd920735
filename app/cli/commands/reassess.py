"""``focus reassess``: what changed since the last round, and why."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.failure import NO_PLAN
from app.cli.options import AsJson
from app.cli.plan_question import plan_question

if TYPE_CHECKING:
    from app.cli.known import AskedAbout


@plan_question()
def reassess(
    *,
    before_data: Annotated[
        Path | None,
        typer.Option(
            "--before-data",
            metavar="DIR",
            help="Folder of the earlier round's dataset. Default: the same as now.",
            show_default=False,
        ),
    ] = None,
    before_config: Annotated[
        Path | None,
        typer.Option(
            "--before-config",
            metavar="DIR",
            help="Folder of the earlier round's configuration. Default: the same as now.",
            show_default=False,
        ),
    ] = None,
    asked: "AskedAbout",
    as_json: AsJson = False,
) -> None:
    """Say who enters and leaves against an earlier round, and what each change comes from.

    The levers are those of the round now; the earlier one is planned as its files say.

    Examples:
      focus reassess --before-data last/data --before-config last/config
          Every change put down to evidence, list in force, weights, capacity and rules.

      focus reassess --capacity europe-=20 --weight country.openness=0.4 --in GHA
          The bundled plan without levers against the one with them: which lever did what.

    Every mix of the two rounds is planned: with all five causes different that is 32 plans.

    Exit status: 0 done, 1 there is no plan, 2 an input is not as it must be.
    """
    from app.cli.reassessing import find_changes

    changes = find_changes(asked, before_data, before_config)
    if as_json:
        from app.cli.output import write_json
        from app.cli.reassessing import changes_json

        write_json(changes_json(changes))
    else:
        from app.cli.output import console
        from app.cli.reassessing import print_changes

        print_changes(console(), changes)
    if changes.found is None:
        raise typer.Exit(NO_PLAN)
