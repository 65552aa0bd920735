"""What does the plan lose without a partner, as it stands and planned anew?

A loss below 0 is a gain, and is said so.
"""

from collections.abc import Iterator, Sequence
from math import isfinite

from optimizer.bounded_value import BoundedValue
from optimizer.dependence import PartnerLoss
from optimizer.difference import PlanDifference, difference
from optimizer.plan import Plan
from optimizer.replanning import Replanned
from optimizer.tolerances import worth_more
from questions.partners import Ties, WithoutPartner
from reports.charts.colours import LEAVES, WORK
from reports.partners.ecosystem import leaning
from reports.partners.words import AREA, FEW, PARTNER
from reports.report import Column, Note, Picture, Report, Row, Section, chart, tabled
from reports.setting import Setting
from reports.words import NEAR, listing, mid_sentence, moves, outwards, points, verb
from reports.worth import aside, quality

EXACT_POINTS = 0.05
"""Points within which both ends of an interval read as one figure."""
PARTS = (("worth less: lower scores", WORK), ("costs more: what it leads", LEAVES))
EACH = "What does the plan lose with each partner?"
READ = Note(
    "reading",
    "Worth less: by lower scores. Costs more: services that the staff no longer carries when what "
    "the partner leads is gone. Planning anew wins some of it back.",
)


def losses(found: Sequence[PartnerLoss], setting: Setting, ties: Ties | None = None) -> Report:
    """Return what the plan loses with each of those it leans on.

    Args:
        found: the greatest loss first.
        ties: on whom its focus areas depend, whatever the plan gives them; None = nothing of that.
    """
    lines = tuple(_loss_row(one, setting) for one in found)
    columns = (
        PARTNER, Column("at_most", "Loses at most, points", "points"),
        Column("worth_less", "Worth less", "points"), Column("_costs", "Costs more", "points"),
        Column("_weeks", "Weeks saved", "weeks", narrow=False),
        Column("left", "Left without anybody"),
    )  # fmt: skip
    told = listing([f"{row['name']}: {points(row['at_most'] or 0.0)}" for row in lines], 8)
    bars = [
        {"id": row["partner"], "name": row["name"], "first": row["worth_less"],
         "second": row["_costs"], "both": row["at_most"]}
        for row in lines
    ]  # fmt: skip
    both = Column("both", "Points that the plan loses at most", "points")
    picture = Picture(
        "partners-losses",
        chart("bars.two_part_bars", bars, PARTS, both.title, both),
        f"What the plan loses at most with each of them. {told}.",
        text="If nothing new comes in.",
        does="A click on a bar chooses the partner.",
    )
    pictures, title = (picture,) if lines else (), "On whom this plan leans most"
    return Report(
        id="partners",
        title=EACH,
        answer=_most(found, setting),
        sections=(
            tabled("losses", title, columns, lines, pictures=pictures),
            *(() if ties is None else (leaning(ties, setting),)),
        ),
        notes=(READ,) if lines else (),
        facts={"cut_partners": () if ties is None else ties.cut_partners},
    )


def _most(found: Sequence[PartnerLoss], setting: Setting) -> str:
    if not found:
        return "The plan leans on no partner on record."
    first = found[0]
    told = loses_at_most(first.at_most) + aside(first.at_most or 0.0, setting)
    return (
        f"Most hangs on {setting.partner(first.partner)}: without it the plan{_worth(setting)} "
        f"{told} if nothing new comes in."
    )


def _worth(setting: Setting) -> str:
    plan = setting.plan
    return "" if plan is None or plan.value is None else f", worth {points(plan.value)},"


def _cut(loss: PartnerLoss, setting: Setting) -> PlanDifference | None:
    """Return what is not kept of the plan as it stands; None where nothing can be kept."""
    if loss.kept is None or setting.plan is None:
        return None
    return difference(setting.plan, loss.kept)


