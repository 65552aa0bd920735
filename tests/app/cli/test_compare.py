"""``focus compare`` on the small example. Oracle: ``focus plan`` with the same levers."""

import json
from pathlib import Path

import pytest

from optimizer.scenario import Scenario
from optimizer.study import Study
from records import people, scenarios
from records.database import RECORDS
from records.permissions import Person
from records.scenarios import Saved
from records.sign_in import PERSON
from records.store import Records
from tests.app.cli.conftest import Focus

EXACT = ("--gap", "0")


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, study: Study) -> str:
    """Keep a private scenario of Ada's, made on other data."""
    address = str(tmp_path / "records.sqlite3")
    records = Records.at(address, make=True)
    ada = people.single(records, "Ada")
    scenario = Scenario(name="Fewer people", weeks={"europe": 12.0})
    scenarios.save(records, ada.id, study, Saved(id="", scenario=scenario, author=ada.id))
    monkeypatch.delenv(RECORDS, raising=False)
    monkeypatch.setenv(PERSON, "Ada")
    return address


def test_each_side_is_what_plan_says(focus: Focus, tmp_path: Path) -> None:
    alone = focus("plan", "--capacity", "europe=12", *EXACT, "--json")
    file = tmp_path / "fewer.json"
    file.write_text(alone.out, encoding="utf-8")
    found = focus("compare", "baseline", "usd.core=0", "--levers", file, *EXACT, "--json").json
    base = focus("plan", *EXACT, "--json").json
    first, second, third = found["scenarios"]
    assert (first["name"], second["name"], third["name"]) == ("Baseline", "What if", "fewer")
    assert third["scenario"] == {"weeks": {"europe": 12.0}}
    assert first["value"] == pytest.approx(base["value"])
    assert third["value"] == pytest.approx(alone.json["value"])
    assert third["gain"]["found"] == pytest.approx(alone.json["value"] - base["value"])
    assert third["focus"] == sorted({one["id"] for one in alone.json["focus"]})
    used = {one["resource"]: one["used"] for one in found["capacity"]}
    assert used["core"][1] == 0.0


def test_levers_on_the_line_stand_beside_the_baseline(focus: Focus) -> None:
    told = focus("compare", "--capacity", "europe=12", *EXACT).words
    assert "“Baseline”: no lever is moved." in told
    assert "“These levers”: Europe team has 6 weeks for focus areas, not 10." in told


def test_a_kept_scenario_is_named(focus: Focus, address: str) -> None:
    found = focus("compare", "fewer people@1", "--records", address, *EXACT, "--json").json
    assert [one["name"] for one in found["scenarios"]] == ["Baseline", "Fewer people"]
    assert found["scenarios"][1]["kept"] == "version 1"


@pytest.mark.usefixtures("address")
def test_private_scenarios_are_for_their_author(
    focus: Focus, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = Records.at(address)
    bo = Person(id="bo", name="Bo", roles=frozenset(("reader",)))
    people.put(records, people.SINGLE, bo)
    records.close()
    monkeypatch.setenv(PERSON, "Bo")
    ended = focus("compare", "Fewer people", "--records", address)
    assert ended.status == 2
    assert "none is kept yet" in ended.words


def test_everything_that_is_wrong_is_told_at_once(focus: Focus, tmp_path: Path) -> None:
    nowhere = tmp_path / "none.sqlite3"
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps({"weeks": {"mars": 1}}), encoding="utf-8")
    ended = focus(
        "compare", "weeks.venus=1", "Unheard of", "--levers", wrong, "--levers", tmp_path / "gone",
        "--records", nowhere, "--gap", "7",
    )  # fmt: skip
    assert ended.status == 2
    for said in ("venus", "Unheard of", "mars", "the file must exist", "--gap", "focus records"):
        assert said in ended.words


def test_one_alone_is_too_few(focus: Focus) -> None:
    ended = focus("compare", "baseline")
    assert ended.status == 2
    assert "must name two scenarios" in ended.words.lower()


def test_no_plan_anywhere(focus: Focus) -> None:
    ended = focus("compare", "must=BBB-port", "must=BBB-port&usd.core=0")
    assert ended.status == 1
    assert "None of the scenarios has a plan" in ended.words
