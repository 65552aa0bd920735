"""Partner strength: oracles are the network worked by hand and its defining properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dataset import Dataset, Engagement, Link
from ecosystem.reach import How, ReachRules
from ecosystem.strength import partner_strength, strength_breakdown
from tests.ecosystem.networks import (
    candidate,
    crossing,
    datasets,
    engagement,
    hand_worked,
    mirrored,
    reordered,
)


def close(value: float) -> object:
    return pytest.approx(value, abs=1e-12)


def test_hand_worked_network() -> None:
    """Each line is worked by hand from the definitions with η = μ = a = 0.5.

    KEN: oo 0.8 and wb 1.0 directly.  1 − 0.6·0.5 = 0.7.
    GHA: send 0.8 directly; gift 0.5 on SE1, up twice: 0.125.  1 − 0.6·0.9375 = 0.4375.
    GHA-sek: gift up once 0.25; send from its country 0.4.  1 − 0.875·0.8 = 0.3.
    owners: oo 1.0.  0.5.
    budgets: gift 1.0; wb 0.4 directly, more than 0.5·0.6 from KE2.  1 − 0.5·0.8 = 0.6.
    KE1: oo in Kenya 0.8 and on owners 1.0, crossing 0.4; wb is not on owners.  0.2.
    KE2: wb 0.6 directly; oo is not on budgets, gift not in Kenya.  0.3.
    SE1: gift 0.5 directly; send is not on budgets.  0.25.
    """
    assert partner_strength(hand_worked()) == {
        "country:KEN": close(0.7),
        "country:GHA": close(0.4375),
        "country:GHA-sek": close(0.3),
        "theme:owners": close(0.5),
        "theme:budgets": close(0.6),
        "commitment:KE1": close(0.2),
        "commitment:KE2": close(0.3),
        "commitment:SE1": close(0.25),
    }


def test_no_record_is_missing_and_a_recorded_zero_is_zero() -> None:
    dataset = hand_worked()
    assert "country:MLT" not in partner_strength(dataset)
    looked = dataset.but(engagements=(*dataset.engagements, engagement("wb", "country:MLT", 0.0)))
    assert partner_strength(looked)["country:MLT"] == 0.0


def test_returns_diminish() -> None:
    """One, two and three full partners: 1 − 0.5ⁿ."""
    rows = [engagement(name, "country:KEN", 1.0) for name in ("a", "b", "c")]
    for count, expected in ((1, 0.5), (2, 0.75), (3, 0.875)):
        dataset = Dataset(candidates=(candidate("country:KEN"),), engagements=tuple(rows[:count]))
        assert partner_strength(dataset) == {"country:KEN": close(expected)}


def test_one_partner_counts_once_by_its_strongest_engagement() -> None:
    rows = (
        engagement("a", "country:KEN", 0.4, "technical"),
        engagement("a", "country:KEN", 0.8, "funding"),
        engagement("a", "country:KEN", 0.6),
    )
    dataset = Dataset(candidates=(candidate("country:KEN"),), engagements=rows)
    assert partner_strength(dataset) == {"country:KEN": close(0.4)}


def test_breakdown_says_who_and_by_which_path() -> None:
    parts = strength_breakdown(hand_worked())["commitment:KE1"]
    (only,) = parts.contributions
    assert (only.partner, only.amount, only.how) == ("partner:oo", close(0.4), How.CROSSING)
    assert only.through == ("country:KEN", "theme:owners")
    assert only.loss == close(0.2)
    ghana = strength_breakdown(hand_worked())["country:GHA"]
    assert ghana.partners == ("partner:send", "partner:gift")
    assert [part.how for part in ghana.contributions] == [How.DIRECT, How.PARTS]
    assert ghana.contributions[1].through == ("commitment:SE1",)


def test_local_member_draws_on_its_country_but_not_the_country_on_other_local_members() -> None:
    """A partner of one town counts for the country, and from there for the next town: 0.25."""
    dataset = Dataset(
        candidates=tuple(map(candidate, ("country:GHA", "country:GHA-a", "country:GHA-b"))),
        links=tuple(
            Link(candidate=town, target="country:GHA", relation="in_country")
            for town in ("country:GHA-a", "country:GHA-b")
        ),
        engagements=(engagement("p", "country:GHA-a", 1.0),),
    )
    assert partner_strength(dataset, ReachRules(closes=1)) == {
        "country:GHA": close(0.5),
        "country:GHA-a": close(1.0),
        "country:GHA-b": close(0.25),
    }


def test_circular_links_end() -> None:
    """The check of a dataset refuses circles; a dataset built in code must still give an answer."""
    links = tuple(
        Link(candidate=f"country:{here}", target=f"country:{there}", relation="in_country")
        for here, there in ("AB", "BC", "CA")
    )
    dataset = Dataset(
        candidates=tuple(candidate(f"country:{name}") for name in "ABC"),
        links=links,
        engagements=(engagement("p", "country:A", 1.0),),
    )
    whole = ReachRules(upward=1, downward=1, closes=1)
    assert partner_strength(dataset, whole) == dict.fromkeys(
        ("country:A", "country:B", "country:C"), 1.0
    )


def budgets(*rows: tuple[str, str, float]) -> dict[str, float]:
    """Return reach (all of it closing) in Kenya, KE1 on two themes and KE2 on one of them."""
    dataset = Dataset(
        candidates=tuple(
            map(
                candidate, ("country:KEN", "theme:a", "theme:b", "commitment:KE1", "commitment:KE2")
            )
        ),
        links=(
            *crossing("commitment:KE1", "country:KEN", "theme:a", "theme:b"),
            *crossing("commitment:KE2", "country:KEN", "theme:b"),
        ),
        engagements=tuple(engagement(*row) for row in rows),
    )
    return partner_strength(dataset, ReachRules(closes=1))


def test_work_for_a_commitment_is_divided_among_its_themes() -> None:
    """KE1 0.8: up to Kenya 0.4, to each of its two themes 0.2; KE2, on one of them, 0.1."""
    assert budgets(("p", "commitment:KE1", 0.8)) == {
        "commitment:KE1": close(0.8),
        "country:KEN": close(0.4),
        "theme:a": close(0.2),
        "theme:b": close(0.2),
        "commitment:KE2": close(0.1),
    }


def test_a_neighbour_with_every_theme_in_common_profits_undivided() -> None:
    """KE2 0.8 lies on one theme, which KE1 has as well: 0.5 · 0.5 · 0.8; on the theme 0.4."""
    assert budgets(("p", "commitment:KE2", 0.8)) == {
        "commitment:KE1": close(0.2),
        "commitment:KE2": close(0.8),
        "country:KEN": close(0.4),
        "theme:b": close(0.4),
    }


def test_a_neighbour_counts_by_the_share_of_themes_in_common() -> None:
    """A1 on t, u, v, w and A2 on t, u, v: three quarters of 0.25 · 0.8, not the quarter of one."""
    dataset = Dataset(
        candidates=tuple(
            map(
                candidate,
                ("country:A", *(f"theme:{t}" for t in "tuvw"), "commitment:A1", "commitment:A2"),
            )
        ),
        links=(
            *crossing("commitment:A1", "country:A", *(f"theme:{t}" for t in "tuvw")),
            *crossing("commitment:A2", "country:A", *(f"theme:{t}" for t in "tuv")),
        ),
        engagements=(engagement("p", "commitment:A1", 0.8),),
    )
    assert partner_strength(dataset, ReachRules(closes=1))["commitment:A2"] == close(0.15)


def test_faint_conclusions_say_nothing() -> None:
    """KE1 at 0.3 gives its themes and KE2 0.075, below 0.1; an engagement of 0.05 is a record."""
    assert budgets(("p", "commitment:KE1", 0.3)).keys() == {"commitment:KE1", "country:KEN"}
    assert budgets(("p", "theme:a", 0.05)) == {"theme:a": close(0.05)}


def test_a_faint_conclusion_does_not_take_the_place_of_a_record() -> None:
    """Kenya 0.15 hands its town 0.075, below 0.1; the town's own record of 0.05, or 0, stands."""
    for own in (0.05, 0.0):
        dataset = Dataset(
            candidates=tuple(map(candidate, ("country:KEN", "country:KEN-town"))),
            links=(
                Link(candidate="country:KEN-town", target="country:KEN", relation="in_country"),
            ),
            engagements=(
                engagement("p", "country:KEN", 0.15),
                engagement("p", "country:KEN-town", own),
            ),
        )
        found = partner_strength(dataset, ReachRules(closes=1))
        assert found["country:KEN-town"] == close(own)


