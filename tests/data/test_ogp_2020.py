"""The bundled dataset: counts and published figures, and its data package."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from config.configuration import Configuration
from config.load import bundled_configuration_folder, load_configuration
from data.dataset import Candidate, Dataset, Evidence
from data.importers import package
from data.importers.ogp_2020.package import PACKAGE
from data.importers.ogp_2020.plan import CONSIDERED_2020, REGIONS
from data.importers.ogp_2020.tables import COLUMNS, read_rows
from data.load import bundled_dataset_folder, load_dataset

FOLDER = bundled_dataset_folder()
DOCS = Path(__file__).parents[2] / "docs" / "data.md"


@pytest.fixture(scope="module")
def configuration() -> Configuration:
    return load_configuration(bundled_configuration_folder())


@pytest.fixture(scope="module")
def dataset(configuration: Configuration) -> Dataset:
    return load_dataset(FOLDER, configuration)


@pytest.fixture(scope="module")
def evidence(dataset: Dataset) -> Mapping[tuple[str, str], Evidence]:
    return {(row.candidate, row.measure): row for row in dataset.evidence}


def members(dataset: Dataset, level: str) -> list[Candidate]:
    return [c for c in dataset.of_kind("country") if c.attributes["level"] == level]


def test_seventy_eight_national_and_twenty_local_members(dataset: Dataset) -> None:
    """Oracle: 3YP, OGP Snapshot by Numbers: 78 national members, 20 local ones."""
    national = members(dataset, "national")
    assert len(national) == 78
    assert len(members(dataset, "local")) == 20
    assert len({member.country for member in national}) == 78


def test_the_four_regions_add_up(dataset: Dataset) -> None:
    """Oracle: counted by hand in OGP's list of members, the eleven completed ones included."""
    regions = Counter(member.region for member in members(dataset, "national"))
    assert regions == {
        "Africa and the Middle East": 15,
        "Americas": 18,
        "Asia and the Pacific": 14,
        "Europe": 31,
    }
    assert tuple(sorted(regions)) == REGIONS


def test_thirteen_focus_countries(dataset: Dataset) -> None:
    """Oracle: 3YP, Countries, Selected focus countries."""
    names = {member.name for member in dataset.of_kind("country") if member.incumbent}
    assert names == {
        "Armenia", "Burkina Faso", "Colombia", "Ecuador", "Germany", "Ghana", "Indonesia",
        "Kenya", "Latvia", "Mexico", "North Macedonia", "Senegal", "South Korea",
    }  # fmt: skip


def test_two_members_are_not_active(dataset: Dataset) -> None:
    """Oracle: OGP news of December 2018."""
    others = {m.name: m.status for m in dataset.of_kind("country") if m.status != "active"}
    assert others == {"Azerbaijan": "suspended", "Bosnia and Herzegovina": "inactive"}


def test_the_four_that_joined_last(dataset: Dataset) -> None:
    """Oracle: OGP's pages; Ecuador and Senegal are focus countries all the same."""
    late = {m.id for m in members(dataset, "national") if m.columns.get("joined", "") >= "2015"}
    assert late == {f"country:{iso}" for iso in ("ECU", "MAR", "PAK", "SEN", "SYC")}
    assert dataset.by_id["country:PAK"].attributes["joined"] == "2016"
    said = {m.id: m.columns.get("in_transition", "") for m in members(dataset, "national")}
    assert {name for name, word in said.items() if word} == {"country:ARM"}


def test_what_members_committed_on(dataset: Dataset) -> None:
    """Oracle: Open Ownership's table (27), the databases' columns, counted by hand.

    Guatemala is the 28th on ownership, by a tag of the export; Korea has none on justice.
    """
    on: dict[str, set[str]] = {}
    for link in dataset.links:
        if link.relation == "commits_on":
            on.setdefault(link.target, set()).add(link.candidate)
    assert len(on["theme:beneficial-ownership"]) == 28
    assert {"country:ARM", "country:KEN", "country:MEX"} <= on["theme:beneficial-ownership"]
    assert {"country:KEN", "country:MKD", "country:UKR"} <= on["theme:justice"]
    assert "country:KOR" not in on["theme:justice"]
    assert {"country:GHA", "country:LVA", "country:MKD"} <= on["theme:civic-space"]
    assert {dataset.by_id[name].kind for names in on.values() for name in names} == {"country"}


def test_at_least_165_commitments_of_2018_to_2020(dataset: Dataset) -> None:
    """Oracle: 98 + 26 + 41 rows counted by hand in OGP's export, and the plan's five."""
    years = Counter(c.attributes["year_submitted"] for c in dataset.of_kind("commitment"))
    assert (years["2018"], years["2019"], years["2020"]) == (98, 26, 41)
    considered = {
        c.id.removeprefix("commitment:")
        for c in dataset.of_kind("commitment")
        if c.attributes["considered_2020"] == "yes"
    }
    assert considered == set(CONSIDERED_2020)
    assert len(dataset.of_kind("commitment")) == 169


