"""The smallest cover; oracles are brute force over all sets of partners, and hand-worked ties."""

from itertools import combinations

import pytest
from hypothesis import given, settings

from data.dataset import Dataset
from ecosystem.cover import smallest_cover
from ecosystem.reach import reaches
from tests.ecosystem.networks import candidate, datasets, engagement, hand_worked, reordered


def chosen(dataset: Dataset, *focus: str) -> list[str]:
    """Return the last letters of the partners convened, in order."""
    return sorted(item.partner[-1] for item in smallest_cover(dataset, focus).partners)


def places(*rows: tuple[str, str, float]) -> Dataset:
    """Return three countries and engagements with them."""
    names = ("country:A", "country:B", "country:C")
    return Dataset(
        candidates=tuple(map(candidate, names)),
        engagements=tuple(engagement(partner, f"country:{at}", how) for partner, at, how in rows),
    )


def test_hand_worked_network() -> None:
    """Kenya, Ghana and owners: oo reaches Kenya and owners, Ghana needs send (0.8) or gift."""
    cover = smallest_cover(hand_worked())
    assert [(item.partner, item.reaches, item.only) for item in cover.partners] == [
        ("partner:oo", ("country:KEN", "theme:owners"), ("country:KEN", "theme:owners")),
        ("partner:send", ("country:GHA",), ("country:GHA",)),
    ]
    assert (cover.unreachable, cover.at_least, cover.proven) == ((), 2, True)


def test_what_cannot_be_reached_is_named() -> None:
    cover = smallest_cover(hand_worked(), ["country:MLT", "country:KEN"])
    assert cover.unreachable == ("country:MLT",)
    assert [item.partner for item in cover.partners] == ["partner:wb"]
    nobody = smallest_cover(hand_worked(), ["country:MLT"])
    assert (nobody.partners, nobody.at_least, nobody.proven) == ((), 0, True)


def test_faint_reach_is_not_worth_convening() -> None:
    """Gift reaches Ghana with 0.125 only."""
    alone = hand_worked().but(engagements=hand_worked().engagements[:-1])
    assert smallest_cover(alone, ["country:GHA"]).unreachable == ("country:GHA",)
    assert smallest_cover(alone, ["country:GHA"], least=0.1).unreachable == ()


def test_among_equals_the_stronger_then_the_first_ids() -> None:
    one = places(("a", "A", 0.5), ("b", "A", 0.6))
    assert chosen(one, "country:A") == ["b"]
    tie = places(
        ("a", "A", 0.5), ("b", "A", 0.5), ("d", "B", 0.5), ("c", "B", 0.5), ("c", "C", 0.5)
    )
    assert chosen(tie, "country:A", "country:B") == ["a", "c"]


def test_ids_are_told_apart_beyond_one_chunk() -> None:
    """Thirty partners can each reach A, another thirty B; the first of each is taken."""
    rows = [(f"{number:02d}a", "A", 0.5) for number in range(30)]
    rows += [(f"{number:02d}b", "B", 0.5) for number in range(30)]
    cover = smallest_cover(places(*rows), ["country:A", "country:B"])
    assert [item.partner for item in cover.partners] == ["partner:00a", "partner:00b"]


def brute_force(dataset: Dataset, focus: list[str]) -> tuple[str, ...]:
    """Return the best set by looking at all of them: size, then total reach, then ids."""
    amounts = {
        area: {reach.partner: reach.amount for reach in found if reach.amount > 0}
        for area, found in reaches(dataset).items()
        if area in focus
    }
    rows = [row for row in amounts.values() if row]
    partners = sorted({partner for row in rows for partner in row})
    worth = {
        partner: round(1000 * sum(row.get(partner, 0.0) for row in rows)) for partner in partners
    }
    for size in range(len(partners) + 1):
        sets = [
            group
            for group in combinations(partners, size)
            if all(any(partner in row for partner in group) for row in rows)
        ]
        if sets:
            return min(sets, key=lambda group: (-sum(map(worth.__getitem__, group)), group))
    msg = "all partners together reach all that can be reached"
    raise AssertionError(msg)


@settings(max_examples=40, deadline=None)
@given(datasets(most_partners=7))
def test_agrees_with_brute_force(dataset: Dataset) -> None:
    focus = [item.id for item in dataset.candidates]
    cover = smallest_cover(dataset, focus, least=0)
    assert tuple(sorted(item.partner for item in cover.partners)) == brute_force(dataset, focus)
    assert cover.proven
    reached = {area for item in cover.partners for area in item.reaches}
    assert reached | set(cover.unreachable) == set(focus)
    assert reached.isdisjoint(cover.unreachable)


@settings(max_examples=15, deadline=None)
@given(datasets())
def test_row_order_changes_nothing(dataset: Dataset) -> None:
    focus = [item.id for item in dataset.candidates]
    assert smallest_cover(dataset, focus) == smallest_cover(reordered(dataset), focus)


def test_without_time_the_bound_stays_true() -> None:
    """Rows of a Steiner triple system of order 9: 5 points are needed to meet all 12 lines."""
    lines = [
        (0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8),
        (0, 4, 8), (1, 5, 6), (2, 3, 7), (0, 5, 7), (1, 3, 8), (2, 4, 6),
    ]  # fmt: skip
    names = [f"country:L{number}" for number in range(len(lines))]
    dataset = Dataset(
        candidates=tuple(map(candidate, names)),
        engagements=tuple(
            engagement(str(point), name, 1.0)
            for name, line in zip(names, lines, strict=True)
            for point in line
        ),
    )
    cover = smallest_cover(dataset, names)
    assert (len(cover.partners), cover.at_least) == (5, 5)
    hurried = smallest_cover(dataset, names, seconds=1e-9)
    assert {area for item in hurried.partners for area in item.reaches} == set(names)
    assert 12 / 4 <= hurried.at_least <= 5 <= len(hurried.partners)


@pytest.mark.parametrize("focus", [[], None])
def test_an_empty_list_needs_nobody(focus: list[str] | None) -> None:
    dataset = places(("a", "A", 1.0))
    assert smallest_cover(dataset, focus).partners == ()
