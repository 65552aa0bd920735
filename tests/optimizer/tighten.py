"""Rounds of cuts over all candidates: what the sifted relaxation is held against."""

from optimizer.highs_model import Vector
from optimizer.search.cut_relaxation import LITTLE, ROUNDS, CutRelaxation, Relaxed


def tighten(model: CutRelaxation, cost: Vector | None = None, rounds: int = ROUNDS) -> Relaxed:
    """Return a relaxation with the cuts that it misses; ``cost`` None = as they stand."""
    if cost is not None:
        model.live.set_costs(cost, model.live.offset)
    found = model.relaxed()
    for _ in range(rounds):
        if found.solution is None or not model.add_missed(found.solution):
            break
        before, found = found.bound, model.relaxed()
        if before - found.bound < LITTLE * max(1.0, abs(before)):
            break
    return found