def test_every_commitment_lies_in_its_country(dataset: Dataset) -> None:
    for commitment in dataset.of_kind("commitment"):
        homes = {
            dataset.by_id[link.target].country
            for link in dataset.links
            if link.candidate == commitment.id and link.relation == "in_country"
        }
        assert homes == {commitment.country}


def test_a_local_commitment_links_to_local_and_national_member(dataset: Dataset) -> None:
    targets = dataset.targets["commitment:SEK0002"]
    assert {"country:GHA", "country:GHA-sekondi-takoradi", "theme:water-sanitation"} <= targets


def test_the_moves_of_global_advocacy(dataset: Dataset) -> None:
    """Oracle: 3YP, Global Advocacy, 2020 Activities, counted by hand: 5, 6, 3 and 6 moves.

    By its four headings; three more are of its chapter on themes.
    """
    sections = {
        row.candidate: row.note.removeprefix("Global Advocacy, 2020 Activities, ")
        for row in dataset.evidence
        if row.measure == "move_champions_named"
    }
    assert set(sections) == {move.id for move in dataset.of_kind("advocacy")}
    assert Counter(sections.values()) == {
        "Global Leadership and Governance": 5,
        "Advancing Thematic Priorities through Global Fora": 6,
        "Action-Forcing Events": 3,
        "Communications and Campaigns": 6,
        "Themes, 2020 Activities": 3,
    }
    assert not any(move.incumbent for move in dataset.of_kind("advocacy"))


def test_events_have_the_dates_that_were_known(dataset: Dataset) -> None:
    """Oracle: 3YP (3-10 May 2020; 2021 Global Summit), Council Decision (EU) 2016/1316."""
    dated = {(row.event, row.period) for row in dataset.events if row.period}
    assert dated == {
        ("open-gov-week-2020", "2020H1"),
        ("global-summit-2021", "2021H1"),
        ("global-summit-2021", "2021H2"),
        ("eu-presidency-croatia", "2020H1"),
        ("eu-presidency-germany", "2020H2"),
    }
    assert dataset.open_periods["advocacy:open-gov-week"] == ("2020H1",)
    assert dataset.open_periods["advocacy:global-summit"] == (
        "2020H1", "2020H2", "2021H1", "2021H2",
    )  # fmt: skip
    assert len({row.event for row in dataset.events}) == 17


def test_partners_are_at_least_forty_and_all_engaged(dataset: Dataset) -> None:
    """Oracle: 3YP names Open Ownership, Transparency International and The B Team together."""
    assert len(dataset.partners) >= 40
    assert {e.partner for e in dataset.engagements} == {p.id for p in dataset.partners}
    together = {e.partner for e in dataset.engagements if e.target == "theme:beneficial-ownership"}
    assert {
        "partner:open-ownership",
        "partner:transparency-international",
        "partner:b-team",
    } <= together


@pytest.mark.parametrize(
    ("candidate", "measure", "published"),
    [
        ("country:EST", "corruption_perceptions", 74),
        ("country:DNK", "corruption_perceptions", 87),
        ("country:AFG", "corruption_perceptions", 16),
        ("country:FIN", "freedom_in_the_world", 100),
        ("country:KEN", "freedom_in_the_world", 48),
        ("country:AZE", "freedom_in_the_world", 10),
        ("country:NZL", "budget_transparency", 87),
        ("country:ZAF", "budget_transparency", 87),
        ("country:KOR", "budget_participation", 61),
        ("country:NOR", "press_freedom", 100 - 7.82),
        ("country:CRI", "press_freedom", 100 - 12.24),
        ("country:KOR", "e_participation", 1),
        ("country:EST", "e_participation", 1),
        ("country:KEN", "population", 51202827),
    ],
)
def test_published_figures(
    evidence: Mapping[tuple[str, str], Evidence], candidate: str, measure: str, published: float
) -> None:
    """Oracle: the publishers' own tables.

    Corruption Perceptions Index 2019; Freedom in the World 2020; Open Budget Survey 2019; World
    Press Freedom Index 2019; UN E-Government Survey 2020; World Bank, population of 2019.
    """
    assert evidence[candidate, measure].value == pytest.approx(published, abs=0.05)


@pytest.mark.parametrize(
    ("commitment", "measure", "level"),
    [
        ("NG0020", "irm_early_results", "major"),
        ("NG0020", "verifiable", "yes"),
        ("AM0037", "irm_ambition", "transformative"),
        ("BF0005", "irm_ambition", "low"),
        ("NG0006", "irm_early_results", "marginal"),
        ("SEK0002", "trust_fund_award", "yes"),
    ],
)
def test_findings_on_ogps_own_pages(
    evidence: Mapping[tuple[str, str], Evidence], commitment: str, measure: str, level: str
) -> None:
    """Oracle: OGP's page of each commitment; Armenia's design report of 2018-2020."""
    assert evidence[f"commitment:{commitment}", measure].value == level


