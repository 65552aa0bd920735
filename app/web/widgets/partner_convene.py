"""Whom to talk to: on whom much hangs, who bridges, groups, and the smallest set."""

import streamlit as st

from app.web import asking
from app.web.study_source import Inputs
from app.web.widgets.picture import csv_button
from ecosystem.graph import names_of
from questions.network import (
    BrokersQuestion,
    CoverQuestion,
    CutPartnersQuestion,
    DependenceQuestion,
    GroupsQuestion,
)
from reports.tables.partners import broker_table, cover_table, dependence_table, group_table
from reports.words import count, listing

SHARE = st.column_config.NumberColumn(format="percent")
HUNDREDTHS = st.column_config.NumberColumn(format="%.2f")


def draw(inputs: Inputs, focus: tuple[str, ...]) -> None:
    """Show the four questions one below the other."""
    _cover(inputs, focus)
    _leaning(inputs, focus)
    _bridging(inputs)
    _groups(inputs)


def _cover(inputs: Inputs, focus: tuple[str, ...]) -> None:
    names = names_of(inputs.study.dataset)
    found = asking.at_once(inputs, CoverQuestion(focus=focus))
    st.markdown("#### The fewest who together reach everybody")
    if not found.partners:
        st.write("No focus area here is reached by a partner on record.")
        return
    reached = len(focus) - len(found.unreachable)
    proof = "no smaller set does" if found.proven else f"at least {found.at_least} are needed"
    beyond = (
        f" Nobody on record reaches {listing([names[one] for one in found.unreachable])}."
        if found.unreachable
        else ""
    )
    st.write(
        f"{count(len(found.partners), 'partner')} "
        f"{'reaches' if len(found.partners) == 1 else 'reach'} the {reached} focus areas that "
        f"can be reached; {proof}.{beyond}"
    )
    table = cover_table(found, names)
    st.dataframe(table, hide_index=True)
    csv_button(table, "smallest-set")


def _leaning(inputs: Inputs, focus: tuple[str, ...]) -> None:
    names = names_of(inputs.study.dataset)
    rows = asking.at_once(inputs, DependenceQuestion(focus=focus))
    cuts = asking.at_once(inputs, CutPartnersQuestion())
    st.markdown("#### On whom much hangs")
    alone = [row for row in rows if row.alone]
    st.write(
        f"{count(len(alone), 'partner')} would leave a focus area without anybody on record. "
        f"{count(len(cuts), 'partner')} in the whole network "
        f"{'holds' if len(cuts) == 1 else 'hold'} parts of it together. Strength lost: 1 = the "
        "whole ecosystem of one focus area."
    )
    table = dependence_table(rows, names)
    st.dataframe(table, hide_index=True, column_config={"Strength lost": HUNDREDTHS})
    csv_button(table, "dependence")


def _bridging(inputs: Inputs) -> None:
    names = names_of(inputs.study.dataset)
    rows = asking.at_once(inputs, BrokersQuestion())
    st.markdown("#### Who bridges regions and themes")
    st.write("Share of the shortest connections between candidates that run through a partner.")
    table = broker_table(rows, names)
    columns = {"Across regions": SHARE, "Across themes": SHARE}
    st.dataframe(table, hide_index=True, column_config=columns)
    csv_button(table, "brokers")


def _groups(inputs: Inputs) -> None:
    names = names_of(inputs.study.dataset)
    found = asking.at_once(inputs, GroupsQuestion())
    st.markdown("#### Groups that could be convened")
    st.write(
        "Partners that work around the same candidates. Together in other runs: how often the "
        "same ones are found together when the search starts elsewhere."
    )
    table = group_table(found.groups, names)
    st.dataframe(table, hide_index=True, column_config={"Together in other runs": SHARE})
    csv_button(table, "groups")
