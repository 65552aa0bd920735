"""The cut-off of a plan as a band: who could change places, in one sentence and in a table."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, isfinite

from config.criteria import Kind
from optimizer.cutoff import CutOff, Swap
from reports.columns import KIND
from reports.report import Column, Row, Section, fields, tabled
from reports.setting import Setting
from reports.words import NOTHING, count_of, listing, points, sentence, verb

TITLE = "Who stands at the line"
PROOF, DOUBT = "within the proof", "within the doubt"
"""Where a candidate stands at the line, for people."""
LINE = Column(
    "line", "At the line", narrow=False,
    help="Whether it could change places with another one for one: so that the plan loses no more "
    "than is unproven of it, or so that the evidence does not tell which plan is better.",
)  # fmt: skip
COLUMNS = (
    Column("out", "Out", opens="out_id"), Column("into", "In its place", opens="into_id"),
    Column("loss", "Costs", "points", help="Points that the plan is then worth less."),
    Column("better", "Better", "share", basis="sampled",
           help="Draws of what is not known in which the plan is then worth more."),
    Column("line", "So it is", help="Within the proof: it costs no more than is unproven of the "
           "plan. Within the doubt: the evidence does not tell which plan is better."),
)  # fmt: skip
READ = (
    "One out, one in, everybody else with the same services, staff and money, and every firm rule "
    "kept. Shown are swaps enough to find everybody who could change places in one; where several "
    "move at once, more could."
)


def sides(found: CutOff) -> Mapping[str, str]:
    """Return candidate → where it stands at the line, of those who do."""
    near = found.ids(proof=True)
    return {one: PROOF if one in near else DOUBT for one in sorted(found.ids())}


def said(found: CutOff, setting: Setting, kind: str, region: str | None = None) -> Iterator[str]:
    """Yield who of a kind stands at the line of the plan, as one says it.

    Args:
        region: only who lies there; None = everybody.
    """
    spec = setting.kinds[kind]
    line = {one: where for one, where in sides(found).items() if _here(one, setting, kind, region)}
    near, far = (
        [one for one, where in line.items() if where == wanted] for wanted in (PROOF, DOUBT)
    )
    noun = spec.label.lower()
    if not line:
        yield _nobody(spec, region)
        return
    if near:
        inside, outside = _parted(near, setting)
        parts = [
            f"{listing(names, 4)} {verb(len(names), 'are')} just {where}"
            for names, where in ((inside, f"inside the line of the {noun}"), (outside, "outside"))
            if names
        ]
        yield sentence(f"{'; '.join(parts)}: one for another, the plan loses {_less(found)}")
    if far:
        inside, outside = _parted(far, setting)
        parts = [
            f"{how} {listing(names, 4, conjunction='or')}"
            for names, how in ((inside, "without"), (outside, "with"))
            if names
        ]
        yield sentence(
            f"The evidence {'also ' if near else ''}does not tell whether the plan would be better "
            f"{' or '.join(parts)}"
        )


def _nobody(spec: Kind, region: str | None) -> str:
    where = f" of {region}" if region else ""
    return (
        f"No {spec.singular.lower()}{where} is seen at the line: with everybody else as they are, "
        "nobody can come in for another without a loss that is proven and clear from the evidence."
    )


def _less(found: CutOff) -> str:
    if not isfinite(found.unproven):
        return "nothing that is proven"
    if found.unproven < NOTHING:
        return "nothing"
    most = ceil(10 * found.unproven) / 10
    told = points(most, digits=0 if most == round(most) else 1)
    return f"at most {told}, no more than its proof leaves open"


def _parted(ids: list[str], setting: Setting) -> tuple[Sequence[str], Sequence[str]]:
    """Return who is in and who is out, by name, those nearest to the line by score first."""
    inside = () if setting.plan is None else setting.plan.ids
    best = sorted(ids, key=lambda one: (-setting.scorecard.of(one).score, one))
    return (
        setting.labels(one for one in reversed(best) if one in inside),
        setting.labels(one for one in best if one not in inside),
    )


def _here(one: str, setting: Setting, kind: str | None, region: str | None) -> bool:
    known = setting.dataset.by_id[one]
    return kind in (None, known.kind) and region in (None, known.region)


def section(found: CutOff, setting: Setting) -> Section:
    """Return who stands at the line, kind by kind, and the swaps that show it."""
    kinds = {setting.kind(one.out) for one in found.swaps}
    items = tuple(
        text for kind in setting.kinds if kind in kinds for text in said(found, setting, kind)
    )
    rows = tuple(_row(one, setting) for one in found.swaps)
    text = READ if rows else ""
    return tabled(
        "line",
        TITLE,
        COLUMNS,
        rows,
        said=(_summary(found, setting),),
        items=items,
        text=text,
        by=KIND,
        most=12,
    )


def _summary(found: CutOff, setting: Setting) -> str:
    """Return how many of each kind could give their place to another."""
    inside = frozenset[str]() if setting.plan is None else setting.plan.ids
    parts = []
    for name, kind in setting.kinds.items():
        own = [one for one in inside if setting.kind(one) == name]
        near = len(found.ids() & frozenset(own))
        if near:
            parts.append(f"{near} of {count_of(len(own), kind)}")
    if not parts:
        return (
            "Nobody could give a place to another of the same kind, one for one, without a loss "
            "that is proven and clear from the evidence."
        )
    return (
        f"The line is a band: {listing(parts)} could each give the place to another of the same "
        "kind, and the loss would be unproven, or unclear from the evidence."
    )


def _row(one: Swap, setting: Setting) -> Row:
    kind = setting.kinds[setting.kind(one.out)]
    return {
        **fields(one),
        "out_id": one.out,
        "into_id": one.into,
        "out": setting.label(one.out),
        "into": setting.label(one.into),
        "kind_label": kind.label,
        "line": " and ".join(w for w, holds in ((PROOF, one.proof), (DOUBT, one.doubt)) if holds),
    }