def test_only_staff_can_say_stays_missing(dataset: Dataset, configuration: Configuration) -> None:
    judgements = {name for name, m in configuration.criteria.measures.items() if m.judgement}
    silent = judgements | {"partner_strength"}
    assert not silent & {row.measure for row in dataset.evidence}
    estimated = {"chance_of_completion", "chance_of_results"}
    assert {row.measure for row in dataset.evidence if row.basis != "observed"} == estimated
    assert {row.basis for row in dataset.evidence if row.measure in estimated} == {"assumption"}


def test_local_members_have_no_figures_of_their_country(dataset: Dataset) -> None:
    """What is known of a local member is OGP's own: its action plans and commitments."""
    local = {member.id for member in members(dataset, "local")}
    sources = {row.source for row in dataset.evidence if row.candidate in local}
    assert sources == {"ogp-commitments-2024", "ogp-local-2019", "ogp-page-sek0002"}


def test_what_came_out_later_says_so(dataset: Dataset) -> None:
    """No indicator of a country or theme used by a criterion is of a report after 2020."""
    for row in dataset.evidence:
        if row.as_of[:4] > "2020":
            assert "later than the cycle" in row.note
            assert row.candidate.startswith("commitment:") or row.measure == "civicus_monitor"


def test_ranges_hold_their_value(dataset: Dataset) -> None:
    for row in dataset.evidence:
        if row.low is not None and row.high is not None:
            assert isinstance(row.value, float)
            assert row.low - 0.05 <= row.value <= row.high + 0.05


def test_every_source_is_used_or_named(dataset: Dataset) -> None:
    """The sources of the candidates' own columns are named in SOURCES.md's words."""
    used = {row.source for row in dataset.evidence} | {row.source for row in dataset.engagements}
    used |= {row.source for row in dataset.events}
    joined = {f"joined-{name}" for name in ("ecuador", "morocco", "pakistan", "senegal",
                                            "seychelles")}  # fmt: skip
    columns_only = {"ogp-local-2019", "ogp-status", "wb-income", *joined}
    assert {source.id for source in dataset.sources} == used | columns_only


def test_the_documentation_names_every_measure(configuration: Configuration) -> None:
    text = DOCS.read_text(encoding="utf-8")
    silent = [name for name in configuration.criteria.measures if f"`{name}`" not in text]
    assert silent == []


def test_sources_md_counts_what_is_there(dataset: Dataset) -> None:
    text = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    early = [
        row
        for row in dataset.evidence
        if row.measure == "irm_ambition" and row.candidate.startswith("commitment:")
    ]
    known = sum(row.as_of <= "2019" for row in early)
    for words in (
        f"## Candidates ({len(dataset.candidates)})",
        f"## Partners ({len(dataset.partners)}) and engagements ({len(dataset.engagements)})",
        f"Of the {len(early)} codings of ambition, {known} are of 2019 or before",
    ):
        assert words in text


def descriptor() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FOLDER / package.FILE).read_text(encoding="utf-8"))
    return loaded


def test_the_descriptor_is_the_importers() -> None:
    assert descriptor() == package.descriptor(PACKAGE)


@pytest.mark.parametrize("table", COLUMNS)
def test_the_tables_hold_to_their_schema(table: str) -> None:
    """Oracle: the Frictionless constraints required, unique, enum, pattern, minimum and maximum."""
    resource = next(r for r in descriptor()["resources"] if r["name"] == table)
    rows = read_rows(FOLDER / resource["path"])
    for field in resource["schema"]["fields"]:
        values = [row[field["name"]] for row in rows]
        limits = field.get("constraints", {})
        present = [value for value in values if value]
        assert not limits.get("required") or len(present) == len(values)
        assert not limits.get("unique") or len(set(values)) == len(values)
        assert set(present) <= set(limits.get("enum", present))
        assert all(re.fullmatch(limits.get("pattern", ".*"), value) for value in present)
        assert all(float(value) >= limits["minimum"] for value in present if "minimum" in limits)
        assert all(float(value) <= limits["maximum"] for value in present if "maximum" in limits)
        if field["type"] in ("integer", "year"):
            assert all(value.isdigit() for value in present)
    key = resource["schema"]["primaryKey"]
    assert len({tuple(row[column] for column in key) for row in rows}) == len(rows)


@pytest.mark.parametrize("table", COLUMNS)
def test_foreign_keys_lead_somewhere(table: str) -> None:
    resources = {r["name"]: r for r in descriptor()["resources"]}
    rows = read_rows(FOLDER / resources[table]["path"])
    for key in resources[table]["schema"].get("foreignKeys", []):
        target = read_rows(FOLDER / resources[key["reference"]["resource"]]["path"])
        known = {row[key["reference"]["fields"][0]] for row in target}
        assert {row[key["fields"][0]] for row in rows} <= known
