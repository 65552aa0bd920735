"""``focus rank``: who comes first, and how sure that is."""

from typing import TYPE_CHECKING

from app.cli.options import Asked, Kind, Out, given, options, switch

if TYPE_CHECKING:
    from optimizer.study import Study


@options(levers=("weights", "openings"), search=())
def rank(
    *,
    asked: Asked,
    kind: Kind = None,
    region: str | None = given("REGION", "Only one region."),
    top: int | None = given(
        "N", "Only the first N of each kind; 0 = all. Default: 15 as text, all as JSON."
    ),
    methods: bool = switch("Instead: would another method say the same?"),
    out: Out,
) -> None:
    """Rank the candidates of every kind by their score, with what is not known in sight.

    For example:

      focus rank --kind country --top 10
          The ten countries with the highest scores.

      focus rank --region Africa --kind commitment --top 0
          Every commitment of one region; ranks are those among all commitments.

      focus rank --kind country --weight stability=30%
          What if stability weighed 30 %? The other criteria share the rest as before.

      focus rank --kind country --methods
          Would another method say the same? On whom do they disagree most?

      focus rank --json
          Every candidate, for machines.

    Ranges say how far a score could go if all that is missing were known.
    """
    from app.cli.reading import Reader
    from app.cli.render import show
    from app.export.takeaway import Takeaway
    from questions.asking import ask
    from questions.rank import RankQuestion
    from reports import rank as ranking
    from reports.setting import Setting
    from reports.source import source_line

    reader = Reader(asked, out)
    reader.within("--top", top)
    study, kind = reader.study, reader.kind(kind)
    region = reader.region(region, study.dataset)
    scenario = reader.scenario(kind=kind)
    among = None if region is None else _those_in(study, region)
    wanted = [
        scores
        for name, scores in ask(study, RankQuestion(scenario=scenario)).result.kinds.items()
        if kind in (None, name)
    ]
    setting = Setting(study, scenario)
    if methods:
        from questions.methods import MethodsQuestion
        from reports import methods as others

        found = {
            one.kind: ask(study, MethodsQuestion(scenario=scenario, kind=one.kind, ids=among))
            for one in wanted
        }
        told = others.of_kinds({name: one.result for name, one in found.items()}, setting, most=top)
    else:
        which = "" if region is None else f"in {region}"
        told = ranking.report(wanted, setting, among=among, which=which, most=top or None)
    lines = [line for table in told.tables for line in table.records]
    taken = Takeaway(told, source_line(study), values=None if methods else lines)
    left_out = any(len(table.brief) < len(table.rows) for table in told.tables)
    hints = ("--top 0 lists everybody.",) if top is None and left_out else ()
    show(taken, out, every=top == 0, hints=hints)


def _those_in(study: "Study", region: str) -> frozenset[str]:
    return frozenset(one.id for one in study.dataset.candidates if one.region == region)
