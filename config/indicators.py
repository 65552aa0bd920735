"""Which published figures feed which measures: `indicators.yaml`, optional."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.base import Frozen, Name
from config.load import INDICATORS, bundled_configuration_folder, read_file
from config.problems import Problems

FILE = INDICATORS

Figure = Annotated[str, Field(pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$")]
"""A published figure: the index, a point, and the figure of it."""


class Indicators(Frozen):
    """The measures that published figures of a country are values of."""

    feeds: Mapping[Name, Mapping[Name, Figure]]
    """Kind of candidate → measure → figure."""
    own: bool = False
    """Whether the configuration folder says so itself, rather than the bundled one for it."""


def load_indicators(folder: Path) -> Indicators:
    """Read what feeds the measures of a configuration folder; the bundled one where it says none.

    Raises:
        InputError: the file is not as it must be; carries every problem.
    """
    own = (folder / FILE).exists()
    problems = Problems()
    place = folder if own else bundled_configuration_folder()
    found = read_file(place / FILE, Indicators, problems)
    problems.raise_if_any()
    return found.but(own=own) if isinstance(found, Indicators) else Indicators(feeds={})
