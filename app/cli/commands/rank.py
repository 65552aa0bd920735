"""``focus rank``: who comes first, and how sure that is."""

from typing import Annotated

import typer

from app.cli.options import AsJson, Config, Data, Weights


def rank(
    data: Data = None,
    config: Config = None,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="Only one kind: country, theme, …", show_default=False),
    ] = None,
    region: Annotated[
        str | None,
        typer.Option(metavar="REGION", help="Only one region.", show_default=False),
    ] = None,
    weight: Weights = None,
    top: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Only the first N of each kind; 0 = all. Default: 15 as text, all as JSON.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Rank the candidates of every kind by their score, with what is not known in sight.

    For example:

      focus rank --kind country --top 10
          The ten countries with the highest scores.

      focus rank --region Africa --kind commitment --top 0
          Every commitment of one region; ranks are those among all commitments.

      focus rank --kind country --weight stability=30%
          What if stability weighed 30 %? The other criteria share the rest as before.

      focus rank --json
          Every candidate, for machines.

    Ranges say how far a score could go if all that is missing were known.
    """
    from app.cli.ranking import rank as make_ranking

    make_ranking(data, config, kind, region, tuple(weight or ()), top, as_json=as_json)
