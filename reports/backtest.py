"""Would these criteria have found the real list? Said so that a director can say it in public."""

from collections.abc import Iterator, Sequence

from optimizer.stop import By
from questions.backtest import Backtested, KindTested
from reports import vintage
from reports.columns import CANDIDATE, CRITERION, KIND, MEASURE, SURE
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart, fields, tabled
from reports.setting import Setting
from reports.words import count, count_of, listing, mid_sentence, percent, sentence
from reports.worth import within
from scoring.backtest import KindBacktest, Placed
from scoring.chance import Found
from scoring.separation import Separation

TITLE = "Would it have found the real list?"
ALONE = "Made without knowing the list: nothing is paid for dropping anybody, nothing leans on it."
NOBODY = "Nobody who could be chosen here is on the list."
AREAS = (
    "Ahead: of all pairs of one on the list and one not, the share in which the one on the list "
    "stands higher; 50 % is what chance does. 95 % sure: with other candidates like these it "
    "could be that."
)
AT_MOST = (
    "At most: as if the missing ratings were best for everybody on the list and worst for all "
    "others. What they would really say nobody knows."
)
HITS = (
    KIND,
    Column("by", "Chosen by"),
    Column("chosen", "Chosen", "count"),
    Column("listed", "On the list", "count"),
    Column("hits", "Found", "count"),
    Column("expected", "By chance", "number", digits=1, help="Mean of drawing as many by lots."),
    Column("range", "Chance, 95 % sure", "span", narrow=False),
    Column("at_least", "As many by chance", "share", digits=1,
           help="Share of draws by lots that find as many or more."),
)  # fmt: skip
AHEAD = Column("ahead", "Ahead", "share", drawn=True)
SAYS = Column("says", "Tells them apart")
CRITERIA = (CRITERION, Column("weight", "Weight", "share"), AHEAD, SURE, SAYS)
MEASURES = (
    MEASURE, Column("criterion_label", "Criterion", narrow=False), AHEAD, SURE,
    SAYS, Column("known", "Known of", "count"),
)  # fmt: skip
PLACES = (CANDIDATE, Column("place", "Place", "place"), Column("score", "Score", "score", digits=1))
MISSED = (
    *PLACES,
    Column("short", "Short of the line", "points"),
    Column("planned", "In the plan", "yes"),
    Column("would", "Would be found if at its best"),
)
WRONGLY = (
    *PLACES, Column("short", "Above the line", "points"), Column("planned", "In the plan", "yes"),
)  # fmt: skip
RATINGS = (
    MEASURE, Column("lacking", "Missing for", "count"),
    Column("hits", "Found at most", "count"), Column("ahead", "Ahead at most", "share"),
    Column("who", "Who can know"),
)  # fmt: skip


def report(
    found: Backtested, setting: Setting, *, kind: str | None = None, stopped: By | None = None
) -> Report:
    """Return how much of a past list plan and ranking find.

    Args:
        kind: only this one; None = all.
    """
    kinds = [one for one in found.kinds if kind in (None, one.ranked.kind)]
    facts = {
        "past": sorted(found.past),
        "plan": None if found.plan is None else sorted(found.plan.ids),
        "inputs": setting.inputs,
    }
    if not kinds:
        return Report("backtest", TITLE, NOBODY, facts=facts)
    first, *others = kinds
    return Report(
        id="backtest",
        title=TITLE,
        answer=_answer(first, setting),
        text=(
            *_said(first, setting),
            *(_answer(one, setting) for one in others),
            *([] if found.plan is not None else ["The plan is not there yet; the ranking is."]),
        ),
        sections=(
            tabled("hits", "How many are found, against chance", HITS, _hits(kinds, setting)),
            *(section for one in kinds for section in _sections(one, found, setting)),
        ),
        notes=tuple(_notes(kinds, found, setting, stopped)),
        facts=facts,
    )  # fmt: skip


def line(found: Backtested, setting: Setting) -> str:
    """Return the first kind's answer, for where there is room for one line only."""
    return _answer(found.kinds[0], setting) if found.kinds else NOBODY


