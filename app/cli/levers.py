"""From the options of a what-if to a scenario: every fault of every option is told at once."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.cli.failure import COMMAND_LINE
from config.configuration import Configuration
from config.names import resolve
from config.problems import Problems
from optimizer.scenario import RuleLever, Scenario
from optimizer.study import Study

_ASSIGNMENT = re.compile(r"^\s*(.*?)\s*(\+=|-=|=)\s*(.*?)\s*$")
_FACTORS = {"%": 0.01, "k": 1e3, "m": 1e6}
_SWITCHES = {"on": True, "off": False}


@dataclass(frozen=True)
class LeverTexts:
    """The options of a what-if, as typed."""

    capacity: Sequence[str] = ()
    universal: Sequence[str] = ()
    fund: Sequence[str] = ()
    weight: Sequence[str] = ()
    worth: Sequence[str] = ()
    rule: Sequence[str] = ()
    must: Sequence[str] = ()
    must_not: Sequence[str] = ()
    periods: int | None = None
    min_stay: int | None = None
    most_changes: int | None = None
    kind: str | None = None
    """Kind that a criterion without one belongs to, where several kinds have it."""


def read_levers(study: Study, texts: LeverTexts, problems: Problems) -> Scenario:
    """Return the scenario that the options describe.

    Args:
        study: names what options may speak of.
        texts: the options as typed.
        problems: what is wrong with other options; what is wrong with these is added.

    Raises:
        InputError: an option names nothing, or its value does not hold; carries every problem.
    """
    reader = _Reader(study.configuration, problems)
    capacity = study.configuration.capacity
    candidates = {one.id: one.name for one in study.dataset.candidates}
    weeks = {name: team.weeks for name, team in capacity.teams.items()}
    labels = {name: team.label for name, team in capacity.teams.items()}
    shares = {name: team.universal_share for name, team in capacity.teams.items()}
    usd = {name: fund.usd for name, fund in capacity.funds.items()}
    funds = {name: fund.label for name, fund in capacity.funds.items()}
    kinds = {name: kind.label for name, kind in study.configuration.criteria.kinds.items()}
    worth = {name: kind.worth for name, kind in study.configuration.criteria.kinds.items()}
    _check_counts(texts, len(capacity.periods), problems)
    scenario_fields: dict[str, object] = {
        "weeks": reader.amounts("--capacity", texts.capacity, weeks, labels, "a team"),
        "universal_share": reader.amounts(
            "--universal", texts.universal, shares, labels, "a team", most=1.0
        ),
        "usd": reader.amounts("--fund", texts.fund, usd, funds, "a fund"),
        "worth": reader.amounts("--worth", texts.worth, worth, kinds, "a kind"),
        "weights": reader.weights(texts.weight, texts.kind),
        "rules": reader.rules(texts.rule),
        "must": reader.ids("--in", texts.must, candidates),
        "must_not": reader.ids("--out", texts.must_not, candidates),
    }
    problems.raise_if_any()
    if texts.min_stay is not None:
        scenario_fields["min_stay"] = texts.min_stay
    return Scenario.model_validate(
        {
            **scenario_fields,
            "name": COMMAND_LINE,
            "periods": texts.periods,
            "most_changes": texts.most_changes,
        }
    )


def _check_counts(texts: LeverTexts, periods: int, problems: Problems) -> None:
    """Check the options that are whole numbers."""
    if texts.periods is not None and not 1 <= texts.periods <= periods:
        problems.add(
            "--periods",
            must=f"must be between 1 and the number of periods in capacity.yaml, {periods}",
            do="Write a smaller number, or add periods to capacity.yaml.",
            value=str(texts.periods),
        )
    if texts.min_stay is not None and texts.min_stay < 1:
        problems.add(
            "--min-stay",
            must="must be at least 1 period",
            do="Write 1 for no condition.",
            value=str(texts.min_stay),
        )
    if texts.most_changes is not None and texts.most_changes < 0:
        problems.add(
            "--most-changes",
            must="must be at least 0",
            do="Leave the option away for no limit.",
            value=str(texts.most_changes),
        )


@dataclass(frozen=True)
class _Reader:
    """Reads options of one configuration, and collects what is wrong with them."""

    configuration: Configuration
    problems: Problems

    def amounts(
        self,
        option: str,
        texts: Sequence[str],
        before: Mapping[str, float],
        names: Mapping[str, str],
        what: str,
        most: float = math.inf,
    ) -> dict[str, float]:
        """Return id → amount of ``ID=AMOUNT``, ``ID+=AMOUNT`` and ``ID-=AMOUNT``."""
        after: dict[str, float] = {}
        for text, key, sign, amount in self._assignments(option, texts):
            name = resolve(key, names, f"{what} of the configuration", option, self.problems)
            number = self._number(option, text, amount)
            if name is None or number is None:
                continue
            start = after.get(name, before[name])
            value = {"=": number, "+=": start + number, "-=": start - number}[sign]
            if self._within(option, text, value, most):
                after[name] = value
        return after

    def weights(self, texts: Sequence[str], kind: str | None) -> dict[str, dict[str, float]]:
        """Return kind → criterion → share of ``[KIND.]CRITERION=SHARE``."""
        option = "--weight"
        found: dict[str, dict[str, float]] = {}
        criteria = {
            f"{kind_id}.{name}": criterion.label
            for kind_id, spec in self.configuration.criteria.kinds.items()
            for name, criterion in spec.criteria.items()
        }
        for text, key, sign, amount in self._assignments(option, texts):
            full = self._criterion(option, key, criteria, kind)
            number = self._number(option, text, amount)
            if full is None or number is None:
                continue
            kind_id, _, name = full.partition(".")
            spec = self.configuration.criteria.kinds[kind_id]
            start = found.get(kind_id, {}).get(name, spec.weights[name])
            value = {"=": number, "+=": start + number, "-=": start - number}[sign]
            if self._within(option, text, value, 1.0):
                found.setdefault(kind_id, {})[name] = value
        return found

    def _criterion(
        self, option: str, key: str, criteria: Mapping[str, str], kind: str | None
    ) -> str | None:
        """Return ``kind.criterion`` for a criterion with or without its kind."""
        folded = key.casefold()
        short = [full for full in criteria if full.partition(".")[2].casefold() == folded]
        of_kind = [full for full in short if full.partition(".")[0] == kind]
        chosen = of_kind or short
        if len(chosen) == 1:
            return chosen[0]
        if chosen:
            self.problems.add(
                option,
                must=f"must say which kind's criterion is meant: {' or '.join(chosen)}",
                do="Write the kind before it, with a point between.",
                value=key,
            )
            return None
        pairs = {**criteria, **{full.partition(".")[2]: "" for full in criteria}}
        near = criteria if "." in key else pairs
        return resolve(key, near, "a criterion of criteria.yaml", option, self.problems)

    def rules(self, texts: Sequence[str]) -> dict[str, RuleLever]:
        """Return rule → lever of ``RULE=off``, ``RULE=on`` and ``RULE=MIN..MAX``."""
        option = "--rule"
        names = {name: rule.label for name, rule in self.configuration.rules.rules.items()}
        found: dict[str, dict[str, object]] = {}
        for text, key, sign, words in self._assignments(option, texts):
            name = resolve(key, names, "a rule of rules.yaml", option, self.problems)
            fields = self._rule_fields(option, text, sign, words)
            if name is not None and fields is not None:
                found.setdefault(name, {}).update(fields)
        return {name: RuleLever.model_validate(fields) for name, fields in found.items()}

    def _rule_fields(
        self, option: str, text: str, sign: str, words: str
    ) -> dict[str, object] | None:
        switch = _SWITCHES.get(words.casefold())
        if sign == "=" and switch is not None:
            return {"enabled": switch}
        low, dots, high = words.partition("..")
        sides = {"min": low, "max": high if dots else low}
        bounds = {side: read_number(bound) for side, bound in sides.items() if bound.strip()}
        if sign != "=" or not bounds or None in bounds.values():
            self.problems.add(
                option,
                must="must be RULE=off, RULE=on or RULE=MIN..MAX",
                do="Write, say, few_themes=..7 for at most seven.",
                value=text,
            )
            return None
        if not all(self._within(option, text, bound or 0.0, math.inf) for bound in bounds.values()):
            return None
        return {"enabled": True, **bounds}

    def ids(self, option: str, texts: Sequence[str], candidates: Mapping[str, str]) -> list[str]:
        """Return the candidates that an option names, each once."""
        what = "a candidate of the dataset"
        found = [resolve(text, candidates, what, option, self.problems) for text in texts]
        return list(dict.fromkeys(name for name in found if name is not None))

    def _assignments(
        self, option: str, texts: Sequence[str]
    ) -> Iterator[tuple[str, str, str, str]]:
        """Yield text, name, sign and value of every ``NAME=VALUE``; tell what is none."""
        for text in texts:
            match = _ASSIGNMENT.match(text)
            if match is None or not match[1] or not match[3]:
                self.problems.add(
                    option,
                    must="must be a name, an equals sign and a value",
                    do="Write it without spaces, as in the examples of --help.",
                    value=text,
                )
                continue
            yield text, match[1], match[2], match[3]

    def _number(self, option: str, text: str, amount: str) -> float | None:
        number = read_number(amount)
        if number is None:
            self.problems.add(
                option,
                must="must give a number",
                do="Write digits, with a point for decimals and nothing between thousands; "
                "30%, 500k and 1.2m are understood.",
                value=text,
            )
        return number

    def _within(self, option: str, text: str, value: float, most: float) -> bool:
        if 0 <= value <= most:
            return True
        limits = "at least 0" if math.isinf(most) else f"between 0 and {most:g}"
        self.problems.add(
            option,
            must=f"must come to {limits}; it comes to {value:g}",
            do="Correct the number.",
            value=text,
        )
        return False


def read_number(text: str) -> float | None:
    """Return the number that a text writes, ``%``, ``k`` and ``m`` understood; None if none."""
    digits = text.strip().lower()
    factor = _FACTORS.get(digits[-1:], 1.0)
    if digits[-1:] in _FACTORS:
        digits = digits[:-1]
    if "_" in digits:
        return None
    try:
        number = float(digits) * factor
    except ValueError:
        return None
    return number if math.isfinite(number) else None
