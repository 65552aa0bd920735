"""Weights by easy questions: the next question, what follows from the answers, and how they fit."""

from collections.abc import Iterator, Sequence
from math import floor

from optimizer.trade_offs import MOSTLY
from questions.trade_offs import SETTLED, Elicited, typed
from reports.columns import CANDIDATE, CRITERION, KIND
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart, picked, tabled
from reports.setting import Setting
from reports.words import count, listing, mid_sentence, number, percent, points, verb
from scoring.trade_offs import Answer, Preference, TradeOff, sides

TITLE = "Which would you rather support?"
ASKED = "All else about them being equal, which would you rather support?"
TEST = (
    "One more, to see whether your answers fit together: what you have said so far already says "
    "what you should answer here."
)
NONE_LEFT = "No further question of this kind would change who is in."
HOW = (
    "Asked is what tells most about who is in the plan, not about the weights as such; it ends "
    f"when under {percent(MOSTLY)} of the weights that fit no plan known is worth "
    f"{percent(SETTLED, 1)} more."
)
EQUAL = (
    "Each question is about two criteria only; points are values from 0, the worst, to 100, the "
    "best."
)
OPEN = 0.05
"""Share of draws within which nobody doubts whether somebody is in."""
SAID = {
    Preference.FIRST: "{first}",
    Preference.SECOND: "{second}",
    Preference.SAME: "about the same",
    Preference.SKIP: "cannot say",
}
WEIGHTS = (
    CRITERION,
    Column("weight", "Middle of what fits", "share", digits=1),
    Column("range", "Least to greatest", "share_span"),
    Column("configured", "At present", "share", digits=1),
)
ANSWERS = (
    Column("number", "No.", "count"),
    Column("question", "Question", "sentence"),
    Column("said", "Answer"),
    Column("fits", "Fits the others"),
)
DOUBTFUL = (CANDIDATE, KIND, Column("inside", "In the best list", "share",
                                                            drawn=True))  # fmt: skip


def report(found: Elicited, setting: Setting) -> Report:
    """Return the next question, and what follows from the answers."""
    question = found.question
    return Report(
        id="trade-offs",
        title=TITLE,
        answer=_answer(found),
        text=tuple(_fitting(found, setting)),
        sections=(
            *((_question(found, question, setting),) if question is not None else ()),
            _weights(found),
            *((_answers(found, setting),) if found.answers else ()),
            _doubtful(found, setting),
        ),
        notes=(Note("reading", HOW), Note("reading", EQUAL), Note("proof", _proof(found))),
        facts={
            "kind": found.scores.kind,
            **picked(found, "settled", "control"),
            "could_lose": found.plans.loss,
            "could_lose_mostly": found.plans.mostly,
            "worth": found.plans.value,
            "changes": found.plans.changes,
            "question": question,
            "contradicted": [place + 1 for place in found.fit.contradicted],
            "tested": [place + 1 for place in found.fit.implied],
            "inputs": setting.inputs,
        },
    )


def options(found: Elicited) -> dict[Preference, str]:
    """Return what can be answered, as it is typed; nothing where nothing is asked."""
    if found.question is None:
        return {}
    return {preference: typed(found.question, preference) for preference in Preference}


def levers(found: Elicited) -> tuple[str, ...]:
    """Return the weights as they are typed; the last criterion takes what they leave."""
    kind, weights = found.scores.kind, list(found.weights.items())
    return tuple(f"{kind}.{name}={floor(1000 * share) / 10:.1f}%" for name, share in weights[:-1])


def choices(found: Elicited, setting: Setting) -> dict[Preference, str]:
    """Return what can be answered, in words; nothing where nothing is asked."""
    if found.question is None:
        return {}
    return {one: _said(found.question, one, setting) for one in Preference}


def asked(question: TradeOff, found: Elicited, setting: Setting) -> str:
    """Return a question in a sentence."""
    gain, loss = sides(found.scores, question)
    better, worse = (mid_sentence(_short(found, one)) for one in (question.better, question.worse))
    return (
        f"{setting.label(question.first)}, better on {better} by {points(gain, digits=0)}, or "
        f"{setting.label(question.second)}, better on {worse} by {points(loss, digits=0)}?"
    )


def _short(found: Elicited, criterion: str) -> str:
    spec = found.scores.spec.criteria[criterion]
    return spec.short or spec.label


def _answer(found: Elicited) -> str:
    said = len(found.answers)
    after = f"After {count(said, 'answer')}" if said else "Before anything is said"
    mostly, worst = (_share(found, lost) for lost in (found.plans.mostly, found.plans.loss))
    under = f"under {percent(MOSTLY)} of the weights that fit"
    if found.settled:
        return (
            f"{after} the plan is settled: {under} no plan known is worth more than {mostly} "
            f"more, at the very worst {worst}."
        )
    changes = number(round(found.plans.changes, 1))
    told = (
        f"{after} the plan is not settled: {under} another is worth up to {mostly} more, at the "
        f"very worst {worst}, and {changes} focus areas would be others on average"
    )
    return f"{told}." if found.question is not None else f"{told}. {NONE_LEFT}"


