"""Links looked up from either end; the oracle is the network worked by hand."""

from hypothesis import given

from data.dataset import Dataset, Link
from ecosystem.graph import network
from ecosystem.links import links_of, places_of, themes_of
from ecosystem.strength import strength_breakdown
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


def test_places_are_followed_upward_and_circles_end() -> None:
    places = places_of(hand_worked())
    assert places["commitment:SE1"] == {"country:GHA-sek", "country:GHA"}
    assert "country:GHA" not in places
    circle = tuple(
        Link(candidate=f"country:{here}", target=f"country:{there}", relation="in_country")
        for here, there in ("AB", "BA")
    )
    assert places_of(Dataset(candidates=(), links=circle)) == {
        "country:A": {"country:B"},
        "country:B": {"country:A"},
    }


def test_a_theme_is_on_itself_even_without_commitments() -> None:
    dataset = hand_worked()
    more = dataset.but(candidates=(*dataset.candidates, candidate("theme:new")))
    assert themes_of(more)["theme:new"] == {"theme:new"}
    assert themes_of(more)["commitment:KE1"] == {"theme:owners"}
    assert "country:KEN" not in themes_of(more)


def test_a_local_member_on_a_theme_is_a_part_and_no_commitment() -> None:
    dataset = hand_worked()
    row = Link(candidate="country:GHA-sek", target="theme:budgets", relation="on_theme")
    links = links_of(dataset.but(links=(*dataset.links, row)))
    assert "country:GHA-sek" not in links.pairs
    assert "country:GHA-sek" in links.parts["country:GHA"]


def test_what_a_member_committed_on_says_nothing_of_partners() -> None:
    """Neither where things lie nor how strong partners are depends on it."""
    dataset = hand_worked()
    row = Link(candidate="country:KEN", target="theme:budgets", relation="commits_on")
    more = dataset.but(links=(*dataset.links, row))
    assert more.targets["country:KEN"] == {"theme:budgets"}
    assert links_of(more) == links_of(dataset)
    assert set(network(more).edges(keys=True)) == set(network(dataset).edges(keys=True))
    assert strength_breakdown(more) == strength_breakdown(dataset)


@given(datasets())
def test_row_order_changes_nothing(dataset: Dataset) -> None:
    assert links_of(dataset) == links_of(reordered(dataset))
