"""The lists of a plan: who is in, who leaves, rules, overlaps, what its worth is made of."""

from dataclasses import replace

from optimizer.plan import FocusLine, Plan, RuleStanding
from reports import columns, success
from reports.columns import AREA, KIND, REGION
from reports.explain import reason
from reports.report import Column, Row, Table
from reports.setting import Setting
from reports.words import mid_sentence, percent

OF_KIND, ADDS = replace(KIND, narrow=False), replace(columns.POINTS, narrow=False)


def focus(plan: Plan, setting: Setting) -> Table:
    """Return the focus areas, kind by kind, those worth most first."""
    kinds, periods = list(setting.kinds), list(setting.periods)
    lines = sorted(
        plan.focus, key=lambda line: (periods.index(line.period), kinds.index(line.kind))
    )
    heads = (
        AREA, OF_KIND, REGION, Column("standing", "Standing"),
        Column("score", "Score", "score"),
        Column("service_labels", "Services"),
        Column("unlocked", "Support", "share", narrow=False,
               help="Share of its potential that its services unlock."),
        *success.column(setting),
        Column("weeks", "Staff-weeks", "weeks"),
        Column("usd", "USD", "usd"),
        Column("led_by", "Led by a partner", narrow=False),
        replace(ADDS, help="What it adds to the plan's worth."), *columns.periods(setting),
    )  # fmt: skip
    return Table("focus", heads, tuple(_line(line, setting) for line in lines))


def _line(line: FocusLine, setting: Setting) -> Row:
    return {
        **line.model_dump(),
        **setting.who(line.id),
        "standing": "stays" if line.incumbent else "enters",
        "service_labels": tuple(map(setting.service, line.services)),
        **success.cell(line.id, setting),
        "weeks": sum(line.staff.values()),
        "usd": sum(line.money.values()),
        "led_by": tuple(
            f"{setting.partner(partner)}: {mid_sentence(setting.service(service))}"
            for service, partner in sorted(line.leads.items())
        ),
        "period_label": setting.periods[line.period],
    }


def leavers(plan: Plan, setting: Setting) -> Table:
    """Return who leaves the list in force, and why."""
    cards = setting.scorecard
    rows = [
        {
            **setting.who(name),
            "score": cards.of(name).score,
            "rank": cards.of(name).rank,
            "why": reason(name, plan, setting),
        }
        for name in plan.left
    ]
    heads = (AREA, KIND, REGION, Column("score", "Score", "score"), Column("why", "Why"))
    return Table("leavers", heads, tuple(rows))


def rules(plan: Plan, setting: Setting) -> Table:
    """Return every rule in each of its groups: what it asks, what the plan has, what it costs."""
    heads = (
        Column("label", "Rule"), Column("where", "Where"), Column("asked", "Asked"),
        Column("count", "In the plan", "count"), Column("met_words", "Met"),
        Column("cost", "Points lost", "points"), Column("firm", "Firm", narrow=False),
        *columns.periods(setting),
    )  # fmt: skip
    rows = tuple(
        {
            **rule.model_dump(),
            "where": rule.group or "everywhere",
            "asked": _asked(rule, setting),
            "met_words": "yes" if rule.met else "no",
            "firm": "must hold" if rule.hard else "may be missed at a price",
            "period_label": setting.periods[rule.period],
        }
        for rule in plan.rules
    )
    return Table("rules", heads, rows)


def _asked(rule: RuleStanding, setting: Setting) -> str:
    """Return the bounds of a rule in words, those of a share in percent."""
    spec = setting.configuration.rules.rules.get(rule.id)
    share = None if spec is None else spec.share
    ends = (rule.min, rule.max) if share is None else (share.min, share.max)
    low, high = (
        None if one is None else f"{one:.4g}" if share is None else percent(one) for one in ends
    )
    if low is not None and high is not None:
        return low if low == high else f"{low} to {high}"
    return f"at least {low}" if low is not None else f"at most {high}"


def overlaps(plan: Plan, setting: Setting) -> Table:
    """Return which focus areas lie in another one."""
    rows = tuple(
        {
            **pair.model_dump(),
            "label": setting.name(pair.candidate),
            "lies": setting.name(pair.target),
            "period_label": setting.periods[pair.period],
        }
        for pair in plan.overlaps
    )
    heads = (replace(AREA, opens="candidate"), Column("lies", "Lies in the focus area"))
    return Table("overlaps", heads, rows)


def made_of(plan: Plan) -> Table:
    """Return what adds to the worth of a plan, and what takes away from it."""
    worth = plan.worth
    parts = (
        ("support", "Services to focus areas"), ("overlap", "Focus areas that help each other"),
        ("drops", "Leaving the list in force"), ("rules", "Rules that are missed"),
    )  # fmt: skip
    rows = tuple(
        {"part": part, "label": label, "points": getattr(worth, part)}
        for part, label in parts
        if worth is not None
    )
    return Table("made_of", (Column("label", "By"), columns.POINTS), rows)
