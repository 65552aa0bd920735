"""How sure the list of a round is, as it is kept with it."""

from optimizer.robust.core_index import FIRM
from questions.shares import Shares
from records.view import View
from reports.columns import CANDIDATE, KIND, REGION
from reports.report import Column, Report, tabled
from reports.setting import Setting
from reports.waiting import list_of
from reports.words import percent

SURE = "How sure is the list?"
SHARES = (
    CANDIDATE, REGION,
    Column("share", "Share of the best lists", "share", drawn=True, help="One best list for each "
           "draw of weights and of what is not known."),
    Column("decided", "Decided"),
)  # fmt: skip


def kept_words(shares: Shares | None) -> str:
    """Return whether it is kept how sure each area of a round is."""
    if shares is None:
        return (
            "How sure each area is, is not kept with the round: focus round shares keeps it, and "
            "so does the page Review."
        )
    return (
        "How sure each area is, is kept with the round: its share of the best lists of "
        f"{shares.draws:,} draws."
    )


def shares_report(view: View, setting: Setting) -> Report:
    """Return how sure each area is, as it is kept with a round.

    Args:
        setting: of ``view.rated``, with the plan that is recommended now.
    """
    kept = view.shares
    facts = {"round": view.round.id, "draws": 0 if kept is None else kept.draws}
    if kept is None:
        return Report("shares", SURE, kept_words(kept), facts=facts)
    listed = list_of(view, setting)
    kinds, by_id = list(setting.kinds), setting.dataset.by_id

    def place(one: str) -> tuple[int, float, str]:
        return kinds.index(by_id[one].kind), -kept.shares.get(one, 0.0), one

    rows = tuple(
        {
            **setting.who(one),
            "share": kept.shares.get(one, 0.0),
            "listed": one in listed,
            "decided": "in" if one in listed else "out",
        }
        for one in sorted({*kept.shares, *listed}, key=place)
    )
    firm = sum(kept.shares.get(one, 0.0) >= FIRM for one in listed)
    return Report(
        "shares",
        SURE,
        f"{firm} of the {len(listed)} on the list {'is' if firm == 1 else 'are'} in at least "
        f"{percent(FIRM)} of the best lists of {kept.draws:,} draws.",
        (kept_words(kept),),
        (tabled("shares", "", SHARES, rows, by=KIND),),
        facts=facts,
    )
