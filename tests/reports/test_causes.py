"""Causes in words, tables and pictures. Oracle: a change worked out by hand."""

import pytest

from app.web.earlier import earlier_study
from config.problems import InputError
from optimizer.attribution import Attribution, CausePoints, Move
from optimizer.plan import Plan
from optimizer.rounds import Cause
from optimizer.study import open_study
from reports import causes
from reports.charts.causes import cause_bars, move_matrix
from reports.tables.causes import cause_table, move_rows, move_table
from tests.folders import SMALL

PLAN = Plan(status="optimal", value=10.0, bound=10.0, gap=0.0, seconds=0.0, solver="by hand")
FOUND = Attribution(
    before=PLAN,
    after=PLAN.but(value=13.0, bound=13.0),
    causes=(
        CausePoints(cause=Cause.EVIDENCE, points=4.0, low=3.0, high=5.5),
        CausePoints(cause=Cause.RULES, points=-1.0, low=-1.0, high=-1.0),
    ),
    moves=(
        Move(id="country:AAA", entered=True, shares={Cause.EVIDENCE: 0.5, Cause.RULES: 0.5}),
        Move(id="country:BBB", entered=False, shares={Cause.EVIDENCE: 1.25, Cause.RULES: -0.25}),
        Move(id="country:CCC", entered=False, shares={Cause.EVIDENCE: 0.8, Cause.RULES: 0.2}),
    ),
    stayed=("theme:ownership",),
    plans=4,
)


def test_the_answer_counts_moves_and_points() -> None:
    assert causes.answer(FOUND) == (
        "1 enters, 2 leave and 1 stays; the plan is worth 3.0 points more than before. "
        "Different: new evidence and changed rules."
    )


def test_points_come_with_what_is_proven() -> None:
    first, second = FOUND.causes
    assert causes.cause_sentence(first) == "+4.0 points (proven: +3.0 to +5.5 points)"
    assert causes.cause_sentence(second) == "−1.0 points (proven)"


def test_a_move_is_explained_in_few_words() -> None:
    assert [causes.why(move) for move in FOUND.moves] == [
        "because of new evidence (50 %) and changed rules (50 %)",
        "because of new evidence",
        "mostly because of new evidence",
    ]


def test_tables_and_pictures_show_every_cause_and_move() -> None:
    study = open_study(SMALL / "dataset", SMALL / "configuration")
    names = study.dataset.by_id
    bars = cause_table(FOUND)
    assert bars["Points"].tolist() == [4.0, -1.0]
    rows = move_rows(FOUND, lambda one: names[one].name)
    assert rows["Words"].tolist() == ["50 %", "50 %", "125 %", "against (25 %)", "80 %", "20 %"]
    assert rows["Move"].iloc[0] == "enters: Alphaland"
    table = move_table(
        FOUND, lambda one: names[one].name, {}, study.configuration.criteria,
        lambda one: names[one].kind,
    )  # fmt: skip
    assert table["Kind"].unique().tolist() == ["Country"]
    assert cause_bars(bars).to_dict()["layer"][0]["encoding"]["x"]["field"] == "Points"
    assert move_matrix(rows).to_dict()["layer"][1]["encoding"]["text"]["field"] == "Words"


def test_an_earlier_round_may_lack_tables_or_configuration() -> None:
    data, config = SMALL / "dataset", SMALL / "configuration"
    files = {path.name: path.read_bytes() for path in data.iterdir()}
    files["evidence.csv"] = files["evidence.csv"].replace(b"AAA,will,strong", b"AAA,will,none")
    now = open_study(data, config)
    earlier = earlier_study(files, data, config)
    assert earlier.configuration == now.configuration
    assert earlier.dataset.evidence != now.dataset.evidence
    rules = {"capacity.yaml": (config / "capacity.yaml").read_bytes()}
    with pytest.raises(InputError, match=r"criteria\.yaml"):
        earlier_study(rules, data, config)
    with pytest.raises(InputError, match="one table"):
        earlier_study({}, data, config)
