"""Differences of two datasets: each made by hand on the small example."""

from data.dataset import Evidence, Link
from data.difference import RowDifference, difference
from data.load import load_dataset
from tests.folders import SMALL

DATASET = load_dataset(SMALL / "dataset")


def test_the_same() -> None:
    assert difference(DATASET, DATASET) == ()
    assert difference(DATASET, DATASET.but(evidence=DATASET.evidence[::-1])) == ()


def test_rows_and_cells() -> None:
    first, second, *rest = DATASET.evidence
    new = Evidence(
        candidate=first.candidate, measure="another", value=1.0, basis="observed",
        source=first.source,
    )  # fmt: skip
    links = (*DATASET.links[1:], Link(candidate="a", target="b", relation="in_country"))
    other = DATASET.but(evidence=(first.but(note="why", value=0.25), *rest, new), links=links)
    found = difference(DATASET, other)
    gone = DATASET.links[0]
    assert set(found) == {
        RowDifference(table="evidence", key=(first.candidate, first.measure), what="changed",
                      column="value", before=f"{first.value:g}", after="0.25"),
        RowDifference(table="evidence", key=(first.candidate, first.measure), what="changed",
                      column="note", before=first.note, after="why"),
        RowDifference(table="evidence", key=(second.candidate, second.measure), what="gone",
                      before=f"{second.value:g}" if isinstance(second.value, float)
                      else second.value),
        RowDifference(table="evidence", key=(first.candidate, "another"), what="new", after="1"),
        RowDifference(table="links", key=(gone.candidate, gone.target, gone.relation), what="gone"),
        RowDifference(table="links", key=("a", "b", "in_country"), what="new"),
    }  # fmt: skip
    assert {one.candidate for one in found} >= {first.candidate, "a"}


def test_values_of_several_years() -> None:
    """A value added beside one is a new row; one in the place of another is a cell that changed."""
    first, *rest = DATASET.evidence
    later = first.but(as_of="2031", value=0.5)
    key = (first.candidate, first.measure)
    beside = difference(DATASET, DATASET.but(evidence=(first, later, *rest)))
    assert beside == (RowDifference(table="evidence", key=(*key, "2031"), what="new", after="0.5"),)
    instead = difference(DATASET, DATASET.but(evidence=(later, *rest)))
    assert {(one.key, one.what, one.column) for one in instead} == {
        (key, "changed", "value"), (key, "changed", "as_of"),
    }  # fmt: skip