def _answer(one: KindTested, setting: Setting) -> str:
    spec, ranked = setting.kinds[one.ranked.kind], one.ranked.ranking
    listed = count_of(ranked.listed, spec)
    alone = f"chance alone would find {ranked.expected:.1f}"
    first = f"the first {ranked.chosen} of the ranking find {ranked.hits}"
    if one.planned is None:
        return f"Of the {listed} on the list {first}; {alone}."
    return f"Of the {listed} on the list the plan finds {one.planned.hits} and {first}; {alone}."


def _said(one: KindTested, setting: Setting) -> Iterator[str]:
    """Yield whether that is more than lots, what tells the list apart, and what is missing."""
    found = one.ranked
    yield _beyond(found.ranking, "The ranking")
    if one.planned is not None:
        yield _beyond(one.planned, "The plan", " of as many in each region")
    yield from _tells(found, setting)
    yield from _missing(found, setting)


def _beyond(found: Found, what: str, how: str = "") -> str:
    often = percent(found.at_least, 0 if found.at_least >= 0.01 else 1)
    draws = f"{found.low} to {found.high} in 95 % of draws{how}, {found.hits} or more in {often}"
    verb = "more than chance would" if found.beyond else "no more than chance may"
    return f"{what} finds {verb}: {draws}."


def _tells(found: KindBacktest, setting: Setting) -> Iterator[str]:
    spec = setting.kinds[found.kind]

    def named(pick: Sequence[str]) -> str:
        return listing(
            f"“{spec.criteria[name].label}” ({percent(found.criteria[name].area)})" for name in pick
        )

    ahead = sorted(found.criteria, key=lambda name: -found.criteria[name].area)
    tells = [name for name in ahead if found.criteria[name].tells]
    against = [name for name in reversed(ahead) if found.criteria[name].against]
    of = f"of {count(len(found.criteria), 'criterion', 'criteria')}"
    if not tells:
        yield f"None {of} tells the list from the others beyond chance."
    else:
        verb, only = ("tells", "only ") if len(tells) == 1 else ("tell", "")
        yield sentence(
            f"{only}{named(tells)} {of} {verb} the list from the others beyond chance: the share "
            "of pairs in which the one on the list stands higher"
        )
    if against:
        yield f"On {named(against)} those on the list stand lower than the others."


def _missing(found: KindBacktest, setting: Setting) -> Iterator[str]:
    measures = setting.measures
    staff = [one for one in found.ratings if measures[one.measure].judgement]
    if staff:
        labels = listing(mid_sentence(setting.measure(one.measure)) for one in staff)
        many = count(len(staff), "rating")
        together = found.everything
        yield (
            f"What decided may lie in what is not on record: {many} that only staff can give, "
            f"{labels}. The first of them by itself could bring the ranking to {staff[0].hits} of "
            f"{found.ranking.listed} at most, all that is missing together to {together}."
        )


def _hits(kinds: Sequence[KindTested], setting: Setting) -> Iterator[Row]:
    for one in kinds:
        spec = setting.kinds[one.ranked.kind]
        ways = {
            "plan": ("The plan", one.planned),
            "ranking": ("The first of the ranking", one.ranked.ranking),
            "by_region": ("The first of each region", one.ranked.by_region),
        }
        for way, (by, found) in ways.items():
            if found is not None:
                yield {
                    "kind": one.ranked.kind,
                    "kind_label": spec.label,
                    "way": way,
                    "by": by,
                    **fields(found),
                    "range": (found.low, found.high),
                }


