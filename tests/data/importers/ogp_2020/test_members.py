"""National and local members."""

from pathlib import Path

import pytest

from data.importers.ogp_2020 import members, plan
from tests.data.importers.ogp_2020.raw_folder import write_raw


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return write_raw(tmp_path)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("São Paulo", "sao-paulo"), ("Iași", "iasi"), ("Elgeyo-Marakwet County",
     "elgeyo-marakwet-county"), ("Nariño", "narino")],
)  # fmt: skip
def test_slugs_hold_only_letters_that_ids_may_have(name: str, expected: str) -> None:
    assert members.slug(name) == expected


def test_a_national_member(raw: Path) -> None:
    """Oracle: the made-up row, Armenia's income group as in the 2020 index beside it."""
    armenia, burkina = members.national_members(raw)[:2]
    assert armenia == {
        "id": "country:ARM", "kind": "country", "name": "Armenia",
        "region": "Asia and the Pacific", "subregion": "", "country": "ARM", "status": "active",
        "incumbent": "yes", "incumbent_since": "2020", "level": "national",
        "income_group": "Lower middle income", "cohort": "even", "joined": "2012",
        "in_transition": "yes",
    }  # fmt: skip
    assert burkina["region"] == "Africa and the Middle East"
    assert burkina["subregion"] == "Africa"
    assert burkina["income_group"] == "Upper middle income"
    assert (burkina["joined"], burkina["in_transition"]) == ("", "")


def test_an_inferred_cohort_is_still_a_cohort(raw: Path) -> None:
    panama = next(row for row in members.national_members(raw) if row["country"] == "PAN")
    assert panama["cohort"] == "odd"


def test_local_members_take_place_from_their_country(raw: Path) -> None:
    """A local member of a country that has left takes it from the transcribed facts."""
    national = members.national_members(raw)
    ghana, tanzania = members.local_members(raw, national)
    assert (ghana["id"], ghana["name"]) == (
        "country:GHA-sekondi-takoradi",
        "Sekondi-Takoradi, Ghana",
    )
    assert (ghana["region"], ghana["level"], ghana["incumbent"]) == (
        "Africa and the Middle East",
        "local",
        "no",
    )
    assert (tanzania["id"], tanzania["income_group"]) == ("country:TZA-kigoma", "Low income")


def test_a_local_member_links_to_its_country_only_where_that_is_a_member(raw: Path) -> None:
    national = members.national_members(raw)
    local = members.local_members(raw, national)
    by_id = {row["id"]: row for row in [*national, *local]}
    assert members.links(local, by_id) == [
        {
            "candidate": "country:GHA-sekondi-takoradi",
            "target": "country:GHA",
            "relation": "in_country",
        }
    ]


def test_databases_may_use_other_names(raw: Path) -> None:
    national = members.national_members(raw)
    names = members.member_by_name(national, members.local_members(raw, national))
    assert names["Kyrgyz Republic"] == "country:KGZ"
    assert "Republic of Korea" not in names
    assert names["Sekondi-Takoradi, Ghana"] == "country:GHA-sekondi-takoradi"


def test_the_plan_completes_eleven_regions() -> None:
    """Oracle: the issue names eleven blanks, and OGP has four regions."""
    assert len(plan.MISSING_REGIONS) == 11
    assert set(plan.MISSING_REGIONS.values()) == set(plan.REGIONS)


@pytest.mark.parametrize(
    ("iso", "region", "part"),
    [
        ("KEN", "Africa and the Middle East", "Africa"),
        ("JOR", "Africa and the Middle East", ""),
        ("NOR", "Europe", "Nordic countries"),
        ("SRB", "Europe", "Western Balkans"),
        ("LVA", "Europe", ""),
        ("CHL", "Americas", ""),
    ],
)
def test_parts_of_regions_that_the_plan_names(iso: str, region: str, part: str) -> None:
    """Oracle: 3YP, Countries, (Sub)Regional initiatives, and geography."""
    assert plan.subregion(iso, region) == part
