"""A ranking in words: the small example, whose scores its README works out by hand.

Oracle: Alphaland 72.5, Betaland 48 (28 to 73), Port Beta 45.2 (40 to 60); Gammaland fails two
gates. Alphaland is above both others in more than 95 of 100 draws; Betaland can fall below its
port.
"""

import pytest

from optimizer.study import Study, open_study
from reports.rank import SHOWN, report
from reports.report import Report
from reports.setting import Setting
from scoring.kind_scores import KindScores
from tests.reports.faces import terminal


@pytest.fixture(scope="module")
def countries(small_study: Study) -> KindScores:
    return small_study.scorecard().kinds["country"]


@pytest.fixture(scope="module")
def told(small_study: Study, countries: KindScores) -> Report:
    return report([countries], Setting(small_study))


def test_the_answer_says_who_leads_and_how_sure_that_is(told: Report) -> None:
    assert told.sentences[:3] == (
        (
            "Alphaland comes first of 3 countries, with 72.5 of 100 points, and no other is in its "
            "band."
        ),
        (
            "If everything unknown turned out worst for Alphaland and best for another, 1 other "
            "could come ahead of it."
        ),
        "Gammaland has no place: it fails “Active member” and “Values Check”.",
    )


def test_places_are_told_by_bands(told: Report) -> None:
    (table,) = told.tables
    lines = [(row["_name"], row["rank"], row["band"]) for row in table.shown]
    assert lines == [
        ("Alphaland", 1, 1),
        ("Betaland", 2, 2),
        ("Port Beta, Betaland", 3, 2),
        ("Gammaland", None, None),
    ]
    text = terminal(told)
    assert text.index("Band 1") < text.index("Band 2") < text.index("No place")


def test_points_by_criterion_add_up_to_the_score(told: Report) -> None:
    for row in told.table("ranking-country").rows:
        assert sum(row["contributions"].values()) == pytest.approx(row["score"])


def test_a_part_keeps_its_places_and_says_so(small_study: Study, countries: KindScores) -> None:
    some = report(
        [countries], Setting(small_study), among={"country:BBB", "country:BBB-port"}, which="here"
    )
    assert some.sentences[:2] == (
        (
            "Betaland comes first of 2 countries here, in place 2 of all 3, with 48.0 of 100 "
            "points, but the evidence cannot tell it apart from 1 other."
        ),
        "Band 2: Betaland and Port Beta, Betaland.",
    )
    assert some.sentences[2] == "Places are those among all 3 countries that have one."


@pytest.mark.parametrize(
    ("among", "answer"),
    [
        ({"country:AAA"}, "Alphaland is the only country here with a place: 72.5 of 100 points."),
        ({"country:CCC"}, "Of 1 country here none has a place: each fails a gate."),
        (set(), "There are no countries here."),
    ],
)
def test_one_none_and_nobody(
    small_study: Study, countries: KindScores, among: set[str], answer: str
) -> None:
    assert report([countries], Setting(small_study), among=among, which="here").answer == answer


def test_gates_that_are_not_known_are_noted(told: Report) -> None:
    (gate,) = [note.text for note in told.notes if note.kind == "gate"]
    assert gate == (
        "Values Check: not known yet for 1 of 4 countries, so it takes nobody out. Check first."
    )


def test_several_kinds_have_a_sentence_each(small_study: Study) -> None:
    every = report([*small_study.scorecard().kinds.values()], Setting(small_study))
    assert every.answer == (
        "First come: Alphaland of 3 countries, Open register of company owners (Alphaland) of 3 "
        "commitments and Beneficial ownership of 1 theme."
    )
    assert [section.title for section in every.sections] == ["Countries", "Commitments", "Themes"]
    assert every["theme"].text[0].startswith("Beneficial ownership is the only theme")


def test_on_the_bundled_data_only_the_first_are_shown_where_there_is_little_room() -> None:
    study = open_study()
    scores = study.scorecard().kinds["country"]
    told = report([scores], Setting(study))
    (table,) = told.tables
    assert [row["rank"] for row in table.brief] == [*range(1, SHOWN + 1)]
    assert len(table.rows) == len(scores.ids)
    few = report([scores], Setting(study), most=3)
    assert [row["rank"] for row in few.table("ranking-country").brief] == [1, 2, 3]
    (picture,) = report([scores], Setting(study), start=25).pictures
    assert picture.describe.startswith(f"Scores by criterion: {scores.rows[25].name} ")
    assert picture.chart.to_dict()
