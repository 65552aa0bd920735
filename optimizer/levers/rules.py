"""Rules: on or off, and their bounds."""

from collections.abc import Iterator, Mapping

from config.configuration import Configuration
from config.problems import Problems
from config.rules import Rule
from optimizer.levers.lever import SAME, Entries, Statement
from optimizer.levers.numbers import AREAS, SHARE, number_text, read_amount, read_number
from optimizer.scenario import RuleLever, Scenario

SWITCHES = {"on": True, "off": False}
RANGE = ".."
"""Stands between two bounds; a rule whose bounds are given so is on unless said to be off."""
OLDER = ":"
"""Stands between two bounds in older links, which leave the rule on or off as it is."""


class Rules(Entries[RuleLever]):
    """Rules, written ``few_themes=off``, ``few_themes=2..3``, ``few_themes=off,..3``.

    A rule by count has whole numbers of focus areas as its bounds, a rule by share has shares.
    """

    field, option, parameter = "rules", "--rule", "rule"
    what = "a rule of rules.yaml"

    def names(self, configuration: Configuration) -> Mapping[str, str]:
        """Return id → label of the rules."""
        return {name: rule.label for name, rule in configuration.rules.rules.items()}

    def beyond(self, configuration: Configuration, name: str, value: RuleLever) -> RuleLever | None:
        """Return the sides of a lever that differ from the configuration."""
        rule = configuration.rules.rules[name]
        bounds = rule.bounds
        left = RuleLever(
            enabled=None if value.enabled == rule.enabled else value.enabled,
            min=_beyond(value.min, bounds.min),
            max=_beyond(value.max, bounds.max),
        )
        return None if left == RuleLever() else left

    def move_side(
        self,
        scenario: Scenario,
        configuration: Configuration,
        name: str,
        **sides: bool | float | None,
    ) -> Scenario:
        """Return the scenario with some of a rule's sides moved: ``enabled``, ``min``, ``max``.

        The other sides stay as they are now; None puts a side back.
        """
        now = scenario.rules.get(name, RuleLever())
        return self.move(scenario, configuration, name, now.but(**sides))

    def texts(
        self, name: str, value: RuleLever, configuration: Configuration | None = None
    ) -> Iterator[tuple[str, str]]:
        """Yield ``on``, ``off``, bounds, or ``off`` with bounds."""
        rule = None if configuration is None else configuration.rules.rules.get(name)
        stands = True if rule is None else rule.enabled
        enabled = stands if value.enabled is None else value.enabled
        bounds = [number_text(side) if side is not None else "" for side in (value.min, value.max)]
        parts = [] if enabled else ["off"]
        if any(bounds):
            parts.append(RANGE.join(bounds))
        yield name, ",".join(parts or ["on"])

    def said(
        self, one: Statement, configuration: Configuration, name: str | None, problems: Problems
    ) -> RuleLever | None:
        """Return the sides of the rule that are given."""
        return _lever(one, None if name is None else configuration.rules.rules[name], problems)

    def changes(self, scenario: Scenario, configuration: Configuration) -> Mapping[str, object]:
        """Return the entries that are moved."""
        paths: dict[str, object] = {}
        for name, lever in self.values(scenario).items():
            rule = configuration.rules.rules.get(name)
            bounds = "share" if rule is not None and rule.share is not None else "count"
            if lever.enabled is not None:
                paths[f"rules.rules.{name}.enabled"] = lever.enabled
            for side, bound in (("min", lever.min), ("max", lever.max)):
                if bound is not None:
                    paths[f"rules.rules.{name}.{bounds}.{side}"] = bound
        return paths


def _beyond(value: float | None, configured: float | None) -> float | None:
    """Return a bound if it differs from the configured one."""
    if value is None or configured is None:
        return value
    return None if abs(value - configured) <= SAME else value


def _lever(one: Statement, rule: Rule | None, problems: Problems) -> RuleLever | None:
    """Return what a statement says of a rule (None: an unknown one); None with a problem."""
    enabled: bool | None = None
    sides: tuple[str, str] | None = None
    implied, understood = False, one.sign == "="
    for part in (part.strip() for part in one.value.split(",")):
        low, found, high = part.partition(RANGE if RANGE in part else OLDER)
        given = (low.strip(), high.strip() if found else low.strip())
        if enabled is None and part.casefold() in SWITCHES:
            enabled = SWITCHES[part.casefold()]
        elif (
            sides is None
            and any(given)
            and all(read_number(side or "0") is not None for side in given)
        ):
            sides, implied = given, found != OLDER
        else:
            understood = False
    if not understood:
        problems.add(
            one.where,
            must="must be RULE=on, RULE=off, RULE=MIN..MAX or RULE=off,MIN..MAX",
            do="Write, say, few_themes=..7 for at most seven.",
            value=one.text,
        )
        return None
    bounds = {} if sides is None else _bounds(one, rule, sides, problems)
    if bounds is None:
        return None
    return RuleLever(enabled=True if enabled is None and implied else enabled, **bounds)


def _bounds(
    one: Statement, rule: Rule | None, sides: tuple[str, str], problems: Problems
) -> dict[str, float] | None:
    """Return the bounds given; None when a problem was added."""
    if rule is None:
        return None
    unit = AREAS if rule.share is None else SHARE
    found: dict[str, float] = {}
    for side, text in zip(("min", "max"), sides, strict=True):
        if text:
            bound = read_amount(text, unit, one.where, one.text, problems)
            if bound is None:
                return None
            found[side] = bound
    low, high = found.get("min", rule.bounds.min), found.get("max", rule.bounds.max)
    if low is not None and high is not None and low > high:
        problems.add(
            one.where,
            must="min must not exceed max; it comes to "
            f"{number_text(low)}{RANGE}{number_text(high)}",
            do="Give both bounds, the least first.",
            value=one.text,
        )
        return None
    return found
