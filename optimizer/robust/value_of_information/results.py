"""What is told about finding out: frozen values, each list best first."""

from config.base import Frozen
from optimizer.bounded_value import BoundedValue
from optimizer.robust.value_of_information.switching import Chance, Gain
from scoring.belief import MissingDraw


class GapWorth(Frozen):
    """One gap: one measure of one candidate."""

    candidate: str
    kind: str
    measure: str
    missing: bool
    """Whether there is no evidence at all; else it is a range."""
    inside: bool
    """Whether the plan in hand has the candidate."""
    criterion: str
    """In whose points it is told: of those that use the measure, the one that it moves most."""
    central: float
    """Points (0..100) that the plan goes by."""
    low: float
    """Least points that may be found."""
    high: float
    """Most points that may be found."""
    turns: tuple[float, float] | None
    """Least and most points with which the candidate changes sides; None when none do."""
    chance: Chance
    """That somebody enters or leaves: the candidate, or others."""
    gain: Gain


class CandidateWorth(Frozen):
    """All gaps of one candidate."""

    candidate: str
    kind: str
    inside: bool
    gaps: int
    chance: Chance
    gain: Gain


class MeasureWorth(Frozen):
    """One measure, for all candidates of a kind for whom it is not known for sure."""

    kind: str
    measure: str
    missing: int
    """Candidates without evidence."""
    ranged: int
    """Candidates with a range."""
    chance: float
    """Share of what may be found with which somebody enters or leaves, among the plans known."""
    chance_interval: tuple[float, float] | None
    """95 % interval of that share where what may be found is sampled."""
    entering: float
    """Focus areas that would be new, on average."""
    gain: Gain


class GateWorth(Frozen):
    """A gate that is unknown for a focus area of the plan in hand."""

    candidate: str
    kind: str
    gate: str
    label: str
    lost: BoundedValue | None
    """Points lost if it fails; None where no plan without the candidate is known."""
    chance: float | None = None
    """How likely it passes (0..1); None where nothing is believed of what it reads."""
    sampled: bool = False
    """Whether that is a share of draws."""


class ValueOfInformation(Frozen):
    """What to find out next: each list best first (gain, then chance, then id)."""

    gaps: tuple[GapWorth, ...]
    candidates: tuple[CandidateWorth, ...]
    measures: tuple[MeasureWorth, ...]
    gates: tuple[GateWorth, ...]
    everything: Gain
    """Of finding out all gaps of all candidates. More is not to be had, where what stands in for
    evidence is the mean of what may be found."""
    missing: MissingDraw
    """What was believed of missing evidence."""
    points: float
    """Points of the plan in hand: the best one known."""
    better: float
    """Points by which it is better than the plan given first."""
    open: float
    """Points by which a plan better than the plan in hand is not ruled out."""
    searched: int
    """Searches done."""
    asked: int
    """Searches that were to be done."""
    plans: int
    """Different plans known."""

    @property
    def complete(self) -> bool:
        """Whether all searches could be done."""
        return self.searched == self.asked

    @property
    def sampled(self) -> bool:
        """Whether some of it rests on a sample of what may be found."""
        gains = [*(one.gain for one in self.candidates), *(one.gain for one in self.measures)]
        return any(gain.sampled for gain in (self.everything, *gains))

    @property
    def idle(self) -> int:
        """Gaps proven to put nobody in and nobody out, whatever is found."""
        return sum(gap.chance.most == 0 for gap in self.gaps)
