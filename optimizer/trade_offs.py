r"""Plans under the weights that agree with somebody's answers: the best, and what it could lose.

Let one kind's weights *w* be open and all else as the scenario has it. What a plan is worth is
linear in them,

.. math:: value(P, w) = \sum_c w_c\, G_{Pc},

with :math:`G_{Pc}` its value were all weight on criterion *c* (weights sum to 1, so that what does
not depend on them is in every column). Over a whole piece of the simplex the most that another
known plan *Q* could be worth more is therefore a linear programme in *m* variables,

.. math:: \max_{w \in W}\; w \cdot (G_Q - G_P),

the maximum regret that queries are asked to bring down (Wang & Boutilier 2003, IJCAI, 309-316;
Boutilier et al. 2006, *Artificial Intelligence* 170, 686-713). It is exact over the weights, and
over the plans that are known: those that were best under some draw of *W*.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from optimizer.decisions import Decisions
from optimizer.highs_model import Mask, Vector
from optimizer.problem import Problem
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.sampling import plan_values
from scoring.draws import Draws
from scoring.kind_scores import KindScores
from scoring.value import Floats
from scoring.weight_region import WeightRegion

MOSTLY = 0.95
"""Share of the weights drawn within which a plan must be good enough to be settled."""


def coefficients_at(
    objective: ObjectiveCoefficients, scores: KindScores, weights: Floats
) -> Vector:
    """Return the coefficients of the objective under other weights of one kind.

    Args:
        objective: of the problem.
        scores: of the kind, whole.
        weights: shape (d, m).

    Returns:
        Shape (d, coefficients).
    """
    found = np.tile(objective.central(), (len(weights), 1))
    drawn = Draws(scores, weights, scores.values[None], scores.passing[None])
    place = {name: number for number, name in enumerate(objective.candidates)}
    known = [number for number, name in enumerate(scores.ids) if name in place]
    found[:, [place[scores.ids[number]] for number in known]] = drawn.potential[:, known]
    for relation, part in drawn.relation_weights.items():
        if (scores.kind, relation) in objective.relations:
            at = len(objective.candidates) + objective.relations.index((scores.kind, relation))
            found[:, at] = part
    return found


@dataclass(frozen=True, eq=False)
class PlansOverWeights:
    """Known plans over a piece of one kind's weights.

    Attributes:
        problem: conditions and candidates.
        scores: of the kind, whole.
        plans: the p plans known.
        region: the weights that agree with what was said.
        weights: shape (d, m), drawn from it.
    """

    problem: Problem
    scores: KindScores
    plans: tuple[Decisions, ...]
    region: WeightRegion
    weights: Floats

    @cached_property
    def centre(self) -> Floats:
        """Shape (m,): the mean of the draws, which is the middle of the piece."""
        return np.asarray(self.weights.mean(axis=0))

    @cached_property
    def by_criterion(self) -> Floats:
        """Shape (m, p): points of every plan were all weight on one criterion."""
        objective = ObjectiveCoefficients(self.problem)
        units = np.eye(len(self.scores.criteria))
        return plan_values(objective, self.plans, coefficients_at(objective, self.scores, units))

    @cached_property
    def best(self) -> int:
        """Number of the plan that is best in the middle; of equals the first."""
        return int(np.argmax(np.round(self.centre @ self.by_criterion, 9)))

    @property
    def value(self) -> float:
        """Points of that plan in the middle."""
        return float(self.centre @ self.by_criterion[:, self.best])

    @cached_property
    def loss(self) -> float:
        """Most points that another known plan could be worth more under weights of the piece."""
        mine = self.by_criterion[:, [self.best]]
        found = (self.region.most(column) for column in (self.by_criterion - mine).T)
        return max(0.0, *(most for most in found if most is not None))

    @cached_property
    def mostly(self) -> float:
        """Most points that another known plan is worth more in ``MOSTLY`` of the draws."""
        values = self.weights @ self.by_criterion
        return float(np.quantile(values.max(axis=1) - values[:, self.best], MOSTLY))

    @cached_property
    def inside(self) -> Mask:
        """Shape (d, n): who is in the best plan known under each draw, in the problem's order."""
        members = np.array(
            [
                [area.id in focus for area in self.problem.areas]
                for focus in (plan.ids for plan in self.plans)
            ]
        )
        return np.asarray(members[(self.weights @ self.by_criterion).argmax(axis=1)])

    @property
    def changes(self) -> float:
        """Focus areas of the plan that are others under a draw, on average."""
        mine = self.plans[self.best].ids
        own = np.array([area.id in mine for area in self.problem.areas])
        return float((self.inside != own).sum(axis=1).mean() / 2)
