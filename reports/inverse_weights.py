"""Which weights would have found the list? Said so that nobody takes them for a recommendation."""

from collections.abc import Iterator

from config.criteria import Kind
from optimizer.inverse_weights import MARGIN, InverseWeights, Reached
from optimizer.stop import By
from reports.columns import CRITERION
from reports.report import Column, Note, Report, Row, Section, Table, fields, tabled
from reports.setting import Setting
from reports.words import count_of, listing, percent

TITLE = "Which weights would have found it?"
PLAN_TITLE = "Which weights would have put it into the plan?"
FITTED = (
    "Weights found this way are fitted to the list. They say what the criteria could explain at "
    "most, not what should weigh how much."
)
STEPS = (
    Column("hits", "Found", "count"),
    Column("moved", "Weight that moves at least", "share", digits=1),
    Column("changes", "Mostly"),
    Column("found_labels", "Who of the list"),
)
PLAN_STEPS = (
    STEPS[0],
    Column("moved", "Weight that moves", "share", digits=1),
    Column("moved_at_least", "Proven: at least", "share", digits=1, basis="proven"),
    *STEPS[2:],
)
WEIGHTS = (
    CRITERION,
    Column("given", "Given", "share", digits=1),
    Column("nearest", "Nearest", "share", digits=1),
    Column("span", "Could be", "share_span",
           help="With the same candidates above the line; the others move along."),
)  # fmt: skip
HOW_FAR = "How far the weights have to move for each one more"
TOLD = 3
"""Weights named in a sentence."""
NEWS = 0.005
"""Share of weight below which a change is not named."""


def report(
    found: InverseWeights,
    setting: Setting,
    kind: str,
    *,
    planned: bool = False,
    stopped: By | None = None,
) -> Report:
    """Return what weights can find of a list, and how far the given ones are from that.

    Args:
        planned: whether the plan is to find it; else the ranking.
    """
    spec = setting.kinds[kind]
    own = f"plan-{kind}" if planned else kind
    last = found.steps[-1] if found.steps else None
    rows = tuple(_step(one, spec, setting) for one in found.steps)
    sections = []
    if last is not None:
        weights = tuple(_weights(last, spec))
        steps = PLAN_STEPS if planned else STEPS
        what = "put" if planned else "find"
        where = " into the plan" if planned else ""
        sections = [
            Section(f"steps-{own}", tables=(Table(f"steps-{own}", steps, rows, HOW_FAR),)),
            tabled(
                f"nearest-{own}",
                f"The nearest weights that {what} {last.hits}{where}",
                WEIGHTS,
                weights,
            ),
        ]
    return Report(
        id="inverse-weights",
        title=PLAN_TITLE if planned else TITLE,
        answer=_of_plan(found, spec) if planned else _answer(found, spec),
        text=tuple(_said(found, spec, planned=planned)),
        sections=tuple(sections),
        notes=tuple(_notes(found, stopped, planned=planned)),
        facts={f"weights-{own}": fields(found, "listed", "steps")},
    )


def _of_plan(found: InverseWeights, spec: Kind) -> str:
    """Return what weights can put into the plan: reached, and proven."""
    listed, whom = found.listed, f"the {count_of(found.listed, spec)} on the list"
    of = f"of {whom} into the plan"
    if found.given == listed:
        return f"The weights given put {'all of ' if listed > 1 else ''}{whom} into the plan."
    some = "Some" if all(one.proven for one in found.steps) else "By the best plans found some"
    if found.most == listed:
        return f"{some} weights put all {of}, those given {found.given}."
    if found.at_most == found.most:
        given = "as many" if found.most == found.given else found.given
        return (
            f"No weights put more than {found.most} {of}: that is proven. Those given put {given}."
        )
    proven = f"none put more than {found.at_most}, which is proven"
    if found.at_most == listed:
        proven = "whether any put more is not known"
    if found.most == found.given:
        return (
            f"No weights were found that put more than {found.most} {of}, and those given do; "
            f"{proven}."
        )
    return f"{some} weights put {found.most} {of}, those given {found.given}; {proven}."


def _answer(found: InverseWeights, spec: Kind) -> str:
    listed = found.listed
    label, proven = spec.label.lower(), found.at_most == found.most
    most = f"more than {found.at_most} of the {listed} {label} on the list among the first {listed}"
    if not proven:
        return (
            f"Some weights put {found.most} of the {listed} {label} on the list among the first "
            f"{listed}, those given {found.given}; none put more than {found.at_most}, which is "
            "proven."
        )
    if found.most == listed:
        return (
            f"There are weights that put all {listed} {label} on the list among the first "
            f"{listed}; those given find {found.given}."
        )
    if found.most == found.given:
        return f"No weights put {most}, and those given find as many: that is proven."
    return f"No weights at all put {most}: that is proven. Those given find {found.given}."


def _said(found: InverseWeights, spec: Kind, *, planned: bool) -> Iterator[str]:
    for one in (*found.steps[:1], *found.steps[1:][-1:]):
        changes = _changes(one, spec)
        if planned and one.moved - one.moved_at_least > NEWS:
            yield f"{percent(one.moved, 1)} of the weight moved finds {one.hits}: {changes}."
        else:
            yield (
                f"To find {one.hits}, {percent(one.moved, 1)} of the weight has to move: {changes}."
            )


def _changes(one: Reached, spec: Kind) -> str:
    """Return which weights move most, and from where to where."""
    more = {name: one.weights[name] - spec.weights[name] for name in one.weights}
    moves = sorted(more, key=lambda name: (-round(abs(more[name]), 3), more[name] < 0, name))
    told = [
        f"“{spec.criteria[name].label}” from {percent(spec.weights[name])} to "
        f"{percent(one.weights[name])}"
        for name in moves[:TOLD]
        if abs(more[name]) >= NEWS
    ]
    return listing(told) if told else "a little of several"


def _step(one: Reached, spec: Kind, setting: Setting) -> Row:
    return {
        **fields(one, "spans"),
        "changes": _changes(one, spec),
        "found_labels": setting.labels(one.found),
    }


def _weights(one: Reached, spec: Kind) -> Iterator[Row]:
    for name, criterion in spec.criteria.items():
        yield {
            "criterion": name,
            "label": criterion.label,
            "given": spec.weights[name],
            "nearest": one.weights[name],
            "span": one.spans.get(name),
        }


def _notes(found: InverseWeights, stopped: By | None, *, planned: bool) -> Iterator[Note]:
    yield Note("reading", FITTED)
    ahead = f"{MARGIN:g} points"
    if planned:
        yield Note(
            "proof",
            "Found is who is in where every plan with fewer of the list is worth less by "
            f"{ahead} or more. All else stays: weights of other kinds, evidence, staff, money and "
            "rules; nothing is paid for dropping anybody.",
        )
        if not all(one.proven for one in found.steps):
            yield Note(
                "proof",
                "These plans are the best found, and lie within what is unproven of them: a better "
                "one with fewer of the list is not ruled out. Take the number as a hint, not as a "
                "finding.",
            )
    else:
        yield Note(
            "proof",
            f"Found is who is ahead of everybody beyond the places by {ahead} or more. All else "
            "stays: evidence, value functions, and what stands in for what is missing.",
        )
    if stopped is not None:
        yield Note("stopped", "The search was ended early; more may be found with other weights.")
