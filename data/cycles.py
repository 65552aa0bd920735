"""The cycles that come with Focus: each a dataset and the configuration that belongs to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from config.load import bundled_configuration_folder

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Cycle:
    """One bundled cycle."""

    label: str
    """Name for people."""
    data: Path
    """Folder of the dataset."""
    config: Path
    """Folder of the configuration."""


class CycleId(StrEnum):
    """How a bundled cycle is named, as ``--cycle`` takes it."""

    OGP_2020 = "2020"
    STRATEGY_2023 = "strategy-2023"


USUAL = CycleId.OGP_2020
"""The cycle that is looked at unless somebody asks for another."""

CYCLES: Mapping[CycleId, Cycle] = {
    CycleId.OGP_2020: Cycle("Focus areas, 2020", HERE / "ogp_2020", bundled_configuration_folder()),
    CycleId.STRATEGY_2023: Cycle(
        "Strategy 2023-2028",
        HERE / "ogp_2023",
        bundled_configuration_folder() / "strategy_2023",
    ),
}
"""Every bundled cycle, by its id."""
