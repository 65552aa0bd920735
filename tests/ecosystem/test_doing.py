"""Who does which service where; oracles are the rules worked by hand."""

from hypothesis import given

from data.dataset import Dataset
from ecosystem.doing import Doing, work_at_candidates, work_everywhere
from tests.ecosystem.networks import candidate, crossing, datasets, engagement, reordered

PAIR = ("country:KEN", "theme:owners")


def one_pair(*rows: tuple[str, str, float, str | None]) -> Dataset:
    """Return Kenya, one theme, one commitment in both, and engagements (partner, target, …)."""
    return Dataset(
        candidates=tuple(map(candidate, (*PAIR, "commitment:KE1"))),
        links=crossing("commitment:KE1", *PAIR),
        engagements=tuple(engagement(*row) for row in rows),
    )


def test_one_service_at_both_ends_is_inferred_at_the_weaker_strength() -> None:
    dataset = one_pair(
        ("a", "country:KEN", 0.8, "technical"), ("a", "theme:owners", 0.6, "technical")
    )
    doing = Doing(partner="partner:a", strength=0.6, inferred=True, through=PAIR)
    assert work_everywhere(dataset)[PAIR] == {"technical": (doing,)}
    assert work_at_candidates(dataset, ["commitment:KE1"]) == {
        "commitment:KE1": {"technical": (doing,)}
    }


def test_an_end_without_a_service_is_open() -> None:
    dataset = one_pair(("a", "country:KEN", 0.8, None), ("a", "theme:owners", 0.6, "technical"))
    assert set(work_everywhere(dataset)[PAIR]) == {"technical"}


def test_different_services_at_the_ends_leave_the_service_unknown() -> None:
    dataset = one_pair(
        ("a", "country:KEN", 0.8, "funding"), ("a", "theme:owners", 0.6, "technical")
    )
    assert set(work_everywhere(dataset)[PAIR]) == {None}


def test_an_unknown_service_gives_way_to_a_known_one() -> None:
    dataset = one_pair(
        ("a", "country:KEN", 0.8, "funding"),
        ("a", "country:KEN", 0.8, "technical"),
        ("a", "theme:owners", 0.6, "technical"),
    )
    assert set(work_everywhere(dataset)[PAIR]) == {"technical"}


def test_work_for_a_commitment_is_not_inferred_and_counts_at_its_pair() -> None:
    dataset = one_pair(
        ("a", "country:KEN", 0.6, "technical"),
        ("a", "theme:owners", 0.6, "technical"),
        ("a", "commitment:KE1", 0.6, "technical"),
    )
    doing = Doing(partner="partner:a", strength=0.6, through=("commitment:KE1",))
    assert work_everywhere(dataset)[PAIR] == {"technical": (doing,)}


def test_neither_country_nor_theme_alone_says_anything_about_the_pair() -> None:
    dataset = one_pair(("a", "country:KEN", 1.0, None), ("b", "theme:owners", 1.0, None))
    assert PAIR not in work_everywhere(dataset)
    assert work_at_candidates(dataset, ["commitment:KE1"]) == {"commitment:KE1": {}}


def test_no_pair_without_a_commitment_in_it() -> None:
    """A country and a theme that no commitment joins are no place."""
    dataset = one_pair(("a", "country:KEN", 1.0, None), ("a", "theme:owners", 1.0, None))
    assert PAIR in work_everywhere(dataset)
    assert PAIR not in work_everywhere(dataset.but(links=()))


@given(datasets())
def test_row_order_changes_nothing_and_zeros_are_left_out(dataset: Dataset) -> None:
    plain = work_everywhere(dataset)
    assert plain == work_everywhere(reordered(dataset))
    assert all(
        doing.strength > 0
        for work in plain.values()
        for partners in work.values()
        for doing in partners
    )
    names = [item.id for item in dataset.candidates]
    assert work_at_candidates(dataset, names) == work_at_candidates(reordered(dataset), names)
