"""What candidates of a kind are rated on, and with which levels."""

from config.configuration import Configuration
from config.criteria import Kind, Levels


def rateable(kind: Kind, configuration: Configuration) -> tuple[str, ...]:
    """Return the measures that criteria, gates and chances of a kind read and that can be rated."""
    measures = configuration.criteria.measures
    return tuple(dict.fromkeys(name for name in kind.reads if measures[name].derived is None))


def judged(kind: Kind, configuration: Configuration) -> tuple[str, ...]:
    """Return the measures of a kind that only people can rate, as configured."""
    measures = configuration.criteria.measures
    return tuple(name for name in rateable(kind, configuration) if measures[name].judgement)


def levels_of(kind: Kind, measure: str) -> tuple[str, ...]:
    """Return the levels of a measure, worst first as configured; none for numbers."""
    for criterion in kind.criteria.values():
        for use in criterion.measures:
            if use.measure == measure and isinstance(use.value, Levels):
                return tuple(use.value.levels)
    return ()