def test_a_recorded_zero_says_nothing_about_what_it_is_linked_to() -> None:
    assert budgets(("p", "country:KEN", 0.0), ("p", "theme:b", 1.0)) == {
        "country:KEN": 0.0,
        "theme:b": close(1.0),
    }


@given(datasets())
def test_stays_on_its_scale(dataset: Dataset) -> None:
    assert all(0 <= strength <= 1 for strength in partner_strength(dataset).values())


@given(datasets(), st.data())
def test_another_engagement_never_lowers_and_removing_one_never_raises(
    dataset: Dataset, data: st.DataObject
) -> None:
    more = Engagement(
        partner=data.draw(st.sampled_from(["partner:new", *(p.id for p in dataset.partners)])),
        target=data.draw(st.sampled_from(dataset.candidates)).id,
        strength=data.draw(st.floats(0, 1)),
    )
    before = partner_strength(dataset)
    after = partner_strength(dataset.but(engagements=(*dataset.engagements, more)))
    assert before.keys() <= after.keys()
    assert all(after[key] >= before[key] for key in before)


@given(datasets())
def test_row_order_and_names_change_nothing(dataset: Dataset) -> None:
    plain = partner_strength(dataset)
    assert partner_strength(reordered(dataset)) == plain
    other, names = mirrored(dataset)
    assert partner_strength(other) == {names[key]: value for key, value in plain.items()}


