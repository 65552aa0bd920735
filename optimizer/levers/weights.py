"""Weights: of criteria, as shares of their kind; of measures, as shares of their criterion."""

import math
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence

from config.configuration import Configuration
from config.criteria import Criteria
from config.names import resolve
from config.problems import InputError, Problems
from optimizer.levers.lever import SAME, SIGNS, Ground, Named, Statement, once
from optimizer.levers.numbers import SHARE, number_text, read_amount
from optimizer.scenario import Scenario
from scoring.weights import (
    TOLERANCE,
    measure_weights,
    normalised,
    shared_criteria,
    with_measure_weights,
    with_weights,
)

ROUNDED = 1e-4
"""How far from 1 rounding may have moved a sum of weights, as in older links."""

Shares = Mapping[str, float]
"""Part → share of the whole; parts left out share the rest in proportion."""


class Weights(Named[Shares]):
    """Shares of a whole in its parts, written ``whole.part=0.3``, each on its own."""

    @abstractmethod
    def now(self, criteria: Criteria, name: str) -> Shares:
        """Return the shares that a whole has."""

    @abstractmethod
    def put(self, criteria: Criteria, name: str, shares: Shares) -> Criteria:
        """Return the criteria with other shares of a whole.

        Raises:
            InputError: the shares cannot be had.
        """

    @abstractmethod
    def labels(self, configuration: Configuration, name: str) -> Mapping[str, str]:
        """Return part → label of a whole."""

    def beyond(self, configuration: Configuration, name: str, value: Shares) -> Shares | None:
        """Return the shares if any of them differs from the configuration's."""
        before = self.now(configuration.criteria, name)
        same = all(
            part in before and abs(before[part] - share) <= SAME for part, share in value.items()
        )
        return None if same else dict(value)

    def move_one(
        self, scenario: Scenario, configuration: Configuration, name: str, part: str, share: float
    ) -> Scenario:
        """Return the scenario with one weight moved; the others keep the proportions they have now.

        Raises:
            InputError: the share cannot be had, as with the only part of a whole.
        """
        start = self.put(configuration.criteria, name, self.values(scenario).get(name, {}))
        weights = self.now(self.put(start, name, {part: share}), name)
        return self.move(scenario, configuration, name, weights)

    def texts(
        self, name: str, value: Shares, configuration: Configuration | None = None
    ) -> Iterator[tuple[str, str]]:
        """Yield the share of every part given."""
        del configuration
        for part, share in value.items():
            yield f"{name}.{part}", number_text(share)

    def read(
        self,
        scenario: Scenario,
        statements: Sequence[Statement],
        ground: Ground,
        problems: Problems,
    ) -> Scenario:
        """Return the scenario with the weights that are named."""
        shares: dict[str, dict[str, float]] = {}
        said: dict[str, Statement] = {}
        seen: set[str] = set()
        criteria = ground.configuration.criteria
        for one in statements:
            full = self._part(one, ground, problems)
            if full is not None and not once(full, one, seen, problems):
                continue
            whole, _, part = (full or "").rpartition(".")
            start = self.now(criteria, whole)[part] if full is not None else 0.0
            value = read_amount(
                one.value, SHARE, one.where, one.text, problems,
                start=start, sign=0 if full is None else SIGNS[one.sign],
            )  # fmt: skip
            if full is not None and value is not None:
                shares.setdefault(whole, {})[part] = value
                said[whole] = one
        for whole, given in shares.items():
            every = given.keys() == self.now(criteria, whole).keys()
            exact = _to_one(given) if every else given
            try:
                self.put(criteria, whole, exact)
            except InputError as error:
                for problem in error.problems:
                    where = said[whole].where
                    problems.add(where, problem.must, problem.do, value=problem.value)
                continue
            scenario = self.move(scenario, ground.configuration, whole, exact)
        return scenario

    def _part(self, one: Statement, ground: Ground, problems: Problems) -> str | None:
        """Return ``whole.part`` for a part that is named with as much of its whole as is needed."""
        labels = {
            f"{whole}.{part}": label
            for whole in self.names(ground.configuration)
            for part, label in self.labels(ground.configuration, whole).items()
        }
        folded = f".{one.name.casefold()}"
        chosen = [full for full in labels if f".{full.casefold()}".endswith(folded)]
        of_kind = [full for full in chosen if full.partition(".")[0] == ground.kind]
        chosen = of_kind or chosen
        if len(chosen) == 1:
            return chosen[0]
        if chosen:
            problems.add(
                one.where,
                must=f"must say which of these is meant: {' or '.join(chosen)}",
                do="Write what it belongs to before it, with a point between.",
                value=one.name,
            )
            return None
        ends = {} if "." in one.name else {full.rpartition(".")[2]: "" for full in labels}
        return resolve(one.name, {**labels, **ends}, self.what, one.where, problems)


class CriterionWeights(Weights):
    """Weights of a kind's criteria, written ``country.stability=0.3``."""

    field, option, parameter = "weights", "--weight", "weight"
    what = "a criterion of criteria.yaml"

    def names(self, configuration: Configuration) -> Mapping[str, str]:
        """Return the kinds."""
        return {name: kind.label for name, kind in configuration.criteria.kinds.items()}

    def now(self, criteria: Criteria, name: str) -> Shares:
        """Return the weights of a kind."""
        return criteria.kinds[name].weights

    def put(self, criteria: Criteria, name: str, shares: Shares) -> Criteria:
        """Return the criteria with other weights of a kind."""
        return with_weights(criteria, name, shares)

    def labels(self, configuration: Configuration, name: str) -> Mapping[str, str]:
        """Return the criteria of a kind."""
        criteria = configuration.criteria.kinds[name].criteria
        return {part: criterion.label for part, criterion in criteria.items()}


class MeasureWeights(Weights):
    """Weights of measures inside a criterion, ``country.enabling_environment.civic_space=0.6``."""

    field, option, parameter = "measures", "--measure", "measure"
    what = "a measure of a criterion that has several"

    def names(self, configuration: Configuration) -> Mapping[str, str]:
        """Return the criteria whose value is a mean of several measures."""
        known = shared_criteria(configuration.criteria)
        return {name: criterion.label for name, criterion in known.items()}

    def now(self, criteria: Criteria, name: str) -> Shares:
        """Return the shares of a criterion's measures."""
        return measure_weights(shared_criteria(criteria)[name])

    def put(self, criteria: Criteria, name: str, shares: Shares) -> Criteria:
        """Return the criteria with other shares of a criterion's measures."""
        return with_measure_weights(criteria, name, shares)

    def labels(self, configuration: Configuration, name: str) -> Mapping[str, str]:
        """Return the measures of a criterion."""
        criterion = shared_criteria(configuration.criteria)[name]
        measures = configuration.criteria.measures
        return {use.measure: measures[use.measure].label for use in criterion.measures}


def _to_one(shares: Shares) -> Shares:
    """Bring shares of a whole back to a sum of 1 where rounding has moved them from it."""
    away = abs(math.fsum(shares.values()) - 1)
    return normalised(shares) if TOLERANCE < away <= ROUNDED else shares
