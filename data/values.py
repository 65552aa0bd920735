"""Check the values of evidence against the measures of the configuration."""

from collections.abc import Mapping
from dataclasses import dataclass

from config.configuration import Configuration
from config.criteria import Levels
from config.problems import Problems
from data.schema import Checked, how_to_write, similar
from data.tables import EVIDENCE


@dataclass(frozen=True, slots=True)
class LevelWords:
    """The labels that evidence on an ordinal measure may use.

    Attributes:
        by_kind: kind → labels that every value function of the kind knows.
        all: every label, for kinds that do not use the measure.
    """

    by_kind: Mapping[str, frozenset[str]]
    all: frozenset[str]


def level_words(configuration: Configuration) -> dict[str, LevelWords]:
    """Return measure → labels, for the measures that are read as levels."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    every: dict[str, frozenset[str]] = {}
    for kind_id, kind in configuration.criteria.kinds.items():
        for criterion in kind.criteria.values():
            for use in criterion.measures:
                if isinstance(use.value, Levels):
                    labels = frozenset(use.value.levels)
                    by_kind = found.setdefault(use.measure, {})
                    by_kind[kind_id] = by_kind.get(kind_id, labels) & labels
                    every[use.measure] = every.get(use.measure, frozenset()) | labels
    return {measure: LevelWords(found[measure], every[measure]) for measure in found}


def check_values(
    evidence: Checked,
    kind_of: Mapping[str, str],
    configuration: Configuration,
    problems: Problems,
) -> None:
    """Add every value that is not on the scale of its measure, or not one of its levels.

    Args:
        evidence: the checked table.
        kind_of: candidate id → kind.
        configuration: says which measures there are, and how they are read.
        problems: receives what is wrong.
    """
    rows_of: dict[str, list[int]] = {}
    for row, cell in enumerate(evidence.cells("measure")):
        rows_of.setdefault(cell, []).append(row)
    levels = level_words(configuration)
    for measure_id, rows in rows_of.items():
        measure = configuration.criteria.measures.get(measure_id)
        if measure is None:
            continue
        if measure.derived is not None:
            for row in rows:
                problems.add(
                    EVIDENCE.file,
                    must="must not be a measure that is derived from the partner graph",
                    do="Delete the row; enter the work itself in engagements.csv.",
                    row=evidence.raw.lines[row],
                    column="measure",
                    value=measure_id,
                )
        elif measure_id in levels:
            _check_levels(evidence, rows, levels[measure_id], kind_of, problems)
        else:
            _check_numbers(evidence, rows, measure.scale, measure_id, problems)


def _check_levels(
    evidence: Checked,
    rows: list[int],
    words: LevelWords,
    kind_of: Mapping[str, str],
    problems: Problems,
) -> None:
    candidates, values = evidence.cells("candidate"), evidence.cells("value")
    must = "must be a level that criteria.yaml gives a value"
    for row in rows:
        text = values[row]
        labels = words.by_kind.get(kind_of.get(candidates[row], ""), words.all)
        if text and text not in labels and text not in evidence.bad["value"]:
            wanted = problems.wants(EVIDENCE.file, must, "value")
            meant = similar(text, labels) if wanted else None
            names = ", ".join(sorted(labels)) if wanted else ""
            problems.add(
                EVIDENCE.file,
                must=must,
                do=f"Write `{meant}`." if meant else f"Write one of: {names}.",
                row=evidence.raw.lines[row],
                column="value",
                value=text,
            )
        ends = [evidence.cells(name)[row] for name in ("low", "high")]
        if text and any(ends):
            problems.add(
                EVIDENCE.file,
                must="a level must have no low and high",
                do="Empty the cells low and high.",
                row=evidence.raw.lines[row],
                column="low, value, high",
                value=", ".join((ends[0], text, ends[1])),
            )


def _check_numbers(
    evidence: Checked,
    rows: list[int],
    scale: tuple[float, float] | None,
    measure: str,
    problems: Problems,
) -> None:
    for name in ("value", "low", "high"):
        if name not in evidence.raw.columns:
            continue
        cells, numbers, bad = evidence.cells(name), evidence.numbers[name], evidence.bad[name]
        for row in rows:
            found = numbers[row]
            if found is None:
                if name == "value" and cells[row] and cells[row] not in bad:
                    must, do = "must be a number with a decimal point", how_to_write(cells[row])
                else:
                    continue
            elif scale is not None and not scale[0] <= found <= scale[1]:
                must = f"must be on the scale of {measure}: {scale[0]:g} to {scale[1]:g}"
                do = "Correct the value, or the scale of the measure in criteria.yaml."
            else:
                continue
            line = evidence.raw.lines[row]
            problems.add(EVIDENCE.file, must, do, row=line, column=name, value=cells[row])
