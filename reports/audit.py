"""Is the ranking sound? The ten steps of the OECD/JRC Handbook, each statement reckoned.

Nothing here is a judgement of the writer: every sentence states figures of the dataset and
configuration at hand. What is not done is said last, kind by kind.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from config.criteria import Levels, Linear
from questions.audit import KindAudit
from reports import method, rank, vintage
from reports.columns import CRITERION, MEASURE, NAME
from reports.criteria import STANDS_IN
from reports.doubt import stays
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart, fields, picked
from reports.setting import Setting
from reports.words import count, count_of, listing, mid_sentence, number, percent, points, verb
from scoring.coherence import KAISER, LEAST, OPPOSED, REDUNDANT, Pair
from scoring.evidence_table import BASES, MISSING
from scoring.method_doubt import AGGREGATION, EVIDENCE, SCALE, WEIGHTS
from scoring.variants import Aggregation, Choice, Scale, StandIn, Variant

TITLE = "Is it sound?"
HANDBOOK = (
    "The steps are those of the Handbook on Constructing Composite Indicators (OECD & JRC 2008)."
)
FAR = 1.5
"""How many times its weight, or the weight how many times that, a criterion moves the scores."""


def report(found: KindAudit, setting: Setting) -> Report:
    """Return whether the ranking of a kind is sound."""
    kind = found.scores.spec
    if not found.scores.places:
        answer = f"No {kind.singular.lower()} has a place, so there is no ranking to look at."
        return Report("audit", TITLE, answer)
    return Report(
        id="audit",
        title=TITLE,
        answer=_answer(found),
        text=tuple(_said(found)),
        sections=tuple(step(found, setting) for step in TOLD),
        notes=(Note("reading", HANDBOOK), *vintage.notes(setting)),
        facts={
            "kind": found.scores.kind,
            **picked(found, "first", "levels"),
            "rows": found.doubt.rows,
            "alpha": found.coherence.alpha,
            "eigenvalues": found.coherence.eigenvalues,
            "inputs": setting.inputs,
        },
    )


def of_kinds(found: Sequence[KindAudit], setting: Setting) -> Report:
    """Return the same of several kinds, each in sections of its own, and how it was made."""
    told = {one.scores.kind: report(one, setting) for one in found}
    labels = {one.scores.kind: one.scores.spec.label for one in found}
    sections = [
        replace(
            section,
            id=f"{section.id}-{kind}",
            title=f"{labels[kind]}: {section.title}" if len(told) > 1 else section.title,
            tables=tuple(replace(one, id=f"{one.id}-{kind}") for one in section.tables),
            pictures=tuple(replace(one, id=f"{one.id}-{kind}") for one in section.pictures),
        )
        for kind, one in told.items()
        for section in one.sections
    ]
    first, *others = told.values()
    return Report(
        id="audit",
        title=TITLE,
        answer=first.answer,
        text=(*first.text, *(text for one in others for text in (one.answer, *one.text))),
        sections=(*sections, *method.sections(setting)),
        notes=tuple(dict.fromkeys(note for one in told.values() for note in one.notes)),
        facts={
            "kinds": {kind: one.facts for kind, one in told.items()},
            "inputs": setting.inputs,
        },
    )


def _answer(found: KindAudit) -> str:
    """Return the widest gap between a weight and what it does, and what other choices keep."""
    kept = [one.kept(found.first) for one in found.variants]
    least, most = min(kept), max(kept)
    between = f"{least}" if least == most else f"{least} to {most}"
    stay = f"under other choices of method {between} of the first {found.first} stay"
    if not found.effects:
        few = count_of(found.scores.places, found.scores.spec)
        return f"{found.scores.spec.label}: {stay}; {few} are too few to weigh criteria."
    far = max(found.effects, key=lambda one: (abs(one.share - one.weight), one.criterion))
    return (
        f"{found.scores.spec.label}: “{label(found, far.criterion)}” weighs "
        f"{percent(far.weight)} and moves the scores by {percent(far.share)}; {stay}."
    )


def _said(found: KindAudit) -> Iterator[str]:
    """Yield what moves little, what the doubt comes from, and how far places can be trusted."""
    idle = [one for one in found.effects if one.share * FAR < one.weight]
    if idle:
        told = listing(f"“{label(found, one.criterion)}” ({percent(one.share)})" for one in idle)
        says = "its weight says" if len(idle) == 1 else "their weights say"
        yield f"{told} {verb(len(idle), 'move')} the scores much less than {says}."
    doubt = found.doubt
    most = max(doubt.shares, key=lambda name: doubt.shares[name].total)
    yield (
        f"If everything that could be otherwise were drawn at once, a candidate would move by "
        f"{number(round(doubt.shift, 1))} of {found.scores.places} places on average; most of "
        f"that is due to {mid_sentence(SOURCES[most])}."
    )


STEPS = {
    "framework": "1 What counts, and why",
    "data": "2 What is known",
    "imputation": "3 What stands in for what is missing",
    "structure": "4 Do the criteria say different things?",
    "scales": "5 What puts measures on one scale",
    "weighting": "6 Weights, and how criteria are put together",
    "uncertainty": "7 How sure is that, and what does the doubt come from?",
    "drivers": "8 Back to the data",
    "links": "9 What else do the scores go with?",
    "shown": "10 How it is shown",
    "not_done": "What is not done",
}
LINES = 12
"""Lines of a long table where there is little room."""


def label(found: KindAudit, criterion: str) -> str:
    """Return what a criterion is called."""
    return found.scores.spec.criteria[criterion].label


def step(
    name: str,
    text: Iterable[str],
    *tables: Table,
    pictures: tuple[Picture, ...] = (),
    items: tuple[str, ...] = (),
) -> Section:
    """Return what a step finds, under its name."""
    return Section(name, STEPS[name], tuple(text), pictures, tables, items)


CHOICES: Mapping[Choice, str] = {
    StandIn.MEDIAN: "Median of the known",
    StandIn.MEAN: "Mean of the known",
    StandIn.MIDPOINT: "Middle of the scale",
    StandIn.LEAST: "Least known",
    StandIn.GREATEST: "Greatest known",
    Scale.MIN_MAX: "Least to greatest known",
    Scale.Z_SCORE: "Standard deviations",
    Scale.RANK: "Ranks",
    Aggregation.GEOMETRIC: "Geometric mean",
    Aggregation.WORST: "Worst criterion alone",
}
VARIANTS = (
    Column("label", "Instead"),
    Column("shift", "Mean change of places", "number", digits=1, short="Moves"),
    Column("spearman", "Rank correlation", "number", digits=2, help="1 = the same order.",
           short="Correlation"),
    Column("kept", "Of the first, stay", "count", short="Stay"),
    Column("out", "Drop out", narrow=False),
    Column("into", "Come in", narrow=False),
)  # fmt: skip


def most_moved(found: KindAudit, choices: type[Choice]) -> str:
    """Return which other choice moves the ranking most, and how far."""
    own = [one for one in found.variants if isinstance(one.choice, choices)]
    most = max(own, key=lambda one: (one.shift, one.choice))
    return (
        f"What moves the ranking most is “{mid_sentence(CHOICES[most.choice])}”: by "
        f"{number(round(most.shift, 1))} places on average, and "
        f"{most.kept(found.first)} of the first {found.first} stay."
    )


def variants(name: str, found: KindAudit, choices: type[Choice], setting: Setting) -> Table:
    """Return what each other choice would do, who drops out and who comes in."""
    rows = tuple(
        _variant(one, found, setting) for one in found.variants if isinstance(one.choice, choices)
    )
    return Table(name, VARIANTS, rows)


def _variant(one: Variant, found: KindAudit, setting: Setting) -> Row:
    ids = found.doubt.ids
    return {
        "choice": one.choice.value,
        "label": CHOICES[one.choice],
        **picked(one, "shift", "spearman"),
        "kept": one.kept(found.first),
        "out": tuple(setting.label(ids[place]) for place in one.out(found.first)),
        "into": tuple(setting.label(ids[place]) for place in one.into(found.first)),
    }


FRAMEWORK = (
    CRITERION,
    Column("weight", "Weight", "share", digits=1),
    Column("measures", "Measures", "count"),
    Column("proxies", "Stand for something else", "count", narrow=False, short="Proxies"),
    Column("staff", "Only staff can rate", "count", narrow=False, short="By staff"),
    Column("source", "Source", roomy=True),
    Column("reasoned", "Has a reason", "yes"),
)
KNOWN = (
    CRITERION, Column("observed", "Observed", "share"),
    Column("judgement", "Judged", "share"), Column("assumption", "Assumed", "share"),
    Column("missing", "Missing", "share", drawn=True),
)  # fmt: skip
MEASURES = (
    MEASURE, Column("criterion_label", "Criterion", narrow=False),
    Column("known", "Known of", "count"), Column("of", "Of", "count"),
    Column("weight", "Weight", "share", digits=1),
)  # fmt: skip
LITTLE = 0.5
"""Share of what counts from which a candidate is hardly known."""


def framework(found: KindAudit, setting: Setting) -> Section:
    """Return what the criteria rest on, and what the gates keep out."""
    kind, measures = found.scores.spec, setting.measures
    rows: list[Row] = []
    for name, one in kind.criteria.items():
        uses = [measures[use.measure] for use in one.measures]
        rows.append(
            {
                "criterion": name,
                **picked(one, "label", "source", "why", "additional"),
                "weight": kind.weights[name],
                "measures": len(uses),
                "proxies": sum(bool(use.proxy_for) for use in uses),
                "staff": sum(use.judgement for use in uses),
                "reasoned": bool(one.why),
            }
        )
    mute = [str(row["label"]) for row in rows if not row["reasoned"]]
    total, proxies, staff = (sum(int(row[name]) for row in rows) for name in FIGURES)
    rests = (
        f"{count(len(rows), 'criterion', 'criteria')} over {count(total, 'measure')}: {proxies} "
        f"stand for something that is not measured in public, {staff} only staff can rate."
    )
    text = (
        rests,
        f"No reason is given for {listing(mute)}."
        if mute
        else "Every criterion has a source and a reason.",
        _gates(found),
    )
    return step("framework", text, Table("framework", FRAMEWORK, tuple(rows)))


FIGURES = ("measures", "proxies", "staff")


def _gates(found: KindAudit) -> str:
    gates = [gate.label for gate in found.scores.spec.gates.values()]
    if not gates:
        return "There is no gate."
    out = len(found.scores.ids) - found.scores.places
    return (
        f"{count(len(gates), 'gate')} ({listing(gates)}); "
        f"{count_of(out, found.scores.spec)} {verb(out, 'fail')}."
    )


def data(found: KindAudit, setting: Setting) -> Section:
    """Return how much of what counts is known, of whom, and how old it is."""
    scores, kind = found.scores, found.scores.spec
    shares = scores.basis.mean(axis=0)
    criteria = tuple(
        {
            "criterion": name,
            "label": label(found, name),
            **dict(zip(BASES, shares[place].tolist(), strict=True)),
        }
        for place, name in enumerate(scores.criteria)
    )
    missing = (scores.measures.basis == MISSING).sum(axis=0).tolist()
    measures = tuple(
        {
            "measure": name,
            "label": setting.measure(name),
            "criterion_label": label(found, scores.criteria[int(scores.measures.criterion[at])]),
            "known": len(scores.ids) - missing[at],
            "of": len(scores.ids),
            "weight": float(
                scores.weights[int(scores.measures.criterion[at])] * scores.measures.share[at]
            ),
        }
        for at, name in enumerate(scores.measures.measure)
    )
    hardly = int((scores.basis_shares[:, MISSING] >= LITTLE).sum())
    known = found.coverage.shares
    nobody = [setting.measure(one.measure) for one in found.coverage.unknown]
    who = count_of(len(scores.ids), kind)
    which = f" ({listing(found.levels)} members only)" if found.levels else ""
    text = [
        (
            f"{who}{which}: {percent(known['observed'])} of what counts is observed, "
            f"{percent(known['judgement'])} judged, {percent(known['assumption'])} assumed, "
            f"{percent(known['missing'])} missing."
        ),
        f"Of {count_of(hardly, kind)} half or more is missing.",
    ]
    if nobody:
        text.append(f"Known of nobody: {listing(mid_sentence(one) for one in nobody)}.")
    text.extend(_ages(found))
    least = tuple(sorted(measures, key=lambda row: (row["known"], row["measure"])))
    tables = Table("known", KNOWN, criteria), Table("measures", MEASURES, least, most=LINES)
    return step("data", text, *tables)


def _ages(found: KindAudit) -> Iterator[str]:
    dated = {int(year): many for year, many in found.years.items() if year.isdigit()}
    undated = sum(found.years.values()) - sum(dated.values())
    if dated:
        years = np.repeat(list(dated), list(dated.values()))
        old = int((years <= max(dated) - 5).sum())
        yield (
            f"Values speak of {min(dated)} to {max(dated)}, half of them of "
            f"{int(np.median(years))} or earlier; {percent(old / years.size)} are five years "
            "older than the newest, or more."
        )
    if undated:
        yield f"{count(undated, 'value')} {verb(undated, 'have')} no date."


def imputation(found: KindAudit, setting: Setting) -> Section:
    """Return what stands in for what is missing, and what other stand-ins would do."""
    kind = found.scores.spec
    ways = Counter(one.missing for one in kind.criteria.values() if one.measures)
    told = [
        f"for {count(many, 'criterion', 'criteria')} {STANDS_IN[way]}"
        for way, many in ways.most_common()
    ]
    carried = percent(found.coverage.shares["missing"])
    text = (
        f"Stand-ins carry {carried} of all weight: {'; '.join(told)}.",
        most_moved(found, StandIn),
    )
    return step("imputation", text, variants("stand_ins", found, StandIn, setting))


PAIRS = (
    Column("first_label", "One"), Column("second_label", "Other"),
    Column("correlation", "Correlation", "number", digits=2), Column("known", "Known of", "count"),
)  # fmt: skip
EFFECTS = (
    CRITERION,
    Column("configured", "Weighs", "share", digits=1),
    Column("weight", "Moves the scores by", "share", digits=1,
           help="Its share of all main effects."),
    Column("effect", "Main effect", "share", help="Share of the variance that goes with it alone."),
    Column("linear", "Straight lines only", "share", narrow=False),
)  # fmt: skip
MAIN_EFFECTS = (
    "Moves the scores by: its share of the sum of all main effects (Paruolo, Saisana & Saltelli "
    "2013). What varies little, or is known of few, moves them less than it weighs."
)
FIXED_ENDS = (
    "Measures are put on one scale by value functions; their ends stand in criteria.yaml and do "
    "not move with who is compared."
)


def structure(found: KindAudit, setting: Setting) -> Section:
    """Return which measures and criteria say the same, and which pull apart."""
    told = found.coherence
    text = []
    if told.alpha is not None:
        text.append(
            f"Cronbach's alpha of {told.alpha_of} of {len(found.scores.measures.measure)} measures "
            f"is {told.alpha:.2f}: near 1 they would all speak of one thing."
        )
    if told.eigenvalues:
        first = told.eigenvalues[0] / sum(told.eigenvalues)
        text.append(
            f"Of {count(len(told.eigenvalues), 'criterion', 'criteria')} "
            f"{count(told.components, 'component')} {verb(told.components, 'have')} an eigenvalue "
            f"above {KAISER:g}, the first with {percent(first)} of the variance "
            f"({told.complete} candidates of whom all are known)."
        )
    same = [pair for pair in told.measures if pair.correlation >= REDUNDANT]
    apart = [pair for pair in told.measures if pair.within and pair.correlation <= OPPOSED]
    cross = [pair for pair in told.criteria if pair.correlation <= OPPOSED]
    text.append(
        f"{count(len(same), 'pair')} of measures {verb(len(same), 'say')} nearly the same "
        f"(correlation {REDUNDANT:g} or more): what both have counts twice."
        if same
        else f"No two measures say the same (no correlation of {REDUNDANT:g} or more)."
    )
    if apart:
        text.append(
            f"Within one criterion {count(len(apart), 'pair')} {verb(len(apart), 'pull')} apart "
            f"(correlation {OPPOSED:g} or less)."
        )
    if cross:
        pairs = listing(
            f"“{label(found, one.first)}” and “{label(found, one.second)}” ({one.correlation:.2f})"
            for one in reversed(cross)
        )
        text.append(f"Criteria of which one takes away what the other adds: {pairs}.")
    measures = tuple(
        _pair(one, *(setting.measure(name.partition(".")[2]) for name in (one.first, one.second)))
        for one in (*same, *apart)
    )
    criteria = tuple(
        _pair(one, *(label(found, name) for name in (one.first, one.second)))
        for one in told.criteria
    )
    tables = Table("same_measures", PAIRS, measures), Table("pairs", PAIRS, criteria, most=LINES)
    return step("structure", text, *tables)


def _pair(pair: Pair, first: str, second: str) -> Row:
    return {**pair.model_dump(), "first_label": first, "second_label": second}


def scales(found: KindAudit, setting: Setting) -> Section:
    """Return what value functions cut off, and what other scales would do."""
    beyond, measured = _cut_off(found)
    cut = (
        f"{beyond:,} of {measured:,} measured numbers lie beyond the ends of their value function "
        "and are cut off there."
    )
    text = (FIXED_ENDS, cut, most_moved(found, Scale))
    return step("scales", text, variants("scales", found, Scale, setting))


def _cut_off(found: KindAudit) -> tuple[int, int]:
    """Return how many measured numbers lie beyond the ends of a straight line, and of how many."""
    uses = [use for one in found.scores.spec.criteria.values() for use in one.measures]
    beyond = measured = 0
    for at, use in enumerate(uses):
        if isinstance(use.value, Levels):
            continue
        numbers = found.scores.measures.number[:, at]
        measured += int((~np.isnan(numbers)).sum())
        if isinstance(use.value, Linear):
            low, high = sorted((use.value.worst, use.value.best))
            beyond += int(((numbers < low) | (numbers > high)).sum())
    return beyond, measured


def weighting(found: KindAudit, setting: Setting) -> Section:
    """Return what each criterion moves, and who owes its place to making up for weakness."""
    rows: tuple[Row, ...] = tuple(
        {
            **fields(one, "share"),
            "label": label(found, one.criterion),
            "configured": one.weight,
            "weight": one.share,
        }
        for one in found.effects
    )
    gain = next(one for one in found.variants if one.choice is Aggregation.GEOMETRIC)
    ids = found.doubt.ids
    out = [setting.label(ids[place]) for place in gain.out(found.first)]
    text = [
        f"If strength made up for weakness only in part (geometric mean), {listing(out)} would "
        f"drop out of the first {found.first}: strength on some criteria makes up for weakness on "
        "others."
        if out
        else f"None of the first {found.first} owes its place to strength that makes up for "
        "weakness: with the geometric mean all of them stay."
    ]
    pictures: tuple[Picture, ...] = ()
    if rows:
        text.insert(0, MAIN_EFFECTS)
        said = listing((f"{row['label']} {percent(float(row['weight']))}" for row in rows), 99)
        pictures = (
            Picture(
                "effects",
                chart("bars.weight_bars", rows, "Moves the scores by", "Weighs"),
                f"What each criterion moves the scores by: {said}.",
                "Bars: what moves the scores. Pink marks: what each weighs.",
            ),
        )
    tables = Table("effects", EFFECTS, rows), variants("aggregations", found, Aggregation, setting)
    return step("weighting", text, *tables, pictures=pictures)


SOURCES = {
    WEIGHTS: "Weights near the given ones",
    EVIDENCE: "What is missing or a range",
    SCALE: "What puts measures on one scale",
    AGGREGATION: "How criteria are put together",
}
DOUBT = (
    Column("label", "What is changed"),
    Column("places", "Of the first, change", "number", digits=1, short="Change"),
    Column("first", "Alone", "share"),
    Column("total", "With all else known", "share"),
    Column("total_span", "95 % sure", "share_span", narrow=False),
)
AMONG = (
    NAME, Column("place", "Place", "place"),
    Column("among", "Among the first", "share", drawn=True),
    Column("range", "Nine draws in ten", "span"),
)  # fmt: skip
OPEN = 0.05
"""Share of draws within which nobody doubts whether somebody is among the first."""
OVER_ALL = (
    "Drawn together: weights near the given ones, what is missing like what others have, scales, "
    "weighted sum or geometric mean. Alone: share of the doubt that would go if it alone were "
    "known; with all else known: share that would stay (Sobol')."
)


def uncertainty(found: KindAudit, setting: Setting) -> Section:
    """Return who could be among the first, and what the doubt of it comes from."""
    doubt, scores = found.doubt, found.scores
    rows: tuple[Row, ...] = tuple(
        {
            "source": name,
            "label": SOURCES[name],
            "places": share.changes / 2,
            "first": min(1.0, max(0.0, share.first)),
            "total": min(1.0, share.total),
            "total_span": tuple(min(1.0, max(0.0, end)) for end in share.total_span),
        }
        for name, share in doubt.shares.items()
    )
    place_of = dict(zip(scores.ids, scores.rank, strict=True))
    everybody: list[Row] = [
        {
            "id": one,
            "name": setting.label(one),
            "place": place_of[one],
            "among": share,
            "range": (low, high),
        }
        for one, share, low, high in zip(
            doubt.ids, doubt.among.tolist(), doubt.low.tolist(), doubt.high.tolist(), strict=True
        )
    ]
    open_to = [row for row in everybody if OPEN < float(row["among"]) < 1 - OPEN]
    sure = sum(float(row["among"]) >= 1 - OPEN for row in everybody)
    width = float(np.mean(doubt.high - doubt.low))
    said = (
        f"{2 * doubt.rows} draws: {sure} of the first {doubt.first} {verb(sure, 'are')} there in "
        f"95 % of them or more, {count_of(len(open_to), scores.spec)} could be in or out; nine "
        f"draws in ten put one within {width:.0f} places on average."
    )
    open_to.sort(key=lambda row: (-float(row["among"]), str(row["id"])))
    among = Table("among", AMONG, tuple(open_to), "Who could be in or out", most=LINES)
    tables = Table("doubt", DOUBT, rows), among
    return step("uncertainty", (OVER_ALL, said), *tables, pictures=(stays(rows),))


DRIVERS = (
    CRITERION,
    Column("first", "The first, on average", "points"),
    Column("others", "The others", "points"),
    Column("lead", "Lead", "points"),
    Column("missing", "Of it missing", "share", narrow=False),
)
NUMBERS = (
    MEASURE, Column("used", "In the criteria", "yes"),
    Column("correlation", "Rank correlation", "number", digits=2),
    Column("range", "95 % sure", "span", digits=2), Column("known", "Known of", "count"),
)  # fmt: skip
GROUPS = (
    Column("label", "Groups by"), Column("share", "Variance between them", "share"),
    Column("chance", "By chance alone", "share", digits=1),
    Column("highest", "Highest median"), Column("lowest", "Lowest median"),
    Column("known", "Candidates", "count", narrow=False),
)  # fmt: skip
NOT_PLANNED = (
    "Staff, money, rules and costs are not varied here: focus robust, focus doubt and focus "
    "frontier ask about the plan."
)
EVERYWHERE = "The same sentences and figures stand in the terminal, on the page and in every file."
ALWAYS = (
    (
        "No model fills gaps (no regression, no multiple imputation), and there is no factor or "
        "cluster analysis."
    ),
    "Weights are neither estimated from data nor asked of the public.",
    "Of each measure one value counts for each candidate: nothing is said of trends.",
    NOT_PLANNED,
)


def drivers(found: KindAudit, setting: Setting) -> Section:
    """Return what the first lead by, and what decides at the line."""
    rows = tuple(
        {**one.model_dump(), "label": label(found, one.criterion), "lead": one.lead}
        for one in found.drivers
    )
    text = []
    if rows:
        lead = sum(one.lead for one in found.drivers)
        top = found.drivers[0]
        text.append(
            f"The first {found.first} lead the others by {points(lead)} on average; "
            f"{points(top.lead)} of that come from “{label(found, top.criterion)}”."
        )
    if found.line is not None:
        most = found.line.gaps[0]
        ahead = found.line.last_in if most.points >= 0 else found.line.first_out
        text.append(
            f"At the line {setting.label(found.line.last_in)} is ahead of "
            f"{setting.label(found.line.first_out)} by {points(found.line.points)}; where they "
            f"differ most is “{label(found, most.criterion)}”, on which {setting.label(ahead)} is "
            f"ahead by {points(abs(most.points))}."
        )
    return step("drivers", text, Table("drivers", DRIVERS, rows))


def links(found: KindAudit, setting: Setting) -> Section:
    """Return which measures on record, and which groups, scores go with."""
    numbers = tuple(
        {
            **picked(one, "measure", "used"),
            "label": setting.measure(one.measure),
            "correlation": one.link.correlation,
            "range": one.link.span,
            "known": one.link.known,
            "_rest": one.used and not one.link.tells,
        }
        for one in found.numbers
    )
    groups: tuple[Row, ...] = tuple(
        {
            "column": column,
            "label": column.replace("_", " "),
            **picked(link, "share", "chance", "known"),
            "highest": next(iter(link.medians)),
            "lowest": list(link.medians)[-1],
            "medians": dict(link.medians),
        }
        for column, link in found.groups.items()
    )
    outside = [one for one in found.numbers if not one.used]
    text = []
    if outside:
        telling = [one for one in outside if one.link.tells]
        told = listing(
            f"{mid_sentence(setting.measure(one.measure))} ({one.link.correlation:.2f})"
            for one in telling
        )
        text.append(
            f"Of {count(len(outside), 'measure')} on record that no criterion rests on, scores go "
            f"with {told}."
            if telling
            else f"Scores go with none of {count(len(outside), 'measure')} on record that no "
            "criterion rests on, beyond chance."
        )
    else:
        text.append("Every measure on record is in the criteria, so nothing is left to compare.")
    apart = [str(row["label"]) for row in groups if float(row["chance"]) <= 0.05]
    if groups:
        every = [str(row["label"]) for row in groups]
        text.append(
            f"Scores differ by {listing(apart)} (each tested by itself, at 5 %)."
            if apart
            else f"Scores do not differ by {listing(every)} (each tested by itself, at 5 %)."
        )
    tables = Table("numbers", NUMBERS, numbers, most=LINES), Table("groups", GROUPS, groups)
    return step("links", text, *tables)


def shown(found: KindAudit, setting: Setting) -> Section:
    """Return with what a ranking leaves."""
    told = rank.report([found.scores], setting)
    pictures = list(told.pictures)
    described = sum(bool(one.describe) for one in pictures)
    ranged = int((found.scores.high - found.scores.low > 1).sum())
    leaves = (
        f"A ranking leaves with {count(len(list(told.tables)), 'table')} and "
        f"{count(len(pictures), 'picture')}, {described} of them also in words; "
        f"{ranged} of {len(found.scores.ids)} scores are shown with where they could lie."
    )
    return step("shown", (leaves, EVERYWHERE))


def not_done(found: KindAudit, setting: Setting) -> Section:
    """Return what is not looked at, as far as the figures tell, and what never is."""
    told, scores = found.coherence, found.scores
    pairs = told.uncompared + len(told.measures)
    items = []
    if told.uncompared:
        items.append(
            f"{told.uncompared:,} of {pairs:,} pairs of measures are not compared: fewer than "
            f"{LEAST} candidates are known on both, or all are the same."
        )
    left = [name for name in scores.criteria if name not in told.eigenvalues_of]
    if left:
        labels = listing(f"“{label(found, name)}”" for name in left)
        why = f"too few {mid_sentence(scores.spec.label)} are known on"
        items.append(f"Principal components leave out {labels}: {why} them.")
    if told.alpha is None:
        items.append("Cronbach's alpha is not told: no two measures can be compared.")
    if found.unlinked:
        labels = listing(mid_sentence(setting.measure(one)) for one in found.unlinked)
        items.append(f"On record, but of too few to set scores against it: {labels}.")
    exact = (scores.measures.high == scores.measures.low).sum()
    known = (scores.measures.basis != MISSING).sum()
    items.append(
        f"{int(exact):,} of {int(known):,} known values carry no range: their own error counts as "
        "nothing."
    )
    return step("not_done", (), items=(*items, *ALWAYS))


TOLD = (
    framework, data, imputation, structure, scales, weighting, uncertainty, drivers, links, shown,
    not_done,
)  # fmt: skip
"""What tells each step, in order."""
