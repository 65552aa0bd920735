"""Exports; the oracle is reading them back with networkx, and the rows themselves."""

from io import BytesIO

import networkx as nx
from hypothesis import given

from data.dataset import Dataset
from ecosystem.dependence import Dependence, dependences
from ecosystem.export import graphml, table
from ecosystem.graph import network
from ecosystem.overlap import SharedWork, shared_work
from tests.ecosystem.networks import datasets, engagement, hand_worked, reordered


def read(content: bytes) -> "nx.MultiDiGraph[str]":
    """Return the network that GraphML holds."""
    graph = nx.read_graphml(BytesIO(content), force_multigraph=True)
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


@given(datasets())
def test_graphml_reads_back_as_the_same_network(dataset: Dataset) -> None:
    content = graphml(dataset)
    again = read(content)
    plain = network(dataset)
    assert sorted(again.nodes(data=True)) == sorted(plain.nodes(data=True))
    assert sorted(again.edges(keys=True)) == sorted(plain.edges(keys=True))
    assert content == graphml(reordered(dataset))


def test_graphml_keeps_strengths() -> None:
    again = read(graphml(hand_worked()))
    assert again.edges["partner:wb", "commitment:KE2", "funding"]["strength"] == 0.6


def test_several_values_stand_in_one_cell() -> None:
    rows = dependences(hand_worked())
    frame = table(rows, Dependence)
    assert list(frame["partner"]) == [row.partner for row in rows]
    assert frame["serves"][0] == "country:KEN · theme:owners"
    assert frame["alone"][1] == ""


def test_values_within_values_are_put_in_short() -> None:
    dataset = hand_worked()
    more = engagement("send", "country:KEN", 0.25, "technical")
    rows = shared_work(dataset.but(engagements=(*dataset.engagements, more)))
    frame = table(rows, SharedWork)
    assert frame["partners"][0] == "partner:oo 0.8 · partner:send 0.25"


def test_no_rows_keep_their_columns() -> None:
    assert list(table((), Dependence).columns) == list(Dependence.model_fields)
