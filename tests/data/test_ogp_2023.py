"""The bundled set of the draft strategy: counts, published figures, readings, and its package."""

import json
import os
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from config.capacity import Fund, Team
from config.configuration import Configuration
from config.load import load_configuration
from config.services import Service
from data.cycles import CYCLES, CycleId
from data.dataset import Dataset, Evidence
from data.importers import package
from data.importers.ogp_2023.package import PACKAGE, REBUILD
from data.load import load_dataset

CYCLE = CYCLES[CycleId.STRATEGY_2023]
DOCS = Path(__file__).parents[2] / "docs" / "strategy-2023.md"
DRAFT = "ogp-draft-strategy-2023"


@pytest.fixture(scope="module")
def configuration() -> Configuration:
    return load_configuration(CYCLE.config)


@pytest.fixture(scope="module")
def dataset(configuration: Configuration) -> Dataset:
    return load_dataset(CYCLE.data, configuration)


@pytest.fixture(scope="module")
def evidence(dataset: Dataset) -> Mapping[tuple[str, str], Evidence]:
    return {(row.candidate, row.measure): row for row in dataset.evidence}


def test_every_kind_has_its_candidates(dataset: Dataset, configuration: Configuration) -> None:
    """Oracle: 78 members of 2020 and two to come; 20 local of 2019; 11 submissions; 1.5's four."""
    kinds = Counter(candidate.kind for candidate in dataset.candidates)
    assert kinds == {"country": 80, "local": 20, "action": 11, "theme": 47, "platform": 4}
    assert set(kinds) == set(configuration.criteria.kinds)
    assert not any(candidate.incumbent for candidate in dataset.candidates)


def test_who_is_not_an_active_member(dataset: Dataset) -> None:
    """Oracle: OGP news of 2018 and 2023, its page of Timor-Leste, its export (Kosovo's plan)."""
    others = {m.name: m.status for m in dataset.of_kind("country") if m.status != "active"}
    assert others == {
        "Azerbaijan": "suspended",
        "Bosnia and Herzegovina": "inactive",
        "El Salvador": "inactive",
        "Kosovo": "prospective",
        "Timor-Leste": "prospective",
    }


def test_ten_areas_of_the_challenge(dataset: Dataset) -> None:
    """Oracle: OGP's page of the Open Gov Challenge lists ten."""
    asked = [one for one in dataset.of_kind("theme") if one.attributes["challenge_2023"] == "yes"]
    assert len(asked) == 10


@pytest.mark.parametrize(
    ("candidate", "measure", "published"),
    [
        ("country:DNK", "corruption_perceptions", 90),
        ("country:FIN", "corruption_perceptions", 87),
        ("country:KEN", "corruption_perceptions", 32),
        ("country:FIN", "freedom_in_the_world", 100),
        ("country:KEN", "freedom_in_the_world", 52),
        ("country:AZE", "freedom_in_the_world", 9),
        ("country:GEO", "budget_transparency", 87),
        ("country:ZAF", "budget_transparency", 86),
        ("country:NOR", "press_freedom_2022", 92.7),
        ("country:CRI", "press_freedom_2022", 85.9),
        ("country:EST", "e_participation", 0.977),
    ],
)
def test_published_figures(
    evidence: Mapping[tuple[str, str], Evidence], candidate: str, measure: str, published: float
) -> None:
    """Oracle: the publishers' own releases of 2022 and 2023."""
    assert evidence[candidate, measure].value == pytest.approx(published, abs=0.005)


def test_the_values_check_is_at_least_what_is_coded(
    evidence: Mapping[tuple[str, str], Evidence],
) -> None:
    rows = [row for (_, measure), row in evidence.items() if measure == "values_check"]
    assert len(rows) == 78
    assert all(row.low == row.value and row.high == 4 for row in rows)


def test_where_the_draft_names_a_country_it_says_yes_and_nowhere_no(dataset: Dataset) -> None:
    """Oracle: draft 1.3: Estonia, Kenya, Spain and Nigeria train civil servants."""
    trained = {r.candidate: r.value for r in dataset.evidence if r.source == DRAFT}
    assert trained == {f"country:{iso}": "yes" for iso in ("EST", "KEN", "ESP", "NGA")}


def test_nothing_on_record_is_later_than_the_draft(dataset: Dataset) -> None:
    """Comments closed in February 2023; figures speak of 2022 at the latest."""
    assert {row.as_of[:4] for row in dataset.evidence if row.as_of} <= {
        str(year) for year in range(2014, 2023)
    }
    assert dataset.usual_as_of == "2022"


def test_no_assumption_and_no_rating_among_the_evidence(dataset: Dataset) -> None:
    assert {row.basis for row in dataset.evidence} == {"observed"}


def test_every_reading_cites_a_paragraph(configuration: Configuration) -> None:
    """A paragraph of the part at hand: 1.1 to 2.3, goal 2, goal 3 or the heading of 3.1."""
    paragraph = re.compile(r"Strategy, (1\.[1-5]|2\.[1-3]|3\.1 \(heading\)|Goal [23])(,|;|$)")
    kinds = configuration.criteria.kinds.values()
    cited = [kind.source for kind in kinds]
    cited += [criterion.source for kind in kinds for criterion in kind.criteria.values()]
    cited += [gate.source for kind in kinds for gate in kind.gates.values()]
    cited += [one.source for one in configuration.services.services.values()]
    cited += [one.source for one in configuration.rules.rules.values()]
    assert [source for source in cited if not paragraph.match(source)] == []


def test_every_assumed_number_says_why(configuration: Configuration) -> None:
    capacity = configuration.capacity
    entries: list[Service | Team | Fund] = [
        *configuration.services.services.values(),
        *capacity.teams.values(),
        *capacity.funds.values(),
    ]
    for one in entries:
        assert one.basis == "assumption"
        assert one.why
    for rule in configuration.rules.rules.values():
        assert "assumption" in rule.why or "assum" in rule.why or "read as" in rule.why
    for team in configuration.capacity.teams.values():
        assert team.source.startswith("none: an assumption")


def test_a_missing_rating_is_in_a_criterion(configuration: Configuration, dataset: Dataset) -> None:
    """Sixteen ratings, all of them used and none given."""
    used = {
        use.measure
        for kind in configuration.criteria.kinds.values()
        for criterion in kind.criteria.values()
        for use in criterion.measures
    }
    ratings = {n for n, one in configuration.criteria.measures.items() if one.judgement}
    assert len(ratings) == 16
    assert ratings <= used
    assert not ratings & {row.measure for row in dataset.evidence}


def test_the_package_describes_the_tables() -> None:
    kept = json.loads((CYCLE.data / package.FILE).read_text(encoding="utf-8"))
    assert kept == package.descriptor(PACKAGE)
    for table, columns in PACKAGE.columns.items():
        header = (CYCLE.data / f"{table}.csv").read_text(encoding="utf-8").splitlines()[0]
        assert header.split(",") == list(columns)


def test_a_rebuild_gives_the_same_bytes(tmp_path: Path) -> None:
    raw = os.environ.get("FOCUS_RAW")
    if not raw:
        pytest.skip("FOCUS_RAW names no folder with the raw files")
    REBUILD.write(REBUILD.build(Path(raw)), tmp_path)
    assert REBUILD.differing(tmp_path, CYCLE.data) == []


def test_the_docs_speak_of_every_kind(configuration: Configuration) -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert all(f"`{kind}`" in text for kind in configuration.criteria.kinds)
