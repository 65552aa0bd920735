"""An answer: what came out of a question, with its proof and everything that went in."""

from dataclasses import dataclass
from typing import Generic

from config.base import Frozen
from optimizer.plan import Status
from optimizer.stop import By
from optimizer.tally import Tally
from questions.question import Inputs, Question, Result


class Proof(Frozen):
    """What is proven about the result of a question."""

    status: Status
    value: float | None = None
    """Points; None where there is no plan."""
    bound: float | None = None
    """Nothing is worth more; None when not known."""
    gap: float | None = None
    """(bound − value) / max(1, |value|)."""


@dataclass(frozen=True)
class Answer(Generic[Result]):
    """A frozen value: look at it, compare two, keep one, without solving anything."""

    question: Question[Result]
    result: Result
    inputs: Inputs
    engine: str
    """Versions of Focus and of the solver."""
    work: Tally
    """Searches, branches and iterations that it took, those of questions behind it not counted."""
    stopped: By | None = None
    """Who ended the work early, if anybody did: then this is the best so far."""

    @property
    def final(self) -> bool:
        """Whether everybody who asks gets this; what was stopped is the best so far only."""
        return self.stopped is None

    @property
    def proof(self) -> Proof | None:
        """What is proven, where the result says so; None for results that are no single plan."""
        proof = getattr(self.result, "proof", None)
        return proof if isinstance(proof, Proof) else None
