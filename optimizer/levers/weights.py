"""Weights of criteria, as shares of their kind's weight."""

import math
from collections.abc import Iterator, Mapping, Sequence

from config.configuration import Configuration
from config.names import resolve
from config.problems import InputError, Problems
from optimizer.levers.lever import SAME, SIGNS, Ground, Named, Statement, once
from optimizer.levers.numbers import SHARE, number_text, read_amount
from optimizer.scenario import Scenario
from scoring.weights import TOLERANCE, normalised, with_weights

ROUNDED = 1e-4
"""How far from 1 rounding may have moved the sum of a kind's weights, as in older links."""

Shares = Mapping[str, float]
"""Criterion → share of the kind's weight; criteria left out share the rest in proportion."""


class Weights(Named[Shares]):
    """Weights of a kind, written ``country.stability=0.3``, each on its own."""

    field, option, parameter = "weights", "--weight", "weight"
    what = "a criterion of criteria.yaml"

    def names(self, configuration: Configuration) -> Mapping[str, str]:
        """Return the kinds."""
        return {name: kind.label for name, kind in configuration.criteria.kinds.items()}

    def beyond(self, configuration: Configuration, name: str, value: Shares) -> Shares | None:
        """Return the shares if any of them differs from the configuration's."""
        before = configuration.criteria.kinds[name].weights
        same = all(
            criterion in before and abs(before[criterion] - share) <= SAME
            for criterion, share in value.items()
        )
        return None if same else dict(value)

    def move_one(
        self,
        scenario: Scenario,
        configuration: Configuration,
        kind: str,
        criterion: str,
        share: float,
    ) -> Scenario:
        """Return the scenario with one weight moved; the others keep the proportions they have now.

        Raises:
            InputError: the share cannot be had, as with the only criterion of a kind.
        """
        now = with_weights(configuration.criteria, kind, scenario.weights.get(kind, {}))
        weights = with_weights(now, kind, {criterion: share}).kinds[kind].weights
        return self.move(scenario, configuration, kind, weights)

    def texts(
        self, name: str, value: Shares, configuration: Configuration | None = None
    ) -> Iterator[tuple[str, str]]:
        """Yield the share of every criterion given."""
        del configuration
        for criterion, share in value.items():
            yield f"{name}.{criterion}", number_text(share)

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
        kinds = ground.configuration.criteria.kinds
        for one in statements:
            full = self._criterion(one, ground, problems)
            if full is not None and not once(full, one, seen, problems):
                continue
            kind, _, criterion = (full or "").partition(".")
            start = kinds[kind].weights[criterion] if full is not None else 0.0
            value = read_amount(
                one.value, SHARE, one.where, one.text, problems,
                start=start, sign=0 if full is None else SIGNS[one.sign],
            )  # fmt: skip
            if full is not None and value is not None:
                shares.setdefault(kind, {})[criterion] = value
                said[kind] = one
        for kind, given in shares.items():
            whole = _whole(given) if given.keys() == kinds[kind].criteria.keys() else given
            try:
                with_weights(ground.configuration.criteria, kind, whole)
            except InputError as error:
                for problem in error.problems:
                    where = said[kind].where
                    problems.add(where, problem.must, problem.do, value=problem.value)
                continue
            scenario = self.move(scenario, ground.configuration, kind, whole)
        return scenario

    def _criterion(self, one: Statement, ground: Ground, problems: Problems) -> str | None:
        """Return ``kind.criterion`` for a criterion with or without its kind."""
        criteria = {
            f"{kind}.{name}": criterion.label
            for kind, spec in ground.configuration.criteria.kinds.items()
            for name, criterion in spec.criteria.items()
        }
        folded = one.name.casefold()
        short = [full for full in criteria if full.partition(".")[2].casefold() == folded]
        of_kind = [full for full in short if full.partition(".")[0] == ground.kind]
        chosen = of_kind or short
        if len(chosen) == 1:
            return chosen[0]
        if chosen:
            problems.add(
                one.where,
                must=f"must say which kind's criterion is meant: {' or '.join(chosen)}",
                do="Write the kind before it, with a point between.",
                value=one.name,
            )
            return None
        pairs = {**criteria, **{full.partition(".")[2]: "" for full in criteria}}
        near = criteria if "." in one.name else pairs
        return resolve(one.name, near, self.what, one.where, problems)


def _whole(shares: Shares) -> Shares:
    """Bring all weights of a kind back to a sum of 1 where rounding has moved them from it."""
    away = abs(math.fsum(shares.values()) - 1)
    return normalised(shares) if TOLERANCE < away <= ROUNDED else shares
