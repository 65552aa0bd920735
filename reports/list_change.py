"""Who enters, who leaves and who stays, against the list in force, with one reason each."""

from collections.abc import Iterator, Mapping, Sequence

from config.criteria import Kind
from optimizer.plan import Plan
from optimizer.robust.sampling import Sample
from reports import standing
from reports.columns import CANDIDATE, CRITERION, RANGE, REGION, SCORE
from reports.report import Column, Picture, Report, Row, Section, Table, chart, picked, tabled
from reports.reviews import due
from reports.setting import Setting
from reports.words import count_of, doing, listing, percent, points, sentence
from scoring.difference import gaps
from scoring.kind_scores import KindScores

TITLE = "What changed since the last list, and why?"
ORDER = ("enters", "leaves", "stays")
CARRIES = 3
"""Criteria named as what carries a score."""
COLUMNS = (
    CANDIDATE, Column("standing_words", "Moves"), Column("reason", "Why"), SCORE, RANGE,
    Column("place", "Place", "place", help="Among all of its kind, by score."), REGION,
    Column("carried", "Carried by", narrow=False, help="Where most of its points come from."),
)  # fmt: skip


def report(plan: Plan | None, setting: Setting, *, sample: Sample | None = None) -> Report:
    """Return who enters, leaves and stays.

    Args:
        plan: the recommended list; None = it is not there yet.
    """
    if plan is None or not plan.found:
        return Report("list_change", TITLE, _none(setting))
    rows = [_row(row, setting) for row in standing.rows(plan, setting, sample, 0)]
    rows.sort(key=lambda row: (ORDER.index(row["standing"]), -row["score"], row["id"]))
    kinds = setting.kinds
    return Report(
        id="list_change",
        title=TITLE,
        answer=_answer(rows, kinds),
        text=(*_others(rows, kinds), *due(setting)),
        sections=tuple(
            _section(name, kind, [row for row in rows if row["kind"] == name])
            for name, kind in kinds.items()
        ),
        notes=tuple(standing.grounds(plan, setting, sample)),
    )


def _none(setting: Setting) -> str:
    kinds = setting.kinds
    in_force = [one.kind for one in setting.dataset.candidates if one.incumbent]
    if not in_force:
        return "No list is in force, and there is no recommended list yet."
    every = listing([count_of(in_force.count(name), kind) for name, kind in kinds.items()])
    return f"The list in force has {every}; there is no recommended list yet."


def _answer(rows: Sequence[Row], kinds: Mapping[str, Kind]) -> str:
    """Return who enters and leaves of the first kind that anybody is of."""
    if all(row["standing"] == "enters" for row in rows):
        return f"No list is in force: all {len(rows)} recommended are new."
    if all(row["standing"] == "stays" for row in rows):
        return "The recommended list is the list in force."
    name = next(one for one in kinds if any(row["kind"] == one for row in rows))
    return sentence(_moves([row for row in rows if row["kind"] == name], " the list in force"))


def _others(rows: Sequence[Row], kinds: Mapping[str, Kind]) -> Iterator[str]:
    of_kinds = [
        (kind, [row for row in rows if row["kind"] == name]) for name, kind in kinds.items()
    ]
    for kind, mine in [one for one in of_kinds if one[1]][1:]:
        new = len(mine) > 1 and all(row["standing"] == "enters" for row in mine)
        yield sentence(f"{kind.label}: {f'all {len(mine)} are new' if new else _moves(mine)}")


def _moves(rows: Sequence[Row], where: str = "") -> str:
    """Return who enters and leaves, by name, and how many stay."""
    enter, leave, stay = (standing.labels(rows, one) for one in ORDER)
    told: list[str] = []
    for who, does in ((enter, "enter"), (leave, "leave")):
        if who:
            there = where if not told else " it" * bool(where)
            told.append(f"{doing(who, does, 5)}{there}")
    return listing([*told, f"{len(stay) or 'none'} {'stay' if len(stay) > 1 else 'stays'}"])


def _row(known: Row, setting: Setting) -> Row:
    line = setting.scorecard.of(known["id"])
    criteria = setting.kinds[line.kind].criteria
    largest = sorted(line.contributions.items(), key=lambda item: -item[1])[:CARRIES]
    return {
        **known,
        **picked(line, "low", "high", "contributions"),
        "place": line.rank,
        "carried": tuple(f"{criteria[name].label} {points:.0f}" for name, points in largest),
        "said": f"{known['label']} {known['standing_words']}. {known['why']}",
        "_label": f"{known['standing_words']}: {setting.short(known['id'])}",
        "_beside": f"{percent(line.coverage)} observed",
    }


def _section(name: str, kind: Kind, rows: Sequence[Row]) -> Section:
    if not rows:
        return Section(name, kind.label, (f"{kind.label}: none is or was a focus area.",))
    counts = [
        f"{number or 'none'} {where if number < 2 else where.removesuffix('s')}"
        for where in ORDER
        for number in [len(standing.labels(rows, where))]
    ]
    labels = {one: spec.label for one, spec in kind.criteria.items()}
    told = [f"{row['label']} {row['standing_words']}, {row['score']:.0f}" for row in rows]
    stack = Picture(
        id=f"reassessment-{name}",
        draw=chart("bars.contribution_stack", rows, labels),
        describe=f"Scores of {count_of(len(rows), kind)} by criterion: {listing(told, len(rows))}.",
        text="The orange line is where the score could lie, given what is not known. Scores are "
        "those of today for both lists: the list in force came without scores.",
        does="Click a bar to open the card.",
        opens="ranked",
    )  # fmt: skip
    moved = tuple(row["said"] for row in rows if row["standing"] != "stays")
    return tabled(
        name,
        kind.label,
        COLUMNS,
        rows,
        said=(sentence(listing(counts)),),
        pictures=(stack,),
        items=moved,
    )


def beside(scores: KindScores, one: str, other: str, setting: Setting) -> Section:
    """Return why one candidate scores more, or less, than another of its kind."""
    names = setting.label(one), setting.label(other)
    rows = tuple(
        {**gap.model_dump(), "label": scores.spec.criteria[gap.criterion].label}
        for gap in gaps(scores, one, other)
    )
    total = sum(row["points"] for row in rows)
    told = [f"{row['label']} ({points(row['points'], signed=True)})" for row in rows]
    more = f"{points(abs(total))} {'more' if total >= 0 else 'less'}"
    said = [f"{names[0]} scores {more} than {names[1]}; the largest difference is {told[0]}."]
    if total < 0:
        said.append(
            "A higher score is not everything: what support costs, which focus areas overlap, the "
            "rules, and the price of dropping somebody decide with it."
        )
    told = [f"{row['label']} {points(row['points'], signed=True)}" for row in rows]
    columns = (
        CRITERION,
        Column("points", "Difference, points of the score", "points"),
        Column("value", names[0], "score"),
        Column("other_value", names[1], "score"),
    )
    bars = Picture(
        id="side-by-side",
        draw=chart("bars.gap_bars", rows, *names),
        describe=f"Points of {names[0]} above {names[1]}: {listing(told, 20)}.",
        table=Table("side-by-side", columns, rows),
    )
    return Section("beside", "Why one rather than another?", tuple(said), (bars,))
