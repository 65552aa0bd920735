"""Who can lead what; oracles are the rules worked by hand and monotonicity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.services import Service, Services
from data.dataset import Dataset, Engagement
from ecosystem.dependence import without
from ecosystem.leads import Lead, LeadRules, also_in_strength, lead_capacities, leads
from ecosystem.strength import strength_breakdown
from tests.ecosystem.networks import candidate, crossing, datasets, engagement, hand_worked

EVERYWHERE = {"country": 0.5, "commitment": 0.5, "theme": 0.5}
SERVICES = Services(
    services={
        "technical": Service(label="Technical", unlocks=EVERYWHERE, partner_lead=0.5),
        "funding": Service(label="Funding", unlocks=EVERYWHERE, partner_lead=0),
    }
)
KENYA = Dataset(
    candidates=tuple(
        map(candidate, ("country:KEN", "theme:owners", "commitment:KE1", "commitment:KE2"))
    ),
    links=(
        *crossing("commitment:KE1", "country:KEN", "theme:owners"),
        *crossing("commitment:KE2", "country:KEN", "theme:owners"),
    ),
)


def found(*rows: tuple[str, str, float, str | None], rules: LeadRules | None = None) -> list[Lead]:
    """Return the leads that engagements in Kenya make."""
    dataset = KENYA.but(engagements=tuple(engagement(*row) for row in rows))
    return list(leads(dataset, SERVICES, rules or LeadRules()))


def test_an_engagement_with_the_candidate_leads_there_and_nowhere_else() -> None:
    """KE2 lies in the same country on the same theme, and is another commitment all the same."""
    (here,) = found(("a", "commitment:KE1", 0.7, "technical"))
    assert (here.candidate, here.strength, here.inherited) == ("commitment:KE1", 0.7, False)


def test_work_in_the_country_on_the_theme_is_inherited() -> None:
    """The country and the theme explicitly, both commitments at half of the weaker 0.6."""
    rows = found(("a", "country:KEN", 0.8, "technical"), ("a", "theme:owners", 0.6, "technical"))
    assert [(row.candidate, row.strength) for row in rows] == [
        ("commitment:KE1", 0.3),
        ("commitment:KE2", 0.3),
        ("country:KEN", 0.8),
        ("theme:owners", 0.6),
    ]
    assert rows[0].through == ("country:KEN", "theme:owners")
    assert rows[0].why == "On record with this service in KEN and on the theme “owners”."


@pytest.mark.parametrize(
    ("own", "strength", "inherited"), [(0.5, 0.5, False), (0.4, 0.4, False), (0.3, 0.4, True)]
)
def test_the_explicit_lead_is_kept_unless_the_inherited_one_is_stronger(
    own: float, strength: float, *, inherited: bool
) -> None:
    """The pair hands down 0.5 · 0.8."""
    rows = found(
        ("a", "commitment:KE1", own, "technical"),
        ("a", "country:KEN", 0.8, "technical"),
        ("a", "theme:owners", 0.8, "technical"),
    )
    assert (rows[0].candidate, rows[0].strength, rows[0].inherited) == (
        "commitment:KE1",
        strength,
        inherited,
    )


@pytest.mark.parametrize(
    "row",
    [
        ("a", "commitment:KE1", 0.2, "technical"),
        ("a", "commitment:KE1", 1.0, None),
        ("a", "commitment:KE1", 1.0, "funding"),
    ],
    ids=["too weak", "service unknown", "service that cannot be led"],
)
def test_what_leads_nothing(row: tuple[str, str, float, str | None]) -> None:
    assert found(row) == []


def test_a_service_not_offered_to_the_kind_is_not_led() -> None:
    services = Services(
        services={"technical": Service(label="T", unlocks={"country": 1}, partner_lead=0.5)}
    )
    dataset = hand_worked()
    assert {row.candidate for row in leads(dataset, services)} == {"country:KEN"}


def test_unknown_capacity_is_assumed_and_zero_stays_zero() -> None:
    assert lead_capacities(hand_worked(), LeadRules(unknown_capacity=3)) == {
        "partner:gift": 1.0,
        "partner:oo": 2.0,
        "partner:send": 0.0,
        "partner:wb": 3.0,
    }


def test_what_a_lead_also_adds_to_strength() -> None:
    """KEN has 0.7 with oo and 0.5 without it (test_strength); Malta has nothing."""
    first, second = also_in_strength(
        strength_breakdown(hand_worked()),
        [("partner:oo", "country:KEN"), ("partner:oo", "country:MLT")] * 2,
    )
    assert first.strength == pytest.approx(0.7)
    assert first.share == pytest.approx(0.2)
    assert (second.strength, second.share) == (0.0, 0.0)


@given(datasets(), st.data())
def test_another_engagement_never_takes_a_lead_away(dataset: Dataset, data: st.DataObject) -> None:
    more = Engagement(
        partner="partner:P0",
        target=data.draw(st.sampled_from(dataset.candidates)).id,
        service=data.draw(st.sampled_from(["technical", "funding"])),
        strength=data.draw(st.floats(0, 1)),
    )
    before = {(r.partner, r.candidate, r.service): r.strength for r in leads(dataset, SERVICES)}
    grown = dataset.but(engagements=(*dataset.engagements, more))
    after = {(r.partner, r.candidate, r.service): r.strength for r in leads(grown, SERVICES)}
    assert all(after[key] >= strength for key, strength in before.items())


@given(datasets())
def test_a_partner_that_went_leads_nothing_and_takes_no_other_lead(dataset: Dataset) -> None:
    before = leads(dataset, SERVICES)
    after = leads(without(dataset, "partner:P0"), SERVICES)
    assert after == tuple(row for row in before if row.partner != "partner:P0")


def test_who_gives_a_service_across_the_region_can_lead_it_in_each_country() -> None:
    """As strong as it is, 0.4: at least the least strength of a lead, 0.25."""
    rows = (
        engagement("a", "Africa", 0.4, "technical"),
        engagement("b", "Africa", 0.2, "technical"),
    )
    dataset = KENYA.but(
        candidates=tuple(
            one.but(region="Africa" * (one.kind != "theme")) for one in KENYA.candidates
        ),
        engagements=rows,
    )
    (lead,) = leads(dataset, SERVICES)
    assert (lead.partner, lead.candidate, lead.strength) == ("partner:a", "country:KEN", 0.4)
    assert lead.why == "On record with this service across Africa."
