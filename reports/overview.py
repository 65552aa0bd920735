"""Where do we stand? Region by region who stays, enters, leaves and narrowly misses, and why."""

from collections.abc import Iterator, Sequence
from functools import partial

from optimizer.plan import Plan
from optimizer.robust.sampling import Sample
from optimizer.standing import standings
from reports import standing
from reports.report import Column, Picture, Report, Row, Section, Table
from reports.setting import Setting
from reports.words import count, count_of, listing, percent, sentence, spelled

NEXT = 2
"""Candidates next behind the line, of each kind and region."""
NAMED = 8
"""Candidates named in a sentence."""
COLUMNS = (
    standing.NAME,
    Column("standing_words", "Towards the list in force"),
    standing.SURE,
    Column("reason", "Why"),
    Column("region", "Region", narrow=False),
    *standing.SCORE,
    Column("coverage", "Observed", "share", narrow=False,
           help="Share of the weight that rests on observed evidence."),
)  # fmt: skip


def report(plan: Plan | None, setting: Setting, *, sample: Sample | None = None) -> Report:
    """Return where the recommended list stands to the list in force.

    Args:
        plan: the recommended list; None = it is not there yet.
        setting: names and labels.
        sample: best lists of many draws, where they are known.
    """
    found = plan if plan is not None and plan.found else None
    rows = [] if found is None else list(_rows(found, setting, sample))
    main = main_kind(setting)
    lists = Table(
        "standing",
        COLUMNS,
        tuple(rows),
        by=Column("kind_label", "Kind"),
    )
    return Report(
        id="overview",
        title="Where do we stand?",
        answer=_answer(plan, rows, main, setting),
        text=(*standing.draft(setting), *_others(rows, main, setting)),
        sections=(
            Section("standing", "The list in force and the recommended list", tables=(lists,)),
            Section("map", "Where is that?", pictures=tuple(_maps(found, rows, setting))),
            *([_scores(rows, setting)] if rows else []),
        ),
        notes=tuple(standing.grounds(found, setting, sample)),
        facts={
            "draft": bool(standing.unrated(setting)),
            "kind": main,
            "draws": 0 if sample is None else sample.draws,
        },
    )


def main_kind(setting: Setting) -> str:
    """Return the kind that regions are about: the first one whose candidates have regions."""
    kinds = setting.configuration.criteria.kinds
    regional = {one.kind for one in setting.dataset.candidates if one.region}
    return next((kind for kind in kinds if kind in regional), next(iter(kinds)))


def _rows(plan: Plan, setting: Setting, sample: Sample | None) -> Iterator[Row]:
    sure = standing.indices(sample, plan)
    for place in standings(setting.problem, plan, setting.scorecard, NEXT):
        yield standing.row(place, plan, setting, sure)


def _answer(plan: Plan | None, rows: Sequence[Row], main: str, setting: Setting) -> str:
    kind = setting.configuration.criteria.kinds[main]
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
    stay, enter, leave = (
        [row["label"] for row in of_kind if row["standing"] == where]
        for where in ("stays", "enters", "leaves")
    )
    total = len(stay) + len(enter)
    noun = kind.singular.lower() if total == 1 else kind.label.lower()
    verb = "is" if total == 1 else "are"
    head = f"{spelled(total)} {noun} {verb} recommended"
    if not in_force:
        return sentence(f"{head}; no list is in force")
    known = "all" if len(stay) == total else spelled(len(stay)) if stay else "none"
    first = f"{known} of them {_are(len(stay))} in the list in force"
    if total == 1:
        first = f"it is {'' if stay else 'not '}in the list in force"
    nobody = f", and no {kind.singular.lower()} would leave it"
    tail = f". {listing(leave, NAMED)} would leave it" if leave else nobody
    return sentence(f"{head}; {first}{tail}")


def _others(rows: Sequence[Row], main: str, setting: Setting) -> Iterator[str]:
    """Yield how many of every other kind are recommended, and which of them would leave."""
    parts, leaving = [], []
    for name, kind in setting.configuration.criteria.kinds.items():
        of_kind = [row for row in rows if row["kind"] == name]
        inside = [row for row in of_kind if row["standing"] in ("stays", "enters")]
        if name == main or not of_kind:
            continue
        new = sum(row["standing"] == "enters" for row in inside)
        fresh = "all" if new == len(inside) else new or "none"
        parts.append(f"{count_of(len(inside), kind)} ({fresh} of them new)")
        leaving += [f"“{row['label']}”" for row in of_kind if row["standing"] == "leaves"]
    if parts:
        yield f"With them go {listing(parts)}."
    if leaving:
        yield f"{listing(leaving, NAMED)} would leave as well."


def _are(how_many: int) -> str:
    return "is" if how_many == 1 else "are"


def _maps(plan: Plan | None, rows: Sequence[Row], setting: Setting) -> Iterator[Picture]:
    """Yield the map of the world, and maps of where members are small and close together."""
    from reports.charts.world import INSETS, inset, inside, world_map

    places = standing.map_rows(setting, plan, rows)
    if not places:
        return
    yield Picture(
        "map",
        partial(world_map, places),
        f"World map of {count(len(places), 'member')}: {standing.counted(places)}.",
        "Click a country to open its card. Small members are points.",
        opens="member",
    )
    for name in INSETS:
        here = inside(places, name)
        if len(here) > 1:
            yield Picture(
                f"map-{name.replace(' ', '-').lower()}",
                partial(inset, places, name),
                f"Map of {name}: "
                + listing([f"{row['name']} {row['standing']}" for row in here], len(here))
                + ".",
                name,
                opens="member",
            )


def _scores(rows: Sequence[Row], setting: Setting) -> Section:
    from reports.charts.intervals import interval_dots

    inside = [row["coverage"] for row in rows if row["standing"] in ("stays", "enters")]
    share = percent(sum(inside) / len(inside)) if inside else ""
    kinds = setting.configuration.criteria.kinds
    pictures = []
    for name, kind in kinds.items():
        listed = [row for row in rows if row["kind"] == name]
        if listed:
            best = sorted(listed, key=lambda row: (-row["score"], row["id"]))
            told = [f"{row['label']} {row['score']:.0f}" for row in best]
            pictures.append(
                Picture(
                    f"scores-{name}",
                    partial(interval_dots, best),
                    f"Scores of {count_of(len(best), kind)} with where each could lie: "
                    f"{listing(told, NAMED)}.",
                    kind.label,
                )
            )
    text = (
        f"On average {share} of a recommended candidate's score rests on observed evidence.",
        "The line shows where a score could lie: long lines are gaps in the evidence.",
    )
    return Section("scores", "How sure are the scores?", text, tuple(pictures))
