"""The page Overview, operated without a browser."""

import re
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app import CONFIG, DATA
from app.web.state import PLACE
from optimizer.study import Study
from reports import overview
from reports.setting import Setting
from tests.app.cli.conftest import inputs, run
from tests.app.web.screens.conftest import MAIN, PATIENCE, answer, read, words
from tests.folders import Folder
from tests.hostile import hostile_example
from tests.optimizer.solved import solve


def opened(**query: str) -> AppTest:
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    for name, text in query.items():
        page.query_params[name] = text
    page.run()
    assert not page.exception
    return page


@pytest.mark.usefixtures("small_app")
def test_the_page_says_what_its_report_says(small_study: Study) -> None:
    page = settled(opened())
    plan = solve(small_study.problem())
    assert answer(page) == overview.report(plan, Setting(small_study, plan=plan)).answer
    names = [small_study.dataset.by_id[name].name for name in plan.ids]
    buttons = " ".join(read(one.label) for one in page.button)
    assert all(f"**{name}" in buttons for name in names)


@pytest.mark.usefixtures("small_app")
def test_marks_come_when_they_are_worked_out() -> None:
    page = settled(opened())
    until = time.monotonic() + PATIENCE
    while "100 best lists" not in words(page) and time.monotonic() < until:
        time.sleep(0.2)
        page.run()
    assert "how many of 100 best lists agree" in words(page)
    assert any(one.label.startswith(("●", "◐", "○")) for one in page.button)


@pytest.mark.usefixtures("small_app")
def test_a_name_opens_its_card() -> None:
    page = settled(opened())
    page.button(key="open-stays-main-country:AAA").click().run()
    assert not page.exception
    assert page.session_state[PLACE].card == "country:AAA"


def test_hostile_names_are_shown_as_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sign that Markdown would obey stands behind a backslash."""
    folder = hostile_example(tmp_path)
    monkeypatch.setenv(DATA, str(folder.root / "dataset"))
    monkeypatch.setenv(CONFIG, str(folder.root / "configuration"))
    page = settled(opened())
    shown = [str(one.value) for one in (*page.markdown, *page.caption, *page.subheader)]
    shown += [one.label for one in page.button]
    assert not [text for text in shown if re.search(r"(?<!\\)(\]\(http|<img)", text)]
    assert any(one.label.startswith("**") for one in page.button)


def test_the_bundled_data_open_without_an_error() -> None:
    page = opened()
    assert "countries" in answer(page)
    assert "4 ratings that only staff can give are missing for all 78 countries" in words(page)


def test_the_recommended_list_is_that_of_the_command_line() -> None:
    """Whatever the clock says when the page is opened. Oracle: ``focus plan`` on the same data."""
    page = settled(opened())
    assert recommended(page) == {one["id"] for one in run("plan", "--json").json["focus"]}


def test_of_equal_plans_both_have_the_one_of_the_lowest_ids(
    monkeypatch: pytest.MonkeyPatch, folder: Folder
) -> None:
    """Eight countries alike in all but the id, each worth 50 points.

    The Africa team has 15 weeks and a country takes 7 for everything; 4 (half of it) or 3 (peer
    exchange and advocacy) are enough to be in. Many plans are worth as much and cost the same.
    """
    monkeypatch.setenv(DATA, str(folder.root / "dataset"))
    monkeypatch.setenv(CONFIG, str(folder.root / "configuration"))
    twins(folder)
    plan = run("plan", *inputs(folder.root), "--gap", "0", "--json").json
    assert plan["value"] == pytest.approx(110)
    assert [one["id"] for one in plan["focus"]] == ["country:T0", "country:T2", "country:T1"]
    page = settled(opened())
    assert recommended(page) == {"country:T0", "country:T1", "country:T2"}
    for said in (words(page), run("plan", *inputs(folder.root), "--gap", "0").words):
        assert "proven the best possible" in said
        assert "Other plans are worth exactly as much and cost the same" in said
        assert "this is the one with the lowest ids" in said


def twins(folder: Folder) -> None:
    """Leave eight countries that are alike, without partners, rules or a list in force."""
    ids = [f"country:T{number}" for number in range(8)]
    tables = {
        "candidates.csv": ["id,kind,name,region,country,status,incumbent,level"]
        + [f"{one},country,Twin {one[-1]},Africa,BBB,active,no,national" for one in ids],
        "evidence.csv": ["candidate,measure,value,basis,source"]
        + [f"{one},participation,0.5,observed,index" for one in ids]
        + [f"{one},values,4,observed,index" for one in ids],
    }
    for place in (folder.root / "dataset").glob("*.csv"):
        if place.name == "sources.csv":
            continue
        head = place.read_text(encoding="utf-8").splitlines()[:1]
        place.write_text("\n".join(tables.get(place.name, head)) + "\n", encoding="utf-8")
    (folder.root / "dataset" / "datapackage.json").unlink()
    folder.path("rules.yaml").write_text("rules: {}\n", encoding="utf-8")


def settled(page: AppTest) -> AppTest:
    """Draw the page again as long as it says that a better plan is looked for."""
    until = time.monotonic() + PATIENCE
    while ":material/hourglass:" in words(page) and time.monotonic() < until:
        time.sleep(0.2)
        page.run()
    assert not page.exception
    return page


def recommended(page: AppTest) -> set[str]:
    """Return the ids of the recommended list: of all named, those that are in the plan."""
    keys = [str(one.key).split("-", 3) for one in page.button if str(one.key).startswith("open-")]
    return {key[3] for key in keys if key[1] in ("stays", "enters")}


def test_a_broken_dataset_shows_every_problem_and_can_be_mended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = Folder.copy(tmp_path)
    monkeypatch.setenv(DATA, str(folder.root / "dataset"))
    monkeypatch.setenv(CONFIG, str(folder.root / "configuration"))
    folder.replace("candidates.csv", "suspended", "asleep")
    folder.replace("capacity.yaml", "usd: 20000", "usd: many")
    page = opened()
    assert len(page.subheader) == 0
    assert "asleep" in words(page)
    assert "core.usd" in words(page)
    folder.replace("candidates.csv", "asleep", "suspended")
    folder.replace("capacity.yaml", "usd: many", "usd: 20000")
    assert "recommended" in answer(page.run())