def _loss_row(loss: PartnerLoss, setting: Setting) -> Row:
    change, kept = _cut(loss, setting), None
    if change is not None and loss.kept is not None:
        told = change.model_dump(mode="json", include={"left", "services"})
        kept = {"value": loss.kept.value, **told}
    return {
        **loss.model_dump(mode="json", exclude={"kept"}),
        "at_most": loss.at_most,
        "kept": kept,
        "name": setting.partner(loss.partner),
        "left": setting.labels(loss.alone),
        "_costs": None if loss.costs_more is None else max(0.0, loss.costs_more),
        "_weeks": loss.weeks_saved if loss.leads else None,
    }


def without(found: WithoutPartner, setting: Setting) -> Report:
    """Return what the plan loses with one partner."""
    loss, anew = found.loss, found.anew
    name = setting.partner(loss.partner)
    told = stands_and_anew(loss.at_most, None if anew is None else anew.loss)
    fact = {key: value for key, value in _loss_row(loss, setting).items() if key[0] != "_"}
    notes: tuple[Note, ...] = ()
    if anew is not None:
        known = ": proven" if isfinite(anew.loss.high - anew.loss.low) else ""
        text = f"The best plans there are {lose_between(anew.loss)}{known}."
        notes = (Note("proof", text),)
    return Report(
        id="partners",
        title=f"What does the plan lose without {name}?",
        answer=f"Without {name} this plan{_worth(setting)} {told}.",
        text=tuple(_text(loss, setting)),
        sections=(_anew(anew, setting), _falls(loss, setting)),
        notes=notes,
        facts={"without": fact, "replanned": None if anew is None else _replanned(anew)},
    )


def proof(plan: Plan) -> Row:
    """Return what programs read of a plan: its worth, and what is proven of it."""
    return plan.model_dump(include={"status", "value", "bound", "gap"})


def _replanned(found: Replanned) -> Row:
    return {
        "loss": found.loss.estimate,
        "low": found.loss.low,
        "high": found.loss.high,
        "before": proof(found.before),
        "after": proof(found.after),
        **found.change.model_dump(mode="json", include={"entered", "left", "services"}),
    }


def _text(loss: PartnerLoss, setting: Setting) -> Iterator[str]:
    falls = [f"{setting.label(one)} −{fall:.1f}" for one, fall in loss.falls.items()]
    less = f" Scores fall: {listing(falls, 8)}." if falls else ""
    yield f"{worth_less(loss.worth_less)}{aside(loss.worth_less, setting)}.{less}"
    yield _leads_lost(loss, setting)
    if loss.alone:
        alone = setting.labels(loss.alone)
        yield f"Left without any partner on record: {listing(alone, 8)}."
    change = _cut(loss, setting)
    if change is not None and (change.left or change.services):
        services = (
            f"{setting.service(name)} for {setting.label(item.id)}"
            for item in change.services
            for name in item.lost
        )
        lost = [*(f"{setting.label(one)} altogether" for one in change.left), *services]
        yield f"What falls away if nothing new comes in: {listing(lost)}."


def _leads_lost(loss: PartnerLoss, setting: Setting) -> str:
    if not loss.leads:
        return "Costs more: nothing; it leads no service in this plan."
    led = [f"{setting.service(name)} for {setting.label(one)}" for one, name, _ in loss.leads]
    teams = setting.configuration.capacity.teams
    short = [f"{teams[team].label} {weeks:.1f}" for team, weeks in loss.weeks_short.items()]
    costs = "" if loss.costs_more is None else f" {points(max(0.0, loss.costs_more))}."
    then = f"short of staff-weeks: {listing(short)}" if short else "the staff can carry that"
    return (
        f"Costs more:{costs} It leads {listing(led, 4)}, which saves {loss.weeks_saved:.1f} "
        f"staff-weeks; {then}."
    )


