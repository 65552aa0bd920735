"""What other choices of method would do to the ranking."""

from collections.abc import Mapping

from questions.audit import KindAudit
from reports.report import Column, Row, Table, picked
from reports.setting import Setting
from reports.words import mid_sentence, number
from scoring.variants import Aggregation, Choice, Scale, StandIn, Variant

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
