"""From the options of a what-if to a scenario: every fault of every option is told at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.cli.failure import COMMAND_LINE
from config.problems import Problems
from optimizer.levers import BY_FIELD, read, statement
from optimizer.scenario import Scenario
from optimizer.study import Study


@dataclass(frozen=True)
class LeverTexts:
    """The options of a what-if, as typed."""

    texts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Field of the scenario → what was typed for it."""
    kind: str | None = None
    """Kind that a criterion without one belongs to, where several kinds have it."""


def read_levers(study: Study, levers: LeverTexts, problems: Problems) -> Scenario:
    """Return the scenario that the options describe.

    Args:
        study: names what options may speak of.
        levers: the options as typed.
        problems: what is wrong with other options; what is wrong with these is added.

    Raises:
        InputError: an option names nothing, or its value does not hold; carries every problem.
    """
    said = {
        name: [
            one
            for text in texts
            if (one := statement(BY_FIELD[name], BY_FIELD[name].option, text, problems))
        ]
        for name, texts in levers.texts.items()
    }
    scenario = read(said, study, problems, name=COMMAND_LINE, kind=levers.kind)
    problems.raise_if_any()
    return scenario
