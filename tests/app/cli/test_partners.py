"""``focus partners``; oracles: the small example worked by hand, and the rooms' own functions.

In the small example Betaland hangs on the bank: its 0.8 makes a strength of 1 − (1 − 0.5 · 0.8) =
0.4, which counts 0.2 of a score, so that 8.0 points go with the bank. The bank leads technical
support there and saves half of 4 staff-weeks.
"""

import csv
from pathlib import Path

import networkx as nx
import pytest

from ecosystem.gaps import gaps
from ecosystem.overlap import overlap_indices
from optimizer.study import Study, open_study
from questions.plan import PlanQuestion
from reports.partners.words import NO_LIST
from tests.app.cli.conftest import Focus
from tests.folders import Folder


def test_the_overview_says_how_the_list_in_force_is_served(focus: Focus) -> None:
    ended = focus("partners")
    assert ended.status == 0
    assert (
        "Of the 3 focus areas of the list in force, 1 has partners of their own, 1 is reached "
        "from afar, and 1 has nobody on record: Open contracts (Betaland)." in ended.words
    )
    assert "nobody on record" in ended.words


@pytest.mark.parametrize(
    "view", [(), ("--overlap",), ("--gaps",), ("--of", "bank"), ("--of", "country:BBB")]
)
def test_what_needs_no_plan_asks_for_none(
    view: tuple[str, ...], focus: Focus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PlanQuestion, "work", lambda *_: pytest.fail("a plan was asked for"))
    assert focus("partners", *view, "--json").json["plan"] is None


@pytest.mark.parametrize("view", [(), ("--overlap",), ("--gaps",), ("--of", "bank")])
def test_where_no_list_is_in_force_the_plan_is_looked_at(
    view: tuple[str, ...], spoilt: Focus, folder: Folder
) -> None:
    folder.map_bytes("candidates.csv", lambda text: text.replace(b",yes,", b",no,"))
    found = spoilt("partners", *view, "--json").json
    planned = sorted(row["id"] for row in spoilt("plan", "--json").json["focus"])
    assert found["focus"] == {"of": "plan", "ids": planned}
    assert {"kind": "reading", "text": NO_LIST} in found["notes"]


def test_the_overview_as_json_has_everything(focus: Focus) -> None:
    found = focus("partners", "--json").json
    assert found["view"] == "overview"
    assert found["focus"] == {
        "of": "list in force",
        "ids": ["commitment:BB001", "country:AAA", "theme:ownership"],
    }
    strengths = {row["candidate"]: row["strength"] for row in found["focus_areas"]}
    assert strengths == {"commitment:BB001": None, "country:AAA": 0.125, "theme:ownership": 0.5}
    assert found["smallest_set"]["proven"] is True
    assert {"gaps", "dependence", "brokers", "groups", "concentration"} <= found.keys()


def test_a_partner_whose_leaving_helps_is_a_gain(spoilt: Focus, folder: Folder) -> None:
    """Strength counts against a country here: Betaland wins the 8.0 points that its 0.4 took."""
    folder.replace(
        "criteria.yaml",
        "measure: partners\n        value: {type: linear, worst: 0, best: 1}",
        "measure: partners\n        value: {type: linear, worst: 1, best: 0}",
    )
    ended = spoilt("partners", "--without", "bank", "--time-limit", "none")
    assert "gains at least 8.0 points as it stands, and gains 8.0 points" in ended.words
    assert "Worth more: 8.0 points (" in ended.words
    assert "gain exactly 8.0 points: proven" in ended.words


def test_without_a_partner_as_json(focus: Focus) -> None:
    found = focus("partners", "--without", "Bank of Good Works", "--json").json
    lost = found["without"]
    assert lost["leads"] == [["country:BBB", "technical_support", "H1"]]
    assert lost["worth_less"] == pytest.approx(8.0)
    assert lost["costs_more"] == pytest.approx(0)
    assert [found["replanned"]["low"], found["replanned"]["high"]] == pytest.approx([8.0, 8.0])


def test_dependence_puts_the_greatest_loss_first(focus: Focus) -> None:
    losses = focus("partners", "--dependence", "--json").json["losses"]
    assert [row["partner"] for row in losses] == ["partner:bank", "partner:owners"]
    assert losses[1]["worth_less"] == pytest.approx(2.5)  # 0.125 of Alphaland's 0.2 · 100


def test_one_candidate_and_one_partner(focus: Focus) -> None:
    about = focus("partners", "--of", "BBB", "--json").json["candidate"]
    assert about["strength"]["strength"] == pytest.approx(0.4)
    assert about["possible_leads"][0]["partner"] == "partner:bank"
    partner = focus("partners", "--of", "owners", "--json").json["partner"]
    assert partner["capacity"] == 1
    assert len(partner["engagements"]) == 2


def test_overlap_of_a_plan_says_what_it_would_repeat(focus: Focus) -> None:
    found = focus("partners", "--overlap", "--plan", "--json").json
    assert found["focus"]["of"] == "plan"
    assert ["country:BBB", "technical_support"] in [
        [row["candidate"], row["service"]] for row in found["planned"]
    ]
    words = focus("partners", "--overlap", "--plan").words
    assert "Betaland Technical support Bank of Good Works led by a partner" in words
    assert "--plan adds what the recommended plan would repeat." in (
        focus("partners", "--overlap").words
    )


