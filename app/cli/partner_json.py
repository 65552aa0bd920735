"""What is known about partners as JSON: the names of its fields are a promise to other programs."""

from app.cli.interruption import INTERRUPTION
from app.cli.partner_asking import Seen, View
from app.cli.partner_views import gone, one_candidate, one_partner, plan_losses
from config.base import Frozen
from ecosystem.brokers import brokers
from ecosystem.cover import smallest_cover
from ecosystem.dependence import concentrations, cut_partners, dependences
from ecosystem.gaps import gaps
from ecosystem.groups import groups
from ecosystem.matrix import matrix
from ecosystem.overlap import overlap_indices, planned_overlaps, shared_work
from ecosystem.overview import overview
from ecosystem.similarity import similar_partners
from optimizer.dependence import PartnerLoss
from optimizer.difference import difference
from optimizer.plan import Plan
from optimizer.replanning import Replanned

Json = dict[str, object]


def partner_json(seen: Seen) -> Json:
    """Return the view with what it was made from."""
    return {
        "view": seen.view.value,
        "focus": {
            "of": "list in force" if seen.plan is None or seen.no_plan else "plan",
            "ids": list(seen.focus),
        },
        "plan": None if seen.plan is None else _plan(seen.plan),
        **({} if seen.no_plan else _view(seen)),
        "inputs": {
            "dataset": seen.dataset.content_hash,
            "config": seen.study.configuration.content_hash,
        },
        "interrupted": INTERRUPTION.interrupted,
    }


def _view(seen: Seen) -> Json:
    match seen.view:
        case View.OVERVIEW:
            return _overview(seen)
        case View.OF:
            return _of(seen)
        case View.OVERLAP:
            return _overlap(seen)
        case View.GAPS:
            found = gaps(seen.dataset, seen.study.configuration.services, seen.focus)
            return {"gaps": _all(found)}
        case View.DEPENDENCE:
            return {
                "dependence": _all(dependences(seen.dataset, seen.focus)),
                "cut_partners": _all(cut_partners(seen.dataset)),
                "losses": [_loss(seen, loss) for loss in plan_losses(seen)],
            }
        case View.WITHOUT:
            without = gone(seen)
            anew = None if without is None else without.anew
            return {
                "without": None if without is None else _loss(seen, without.loss),
                "replanned": None if anew is None else _replanned(anew),
            }


def _overview(seen: Seen) -> Json:
    dataset, focus = seen.dataset, seen.focus
    convened = smallest_cover(dataset, focus)
    return {
        "overview": overview(dataset, focus).model_dump(mode="json"),
        "focus_areas": _all(matrix(dataset, focus).rows),
        "gaps": _all(gaps(dataset, seen.study.configuration.services, focus)),
        "dependence": _all(dependences(dataset, focus)),
        "concentration": _all(concentrations(dataset, focus)),
        "cut_partners": _all(cut_partners(dataset)),
        "brokers": _all(brokers(dataset)),
        "groups": groups(dataset).model_dump(mode="json"),
        "smallest_set": {**convened.model_dump(mode="json"), "proven": convened.proven},
    }


def _of(seen: Seen) -> Json:
    if seen.subject in seen.dataset.by_id:
        return {"candidate": one_candidate(seen).model_dump(mode="json")}
    return {"partner": one_partner(seen).model_dump(mode="json")}


def _overlap(seen: Seen) -> Json:
    found: Json = {
        "overlap": _all(overlap_indices(seen.dataset, seen.focus)),
        "shared_work": _all(shared_work(seen.dataset, seen.focus)),
        "similar_partners": _all(similar_partners(seen.dataset)),
    }
    if seen.plan is not None:
        planned = {line.id: line.services for line in seen.plan.focus}
        found["planned"] = _all(planned_overlaps(seen.dataset, planned))
    return found


def _all(values: tuple[Frozen, ...]) -> list[object]:
    return [value.model_dump(mode="json") for value in values]


def _plan(plan: Plan) -> Json:
    return {
        "status": plan.status,
        "value": plan.value,
        "bound": plan.bound,
        "gap": plan.gap,
    }


def _loss(seen: Seen, loss: PartnerLoss) -> Json:
    found: Json = {
        **loss.model_dump(mode="json", exclude={"kept"}),
        "at_most": loss.at_most,
        "kept": None,
    }
    if loss.kept is not None and seen.plan is not None:
        change = difference(seen.plan, loss.kept)
        found["kept"] = {
            "value": loss.kept.value,
            "left": list(change.left),
            "services": [item.model_dump() for item in change.services],
        }
    return found


def _replanned(found: Replanned) -> Json:
    return {
        "loss": found.loss.estimate,
        "low": found.loss.low,
        "high": found.loss.high,
        "before": _plan(found.before),
        "after": _plan(found.after),
        "entered": list(found.change.entered),
        "left": list(found.change.left),
        "services": [item.model_dump() for item in found.change.services],
    }
