"""Who else is there? How focus areas are served, on whom much hangs, and whom to talk to."""

from collections import Counter
from collections.abc import Iterator

from ecosystem.gaps import Served as Way
from ecosystem.reach import How
from questions.partners import Served, Ties
from reports.partners.words import (
    AREA,
    FEW,
    FROM_AFAR,
    NOT_KNOWN,
    PARTNER,
    SERVED,
    WITH_IT,
    rows,
    whose,
)
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart, tabled
from reports.setting import Setting
from reports.words import count, listing, percent, so_many, verb

PICTURED = 60
"""Focus areas in one picture."""
ASSUMED = Note(
    "assumption",
    "How far work counts along links, and how much one partner closes, are planning assumptions.",
)


def report(
    served: Served, setting: Setting, *, ties: Ties | None = None, chosen: bool = False
) -> Report:
    """Return how focus areas are served.

    Args:
        setting: names, and the plan that they are of; no plan = they are the list in force.
        ties: who holds the ecosystem together; None = nothing about that.
        chosen: whether they are only some of that list.
    """
    return Report(
        id="partners",
        title="Who else is there?",
        answer=_answer(served, setting, chosen=chosen),
        text=(_records(served),),
        sections=(areas(served, setting), *_ties(ties, served, setting)),
        notes=(NOT_KNOWN, ASSUMED),
        facts={
            "overview": served.overview.model_dump(mode="json"),
            "gaps": [gap.model_dump(mode="json") for gap in served.gaps],
            **({} if ties is None else _facts(ties)),
        },
    )


def _facts(ties: Ties) -> Row:
    told = ties.model_dump(mode="json", exclude={"dependence", "brokers"})
    return {**told, "smallest_set": {**told["smallest_set"], "proven": ties.smallest_set.proven}}


def _answer(served: Served, setting: Setting, *, chosen: bool) -> str:
    by_way = served.overview.served
    found = {way: len(ids) for way, ids in by_way.items()}
    if not served.overview.focus:
        return "There is no focus area to look at."
    among = f"{count(served.overview.focus, 'focus area')} of {whose(setting)}"
    nobody = [*by_way[Way.NO_RECORD], *by_way[Way.RECORDED_AS_NONE]]
    who = f": {listing(map(setting.label, nobody), FEW)}" if nobody else ""
    return (
        f"Of the {among}{' chosen here' * chosen}, "
        f"{so_many(found[Way.DIRECTLY], 'have')} partners of their own, "
        f"{so_many(found[Way.FROM_AFAR], 'are')} reached from afar, and "
        f"{so_many(len(nobody), 'have')} nobody on record{who}."
    )


def _records(served: Served) -> str:
    figures = served.overview
    unnamed = percent(figures.unknown_service / max(1, figures.engagements))
    known = figures.partners - figures.unknown_capacity
    return (
        f"{count(figures.partners, 'partner')} with {count(figures.engagements, 'engagement')} on "
        f"record, {unnamed} of them without a named service; what a partner can carry is known for "
        f"{f'{known} of {figures.partners}' if known else 'none of them'}."
    )


def areas(served: Served, setting: Setting) -> Section:
    """Return every focus area with its partners, those of one kind together, the strongest first.

    The rows of its table are what the picture is drawn from.
    """
    kinds = setting.kinds
    order, of_kind = list(kinds), Counter(row.kind for row in served.matrix.rows)
    missing = {gap.candidate: len(gap.missing) for gap in served.gaps}
    who: dict[str, list[Row]] = {}
    for cell in served.matrix.cells:
        services = ", ".join(map(setting.service, cell.services)) or "not named"
        who.setdefault(cell.candidate, []).append(
            {"partner": cell.partner, "name": setting.partner(cell.partner), "amount": cell.amount,
             "how": WITH_IT if cell.how is How.DIRECT else FROM_AFAR, "services": services}
        )  # fmt: skip
    lines: list[Row] = []
    for row in served.matrix.rows:
        mine = sorted(who.get(row.candidate, ()), key=lambda one: -one["amount"])
        names = tuple(one["name"] for one in mine)
        remark = "" if row.served is Way.DIRECTLY else SERVED[row.served]
        lines.append(
            {
                **row.model_dump(mode="json"),
                "area": setting.label(row.candidate),
                "overlap": (row.overlap_low, row.overlap_high) if row.overlap_high > 0 else None,
                "missing": missing.get(row.candidate, 0),
                "remark": remark,
                "partners": names,
                "who": ": ".join(filter(None, (remark, listing(names, 3) if names else ""))),
                "_who": mine,
                "_kind": f"{kinds[row.kind].label}: {of_kind[row.kind]}",
                "_place": (order.index(row.kind), -(row.strength or 0.0), row.label),
            }
        )
    columns = (
        AREA,
        Column(
            "strength", "Strength", "share", drawn=True,
            help="Of its partners; 100 % is a complete ecosystem.",
        ),
        Column(
            "overlap", "Repeats", "share_span", narrow=False,
            help="Share of the effort there that repeats another partner's.",
        ),
        Column(
            "missing", "Lacks", "count",
            help="Services that a partner could lead and that nobody is on record with.",
        ),
        Column("who", "Partners"),
    )  # fmt: skip
    table = Table("focus_areas", columns, tuple(lines), by=Column("_kind", "Kind"), most=40)
    drawn = table.shown[:PICTURED]
    nobody = [row["area"] for row in drawn if not row["_who"]]
    less = f"The picture has the first {len(drawn)} of {len(lines)}; narrow them to see others."
    picture = Picture(
        id="partners-by-focus-area",
        draw=chart("partners.areas_picture", drawn),
        describe=f"{count(len(drawn), 'focus area')} with the partners of each"
        f"{f'; nobody on record for {listing(nobody)}' if nobody else ''}.",
        text="Each dot is a partner; larger: its work counts for more.",
        does="A click on a dot marks the same partner everywhere.",
    )
    return Section(
        "focus_areas",
        "Focus areas",
        (less,) if len(drawn) < len(lines) else (),
        pictures=(picture,) if lines else (),
        tables=(table,),
    )


