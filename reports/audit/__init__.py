"""Is the ranking sound? The ten steps of the OECD/JRC Handbook, each statement reckoned.

Nothing here is a judgement of the writer: every sentence states figures of the dataset and
configuration at hand. What is not done is said last, kind by kind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from questions.audit import KindAudit
from reports import method, vintage
from reports.audit.beside import drivers, links, not_done, shown
from reports.audit.criteria import scales, structure, weighting
from reports.audit.known import data, framework, imputation
from reports.audit.steps import label
from reports.audit.uncertainty import SOURCES, uncertainty
from reports.report import Note, Report, picked
from reports.setting import Setting
from reports.words import count_of, listing, mid_sentence, number, percent, verb

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


TOLD = (
    framework, data, imputation, structure, scales, weighting, uncertainty, drivers, links, shown,
    not_done,
)  # fmt: skip
"""What tells each step, in order."""
