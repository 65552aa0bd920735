"""The OGP process of members."""

from pathlib import Path

from data.importers.ogp_2020 import members, process
from tests.data.importers.ogp_2020.raw_folder import PROCESS, early_row, export_row, write_raw

NAMES = {"Mexico": "country:MEX", "Armenia": "country:ARM"}


def test_the_last_reviewed_plan_counts(tmp_path: Path) -> None:
    """Oracle: of Mexico's three plans the third is not reviewed, so the second speaks."""
    rows = process.process_evidence(write_raw(tmp_path), NAMES)
    found = {row["measure"]: (row["value"], row["as_of"]) for row in rows}
    assert found == {"process_steps": ("5", "2013"), "regular_forum": ("yes", "2013")}


def test_order_of_the_rows_does_not_matter() -> None:
    forward = process.last_reviewed(PROCESS, process.STEPS, NAMES)
    assert process.last_reviewed(PROCESS[::-1], process.STEPS, NAMES) == forward


def test_plans_submitted_after_2019_do_not_count() -> None:
    export = [
        export_row("A", **{"Action Plan Number": "4", "Year Of Submission": "2018"}),
        export_row("B", **{"Action Plan Number": "5", "Year Of Submission": "2021"}),
    ]
    rows = process.plans_evidence([early_row("Mexico")], export, NAMES)
    assert {row["candidate"]: row["value"] for row in rows} == {
        "country:ARM": "4",
        "country:MEX": "1",
    }


def test_seats_and_cohorts(tmp_path: Path) -> None:
    raw = write_raw(tmp_path)
    rows = process.membership_evidence(raw, members.national_members(raw))
    found = {(row["candidate"], row["measure"]): row for row in rows}
    assert found["country:NGA", "steering_committee_seat"]["value"] == "yes"
    assert found["country:ARM", "steering_committee_seat"]["value"] == "no"
    assert found["country:ARM", "action_plan_due_2020"]["value"] == "yes"
    assert ("country:PAN", "action_plan_due_2020") not in found
    assert "inferred" not in found["country:ARM", "action_plan_due_2020"]["note"]


def test_programmes_add_up() -> None:
    """Oracle: 3YP Annex: PAGOF for Francophone Africa, EU4Integrity for Eastern Partners, OAS."""
    rows = process.programme_evidence(
        [
            {"id": "country:ARM", "country": "ARM", "region": "Asia and the Pacific"},
            {"id": "country:BFA", "country": "BFA", "region": "Africa and the Middle East"},
            {"id": "country:MEX", "country": "MEX", "region": "Americas"},
            {"id": "country:GHA", "country": "GHA", "region": "Africa and the Middle East"},
        ]
    )
    assert [(row["value"], row["note"]) for row in rows] == [
        ("1", "eu4integrity"),
        ("1", "pagof"),
        ("1", "oas"),
        ("0", ""),
    ]


def test_local_members_of_even_years_have_a_plan_due() -> None:
    rows = process.local_evidence(
        [
            {"id": "country:KOR-seoul", "cohort": "even"},
            {"id": "country:FRA-paris", "cohort": "odd"},
        ]
    )
    assert [(row["candidate"], row["measure"], row["value"]) for row in rows] == [
        ("country:KOR-seoul", "action_plan_due_2020", "yes")
    ]


def test_a_plan_that_only_a_page_of_a_commitment_names_counts() -> None:
    """Oracle: SEK0002 is of Sekondi-Takoradi's first plan; a higher number known stays."""
    names = {"Sekondi-Takoradi, Ghana": "country:GHA-sekondi-takoradi", "Panama": "country:PAN"}
    export = [export_row("PA", **{"Country/Locality": "Panama", "Action Plan Number": "4"})]
    rows = process.plans_evidence([], export, names)
    assert {row["candidate"]: (row["value"], row["source"]) for row in rows} == {
        "country:GHA-sekondi-takoradi": ("1", "ogp-page-sek0002"),
        "country:PAN": ("4", "ogp-commitments-2024"),
    }
