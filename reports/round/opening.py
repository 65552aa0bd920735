"""What a round was opened with: its days, its people, and what is recommended."""

from records.permissions import Person
from records.view import View
from reports import levers, worth
from reports.report import Column, Report, Row, tabled
from reports.review import required
from reports.round.parts import facts_of, hashes, kinds_of, name_of, recusals
from reports.setting import Setting
from reports.taskforce import regions_words, roles_words, unknown_interests
from reports.words import day, listing, sentence

PEOPLE = (
    Column("name", "Who"), Column("roles_words", "Roles"), Column("regions_words", "Regions"),
    Column("interests_words", "Interests", narrow=False),
)  # fmt: skip


def opening(view: View, setting: Setting) -> Report:
    """Return what a round was opened with.

    Args:
        setting: of ``view.study``, with the plan that the round was opened with.
    """
    plan, one, opened = view.recommended.plan, view.round, view.round.steps[0]
    moved = "; ".join(levers.in_words(one.scenario, view.study))
    dates = [
        f"{what} until {day(until)}"
        for what, until in (("ratings", one.rating_until), ("review", one.review_until))
        if until
    ]
    members = [one for one in view.people if one.active]
    rows = tuple(_person(each, view, setting) for each in members)
    return Report(
        id="opening",
        title=one.title,
        answer=f"{one.title}: opened on {day(opened.at)} by {name_of(opened.by, view)}.",
        text=(
            sentence(f"Dates: {listing(dates)}" if dates else "No dates are set"),
            f"Levers moved: {moved}." if moved else "No lever is moved.",
            f"Recommended: {kinds_of(plan.ids, setting)}. {worth.quality(plan)}",
            required(one.requirements),
            *filter(None, [unknown_interests(view)]),
        ),
        sections=(
            tabled("people", "Who takes part", PEOPLE, rows),
            recusals(view, setting, sorted(plan.ids)),
        ),
        notes=tuple(hashes(view)),
        facts=facts_of(view),
    )  # fmt: skip


def _person(one: Person, view: View, setting: Setting) -> Row:
    known = {partner.id for partner in setting.dataset.partners}
    interests = [
        setting.partner(each) if each in known else setting.label(each)
        for each in sorted(one.interests)
    ]
    return {
        "person": one.id,
        "name": name_of(one.id, view),
        "roles": sorted(one.roles),
        "regions": sorted(one.regions),
        "roles_words": roles_words(one),
        "regions_words": regions_words(one),
        "interests_words": listing(interests) if interests else None,
    }