def test_every_question_is_answered_on_the_bundled_data(bundled: Focus) -> None:
    """Text and JSON speak of the same rows; the rooms' functions are the oracle."""
    study: Study = open_study()
    overlap = bundled("partners", "--overlap", "--json").json
    assert len(overlap["overlap"]) == len(overlap_indices(study.dataset))
    missing = bundled("partners", "--gaps", "--json").json["gaps"]
    assert len(missing) == len(gaps(study.dataset, study.configuration.services))
    for words in ([], ["--overlap"], ["--gaps"], ["--of", "KEN"], ["--of", "open-ownership"]):
        ended = bundled("partners", *words)
        assert ended.status == 0
        assert all(line.startswith("Searching") for line in ended.err.splitlines())


def test_top_shortens_and_zero_shows_all(bundled: Focus) -> None:
    short = bundled("partners", "--gaps", "--top", "2").out.splitlines()
    whole = bundled("partners", "--gaps", "--top", "0").out.splitlines()
    assert len(short) < len(whole)
    assert any("--top 0 shows all" in line for line in short)
    assert not any("--top 0 shows all" in line for line in whole)


def test_the_network_and_the_tables_can_be_taken_away(focus: Focus, tmp_path: Path) -> None:
    network, folder = tmp_path / "network.graphml", tmp_path / "tables"
    ended = focus("partners", "--graphml", network, "--csv", folder)
    assert ended.status == 0
    graph = nx.read_graphml(network)
    assert {"partner:bank", "country:BBB"} <= set(graph)
    with (folder / "strength.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["candidate"]: float(row["strength"]) for row in csv.DictReader(file)}
    assert rows["country:BBB"] == pytest.approx(0.4)
    assert {path.name for path in folder.iterdir()} >= {
        "overlap.csv",
        "gaps.csv",
        "dependence.csv",
        "brokers.csv",
        "groups.csv",
        "smallest_set.csv",
        "possible_leads.csv",
        "focus_areas_by_partner.csv",
    }


def test_nothing_is_written_over_nor_into_what_is_read(
    spoilt: Focus, folder: Folder, tmp_path: Path
) -> None:
    """A dataset with tables of other programs in its folder could not be read any more."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    for option, place, must in (
        ("--csv", tmp_path / "file" / "below", "must be a folder, or lie in one"),
        ("--csv", folder.root / "dataset", "must not lie in the folder of the dataset"),
        (
            "--graphml",
            folder.root / "dataset" / "n.graphml",
            "must not lie in the folder of the dataset",
        ),
        ("--graphml", "/", "must be a file, not a folder"),
        ("--graphml", tmp_path / "file", "must not exist yet"),
    ):
        ended = spoilt("partners", option, place)
        assert ended.status == 2
        assert must in ended.words
    assert spoilt("partners", "--graphml", tmp_path / "file", "--overwrite").status == 0
    assert "<graphml" in (tmp_path / "file").read_text(encoding="utf-8")
    tables = tmp_path / "tables"
    assert spoilt("partners", "--csv", tables).status == 0
    assert "must not exist yet" in spoilt("partners", "--csv", tables).words
    assert spoilt("partners", "--csv", tables, "--overwrite").status == 0
    assert spoilt("check").status == 0


def test_all_that_is_wrong_is_said_at_once(focus: Focus) -> None:
    ended = focus(
        "partners", "--of", "nobody", "--gaps", "--top", "-1", "--time-limit", "soon", "--json"
    )
    assert ended.status == 2
    files = [problem["file"] for problem in ended.json["problems"]]
    assert files == ["--of", "--time-limit", "--top", "command line"]


def test_a_candidate_is_no_partner(focus: Focus) -> None:
    ended = focus("partners", "--without", "BBB")
    assert ended.status == 2
    assert "must be a partner of the dataset" in ended.words


def test_no_plan_ends_with_one(spoilt: Focus, folder: Folder) -> None:
    """A rule that asks for ten themes of one cannot be met."""
    folder.append(
        "rules.yaml",
        "",
        "  impossible: {label: Ten themes, where: {kind: theme}, count: {min: 10}, hard: true}",
    )
    ended = spoilt("partners", "--dependence")
    assert ended.status == 1
    assert "No plan was found" in ended.words
    assert spoilt("partners", "--dependence", "--json").json["plan"]["status"] == "infeasible"


def test_what_is_wrong_with_partners_is_said_by_check(spoilt: Focus, folder: Folder) -> None:
    """Unknown partner, itself, strengths outside 0..1, duplicates that disagree: all at once."""
    first = folder.append(
        "engagements.csv",
        "partner:bnak,country:BBB,technical_support,0.5,staff",
        "partner:bank,partner:bank,technical_support,0.5,staff",
        "partner:owners,theme:ownership,technical_support,1.4,staff",
        "partner:bank,country:BBB,technical_support,0.3,staff",
    )
    ended = spoilt("check", "--json")
    assert ended.status == 2
    found = {problem["row"]: problem["must"] for problem in ended.json["problems"]}
    assert found == {
        first: "must be an id of partners.csv",
        first + 1: "a partner must not be engaged with itself",
        first + 2: "must be a number from 0 to 1",
        first + 3: "the same work of a partner must have one strength",
    }
    assert spoilt("partners").status == 2
