"""Would another method say the same?"""

import streamlit as st

from app.web.study_source import Inputs
from app.web.widgets.choices import first_places
from app.web.widgets.picture import picture
from app.web.widgets.table import candidate_table
from reports.charts.ranking import disputed_places
from reports.tables.ranking import OURS, disputed_rows, method_table
from reports.words import listing
from scoring.kind_scores import KindScores
from scoring.methods import MethodComparison, compare_methods

SHOWN = 12
"""Disputed candidates in the picture."""
AGREE = 0.9
"""Rank correlation from which two rankings are said to agree."""
ABOUT = {
    "TOPSIS": "near the best and far from the worst that anyone is (vector-normalised)",
    "PROMETHEE II": "beats others clearly and often, in pairs (5 points count nothing, 25 all)",
    "VIKOR": "a compromise that leaves little regret, overall and on the worst criterion",
}
"""What each method asks, in a few words."""


def draw(inputs: Inputs, shown: KindScores) -> None:
    """Show how other methods rank the candidates shown."""
    found = compare_methods(shown)
    if len(found.ids) < 2:
        st.info("Two candidates at least are needed to compare methods.")
        return
    places = first_places(inputs.study.dataset, found.ids)
    shared = found.shared_first(places)
    st.markdown(f"**{_answer(found)}**")
    columns = st.columns(len(found.methods))
    for column, method in zip(columns, found.methods, strict=True):
        column.metric(
            f"{method.name}: rank correlation",
            "not known" if method.spearman is None else f"{method.spearman:.2f}",
            f"{shared[method.name]} of our first {places} are among its first {places}",
            delta_color="off",
            delta_arrow="off",
            help=f"{ABOUT.get(method.name, '')}. Spearman's rank correlation: 1 = the same order. "
            + ("" if method.kendall is None else f"Kendall's tau: {method.kendall:.2f}."),
        )
    rows = disputed_rows(found, shown, SHOWN)
    if len(rows):
        st.markdown("#### The candidates on which they disagree most")
        picture(
            disputed_places(rows, [OURS, *(method.name for method in found.methods)]),
            describe="Places by method: "
            + listing(
                [
                    f"{name}: " + ", ".join(f"{r.method} {r.place}" for r in group.itertuples())
                    for name, group in rows.groupby("name", sort=False)
                ]
            ),
            name=f"other-methods-{shown.kind}",
        )
        st.caption(
            "Who stands far apart is strong on some criteria and weak on others; the card shows "
            "on which. Other methods question the ranking, they do not replace it."
        )
    candidate_table(
        method_table(found, shown),
        key="methods-table",
        name=f"other-methods-{shown.kind}",
        height=430,
    )


def _answer(found: MethodComparison) -> str:
    known = [(m.spearman, m.name) for m in found.methods if m.spearman is not None]
    if not known:
        return "Everybody here is equal, so no method can tell anybody apart."
    agree = [name for value, name in known if value >= AGREE]
    differ = [name for value, name in known if value < AGREE]
    if not differ:
        return f"Largely yes: {listing(agree)} put the candidates in nearly the same order."
    if not agree:
        return f"Not quite: {listing(differ)} agree on much, but move some candidates far."
    return (
        f"{listing(agree)} {'says' if len(agree) == 1 else 'say'} nearly the same; "
        f"{listing(differ)} {'moves' if len(differ) == 1 else 'move'} some candidates far."
    )