def _ties(ties: Ties | None, served: Served, setting: Setting) -> Iterator[Section]:
    if ties is not None:
        yield _fewest(ties, served, setting)
        yield leaning(ties, setting)
        yield _bridging(ties, setting)
        yield _groups(ties, setting)


def _fewest(ties: Ties, served: Served, setting: Setting) -> Section:
    found = ties.smallest_set
    title = "The fewest who together reach everybody"
    if not found.partners:
        text = "No focus area here is reached by a partner on record."
        return Section("fewest", title, (text,))
    names = setting.partners(one.partner for one in found.partners)
    proof = "no smaller set does" if found.proven else f"at least {found.at_least} are needed"
    reached = count(served.overview.focus - len(found.unreachable), "focus area")
    who = f"{count(len(names), 'partner')} {'reaches' if len(names) == 1 else 'together reach'}"
    said = [f"{who} the {reached} that can be reached: {listing(names, 20)}; {proof}."]
    if found.unreachable:
        said.append(f"Nobody on record reaches {listing(setting.labels(found.unreachable))}.")
    lines = rows(
        found.partners,
        setting,
        lambda one: {"reached": setting.labels(one.reaches), "alone": setting.labels(one.only)},
    )  # fmt: skip
    alone = Column("alone", "Nobody else of the set reaches", narrow=False)
    columns = (PARTNER, Column("reached", "Reaches"), alone)
    return tabled("fewest", title, columns, lines, said=said)


def leaning(ties: Ties, setting: Setting) -> Section:
    """Return on whom the focus areas depend, whatever any plan gives them."""
    cuts = len(ties.cut_partners)
    text = (
        f"{count(sum(bool(row.alone) for row in ties.dependence), 'partner')} would leave a focus "
        f"area without anybody on record. {count(cuts, 'partner')} in the whole network "
        f"{verb(cuts, 'hold')} parts of it together."
    )
    lines = rows(
        ties.dependence,
        setting,
        lambda row: {
            "reaches": len(row.serves), "left": setting.labels(row.alone),
            "left_directly": setting.labels(row.alone_directly),
        },
    )  # fmt: skip
    columns = (
        PARTNER, Column("reaches", "Reaches", "count"),
        Column("loss", "Strength lost", "number", 2), Column("left", "Left without anybody"),
        Column("left_directly", "Left without one of their own", narrow=False),
    )  # fmt: skip
    about = "Strength lost: 1 is the whole ecosystem of one focus area."
    said = (text,) if lines else ()
    return tabled(
        "dependence", "On whom much hangs", columns, lines, said=said, text=about, most=FEW
    )


def _bridging(ties: Ties, setting: Setting) -> Section:
    lines = rows(
        ties.brokers,
        setting,
        lambda row: {"in_regions": len(row.regions), "on_themes": len(row.themes)},
    )
    columns = (
        PARTNER, Column("across_regions", "Across regions", "share", drawn=True),
        Column("across_themes", "Across themes", "share"),
        Column("in_regions", "Regions", "count", narrow=False),
        Column("on_themes", "Themes", "count", narrow=False),
    )  # fmt: skip
    about = "Share of the shortest connections between candidates that run through a partner."
    return tabled("brokers", "Who bridges regions and themes", columns, lines, text=about, most=FEW)


def _groups(ties: Ties, setting: Setting) -> Section:
    lines = rows(
        [group for group in ties.groups.groups if len(group.partners) > 1],
        setting,
        lambda group: {
            "size": len(group.partners), "around_how_many": len(group.candidates),
            "names": listing(setting.partners(group.partners), 5),
            "around": listing(setting.labels(group.candidates), 5),
        },
    )  # fmt: skip
    columns = (
        Column("size", "Partners", "count"), Column("names", "Who"),
        Column("around_how_many", "Candidates", "count", narrow=False), Column("around", "Around"),
        Column("regions", "Regions", narrow=False),
        Column("stability", "Together again", "share", narrow=False),
    )  # fmt: skip
    about = (
        "Partners that work around the same candidates. Together again: how often they are found "
        "together when the search starts elsewhere."
    )
    title = "Groups that could be convened"
    return tabled("could_be_convened", title, columns, lines, text=about, most=FEW)
