"""What a round needs before a list can be signed: `rounds.yaml`, optional."""

from pathlib import Path
from typing import Literal

from config.base import Frozen, Share
from config.load import ROUNDS, read_file
from config.problems import Problems

FILE = ROUNDS


class Requirements(Frozen):
    """What has to be reached before a list is signed, and what people see of each other."""

    quorum: Share = 0.5
    """Share of a region's taskforce, those recused left out, that must have taken a stance on each
    candidate of the recommended list."""
    agreement: Share = 0.5
    """Share of the stances on each candidate of the list that must agree, of those that agree or
    object."""
    names: Literal["all", "roles", "none"] = "all"
    """How stances are shown to others and in minutes: with names, with roles only, or as counts."""
    consultation: bool = False
    """Whether anybody who has the address may comment on the list, on a page that needs no role."""
    commenters: Literal["named", "unnamed"] = "unnamed"
    """Whether the names that commenters give are shown in public."""


def load_requirements(folder: Path) -> Requirements:
    """Read the requirements of a configuration folder; the usual ones where it has none.

    Raises:
        InputError: the file is not as it must be; carries every problem.
    """
    if not (folder / FILE).exists():
        return Requirements()
    problems = Problems()
    found = read_file(folder / FILE, Requirements, problems)
    problems.raise_if_any()
    return found if isinstance(found, Requirements) else Requirements()