def _share(found: Elicited, lost: float) -> str:
    return percent(lost / abs(found.plans.value) if found.plans.value else 0.0, 1)


def _fitting(found: Elicited, setting: Setting) -> Iterator[str]:
    """Yield whether the answers fit together, and which fit least."""
    out = [found.answers[place] for place in found.fit.contradicted]
    if out:
        told = listing(
            f"number {place + 1} ({_said(one, one.preference, setting)})"
            for place, one in zip(found.fit.contradicted, out, strict=True)
        )
        yield (
            f"Your answers cannot all hold. The fewest to give up: {told}. What is told follows "
            "from the others."
        )
    elif found.fit.implied:
        tested = len(found.fit.implied)
        yield (
            f"Your answers fit together: {tested} of {len(found.answers)} {verb(tested, 'follow')} "
            "from those before and could have contradicted them."
        )
    elif found.answers:
        yield "No two answers contradict each other; none of them tests the others yet."


def _said(question: TradeOff, preference: Preference, setting: Setting) -> str:
    first, second = setting.label(question.first), setting.label(question.second)
    return SAID[preference].format(first=first, second=second)


def _question(found: Elicited, question: TradeOff, setting: Setting) -> Section:
    scores = found.scores
    columns = (
        Column("label", "All else being equal"),
        Column("first", setting.label(question.first), "score"),
        Column("second", setting.label(question.second), "score"),
    )
    rows = tuple(
        {
            "criterion": name,
            "label": _short(found, name)[:1].upper() + _short(found, name)[1:],
            **{
                side: float(scores.values[scores.ids.index(candidate), scores.criteria.index(name)])
                for side, candidate in (("first", question.first), ("second", question.second))
            },
        }
        for name in (question.better, question.worse)
    )
    text = (ASKED, asked(question, found, setting))
    return Section(
        "question",
        TITLE,
        (TEST, *text) if found.control else text,
        tables=(Table("sides", columns, rows),),
    )


def _weights(found: Elicited) -> Section:
    now = dict(zip(found.scores.criteria, found.scores.weights.tolist(), strict=True))
    rows = tuple(
        {
            "criterion": name,
            "label": found.scores.spec.criteria[name].label,
            "weight": weight,
            "range": span,
            "configured": now[name],
        }
        for (name, weight), span in zip(found.weights.items(), found.fit.region.span, strict=True)
    )
    told = listing((f"{row['label']} {percent(weight)}" for row, weight in
                    zip(rows, found.weights.values(), strict=True)), len(rows))  # fmt: skip
    picture = Picture(
        "fitting-weights",
        chart("bars.weight_bars", rows, "Middle of what fits", "At present"),
        f"The middle of all weights that fit the answers: {told}.",
        "Bars: the middle of all weights that fit. Pink marks: the weights at present.",
    )
    return Section(
        "weights",
        "The weights that fit",
        pictures=(picture,),
        tables=(Table("fitting", WEIGHTS, rows),),
    )


def _answers(found: Elicited, setting: Setting) -> Section:
    rows = tuple(_row(place, one, found, setting) for place, one in enumerate(found.answers))
    return tabled("answers", "What was said", ANSWERS, rows)


def _row(place: int, one: Answer, found: Elicited, setting: Setting) -> Row:
    fits = "yes"
    if place in found.fit.contradicted:
        fits = "no: left out"
    elif place in found.fit.implied:
        fits = "yes, and tests them"
    elif one.preference is Preference.SKIP:
        fits = ""
    return {
        "number": place + 1,
        "question": asked(one, found, setting),
        "said": _said(one, one.preference, setting),
        "fits": fits,
        "typed": typed(one),
        **one.model_dump(),
    }


def _doubtful(found: Elicited, setting: Setting) -> Section:
    shares = zip(found.plans.problem.areas, found.plans.inside.mean(axis=0).tolist(), strict=True)
    open_to: list[tuple[str, float]] = [
        (area.id, share) for area, share in shares if OPEN < share < 1 - OPEN
    ]
    rows: Sequence[Row] = [
        {**setting.who(one), "inside": share}
        for one, share in sorted(open_to, key=lambda item: (-item[1], item[0]))
    ]
    if not rows:
        text = "Under all weights drawn that fit, the same focus areas are best of those known."
        return Section("open", "Who could still be in or out", (text,))
    return tabled("open", "Who could still be in or out", DOUBTFUL, rows, most=15)


def _proof(found: Elicited) -> str:
    plans, drawn = len(found.plans.plans), found.drawn
    looked = (
        f"for {drawn} weights that fit, the best plan was looked for"
        if drawn
        else "the best plan is looked for once these say that it is settled"
    )
    return (
        f"Exact over all weights that fit the answers, and over {count(plans, 'plan')} known, not "
        f"over all there are: {looked}."
    )