def _sections(one: KindTested, found: Backtested, setting: Setting) -> Iterator[Section]:
    ranked = one.ranked
    name, spec = ranked.kind, setting.kinds[ranked.kind]
    criteria = tuple(
        {
            "criterion": criterion,
            "label": spec.criteria[criterion].label,
            "weight": spec.weights[criterion],
            **_separated(told),
        }
        for criterion, told in sorted(ranked.criteria.items(), key=lambda item: -item[1].area)
    )
    measures = tuple(
        {
            "measure": told.measure,
            "label": setting.measure(told.measure),
            "criterion": told.criterion,
            "criterion_label": spec.criteria[told.criterion].label,
            **_separated(told.separation),
            "known": told.separation.listed + told.separation.others,
        }
        for told in sorted(ranked.measures, key=lambda told: -told.separation.area)
    )
    yield Section(
        f"apart-{name}",
        f"{spec.label}: what tells the list from the others",
        pictures=tuple(_picture(name, criteria)),
        tables=(
            Table(f"criteria-{name}", CRITERIA, criteria),
            Table(f"measures-{name}", MEASURES, measures, most=12),
        ),
    )
    planned = frozenset() if found.plan is None else found.plan.ids
    missed = tuple(
        {
            **_placed(row, planned, setting),
            "needs": row.needs,
            "would": "nothing that is missing would do"
            if row.needs is None
            else listing(mid_sentence(setting.measure(need)) for need in row.needs),
        }
        for row in ranked.missed
    )
    wrongly = tuple(_placed(row, planned, setting) for row in ranked.wrongly)
    outside = setting.labels(ranked.outside)
    yield Section(
        f"missed-{name}",
        f"{spec.label}: who is missed, and who is found in their place",
        text=(f"On the list, but nobody who could be chosen: {listing(outside)}.",)
        if outside
        else (),
        tables=(
            Table(f"missed-{name}", MISSED, missed, "On the list, and not among the first"),
            Table(f"wrongly-{name}", WRONGLY, wrongly, "Among the first, and not on the list"),
        ),
    )
    catalogue = setting.measures
    ratings = tuple(
        {
            **fields(worth, "area"),
            "label": setting.measure(worth.measure),
            "ahead": worth.area,
            "who": "staff only" if catalogue[worth.measure].judgement else "published",
        }
        for worth in ranked.ratings
    )
    if ratings:
        yield tabled(
            f"ratings-{name}",
            f"{spec.label}: which missing ratings could explain it",
            RATINGS,
            ratings,
            said=(AT_MOST,),
            most=12,
        )


def _separated(found: Separation) -> Row:
    says = "yes" if found.tells else "the other way round" if found.against else "no"
    return {"ahead": found.area, "error": found.error, "range": found.span, "says": says}


def _placed(row: Placed, planned: frozenset[str], setting: Setting) -> Row:
    return {**setting.who(row.id), **fields(row, "needs"), "planned": row.id in planned}


def _picture(kind: str, rows: Sequence[Row]) -> Iterator[Picture]:
    if rows:
        told = (f"{row['label']} {percent(row['ahead'])}" for row in rows)
        title = "Share of pairs that the list wins"
        yield Picture(
            f"apart-{kind}",
            chart("dots.winning_dots", rows, title, "The one on the list is ahead"),
            f"How far each criterion tells the list from the others: {listing(told, len(rows))}.",
            "Line: 95 % sure. At one half a criterion says no more than chance.",
        )


def _notes(
    kinds: Sequence[KindTested], found: Backtested, setting: Setting, stopped: By | None
) -> Iterator[Note]:
    yield Note("reading", ALONE)
    yield Note("reading", AREAS)
    if stopped is not None:
        yield Note("stopped", "The search for the plan was ended early.")
    plan = found.plan
    if plan is not None and plan.found and plan.gap:
        yield Note(
            "proof",
            f"The plan is proven {within(plan.gap)} of the best possible; plans as good "
            "may find others of the list.",
        )
    elif plan is not None and not plan.found:
        yield Note("proof", "Without the list there is no plan under these levers.")
    for one in kinds:
        if one.not_before:
            spec = setting.kinds[one.ranked.kind]
            yield Note(
                "missing",
                f"{spec.label}: of {one.values:,} values {one.not_before:,} are dated no earlier "
                "than the list, and may have been known only with it. Look again as of an earlier "
                "day.",
            )
    yield from vintage.notes(setting)