def _anew(found: Replanned | None, setting: Setting) -> Section:
    title = "Planned anew"
    if found is None:
        return Section("changes", title, ("No plan meets all conditions without it.",))
    change = found.change
    sides = ((change.entered, "enter"), (change.left, "leave"))
    moving = moves(*((setting.labels(ids), does) for ids, does in sides))
    said = [f"{listing(moving)}." if moving else "The same focus areas stay."]
    before = found.before.value or 0.0
    if setting.plan is not None and worth_more(before, setting.plan.value or 0.0):
        said.append(
            f"The search also bettered the plan with it, to {points(before)}; what planning anew "
            "loses is counted from there."
        )
    said.append(f"The plan then found is {mid_sentence(quality(found.after))}")
    lines = tuple(
        {"candidate": one, "area": setting.label(one), "change": verb(1, does)}
        for ids, does in sides
        for one in ids
    )
    return tabled(
        "changes", title, (AREA, Column("change", "Planned anew")), lines, said=said, most=FEW
    )


def _falls(loss: PartnerLoss, setting: Setting) -> Section:
    lines = tuple(
        {"candidate": one, "area": setting.label(one), "falls": fall}
        for one, fall in loss.falls.items()
    )
    columns = (AREA, Column("falls", "Score falls by", "points"))
    return tabled("scores_that_fall", "Scores that fall", columns, lines, most=FEW)


def role(partner: str, setting: Setting) -> str:
    """Return what a partner does in the plan as it is, in a sentence."""
    lines = () if setting.plan is None else setting.plan.focus
    led = [
        f"{setting.service(service)} for {setting.label(line.id)}"
        for line in lines
        for service, who in line.leads.items()
        if who == partner
    ]
    what = f"leads {listing(led, 4)}" if led else "leads nothing; its work lifts scores only"
    return f"{setting.partner(partner)} {what} in this plan."


def stands_and_anew(at_most: float | None, anew: BoundedValue | None) -> str:
    """Return what a plan loses as it stands, and when it is planned anew.

    Args:
        at_most: points as it stands; None where nothing of it can be kept.
        anew: points after planning anew; None where there is no plan.
    """
    stands = loses_at_most(at_most) + (" as it stands" if at_most is not None else "")
    if anew is None:
        return stands
    digits = int(anew.high - anew.low < NEAR)
    told = loses(anew.found, digits)
    if anew.estimate is None:
        told = lose_between(anew).replace("lose ", "loses ").replace("gain ", "gains ")
    if stands.startswith("loses"):
        told = told.removeprefix("loses ")
    return f"{stands}, and {told} after planning anew"


def loses(lost: float, digits: int = 1) -> str:
    """Return a loss, as in ``loses 3.0 points``, or ``gains 3.0 points`` where it is below 0."""
    told = points(abs(lost), digits=digits)
    return f"gains {told}" if lost < 0 and told != points(0) else f"loses {told}"


def loses_at_most(lost: float | None) -> str:
    """Return a loss that is not known to be as large; None where nothing can be kept."""
    if lost is None:
        return "cannot be kept"
    does, told = loses(lost).split(" ", 1)
    return f"{does} at {'least' if does == 'gains' else 'most'} {told}"


def worth_less(lost: float) -> str:
    """Return what the same decisions are worth less, as in ``Worth less: 3.0 points``."""
    does, told = loses(lost).split(" ", 1)
    return f"Worth {'more' if does == 'gains' else 'less'}: {told}"


def lose_between(loss: BoundedValue) -> str:
    """Return what the best plans lose, as in ``lose between 1.0 and 3.0 points``."""
    if not isfinite(loss.high - loss.low):
        return "lose an amount that is not known yet"
    if loss.high - loss.low < EXACT_POINTS:
        does, told = loses(loss.high).split(" ", 1)
        return f"{does.removesuffix('s')} exactly {told}"
    digits, low, high = outwards(loss)
    if high <= 0:
        return f"gain between {-high:,.{digits}f} and {points(-low, digits=digits)}"
    if low < 0:
        gain = points(-low, digits=digits)
        return f"gain at most {gain} or lose at most {points(high, digits=digits)}"
    return f"lose between {low:,.{digits}f} and {points(high, digits=digits)}"
