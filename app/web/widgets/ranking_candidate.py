"""One candidate of a ranking: against whom it wins, and what one would have to think for it."""

import streamlit as st

from app.web.widgets.picture import picture
from reports.charts.ranking_candidate import central_weights, winning_bars
from reports.tables.ranking_candidate import central_rows, winning_rows
from reports.words import listing, percent
from scoring.acceptability import Acceptability
from scoring.kind_scores import KindScores

KEY = "sure-candidate"
"""Key of the choice, followed by the kind."""
MOST = 16
"""Rivals shown: those that it is hardest to tell apart from."""


def draw(found: Acceptability, shown: KindScores) -> None:
    """Offer the candidates shown; tell of the chosen one what many draws say."""
    names = {row.id: row.name for row in shown.rows if row.rank is not None}
    if len(names) < 2:
        return
    st.markdown("#### What speaks for one of them?")
    chosen = st.selectbox(
        "Candidate",
        list(names),
        format_func=lambda one: names[one],
        key=f"{KEY}:{shown.kind}",
        label_visibility="collapsed",
        help="In the order of the ranking.",
    )
    left, right = st.columns(2, gap="medium")
    with left:
        _weights(found, shown, chosen, names[chosen])
    with right:
        _winning(found, shown, chosen, names[chosen])


def _weights(found: Acceptability, shown: KindScores, chosen: str, name: str) -> None:
    place = found.ids.index(chosen)
    first = float(found.rank[place, 0])
    table = central_rows(found, shown, chosen)
    if not first:
        st.markdown(f"**{name} is first in none of {found.draws:,} draws.**")
        st.write("So there are no weights among those believed possible that speak for it.")
        return
    heavier = table[table["Difference"] >= 0.01].nlargest(2, "Difference")["Criterion"].tolist()
    weigh = "weighs" if len(heavier) == 1 else "weigh"
    tops = f", mostly where {listing(heavier)} {weigh} more than at present" if heavier else ""
    st.markdown(f"**{name} is first in {percent(first)} of the draws{tops}.**")
    picture(
        central_weights(table),
        describe=f"Mean weights of the draws in which {name} is first: "
        + listing(
            [
                f"{criterion} {percent(central)} (at present {percent(present)})"
                for criterion, central, present in zip(
                    table["Criterion"], table["Central"], table["Present"], strict=True
                )
            ],
            len(table),
        ),
        name=f"central-weights-{chosen.replace(':', '-')}",
        hint="Blue: what one would have to think, on average, for it to be first, with the error "
        "of sampling. Grey mark: the present weights.",
        numbers=table.round(3),
    )
    held = float(found.confidence[place])
    if held == held:  # not NaN
        st.caption(
            f"For somebody who thinks so, it is first in {percent(held)} of the draws of the "
            "evidence: "
            + (
                "the evidence is good enough."
                if held >= 0.5
                else "the evidence is too weak to be sure of it."
            )
        )


def _winning(found: Acceptability, shown: KindScores, chosen: str, name: str) -> None:
    if found.winning is None:
        return
    table = winning_rows(found, shown, chosen)
    better = int((table["Ahead"] > 0.95).sum())
    worse = int((table["Ahead"] < 0.05).sum())
    st.markdown(
        f"**{name} ranks above {better} of {len(table)} in nearly every draw, below "
        f"{worse or 'none'}; with {len(table) - better - worse or 'none'} it is open.**"
    )
    near = table.loc[(table["Ahead"] - 0.5).abs().sort_values().index[:MOST]]
    picture(
        winning_bars(near.sort_values("Ahead", ascending=False)),
        describe=f"Share of draws in which {name} ranks above each rival: "
        + listing(
            [
                f"{rival} {percent(ahead)}"
                for rival, ahead in zip(near["Rival"], near["Ahead"], strict=True)
            ],
            MOST,
        ),
        name=f"winning-{chosen.replace(':', '-')}",
        hint=f"The {len(near)} that are hardest to tell from it. Thin line: 95 % sure.",
        numbers=table.drop(columns="id").round(3),
    )
