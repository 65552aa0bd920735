"""What is known, on the small example: its tables have few rows, counted here by hand.

Oracle: 18 rows of evidence from 2 sources (README of the example); Betaland's known shares.
"""

import pytest

from optimizer.study import Study, open_study
from questions.overlay import Rating, with_ratings
from reports import evidence
from reports.setting import Setting
from scoring.evidence_table import evidence_table
from scoring.kind_scores import KindScores
from scoring.scorecard import NO_DERIVED
from scoring.selection import of_candidates


@pytest.fixture(scope="module")
def setting(small_study: Study) -> Setting:
    return Setting(small_study)


@pytest.fixture(scope="module")
def countries(small_study: Study) -> KindScores:
    return small_study.scorecard().kinds["country"]


def test_shares_of_what_is_known(countries: KindScores, setting: Setting) -> None:
    """Countries: 70, 70, 0 and 50 % observed; the rest rated by staff, or not known."""
    told = evidence.report(countries, setting)
    assert told.answer.startswith("Of what counts for 4 countries, 48 % is observed")
    rows = {row["id"]: row for row in told.table("coverage-country").rows}
    assert rows["country:BBB"]["observed"] == pytest.approx(0.7)
    for row in rows.values():
        assert sum(row[name] for name in ("observed", "judged", "assumed", "missing")) == (
            pytest.approx(1)
        )
    assert any("never counts as zero" in note.text for note in told.notes)


def test_nobody_is_known_of_nobody(countries: KindScores, setting: Setting) -> None:
    told = evidence.report(of_candidates(countries, ()), setting)
    assert told.sentences == ("No candidate meets these filters.",)


def test_orders(countries: KindScores, setting: Setting) -> None:
    def names(order: str) -> list[str]:
        report = evidence.report(countries, setting, order=order)
        return [row["name"] for row in report.table("coverage-country").rows]

    assert names("name") == ["Alphaland", "Betaland", "Gammaland", "Port Beta, Betaland"]
    assert names("place")[:2] == ["Alphaland", "Betaland"]
    least = evidence.report(countries, setting, order="missing").table("coverage-country").rows
    assert [row["missing"] for row in least] == sorted((r["missing"] for r in least), reverse=True)


def test_cells_are_as_long_as_what_they_stand_for(countries: KindScores, setting: Setting) -> None:
    rows = evidence.report(countries, setting).table("coverage-country").rows
    cells = evidence.coverage_cells(countries, rows)
    for row in rows:
        own = [cell for cell in cells if cell["id"] == row["id"]]
        assert sum(cell["end"] - cell["start"] for cell in own) == pytest.approx(1)
        observed = [c["end"] - c["start"] for c in own if c["basis"] == "observed"]
        assert sum(observed) == pytest.approx(row["observed"])


def test_values_are_found_by_every_word(small_study: Study, setting: Setting) -> None:
    everybody = list(small_study.dataset.by_id)
    assert evidence.values(setting, everybody).text == ("18 values.",)
    few = evidence.values(setting, everybody, "betaLAND  2019")
    assert few.text[0].endswith(" with “betaLAND  2019”.")
    assert {row["name"] for row in few.tables[0].rows} <= {"Betaland", "Port Beta, Betaland"}
    assert evidence.values(setting, everybody, "no such thing (").text == (
        "No values with “no such thing (”.",
    )


def test_sources_count_their_values(setting: Setting) -> None:
    told = evidence.sources(setting)
    assert told.text == ("2 sources, each with its publisher, licence and link.",)
    assert sum(row["values"] for row in told.tables[0].rows) == 18


def test_what_is_on_record(small_study: Study) -> None:
    assert evidence.on_record(None, small_study.dataset) == (
        "On record: nothing. What is missing can be anything on its scale."
    )
    row = small_study.dataset.evidence[0]
    assert evidence.on_record(row, small_study.dataset).startswith("On record: ")


def test_edits_and_what_they_do() -> None:
    """Kenya lies below the median of budget transparency, which 17 national members lack."""
    study = open_study()
    rating = Rating(
        candidate="country:KEN", measure="budget_transparency", value=80.0, reason="A new survey"
    )
    table = evidence_table(study.dataset, study.configuration.criteria.measures, NO_DERIVED)
    (row,) = evidence.edits([rating], table, Setting(study)).tables[0].rows
    assert (row["name"], row["now"], row["reason"]) == ("Kenya", "80", "A new survey")
    before = study.scorecard().kinds["country"]
    after = with_ratings(study, [rating]).scorecard().kinds["country"]
    told = evidence.effect(before, after, [rating], places=10)
    assert told.text[0].startswith("Kenya: +")
    assert "that median has moved" in told.text[1]
    assert told.tables[0].rows[0]["candidate"] == "country:KEN"
    assert told.pictures[0].chart.to_dict()
    assert evidence.effect(before, before, [rating]).text == (
        "Nothing for the countries shown: no score changes.",
    )
