"""Ids that one configuration file names and another does not have."""

import pytest

from tests.folders import Folder, one


@pytest.mark.parametrize(
    ("file", "old", "new", "row", "column", "value", "must", "do"),
    [
        ("services.yaml", "unlocks: {country: 0.2}", "unlocks: {country: 0.2, cities: 1}", 18,
         "services.advocacy.unlocks", "cities", "must be a kind of criteria.yaml",
         "Write one of: commitment, country, theme."),
        ("services.yaml", "staff: {country: {regional: 1}}", "staff: {contry: {regional: 1}}", 19,
         "services.advocacy.staff", "contry", "must be a kind of criteria.yaml",
         "Did you mean `country`?"),
        ("services.yaml", "money: {commitment: 40000}", "money: {comitment: 40000}", 7,
         "services.technical_support.money", "comitment", "must be a kind of criteria.yaml",
         "Did you mean `commitment`?"),
        ("services.yaml", "staff: {country: {regional: 1}}", "staff: {country: {oceans: 1}}", 19,
         "services.advocacy.staff.country", "oceans",
         "must be a team of capacity.yaml or the word regional",
         "Write one of: africa, europe, regional, thematic."),
        ("services.yaml", "unlocks: {country: 0.2}",
         "unlocks: {country: 0.2}\n    periods: [H1, H7]", 19, "services.advocacy.periods", "H7",
         "must be a period of capacity.yaml", "Write one of: H1."),
        ("capacity.yaml", "services: technical_support", "services: [technical_support, gifts]",
         11, "funds.trust.pays_for.services", "gifts", "must be a service of services.yaml",
         "Write one of: advocacy, peer_exchange, technical_support."),
        ("capacity.yaml", "where: {kind: commitment}", "where: {kind: [commitment, x]}", 11,
         "funds.trust.pays_for.where.kind", "x", "must be a kind of criteria.yaml",
         "Write one of: commitment, country, theme."),
        ("capacity.yaml", "services: technical_support", "services: advocacy", 8,
         "funds.trust.pays_for", None, "a fund must be able to pay for something",
         "Name services that cost money for these kinds, or delete the fund."),
        ("capacity.yaml", "region: Africa", "region: Europe", 5, "teams.africa.region", "Europe",
         "a region must have one team only", "Leave the region to one of europe and africa."),
        ("rules.yaml", "kind: country, level: local", "kind: town, level: local", 22,
         "rules.national_only.where.kind", "town", "must be a kind of criteria.yaml",
         "Write one of: commitment, country, theme."),
        ("rules.yaml", "kind: country, level: local", "not: {kind: town}", 22,
         "rules.national_only.where.not.kind", "town", "must be a kind of criteria.yaml",
         "Write one of: commitment, country, theme."),
        ("rules.yaml", "    of: {kind: commitment}", "    of: {kind: town}", 17,
         "rules.near_focus.of.kind", "town", "must be a kind of criteria.yaml",
         "Write one of: commitment, country, theme."),
        ("rules.yaml", "each: region", 'each: ""', 11, "rules.one_country_per_region.each", "",
         "must name a column of candidates.csv", "Write the column, or delete `each`."),
        ("criteria.yaml", "measure: will", "measure: wil", 20,
         "kinds.country.criteria.political_will", "wil",
         "must be a measure of the catalogue `measures`", "Did you mean `will`?"),
        ("criteria.yaml", "will: {label: Political will,", "will: {scale: [0, 1], label: x,", 83,
         "measures.will.scale", None, "a measure of levels must have no scale",
         "Delete the scale, or use a value function of numbers."),
        ("criteria.yaml", "measure: values", "measure: will", 32,
         "kinds.country.gates.values_check", "will",
         "a measure must be read as numbers everywhere, or as levels everywhere",
         "It is read as levels elsewhere; change one of the two, or use two measures."),
    ],
)  # fmt: skip
def test_a_reference_that_leads_nowhere(
    folder: Folder,
    file: str,
    old: str,
    new: str,
    row: int,
    column: str,
    value: str | None,
    must: str,
    do: str,
) -> None:
    folder.replace(file, old, new)
    found = [each for each in folder.configuration_problems() if each.column == column]
    problem = one(tuple(found))
    assert (problem.file, problem.row, problem.value) == (file, row, value)
    assert (problem.must, problem.do) == (must, do)


def test_regional_staff_needs_a_regional_team(folder: Folder) -> None:
    folder.replace("capacity.yaml", ", region: Europe", "")
    folder.replace("capacity.yaml", ", region: Africa", "")
    found = folder.configuration_problems()
    assert {problem.column for problem in found} == {
        "services.technical_support.staff.country.regional",
        "services.technical_support.staff.commitment.regional",
        "services.peer_exchange.staff.country.regional",
        "services.advocacy.staff.country.regional",
    }
    assert found[0].do == "Give the regional teams of capacity.yaml their `region`."


def test_without_one_file_the_others_are_still_checked(folder: Folder) -> None:
    folder.path("criteria.yaml").unlink()
    folder.replace("services.yaml", "theme: {thematic: 5}", "theme: {thematics: 5}")
    missing, wrong = folder.configuration_problems()
    assert (missing.file, missing.must) == ("criteria.yaml", "the file must exist")
    assert (wrong.file, wrong.value) == ("services.yaml", "thematics")


def test_a_misspelt_name_is_told_without_what_follows_from_it(folder: Folder) -> None:
    """A fund with a misspelt service pays for nothing; a list with one bad entry is not short."""
    folder.replace("capacity.yaml", "services: technical_support", "services: technical_suport")
    assert one(folder.configuration_problems()).column == "funds.trust.pays_for.services"
    folder.replace("capacity.yaml", "services: technical_suport", "services: technical_support")
    folder.replace("capacity.yaml", "{id: H1,", "{id: H 1,")
    assert one(folder.configuration_problems()).column == "periods.0.id"
