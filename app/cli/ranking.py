"""From the options of ``focus rank`` to its report."""

from pathlib import Path

from app.cli.levers import LeverTexts, read_levers
from app.cli.limits import within
from app.cli.output import write_json
from app.cli.planning import opened
from app.cli.render import show
from config.names import resolve
from config.problems import Problems
from optimizer.study import Study
from questions.asking import ask
from questions.rank import RankQuestion
from reports.rank import report
from reports.setting import Setting

EVERYBODY = "--top 0 lists everybody."


def rank(
    data: Path | None,
    config: Path | None,
    kind: str | None,
    region: str | None,
    weights: tuple[str, ...],
    top: int | None,
    *,
    as_json: bool,
) -> None:
    """Show the ranking that was asked for.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    problems = Problems()
    within("--top", top, problems)
    study = opened(data, config, problems)
    kinds = {name: spec.label for name, spec in study.configuration.criteria.kinds.items()}
    if kind is not None:
        kind = resolve(kind, kinds, "a kind of criteria.yaml", "--kind", problems)
    if region is not None:
        region = _region(region, study, problems)
    scenario = read_levers(study, LeverTexts({"weights": weights}, kind), problems)
    scorecard = ask(study, RankQuestion(scenario=scenario)).result
    among = {one.id for one in study.dataset.candidates if region in (None, one.region)}
    told = report(
        [scores for name, scores in scorecard.kinds.items() if kind in (None, name)],
        Setting(study, scenario),
        among=None if region is None else among,
        which="" if region is None else f"in {region}",
        most=top or None,
    )
    if as_json:
        write_json([line for table in told.tables for line in table.records])
        return
    left_out = any(len(table.brief) < len(table.rows) for table in told.tables)
    hints = (EVERYBODY,) if top is None and left_out else ()
    show(told, as_json=False, every=top == 0, hints=hints)


def _region(text: str, study: Study, problems: Problems) -> str | None:
    """Return the region that a text names, in full or by its first word."""
    regions = sorted({one.region for one in study.dataset.candidates if one.region})
    short = [region for region in regions if region.split()[0].casefold() == text.casefold()]
    meant = short[0] if len(short) == 1 else text
    names = dict.fromkeys(regions, "")
    return resolve(meant, names, "a region of candidates.csv", "--region", problems)
