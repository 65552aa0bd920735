"""What is on the table of a region's taskforce: who is in, who leaves, who is next, and why."""

from collections.abc import Iterator, Sequence

from optimizer.cutoff import CutOff
from optimizer.plan import Plan
from optimizer.robust.sampling import Sample
from reports import cutoff, levers, standing, success
from reports.columns import CANDIDATE, KIND, RANGE, SCORE
from reports.report import Column, Note, Picture, Report, Row, Section, chart, tabled
from reports.setting import Setting
from reports.words import count, count_of, listing, mid_sentence, sentence, verb

NEXT = 3
"""Candidates behind the line, of each kind."""
WHY = Column("why", "Why", "sentence")
INSIDE = (CANDIDATE, standing.WHERE, standing.SURE, WHY, SCORE, RANGE, standing.BAND, cutoff.LINE)
SUPPORT = (
    CANDIDATE, Column("services", "Services", narrow=False),
    Column("weeks", "Staff-weeks", "weeks"), Column("usd", "USD", "usd"),
    Column("partners", "Partners who lead", narrow=False),
)  # fmt: skip
OUTSIDE = (CANDIDATE, standing.SURE, WHY, SCORE, RANGE, standing.BAND, cutoff.LINE)
LISTS = {
    "inside": ("In the plan", ("enters", "stays"), INSIDE),
    "leaving": ("Would leave the list in force", ("leaves",), OUTSIDE),
    "next": ("Next behind the line", ("next",), OUTSIDE),
}
"""Table → its title, who is in it, and its columns."""
READ = (
    "Scores are compared with the lowest of its kind inside. A plan also weighs costs, capacities "
    "and rules: plan again with a candidate to see what it would really take, and who would make "
    "room."
)


def regions(setting: Setting) -> tuple[str, ...]:
    """Return the regions of a dataset, by name."""
    return tuple(sorted({candidate.region for candidate in setting.dataset.candidates} - {""}))


def report(
    region: str,
    plan: Plan | None,
    setting: Setting,
    *,
    sample: Sample | None = None,
    line: CutOff | None = None,
) -> Report:
    """Return the shortlist of a region.

    Args:
        region: one of :func:`regions`.
        plan: the plan; None = it is not there yet.
    """
    title = f"Shortlist: {region}"
    if plan is None or not plan.found:
        what = "the plan is being worked out" if plan is None else "no plan meets all conditions"
        return Report("shortlist", title, f"{region}: {what}.", facts={"region": region})
    every = standing.rows(plan, setting, sample, NEXT, line)
    of_region = [row for row in every if row["region"] == region]
    chances, rows = success.apart(of_region, setting)
    return Report(
        id="shortlist",
        title=title,
        answer=_answer(region, rows, setting),
        text=(*standing.draft(setting), *_line(line, region, rows, setting)),
        sections=(
            *_lists(rows, chances),
            Section("pictures", "Who is inside, and who is next?",
                    pictures=tuple(_pictures(region, plan, rows, setting))),
            _support(rows),
        ),
        notes=tuple(_notes(plan, setting, sample)),
        facts={"region": region, "draft": bool(standing.unrated(setting))},
    )  # fmt: skip


def _line(line: CutOff | None, region: str, rows: Sequence[Row], setting: Setting) -> Iterator[str]:
    """Yield who of each of the region's kinds stands at the line of the plan."""
    if line is None:
        return
    for name in setting.kinds:
        if any(row["kind"] == name for row in rows):
            yield from cutoff.said(line, setting, name, region)


def _lists(rows: Sequence[Row], chances: Sequence[Column]) -> Iterator[Section]:
    for name, (title, where, columns) in LISTS.items():
        own = tuple(row for row in rows if row["standing"] in where)
        yield tabled(
            name, title, (*columns, *chances), own, text=READ if name == "next" else "", by=KIND
        )


def _support(rows: Sequence[Row]) -> Section:
    """Return what each of those inside gets, and from whom."""
    inside = [row for row in rows if row["standing"] in LISTS["inside"][1]]
    known = ("id", "label", "kind_label", "services", "weeks", "usd", "partners")
    got = tuple({name: row[name] for name in known} for row in inside)
    return tabled("support", "What they would get", SUPPORT, got, by=KIND)


def _answer(region: str, rows: Sequence[Row], setting: Setting) -> str:
    inside = [row for row in rows if row["standing"] in LISTS["inside"][1]]
    regional = {one.kind for one in setting.dataset.candidates if one.region == region}
    kinds = [(name, kind) for name, kind in setting.kinds.items() if name in regional]
    first = [row["label"] for row in inside if kinds and row["kind"] == kinds[0][0]]
    others = [
        count_of(sum(row["kind"] == name for row in inside), kind) for name, kind in kinds[1:]
    ]
    told, many = f"{listing(first)}{f', with {listing(others)},' if others else ''}", len(first)
    if not first:
        told, many = listing([count_of(0, kind) for _, kind in kinds[:1]] + others), len(kinds)
    new, leave = (standing.labels(rows, where) for where in ("enters", "leaves"))
    some = f"{len(new)} of these {len(inside)}" if len(inside) > 1 else "it"
    enter = f"; {some} {verb(len(new), 'are')} new" if new else ""
    out = f"; {listing(leave)} would leave the list" if leave else ""
    return f"{region}: {told} {verb(many, 'are')} in the plan{enter}{out}."


def _pictures(region: str, plan: Plan, rows: Sequence[Row], setting: Setting) -> Iterator[Picture]:
    members = [row for row in standing.map_rows(setting, plan, rows) if row["region"] == region]
    name = region.replace(" ", "-").lower()
    if members:
        yield Picture(
            f"map-{name}",
            chart("world.region_map", members),
            f"Map of {region}: {standing.counted(members)}.",
            does="Click a country to open its card.",
            opens="member",
        )
    for kind_id, kind, own in standing.of_kinds(rows, setting):
        told = (f"{row['label']} {row['score']:.0f} ({row['standing_words']})" for row in own)
        yield Picture(
            f"line-{kind_id}-{name}",
            chart("dots.interval_dots", own),
            f"Scores, {kind.label.lower()}: {listing(told, len(own))}.",
            f"{kind.label}. Orange: where the score could lie, given what is not known.",
        )


def _notes(plan: Plan, setting: Setting, sample: Sample | None) -> Iterator[Note]:
    yield from standing.grounds(plan, setting, sample)
    moved = "; ".join(levers.in_words(setting.scenario, setting.study))
    yield Note("reading", f"Levers moved: {moved}." if moved else "No lever is moved.")
    if setting.edits:
        yield Note("edited", f"With {count(setting.edits, 'rating')} edited in a session.")
    nowhere = [
        mid_sentence(kind.label)
        for name, kind in setting.kinds.items()
        if (mine := setting.dataset.of_kind(name)) and not any(one.region for one in mine)
    ]
    if nowhere:
        said = f"{listing(nowhere)} have no region; Overview lists them"
        yield Note("reading", sentence(said))
