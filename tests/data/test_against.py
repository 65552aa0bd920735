"""A dataset that does not fit the configuration."""

import pytest

from config.configuration import Configuration
from config.problems import InputProblem
from data.against import relations
from data.values import level_words
from tests.folders import Folder, one


@pytest.mark.parametrize(
    ("file", "old", "new", "row", "column", "value", "must", "do"),
    [
        ("candidates.csv", "theme:ownership,theme,", "theme:ownership,themes,", 9, "kind",
         "themes", "must be a kind of criteria.yaml", "Write `theme`."),
        ("evidence.csv", "CCC,participation,0.2", "CCC,partizipation,0.2", 7, "measure",
         "partizipation", "must be a measure of criteria.yaml", "Write `participation`."),
        ("evidence.csv", "CCC,participation,0.2", "CCC,participation,1.2", 7, "value", "1.2",
         "must be on the scale of participation: 0 to 1",
         "Correct the value, or the scale of the measure in criteria.yaml."),
        ("evidence.csv", "participation,0.5,0.4,0.7", "participation,0.5,-0.4,0.7", 5, "low",
         "-0.4", "must be on the scale of participation: 0 to 1",
         "Correct the value, or the scale of the measure in criteria.yaml."),
        ("evidence.csv", "CCC,participation,0.2", "CCC,participation,low", 7, "value", "low",
         "must be a number with a decimal point",
         "Write digits, with a point for the decimals and without unit or spaces."),
        ("evidence.csv", "AAA,will,strong", "AAA,will,Strong", 3, "value", "Strong",
         "must be a level that criteria.yaml gives a value", "Write `strong`."),
        ("evidence.csv", "AAA,will,strong", "AAA,will,5", 3, "value", "5",
         "must be a level that criteria.yaml gives a value", "Write one of: none, some, strong."),
        ("evidence.csv", "CCC,participation,0.2", "CCC,partners,0.2", 7, "measure", "partners",
         "must not be a measure that is derived from the partner graph",
         "Delete the row; enter the work itself in engagements.csv."),
        ("links.csv", "AA001,country:AAA,in_country", "AA001,country:AAA,in_contry", 2, "relation",
         "in_contry", "must be a relation of the configuration", "Write `in_country`."),
        ("engagements.csv", "country:BBB,technical_support,0.8", "country:BBB,money,0.8", 4,
         "service", "money", "must be a service of services.yaml, or blank",
         "Write one of: advocacy, peer_exchange, technical_support."),
        ("demands.csv", "technical_support,africa,2", "technical_suport,africa,2", 3, "service",
         "technical_suport", "must be a service of services.yaml", "Write `technical_support`."),
        ("demands.csv", "technical_support,africa,2", "technical_support,regional,2", 3,
         "resource", "regional", "must be a team of capacity.yaml, or usd",
         "Write one of: africa, europe, thematic, usd."),
        ("demands.csv", "technical_support,africa,2", "advocacy,africa,2", 3, "service",
         "advocacy", "must be a service that services.yaml offers to the candidate's kind",
         "Delete the row, or let the service unlock something for commitment."),
        ("windows.csv", "AA001,H1", "AA001,H2", 2, "period", "H2",
         "must be a period of capacity.yaml", "Write one of: H1."),
        ("candidates.csv", "Gammaland,Africa", "Gammaland,Afrika", 4, "region", "Afrika",
         "must be the region of a team of capacity.yaml", "Write `Africa`."),
        ("candidates.csv", "Gammaland,Africa", "Gammaland,", 4, "region", "",
         "must be the region of a team of capacity.yaml",
         "Write one of: Africa, Europe; or add a team."),
    ],
)  # fmt: skip
def test_a_cell_that_the_configuration_does_not_know(
    folder: Folder,
    file: str,
    old: str,
    new: str,
    row: int,
    column: str,
    value: str,
    must: str,
    do: str,
) -> None:
    folder.replace(file, old, new)
    expected = InputProblem(file=file, row=row, column=column, value=value, must=must, do=do)
    assert expected in folder.dataset_problems()


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "value", "must"),
    [
        ("rules.yaml", "level: local", "levels: local", "rules.national_only.where", "levels",
         "must be a column of candidates.csv"),
        ("services.yaml", "unlocks: {country: 0.2}",
         "unlocks: {country: 0.2}\n    phases: [a plan is due]", "services.advocacy.phases",
         "a plan is due", "must be a phase of windows.csv"),
        ("rules.yaml", "each: region", "each: continent", "rules.one_country_per_region.each",
         "continent", "must be a column of candidates.csv"),
        ("rules.yaml", "level: local", "id: country:ZZZ", "rules.national_only.where",
         "country:ZZZ", "must be an id of candidates.csv"),
        ("rules.yaml", "level: local", "linked_to: theme:x", "rules.national_only.where",
         "theme:x", "must be an id of candidates.csv"),
        ("capacity.yaml", "where: {kind: commitment}", "where: {wealth: low}",
         "funds.trust.pays_for.where", "wealth", "must be a column of candidates.csv"),
        ("criteria.yaml", "attribute: status", "attribute: standing",
         "kinds.country.gates.membership.attribute", "standing",
         "must be a column of candidates.csv"),
    ],
)  # fmt: skip
def test_a_filter_that_the_dataset_does_not_know(
    folder: Folder,
    file: str,
    old: str,
    new: str,
    column: str,
    value: str,
    must: str,
) -> None:
    folder.replace(file, old, new)
    problem = one(folder.dataset_problems())
    assert (problem.file, problem.column, problem.value) == (file, column, value)
    assert problem.must == must


def test_a_new_relation_needs_no_code(folder: Folder) -> None:
    folder.replace("criteria.yaml", "on_theme: 0.5", "in_initiative: 0.5")
    folder.append("links.csv", "commitment:BB002,theme:ownership,in_initiative", "spoilt")
    assert one(folder.dataset_problems()).value == "1 cells"


def test_levels_are_those_of_the_candidates_kind(small_configuration: Configuration) -> None:
    words = level_words(small_configuration)
    assert set(words) == {"will"}
    assert words["will"].by_kind == {"country": {"none", "some", "strong"}}


def test_the_relations_are_the_standard_ones_and_those_named(
    small_configuration: Configuration,
) -> None:
    assert relations(small_configuration) == {"in_country", "on_theme", "commits_on"}


@pytest.mark.parametrize("region", ["Afrika", "Sahel"])
def test_a_wrong_region_of_a_team_is_told_once_and_not_row_by_row(
    folder: Folder, region: str
) -> None:
    folder.replace("capacity.yaml", "region: Africa", f"region: {region}")
    assert one(folder.dataset_problems()) == InputProblem(
        file="capacity.yaml",
        column="teams.africa.region",
        value=region,
        must="must be a region of candidates.csv",
        do="Write `Africa`, or correct the rows of candidates.csv.",
    )
