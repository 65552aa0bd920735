"""The plan's policy areas."""

from data.importers.ogp_2020 import themes
from data.importers.ogp_2020.tables import COLUMNS

AREAS = themes.policy_areas()


def ids(column: str, value: str = "yes") -> set[str]:
    return {area["id"] for area in AREAS if area[column] == value}


def ranks(theme: str) -> dict[str, str]:
    rows = themes.trend_evidence([next(area for area in AREAS if area["id"] == theme)])
    return {row["measure"]: row["value"] for row in rows if row["measure"].endswith("_rank")}


def test_focus_policy_areas_of_2020() -> None:
    """Oracle: 3YP, Themes, 2020 Activities: four of anti-corruption, three, two cross-cutting."""
    assert ids("cross_cutting") == {"civic-space", "gender"}
    assert ids("incumbent") - ids("cross_cutting") == {
        "beneficial-ownership", "open-contracting", "political-integrity", "extractive-industries",
        "justice", "public-service-delivery", "digital-governance",
    }  # fmt: skip


def test_the_trend_table() -> None:
    """Oracle: 3YP, Themes, trend table; two themes take in two of its policy areas each."""

    def order(column: str) -> list[str]:
        named = [area for area in AREAS if area[column]]
        return [area["id"] for area in sorted(named, key=lambda area: int(area[column]))]

    assert order("growth_rank") == [
        "gender", "legislature", "marginalized-communities", "science-technology",
        "beneficial-ownership", "welfare-social-security", "justice", "political-integrity",
        "media-telecommunications",
    ]  # fmt: skip
    assert order("ambition_rank") == [
        "water-sanitation", "beneficial-ownership", "e-petitions", "political-integrity",
        "whistleblower-protections", "land-spatial-planning", "extractive-industries",
        "fiscal-openness", "legislature", "asset-disclosure",
    ]  # fmt: skip
    assert order("results_rank") == [
        "political-integrity", "e-petitions", "extractive-industries", "water-sanitation",
        "human-rights", "open-contracting", "land-spatial-planning", "right-to-information",
        "whistleblower-protections",
    ]  # fmt: skip


def test_every_theme_is_named_once_and_most_have_a_column() -> None:
    assert len({area["id"] for area in AREAS}) == len(AREAS)
    without = [area["id"] for area in AREAS if not area["columns_2024"] + area["columns_2011"]]
    assert without == []


def test_no_policy_area_column_belongs_to_two_themes() -> None:
    for table in ("columns_2024", "columns_2011"):
        used = [column for columns in themes.columns(AREAS, table).values() for column in columns]
        assert len(used) == len(set(used))


def test_outside_the_ten_is_the_eleventh_rank() -> None:
    assert ranks("audits-controls") == dict.fromkeys(themes.RANKS.values(), "11")


def test_what_the_early_database_did_not_know_has_no_rank() -> None:
    """It could not be among the ten, so that it is not says nothing of it."""
    assert ranks("digital-governance") == {}
    assert ranks("marginalized-communities") == {"trend_growth_rank": "3"}


def test_candidates_have_the_columns_of_the_table() -> None:
    for row in themes.candidates(AREAS):
        assert set(row) <= set(COLUMNS["candidates"])
