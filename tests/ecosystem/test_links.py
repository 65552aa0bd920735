"""Links looked up from either end; the oracle is the network worked by hand."""

from hypothesis import given

from data.dataset import Dataset, Link
from ecosystem.links import links_of
from tests.ecosystem.networks import candidate, crossing, datasets, hand_worked, reordered


def test_hand_worked_links() -> None:
    links = links_of(hand_worked())
    assert links.pairs["commitment:SE1"] == (("country:GHA-sek", "theme:budgets"),)
    assert links.commitments["country:KEN", "theme:owners"] == ("commitment:KE1",)
    assert links.themes_at["country:KEN"] == ("theme:budgets", "theme:owners")
    assert links.neighbours["commitment:KE1"] == {}
    assert links.parts == {"country:GHA": {"country:GHA-sek": 1.0}}
    assert links.wholes["country:GHA-sek"] == {"country:GHA": 1.0}


def test_shares_divide_by_targets_of_the_same_relation() -> None:
    dataset = Dataset(
        candidates=tuple(map(candidate, ("country:A", "theme:t", "theme:u", "commitment:A1"))),
        links=crossing("commitment:A1", "country:A", "theme:t", "theme:u"),
    )
    assert links_of(dataset).wholes == {
        "commitment:A1": {"country:A": 1.0, "theme:t": 0.5, "theme:u": 0.5}
    }


def test_a_local_member_on_a_theme_is_a_part_and_no_commitment() -> None:
    dataset = hand_worked()
    row = Link(candidate="country:GHA-sek", target="theme:budgets", relation="on_theme")
    links = links_of(dataset.but(links=(*dataset.links, row)))
    assert "country:GHA-sek" not in links.pairs
    assert "country:GHA-sek" in links.parts["country:GHA"]


@given(datasets())
def test_row_order_changes_nothing(dataset: Dataset) -> None:
    assert links_of(dataset) == links_of(reordered(dataset))
