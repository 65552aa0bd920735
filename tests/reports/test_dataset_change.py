"""What a new table would change, on the small example; scores by hand."""

import pytest

from data.dataset import Evidence
from data.difference import difference
from optimizer.study import Study
from reports.dataset_change import NOTHING, left_out, report
from reports.setting import Setting


def changed(study: Study, **values: object) -> Study:
    """Return the small example with the participation of Alphaland, 0.8, changed."""
    rows = tuple(
        row.but(**values)
        if (row.candidate, row.measure) == ("country:AAA", "participation")
        else row
        for row in study.dataset.evidence
    )
    return Study(study.dataset.but(evidence=rows), study.configuration)


def test_nothing(small_study: Study) -> None:
    said = report((), Setting(small_study), Setting(small_study))
    assert (said.answer, said.json()["differences"]) == (NOTHING, [])


def test_a_cell_and_its_score(small_study: Study) -> None:
    after = changed(small_study, value=0.4)
    found = difference(small_study.dataset, after.dataset)
    said = report(found, Setting(small_study), Setting(after))
    assert said.answer == "1 difference, about 1 candidate: evidence (1 changed)."
    (row,) = said.table("differences").records
    assert (row["name"], row["field"], row["what"]) == ("Alphaland", "Participation", "changes")
    assert (row["before"], row["after"]) == ("0.8", "0.4")
    scores = {one["candidate"]: one for one in said.table("scores").records}
    before = dict(zip(*_scores(small_study), strict=True))
    now = dict(zip(*_scores(after), strict=True))
    assert scores["country:AAA"]["before"] == pytest.approx(before["country:AAA"])
    assert scores["country:AAA"]["after"] == pytest.approx(now["country:AAA"])
    assert "would change, most of all Alphaland: −" in said["scores"].text[0]


def test_a_note_changes_no_score(small_study: Study) -> None:
    after = changed(small_study, note="seen again")
    said = report(
        difference(small_study.dataset, after.dataset), Setting(small_study), Setting(after)
    )
    assert said.table("differences").records[0]["field"] == "Participation: note"
    assert said["scores"].text == ("No score of those who are there already would change.",)


def test_new_rows_and_what_was_left_out(small_study: Study) -> None:
    new = Evidence(
        candidate="country:BBB", measure="will", value="strong", basis="judgement", source="staff"
    )
    dataset = small_study.dataset.but(evidence=(*small_study.dataset.evidence, new))
    found = difference(small_study.dataset, dataset)
    after = Study(dataset, small_study.configuration)
    told = tuple(left_out([("x.csv", "an export", 2)], [("", 1), ("Atlantis", 3)]))
    said = report(found, Setting(small_study), Setting(after), left_out=told)
    assert said.answer == "1 difference, about 1 candidate: evidence (1 new)."
    assert said["left_out"].items == (
        "x.csv is an export: 2 rows.",
        "Rows of places that are no members of the dataset: Atlantis (3).",
        "1 row of a commitment that stands in a row before.",
    )


def _scores(study: Study) -> tuple[tuple[str, ...], list[float]]:
    kind = study.scorecard().kinds["country"]
    return tuple(kind.ids), kind.score.tolist()
