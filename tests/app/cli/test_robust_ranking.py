"""``focus robust --ranking`` on the small example. Oracle: the ranking as the engine draws it."""

import csv
from pathlib import Path

import pytest

from optimizer.study import Study
from reports.words import certain_share
from scoring.acceptability import acceptability
from scoring.weight_samples import AnyWeights, FixedWeights, WeightOrder
from tests.app.cli.conftest import Focus
from tests.app.cli.interrupting import interrupting


@pytest.mark.parametrize(
    ("words", "belief"),
    [("any", AnyWeights()), ("order", WeightOrder()), ("fixed", FixedWeights())],
)
def test_the_ranking_is_what_the_engine_draws(
    focus: Focus, study: Study, words: str, belief: AnyWeights | WeightOrder | FixedWeights
) -> None:
    ended = focus("robust", "--ranking", "--weights", words, "--draws", "300", "--json")
    assert ended.status == 0
    for kind, scores in study.scorecard().kinds.items():
        expected = acceptability(scores, belief, draws=300)
        got = ended.json["kinds"][kind]
        assert got["draws"] == 300
        pairs = got["pairwise"]
        assert expected.winning is not None
        assert pairs["ids"] == list(expected.ids)
        for one in got["candidates"]:
            at = expected.ids.index(one["id"])
            assert one["ranks"] == pytest.approx(expected.rank[at].tolist())
            gate = next(row.gate for row in scores.rows if row.id == one["id"])
            assert sum(one["ranks"]) <= 1.0 + 1e-9
            assert gate != "pass" or sum(one["ranks"]) == pytest.approx(1.0)
            assert one["first"] == pytest.approx(one["ranks"][0])
            assert one["among"] == pytest.approx(sum(one["ranks"][: got["first"]]))
            assert one["first_low"] <= one["first"] + 1e-9
            assert pairs["share"][at] == pytest.approx(expected.winning[at].tolist())
            if one["first"]:
                assert sum(one["central_weights"].values()) == pytest.approx(1.0)
                assert one["confidence"] == pytest.approx(expected.confidence[at])
            else:
                assert one["central_weights"] is None


def test_the_ranking_in_words(focus: Focus, tmp_path: Path) -> None:
    place = tmp_path / "ranks.csv"
    words = ("--ranking", "--kind", "country", "--draws", "200", "--weights", "any")
    ended = focus("robust", *words, "--first", "1", "--save", place)
    (found,) = focus("robust", *words, "--first", "1", "--json").json["kinds"].values()
    assert "Countries: first in nine of ten draws or more:" in ended.words
    table = ended.out.partition("Who takes which place?")[2].splitlines()
    for one in found["candidates"]:
        line = next(row for row in table if one["name"] in row[:40])
        assert certain_share(one["among"]) in line
    assert "comes first with" in ended.words
    rows = list(csv.DictReader(place.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["id"] for row in rows] == [one["id"] for one in found["candidates"]]


def test_a_ranking_that_is_stopped_keeps_its_draws(
    focus: Focus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.cli.asking.working_on", interrupting(100))
    ended = focus("robust", "--ranking", "--draws", "900", "--json")
    assert ended.json["interrupted"]
    (one,) = ended.json["kinds"].values()
    assert one["draws"] < 900
    told = focus("robust", "--ranking", "--draws", "900").words
    assert "of 900 draws" in told
