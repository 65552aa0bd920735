"""Where do we stand? Region by region who stays, enters, leaves and narrowly misses, and why."""

from collections.abc import Iterator, Sequence

from optimizer.cutoff import CutOff
from optimizer.plan import Plan
from optimizer.robust.sampling import Sample
from questions.backtest import Backtested
from reports import backtest, cutoff, standing
from reports.columns import CANDIDATE, KIND, RANGE, REGION, SCORE
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart
from reports.setting import Setting
from reports.words import count, count_of, listing, mid_sentence, percent, sentence, spelled, verb

NEXT = 2
"""Candidates next behind the line, of each kind and region."""
INSIDE = ("stays", "enters")
NAMED = 8
"""Candidates named in a sentence."""
COLUMNS = (
    CANDIDATE, standing.WHERE, standing.SURE, Column("reason", "Why"), REGION, SCORE, RANGE,
    standing.BAND, cutoff.LINE,
    Column("coverage", "Observed", "share", narrow=False,
           help="Share of the weight that rests on observed evidence."),
)  # fmt: skip


def report(
    plan: Plan | None,
    setting: Setting,
    *,
    sample: Sample | None = None,
    tested: Backtested | None = None,
    line: CutOff | None = None,
) -> Report:
    """Return where the recommended list stands to the list in force.

    Args:
        plan: the recommended list; None = it is not there yet.
    """
    found = plan if plan is not None and plan.found else None
    rows = [] if found is None else standing.rows(found, setting, sample, NEXT, line)
    regional = {one.kind for one in setting.dataset.candidates if one.region}
    kinds = list(setting.kinds)
    main = next((kind for kind in kinds if kind in regional), kinds[0])
    notes = tuple(standing.grounds(found, setting, sample))
    if tested is not None:
        said = mid_sentence(backtest.line(tested, setting))
        notes += (Note("reading", f"Tested without knowing the list in force: {said}"),)
    lists = Table("standing", COLUMNS, tuple(rows), by=KIND)
    return Report(
        id="overview",
        title="Where do we stand?",
        answer=_answer(plan, rows, main, setting),
        text=(
            *standing.draft(setting),
            *_others(rows, main, setting),
            *(() if found is None or line is None else cutoff.said(line, setting, main)),
        ),
        sections=(
            Section("standing", "The list in force and the recommended list", tables=(lists,)),
            Section("map", "Where is that?", pictures=tuple(_maps(found, rows, setting))),
            *([_scores(rows, setting)] if rows else []),
        ),
        notes=notes,
        facts={
            "draft": bool(standing.unrated(setting)),
            "kind": main,
            "draws": 0 if sample is None else sample.draws,
        },
    )


def _answer(plan: Plan | None, rows: Sequence[Row], main: str, setting: Setting) -> str:
    kind = setting.kinds[main]
    in_force = [one for one in setting.dataset.candidates if one.incumbent and one.kind == main]
    if plan is None or not plan.found:
        what = (
            "no list meets all conditions; What-if says which of them cannot all hold"
            if plan is not None and plan.status == "infeasible"
            else "the recommended list is being worked out"
        )
        if not in_force:
            return f"No list is in force, and {what}."
        return f"The list in force has {count_of(len(in_force), kind)}; {what}."
    of_kind = [row for row in rows if row["kind"] == main]
    stay, leave = (standing.labels(of_kind, where) for where in ("stays", "leaves"))
    total = len(standing.labels(of_kind, *INSIDE))
    noun = kind.singular.lower() if total == 1 else kind.label.lower()
    head = f"{spelled(total)} {noun} {verb(total, 'are')} recommended"
    if not in_force:
        return sentence(f"{head}; no list is in force")
    known = "all" if len(stay) == total else spelled(len(stay)) if stay else "none"
    first = f"{known} of them {verb(len(stay), 'are')} in the list in force"
    if total == 1:
        first = f"it is {'' if stay else 'not '}in the list in force"
    nobody = f", and no {kind.singular.lower()} would leave it"
    tail = f". {listing(leave, NAMED)} would leave it" if leave else nobody
    return sentence(f"{head}; {first}{tail}")


def _others(rows: Sequence[Row], main: str, setting: Setting) -> Iterator[str]:
    """Yield how many of every other kind are recommended, and which of them would leave."""
    parts, leaving = [], []
    for name, kind, _ in standing.of_kinds(rows, setting):
        if name == main:
            continue
        own = [row for row in rows if row["kind"] == name]
        inside, new = (len(standing.labels(own, *where)) for where in (INSIDE, ("enters",)))
        fresh = "all" if new == inside else new or "none"
        parts.append(f"{count_of(inside, kind)} ({fresh} of them new)")
        leaving += [f"“{label}”" for label in standing.labels(own, "leaves")]
    if parts:
        yield f"With them go {listing(parts)}."
    if leaving:
        yield f"{listing(leaving, NAMED)} would leave as well."


def _maps(plan: Plan | None, rows: Sequence[Row], setting: Setting) -> Iterator[Picture]:
    """Yield the map of the world, and maps of where members are small and close together."""
    from reports.charts.world import INSETS, inside

    places = standing.map_rows(setting, plan, rows)
    if not places:
        return
    yield Picture(
        "map",
        chart("world.world_map", places),
        f"World map of {count(len(places), 'member')}: {standing.counted(places)}.",
        "Small members are points.",
        does="Click a country to open its card.",
        opens="member",
    )
    for name in INSETS:
        here = inside(places, name)
        if len(here) > 1:
            yield Picture(
                f"map-{name.replace(' ', '-').lower()}",
                chart("world.inset", places, name),
                f"Map of {name}: "
                + listing((f"{row['name']} {row['standing']}" for row in here), len(here))
                + ".",
                name,
                opens="member",
            )


def _scores(rows: Sequence[Row], setting: Setting) -> Section:
    inside = [row["coverage"] for row in rows if row["standing"] in INSIDE]
    share = percent(sum(inside) / len(inside)) if inside else ""
    pictures = [
        Picture(
            f"scores-{name}",
            chart("dots.interval_dots", best),
            f"Scores of {count_of(len(best), kind)} with where each could lie: "
            + listing((f"{row['label']} {row['score']:.0f}" for row in best), NAMED)
            + ".",
            kind.label,
        )
        for name, kind, best in standing.of_kinds(rows, setting)
    ]
    text = (
        f"On average {share} of a recommended candidate's score rests on observed evidence.",
        "The line shows where a score could lie: long lines are gaps in the evidence.",
    )
    return Section("scores", "How sure are the scores?", text, tuple(pictures))
