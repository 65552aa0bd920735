"""In how many of the best lists of draws is each area? What is kept of draws with a round."""

from collections.abc import Mapping
from typing import ClassVar

from config.base import Frozen
from optimizer.robust.core_index import shares
from questions.asking import Asking
from questions.robust import AboutDraws


class Shares(Frozen):
    """How sure each area is."""

    draws: int
    shares: Mapping[str, float]
    """Candidate → share of the best lists that have it (0..1), of those that are in any."""


class SharesQuestion(AboutDraws[Shares]):
    """What the draws of a scenario say of every area."""

    name: ClassVar[str] = "shares"

    def work(self, asking: Asking[Shares]) -> Shares:
        """Draw, and count."""
        sample = asking.ask(self.sampled, along=True).result
        return Shares(draws=sample.draws, shares=shares(sample))
