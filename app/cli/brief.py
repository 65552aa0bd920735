"""From the options of ``focus brief`` to the brief: of a study, or of a round of the records."""

from app.cli.asking import Asking
from app.cli.commands.brief import BriefOptions
from app.cli.failure import finish
from app.cli.options import Asked, Kept, Out
from app.cli.reading import Reader
from app.cli.render import show
from app.cli.round import Look
from optimizer.robust.sampling import Sample
from optimizer.robust.uncertainty import UncertaintyModel
from questions.alternatives import AlternativesQuestion
from questions.cutoff import CutOffQuestion
from questions.robust import SampleQuestion
from records import trail
from reports import alternatives, brief
from reports.report import Report


def tell(wanted: BriefOptions, asked: Asked, of: Kept, out: Out) -> None:
    """Work out what the brief needs, and show it."""
    reader = Reader(asked, out)
    reader.within("--draws", wanted.draws or None)
    reader.within("--others", wanted.others or None)
    limits = reader.limits()
    view = head = None
    look = Look.instead(reader, of, wanted.which)
    if look is not None:
        asking, view = look.asking, look.view
        with look.records.reading() as connection:
            head = trail.head(connection, look.round.by)
    else:
        asking = Asking.of(reader, limits)
    setting = asking.setting if look is None else look.setting
    region = reader.region(wanted.region, setting.dataset)
    reader.problems.raise_if_any()
    plan = asking.plan if setting.plan is None else setting.plan
    told = brief.report(
        plan,
        setting,
        region=region,
        sample=_sample(asking, wanted) if plan.found else None,
        line=asking.ask(CutOffQuestion(**asking.about), "Looking who stands at the line")
        if plan.found and view is None
        else None,
        others=_others(asking, wanted) if plan.found else None,
        view=view,
        head=head,
    )
    show(asking.taken(told), out, every=True)
    finish(answered=plan.found, proven_none=plan.status == "infeasible")


def _sample(asking: Asking, wanted: BriefOptions) -> Sample | None:
    if not wanted.draws:
        return None
    question = SampleQuestion(**asking.about, uncertainty=UncertaintyModel(), draws=wanted.draws)
    return asking.ask(question, "Planning again")


def _others(asking: Asking, wanted: BriefOptions) -> Report | None:
    if not wanted.others:
        return None
    question = AlternativesQuestion(**asking.about, number=wanted.others)
    found = asking.ask(question, f"Looking for {wanted.others} other lists")
    if found is None:
        return None
    return alternatives.report(
        found, asking.setting, plan=asking.brief, asked=wanted.others, differ=question.differ,
        stopped=asking.stop.by,
    )  # fmt: skip
