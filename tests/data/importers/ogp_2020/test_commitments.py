"""Commitments and their links."""

from pathlib import Path

import pytest

from data.importers.ogp_2020 import commitments, members, plan, themes
from data.importers.ogp_2020.tables import Row
from tests.data.importers.ogp_2020.raw_folder import EXPORT, export_row, write_raw

NAMES = {
    "Armenia": "country:ARM",
    "Sekondi-Takoradi, Ghana": "country:GHA-sekondi-takoradi",
    "Kigoma, Tanzania": "country:TZA-kigoma",
}
NATIONAL = ("country:ARM", "country:BFA", "country:GHA", "country:NGA", "country:PAN")
COLUMNS = {"theme:a": ("Gender",), "theme:b": ("Tax", "Audits"), "theme:c": ()}


@pytest.fixture
def by_id(tmp_path: Path) -> dict[str, Row]:
    raw = write_raw(tmp_path)
    national = members.national_members(raw)
    return {row["id"]: row for row in [*national, *members.local_members(raw, national)]}


def links_of(commitment: str, rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    found = commitments.links(rows, NAMES, NATIONAL, COLUMNS)
    return [
        (row["relation"], row["target"]) for row in found if row["candidate"].endswith(commitment)
    ]


def test_only_the_years_of_the_sample_count() -> None:
    rows = [dict(row) for row in EXPORT]
    assert [r["Commitment Unique Identifier"] for r in commitments.of_sample(rows)] == ["AM0037"]


def test_a_commitment_takes_status_and_income_group_from_its_member(by_id: dict[str, Row]) -> None:
    by_id["country:ARM"] = {**by_id["country:ARM"], "status": "inactive"}
    armenian = commitments.candidates([EXPORT[0]], by_id, NAMES)[0]
    assert armenian["id"] == "commitment:AM0037"
    assert armenian["status"] == "inactive"
    assert armenian["income_group"] == "Lower middle income"
    assert armenian["considered_2020"] == "yes"
    assert armenian["incumbent"] == "no"


def test_the_five_under_consideration_are_there(by_id: dict[str, Row]) -> None:
    """Oracle: 3YP, Commitments: Armenia, Burkina Faso, Nigeria, Sekondi-Takoradi, Panama."""
    rows = commitments.candidates([EXPORT[0]], by_id, NAMES)
    considered = {row["id"]: row for row in rows if row["considered_2020"] == "yes"}
    assert {row["country"] for row in considered.values()} == {"ARM", "BFA", "GHA", "NGA", "PAN"}
    assert considered["commitment:SEK0002"]["level"] == "local"
    assert len(considered) == len(plan.CONSIDERED_2020) == 5


def test_a_local_commitment_links_to_both_members() -> None:
    row = export_row("X1", **{"Country/Locality": "Sekondi-Takoradi, Ghana"})
    assert links_of("X1", [row]) == [
        ("in_country", "country:GHA"),
        ("in_country", "country:GHA-sekondi-takoradi"),
    ]


def test_a_local_commitment_of_a_country_that_left_links_to_the_local_member_only() -> None:
    row = export_row("X1", **{"Country/Locality": "Kigoma, Tanzania"})
    assert links_of("X1", [row]) == [("in_country", "country:TZA-kigoma")]


def test_a_commitment_links_to_each_theme_of_which_it_has_a_tag() -> None:
    """Only the code 1 is a tag; ND is not, and two tags of a theme make one link."""
    row = export_row("X1", Gender="ND", Tax="1", Audits="1")
    assert links_of("X1", [row]) == [("in_country", "country:ARM"), ("on_theme", "theme:b")]


def test_transcribed_themes_are_policy_areas() -> None:
    known = {area["id"] for area in themes.policy_areas()}
    named = {theme for entry in plan.MORE_COMMITMENTS for theme in entry["themes"].split("|")}
    assert named <= known
