"""Back to the data, what else the scores go with, how it is shown: steps 8 to 10, and no more."""

from questions.audit import KindAudit
from reports import rank
from reports.audit.steps import LINES, label, step
from reports.columns import CRITERION, MEASURE
from reports.report import Column, Row, Section, Table, picked
from reports.setting import Setting
from reports.words import count, listing, mid_sentence, points
from scoring.coherence import LEAST
from scoring.evidence_table import MISSING

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
