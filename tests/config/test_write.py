"""A configuration written as files reads back as the same values."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.configuration import Configuration
from config.load import bundled_configuration_folder, load_configuration
from config.problems import Problems
from config.tree import read_tree
from config.write import _Writer, texts
from tests.folders import NOISE, SMALL


def written(configuration: Configuration, folder: Path) -> Configuration:
    for file, text in texts(configuration, {"rules.yaml": "One line\nand another"}).items():
        (folder / file).write_text(text, encoding="utf-8")
    return load_configuration(folder)


@pytest.mark.parametrize(
    "folder",
    [bundled_configuration_folder(), SMALL / "configuration", NOISE / "configuration"],
    ids=["bundled", "small", "noise"],
)
def test_reads_back(folder: Path, tmp_path: Path) -> None:
    given_ = load_configuration(folder)
    again = written(given_, tmp_path)
    assert again.but(content_hash="") == given_.but(content_hash="")
    assert (tmp_path / "rules.yaml").read_text(encoding="utf-8").startswith("# One line\n# and")


def test_every_family_of_the_model_reads_back(tmp_path: Path) -> None:
    """Weeks for everybody, sizes, joint services, chances and dependencies, with a range or two."""
    small = load_configuration(SMALL / "configuration")
    place = {
        "label": "Place",
        "where": {"region": ["Europe", "Africa"]},
        "unlocks": {"country": {"value": 0.2, "low": 0.1, "high": 0.3}},
        "together": {"staff": {"regional": 2}, "money": 3000, "max": 5, "each": "region"},
    }
    advocacy = {"label": "Advocacy", "sizes": {"place": place}, "periods": "H1"}
    loads = [{"weeks": 4}, {"weeks": 1.5, "members": 3, "periods": "H1"}]
    teams = {**small.capacity.teams, "africa": small.capacity.teams["africa"]}
    teams["africa"] = teams["africa"].but(universal_weeks=loads)
    country = small.criteria.kinds["country"].but(
        success={"chance": 0.3, "why": "As before."}, review=2
    )
    needs = {"label": "With its country", "requires": {"linked": "in_country"}}
    services, kinds = small.services.services, small.criteria.kinds
    given_ = small.but(
        services=small.services.but(services={**services, "advocacy": advocacy}),
        capacity=small.capacity.but(teams=teams),
        criteria=small.criteria.but(kinds={**kinds, "country": country}),
        rules=small.rules.but(dependencies={"needs": needs}),
    )
    assert written(given_, tmp_path).but(content_hash="") == given_.but(content_hash="")


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_any_text_reads_back(text: str) -> None:
    import yaml

    problems = Problems()
    made = yaml.dump({"label": text, text: "x"}, Dumper=_Writer, allow_unicode=True)
    tree = read_tree("rules.yaml", made, problems)
    assert not problems or text == "label"
    assert tree is not None
    if text != "label":
        assert tree.plain() == {"label": text, text: "x"}