@given(datasets())
def test_breakdown_agrees_with_strength(dataset: Dataset) -> None:
    """The loss of each partner is the strength minus the strength without its engagements."""
    strengths = partner_strength(dataset)
    for candidate_id, parts in strength_breakdown(dataset).items():
        assert parts.strength == strengths[candidate_id]
        for part in parts.contributions:
            rest = tuple(row for row in dataset.engagements if row.partner != part.partner)
            without = partner_strength(dataset.but(engagements=rest)).get(candidate_id, 0.0)
            assert part.loss == pytest.approx(parts.strength - without, abs=1e-12)


def test_work_across_a_region_counts_for_everybody_in_it() -> None:
    """A union at work across Africa with 0.4, added to the network worked by hand.

    KEN: 1 − 0.3·0.8 = 0.76. GHA: 1 − 0.5625·0.8 = 0.55. GHA-sek, by its country: 0.5·0.4 = 0.2,
    1 − 0.7·0.9 = 0.37. Its commitments are on no theme of the union's; Malta is in Europe.
    """
    dataset = hand_worked()
    rows = (*dataset.engagements, engagement("union", "Africa", 0.4))
    found = partner_strength(dataset.but(engagements=rows))
    assert found == partner_strength(dataset) | {
        "country:KEN": close(0.76),
        "country:GHA": close(0.55),
        "country:GHA-sek": close(0.37),
    }
    kenya = strength_breakdown(dataset.but(engagements=rows))["country:KEN"].contributions
    union = next(part for part in kenya if part.partner == "partner:union")
    assert (union.how, union.through, union.amount) == (How.REGION, ("Africa",), 0.4)


@given(datasets())
def test_a_region_is_as_good_as_a_row_for_each_of_its_countries(dataset: Dataset) -> None:
    """Oracle: the same work written out, a row for each."""
    across = engagement("P0", "Africa", 0.5)
    written = [engagement("P0", one, 0.5) for one in dataset.regions.get("Africa", ())]
    one = dataset.but(engagements=(*dataset.engagements, across))
    other = dataset.but(engagements=(*dataset.engagements, *written))
    assert partner_strength(one) == partner_strength(other)
