"""Partners and engagements."""

from pathlib import Path

import pytest

from data.importers.ogp_2020 import members, partners, plan, themes
from data.importers.ogp_2020.tables import Row, read_rows
from tests.data.importers.ogp_2020.raw_folder import EXPORT, export_row, write_raw

Found = dict[tuple[str, str, str], tuple[str, str]]


@pytest.fixture
def found(tmp_path: Path) -> Found:
    return engagements(tmp_path, [dict(EXPORT[0])])


def engagements(folder: Path, sample: list[dict[str, str]]) -> Found:
    raw = write_raw(folder)
    national = members.national_members(raw)
    by_id: dict[str, Row] = {row["id"]: row for row in national}
    countries = {row["name"]: row["country"] for row in national}
    rows = partners.engagements(raw, by_id, sample, countries)
    return {
        (row["partner"], row["target"], row["service"]): (row["strength"], row["source"])
        for row in rows
    }


def test_open_ownership_helps_where_its_table_says_so(found: Found) -> None:
    """Oracle: the made-up table: Armenia current, Mexico historic, Ghana none, XX no member."""
    table = {
        target: strength
        for (_, target, _), (strength, source) in found.items()
        if source == "open-ownership-2020"
    }
    assert table == {"country:ARM": "1", "country:MEX": "0.3"}


def test_open_contracting_needs_data_to_its_standard(found: Found) -> None:
    table = {target: s for (_, target, _), (s, source) in found.items() if source == "ocp-2020"}
    assert table == {"country:MEX": "0.7", "country:GHA": "0.3"}


def test_extractives_count_members_in_good_standing_more(found: Found) -> None:
    table = {t: s for (_, t, _), (s, source) in found.items() if source == "eiti-2017"}
    assert table == {
        "country:GHA": "0.5",
        "country:NGA": "0.3",
        "theme:extractive-industries": "0.7",
    }


def test_supporting_institutions_are_known_by_name(found: Found) -> None:
    """Oracle: the made-up commitment names FOICA and Transparency International."""
    named = {p for (p, t, s) in found if t == "commitment:AM0037" and not s}
    assert named == {"partner:foi-center-armenia", "partner:transparency-international"}


def test_a_short_name_counts_only_in_its_countries(tmp_path: Path) -> None:
    """EITI's own secretariats are meant in Mongolia, Papua New Guinea and Ukraine only."""
    row = export_row("X1", **{"Supporting Institution(s)": "EITI; UNDPX; Hivosa"})
    assert not [key for key in engagements(tmp_path, [row]) if key[1] == "commitment:X1"]


def test_a_name_may_run_over_two_lines(tmp_path: Path) -> None:
    row = export_row("X1", **{"Supporting Institution(s)": "Publish What\nYou Pay, WFD"})
    found = {key[0] for key in engagements(tmp_path, [row]) if key[1] == "commitment:X1"}
    assert found == {"partner:pwyp"}


def test_the_strongest_signal_counts(found: Found) -> None:
    key = ("partner:open-ownership", "theme:beneficial-ownership", "peer_learning")
    assert found[key] == ("1", plan.PLAN)
    assert len(found) == len(set(found))


def test_what_the_plan_names_for_a_region_is_for_the_region(found: Found) -> None:
    """Oracle: 3YP, Countries, (Sub)Regional initiatives; Annex, Bundled packages of support."""
    across = {(p, t, s): row for (p, t, s), row in found.items() if ":" not in t}
    assert set(across.values()) == {("0.2", plan.PLAN)}
    assert set(across) == {
        ("partner:afdb", "Africa", ""),
        ("partner:aprm", "Africa", ""),
        ("partner:uneca", "Africa", ""),
        ("partner:european-union", "Europe", ""),
        ("partner:nordic-council", "Nordic countries", ""),
        ("partner:respa", "Western Balkans", ""),
        ("partner:oas", "Americas", "bundled_support"),
    }


def test_written_engagements_name_known_partners_and_signals() -> None:
    known = {row["id"].removeprefix("partner:") for row in partners.partners()}
    areas = {f"theme:{area['id']}" for area in themes.policy_areas()}
    for row in read_rows(partners.HERE / "plan_engagements.csv"):
        assert row["partner"] in known
        assert row["signal"] in partners.STRENGTHS
        assert not row["target"].startswith("theme:") or row["target"] in areas
        if ":" not in row["target"]:
            assert row["target"] in {*plan.REGIONS, *plan.SUBREGIONS, "Africa"}
    for row in read_rows(partners.HERE / "support_names.csv"):
        assert row["partner"] in known
