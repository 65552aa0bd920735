"""What is more or less money, staff time, or room for another kind worth?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from optimizer.frontier import Frontier, FrontierPoint
from optimizer.nestedness import Path, moving
from optimizer.stop import By
from reports import inside
from reports.report import Column, Note, Picture, Report, Row, Section, Table, Unit, chart, tabled
from reports.setting import Setting
from reports.words import amount, count, listing, mid_sentence, percent, points, verb

if TYPE_CHECKING:
    from reports.charts.marks import Picture as Chart

TITLE = "What is more or less to spend worth?"
WHAT = {"USD": "money", "staff-weeks": "staff time"}
"""What is used, in a sentence."""
AXES = {"USD": "USD over the whole time", "staff-weeks": "Staff-weeks over the whole time"}
UNITS: Mapping[str, Unit] = {"USD": "usd", "staff-weeks": "weeks", "points": "points"}


def report(
    line: Frontier | None, setting: Setting, *, plan: Report, stopped: By | None = None
) -> Report:
    """Return what more or less of something is worth, and who drops out again with more of it.

    Args:
        line: the frontier; None where no point of it is known.
        plan: that plan in brief, or why there is none.
    """
    facts = {
        **plan.facts,
        **{name: getattr(line, name, None) for name in ("by", "unit", "step")},
        "complete": line is not None and line.complete,
        "interrupted": stopped is not None,
    }
    if line is None or not line.points:
        facts |= {"points": (), "paths": ()}
        if setting.plan is None or not setting.plan.found:
            return replace(plan, id="frontier", facts=facts)
        none = "The search was stopped before any plan at another level was found."
        return Report("frontier", TITLE, none, notes=plan.notes, facts=facts)
    rows = tuple(_point(point, line, setting) for point in line.points)
    moved = sorted(moving(line.points), key=lambda path: (not path.breaks, path.first))
    paths = tuple(_path(path, line, setting) for path in moved)
    return Report(
        id="frontier",
        title=TITLE,
        answer=_answer(line, setting),
        text=_text(line),
        sections=(_levels(line, rows, setting), *_paths(line, paths)),
        notes=(*_proof(line), *plan.notes),
        facts={**facts, "paths": Table("paths", (), paths).records},
    )


def level(line: Frontier, used: float) -> str:
    """Return what is used at a point, in words."""
    return points(used) if line.unit == "points" else amount(used, line.unit)


def _answer(line: Frontier, setting: Setting) -> str:
    first, last = line.points[0], line.points[-1]
    if isinstance(line.by, tuple):
        one, other = _kinds(line, setting)
        there = f"{one} can earn {points(first.value)} beside {points(first.used)} of {other}"
        if first is last:
            return f"{there}: neither of the two has to give way to the other."
        return f"{there}, or {points(last.value)} beside {points(last.used)}."
    half = line.within(last.used / 2)
    if half is None or last.value <= 0:
        less = "no plan takes half of that" if line.complete else "lower levels are still open"
        return (
            f"With {level(line, last.used)} the best plan found is worth {points(last.value)}; "
            f"{less}."
        )
    return (
        f"With {level(line, half.used)}, {percent(half.used / last.used)} of what the plan uses, "
        f"the best plan found is worth {percent(half.value / last.value)} as much."
    )


def _text(line: Frontier) -> tuple[str, ...]:
    first, last = line.points[0], line.points[-1]
    if first is last or isinstance(line.by, tuple):
        return ()
    used = f"From {level(line, first.used)} to {level(line, last.used)}"
    worth = f"from {first.value:,.1f} to {points(last.value)}"
    return (f"{used} the best plan found goes {worth}.",)


def _proof(line: Frontier) -> Iterator[Note]:
    exact, every = sum(point.exact for point in line.points), len(line.points)
    if exact == every:
        text = "These plans are proven the best at their level."
    else:
        text = (
            f"{exact or 'None'} of these {count(every, 'plan')} {verb(exact or 1, 'are')} proven "
            "the best at their level; “At most” says how much the others could be worth."
        )
    yield Note("proof", text)
    if not line.complete:
        yield Note("stopped", "Not all levels are planned: more would follow.")


def _kinds(line: Frontier, setting: Setting) -> tuple[str, str]:
    kinds = setting.kinds
    one, other = (kinds[kind].label for kind in line.by)
    return one, mid_sentence(other)


def _point(point: FrontierPoint, line: Frontier, setting: Setting) -> Row:
    return {
        **point.model_dump(exclude={"plan"}),
        "focus": sorted(point.plan.ids),
        "areas": len(point.plan.ids),
        "out": tuple(map(setting.label, point.dropped)),
        "_level": level(line, point.used),
    }


def _levels(line: Frontier, rows: Sequence[Row], setting: Setting) -> Section:
    x, y = AXES.get(line.unit, ""), "Points of the plan"
    used, value = "USD" if line.unit == "USD" else "Staff-weeks", "Worth, points"
    if isinstance(line.by, tuple):
        one, other = _kinds(line, setting)
        x = used = f"Points of {other}"
        y = value = f"Points of {mid_sentence(one)}"
    columns = (
        Column("used", used, UNITS[line.unit]),
        Column("value", value, "points", drawn=True, scale=max(row["value"] for row in rows)),
        Column("bound", "At most", "points", basis="proven"),
        Column("areas", "Focus areas", "count"),
        Column("out", "Out, though in with less"),
    )
    told = [f"{points(row['value'])} at {row['_level']}" for row in rows]
    apart = f" Neighbouring dots are about {level(line, line.step)} apart." if line.complete else ""
    steps = Picture(
        id=f"frontier-{'-'.join(line.by) if isinstance(line.by, tuple) else line.by}",
        draw=_steps(line, rows, setting, x, y),
        describe=f"{y} against {x}: {listing(told, 30)}.",
        text="Dots: plans that were found, none beaten by another. Grey: what may or may not be "
        f"possible there; the more dots are asked for, the less of it there is.{apart}",
    )
    pictures = (steps,) if len(rows) > 1 else ()
    return tabled("points", "", columns, rows, pictures=pictures)


def _steps(
    line: Frontier, rows: Sequence[Row], setting: Setting, x: str, y: str
) -> Callable[[], "Chart"]:
    marks: list[Row] = []
    there = None
    if setting.plan is not None and not isinstance(line.by, tuple):
        used, there = line.of_plan(setting.plan)
        marks = [
            {"used": used, "value": setting.plan.value, "text": "the plan"},
            {"used": there, "value": None, "text": f"all there is: {level(line, there)}"},
        ]
    bands = [band.model_dump() for band in line.bands(there)]
    falls = isinstance(line.by, tuple)
    return chart("curves.frontier_steps", rows, bands, marks, x=x, y=y, falls=falls)


def _path(path: Path, line: Frontier, setting: Setting) -> Row:
    levels = [level(line, point.used) for point in line.points]
    return {
        **path.model_dump(),
        **inside.row(path.candidate, path.inside, setting),
        "breaks": path.breaks,
        "comes_back": path.comes_back,
        "said": f"{setting.label(path.candidate)} is {path_words(path, levels)}.",
    }


def path_words(path: Path, levels: Sequence[str]) -> str:
    """Return where a candidate is in and out, as ``in at …, out at …, in again from … on``.

    Args:
        levels: what is used at each point, in words.
    """
    parts: list[str] = []
    last = len(path.inside) - 1
    been = False
    for start, end in path.runs:
        here = path.inside[start]
        if not here and not been:
            continue
        word = ("in again" if been else "in") if here else "out"
        been = been or here
        if end == last and start < last:
            where = f"from {levels[start]} on"
        elif start == end:
            where = f"at {levels[start]}"
        else:
            where = f"from {levels[start]} to {levels[end]}"
        parts.append(f"{word} {where}")
    return ", ".join(parts)


def _paths(line: Frontier, rows: Sequence[Row]) -> Iterator[Section]:
    """Yield who is in at each level of a resource, where that is not the same at all of them."""
    if isinstance(line.by, tuple) or len(line.points) < 2:
        return
    what, breaking = WHAT[line.unit], [row for row in rows if row["breaks"]]
    so_far = "" if line.complete else ", as far as levels are planned"
    text = f"With more {what} the list only grows{so_far}: no focus area drops out."
    if breaking:
        text = (
            f"With more {what} the list does not simply grow: "
            f"{count(len(breaking), 'focus area')} {verb(len(breaking), 'drop')} out again, "
            "because others together make better use of it."
        )
    plans = [point.plan.ids for point in line.points]
    heads = [
        f"{one.used / 1e6:.2f} m" if line.unit == "USD" else f"{one.used:,.0f}"
        for one in line.points
    ]
    title = f"Who is in, with how much {what}?"
    strip = Picture(
        id=f"frontier-paths-{line.by}",
        draw=chart("cells.path_strip", rows, heads, AXES[line.unit]),
        describe="Out again after having been in: "
        + listing([row["name"] for row in breaking], 40)
        + ".",
        text="Filled: in the best plan found. Crossed: out, though in with less (names in bold). "
        f"{inside.everywhere(plans, 'every one of these plans has')} Where plans are nearly "
        "equally good, who drops out may be chance.",
        table=inside.table("frontier-paths", "Candidate", rows, heads),
    )
    said = tuple(row["said"] for row in breaking)
    yield Section("paths", title, (text,), (strip,) if rows else (), items=said)
