"""What has to be said of an earlier round, out of the records, that today is compared with."""

from records.decisions import WHOLE
from records.view import View
from reports.report import Note
from reports.setting import Setting
from reports.words import count, day, doing, listing, verb


def since_round(view: View, setting: Setting) -> tuple[Note, ...]:
    """Return what a comparison since a round has to say of that round.

    Args:
        setting: of today.
    """
    found = [Note("reading", _since(view))]
    adopted = view.signatures.get(WHOLE)
    in_force = {one.id for one in setting.dataset.candidates if one.incumbent}
    if adopted is not None and set(adopted.ids) != in_force:
        sides = [
            doing(map(setting.label, sorted(ids)), does)
            for ids, does in (
                (set(adopted.ids) - in_force, "are not in it"),
                (in_force - set(adopted.ids), "are in it besides"),
            )
            if ids
        ]
        told = listing(sides)
        found.append(
            Note("reading", f"The list in force now is not the one that it adopted: {told}.")
        )
    there = {(one.candidate, one.measure) for one in setting.dataset.evidence}
    gone = sum((one.candidate, one.measure) not in there for one in view.accepted)
    if gone:
        which = count(gone, "rating")
        what = f"{which} that it accepted {verb(gone, 'are')} not in the evidence of today."
        found.append(Note("reading", what))
    return tuple(found)


def _since(view: View) -> str:
    one = view.round
    when = f", {one.state} since {day(one.steps[-1].at)}," if one.steps[-1].at else ""
    ratings = ""
    if view.accepted:
        ratings = f" and the {count(len(view.accepted), 'rating')} that it accepted"
    return (
        f"Before: {one.title}{when} with its data, configuration and levers as they were kept"
        f"{ratings}."
    )
