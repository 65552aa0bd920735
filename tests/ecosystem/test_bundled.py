"""The bundled partners: what must be true of real records, whatever is added to them."""

from functools import cache

from config.load import bundled_configuration_folder, load_configuration
from data.dataset import Dataset
from data.load import bundled_dataset_folder, load_dataset
from ecosystem.cover import smallest_cover
from ecosystem.dependence import without
from ecosystem.gaps import Served, gaps
from ecosystem.graph import in_force, network
from ecosystem.groups import groups
from ecosystem.leads import leads
from ecosystem.overlap import shared_work
from ecosystem.strength import partner_strength, strength_breakdown


@cache
def bundled() -> Dataset:
    """Return the bundled dataset."""
    return load_dataset(bundled_dataset_folder())


def test_at_least_forty_organisations_each_engagement_with_a_source() -> None:
    """Issue: at least 40 organisations with sources."""
    dataset = bundled()
    sources = {source.id for source in dataset.sources}
    engaged = {row.partner for row in dataset.engagements}
    assert len(engaged) >= 40
    assert all(row.source in sources for row in dataset.engagements)
    assert network(dataset).number_of_nodes() > len(dataset.candidates) + len(engaged)


def test_strength_tells_the_well_known_from_the_thin() -> None:
    """Kenya is the plan's example of a country where many partners work."""
    strengths = partner_strength(bundled())
    countries = sorted(
        value for name, value in strengths.items() if bundled().by_id[name].kind == "country"
    )
    assert strengths["country:KEN"] >= countries[-5]
    assert countries[len(countries) // 4] < 0.5 < countries[-len(countries) // 4]
    assert len(countries) < len(bundled().of_kind("country"))


def test_kenya_draws_on_the_partners_the_plan_names() -> None:
    """3YP, Countries: Hivos and Article 19 as examples of partners in Kenya."""
    partners = strength_breakdown(bundled())["country:KEN"].partners
    assert {"partner:hivos", "partner:article-19"} <= set(partners)


def test_open_ownership_leads_technical_support_on_beneficial_ownership() -> None:
    """3YP, Commitments, 2020 Activities, names Open Ownership for technical support."""
    services = load_configuration(bundled_configuration_folder()).services
    rows = {(row.candidate, row.service, row.partner): row for row in leads(bundled(), services)}
    theme = rows["theme:beneficial-ownership", "technical_support", "partner:open-ownership"]
    assert not theme.inherited
    register = rows["commitment:NG0006", "technical_support", "partner:open-ownership"]
    assert register.inherited
    assert register.through == ("country:NGA", "theme:beneficial-ownership")


def test_conveners_of_the_leadership_group_share_peer_learning() -> None:
    """3YP, Themes: four organisations around the Beneficial Ownership Leadership Group."""
    first = shared_work(bundled(), ["theme:beneficial-ownership"])[0]
    assert (first.place, first.service) == (("theme:beneficial-ownership",), "peer_learning")
    assert len(first.partners) == 4


def test_gaps_are_honest_about_what_is_on_record() -> None:
    services = load_configuration(bundled_configuration_folder()).services
    found = {gap.candidate: gap for gap in gaps(bundled(), services)}
    strengths = partner_strength(bundled())
    unknown = {name for name, gap in found.items() if gap.served is Served.NO_RECORD}
    assert unknown == set(in_force(bundled())) - strengths.keys()


def test_cover_and_groups_account_for_everything() -> None:
    cover = smallest_cover(bundled())
    assert cover.proven
    reached = {area for item in cover.partners for area in item.reaches}
    assert reached | set(cover.unreachable) == set(in_force(bundled()))
    found = groups(bundled())
    assert found.modularity > 0.3
    members = [one for group in found.groups for one in group.partners]
    assert len(set(members)) == len(members) >= 40


def test_no_strength_rises_when_any_partner_goes() -> None:
    before = partner_strength(bundled())
    for partner in bundled().partners[::10]:
        after = partner_strength(without(bundled(), partner.id))
        assert after.keys() == before.keys()
        assert all(after[name] <= before[name] for name in before)
