"""What became of a list, as a report. Oracle: findings made by hand."""

import pytest

from optimizer.study import Study
from questions.learn import Learnt, MeasureLearnt
from reports.learn import report
from reports.report import Report
from reports.setting import Setting
from scoring.matched import Matched
from tests.reports.faces import said_alike


def found(effect: float, half: float) -> Matched:
    return Matched(
        chosen=13, others=63, served=30, change=1.0, like=1.0 - effect, effect=effect,
        error=half / 2, low=effect - half, high=effect + half, visible=1.4 * half,
    )  # fmt: skip


def told(study: Study, **measures: Matched | None) -> Report:
    rows = tuple(
        MeasureLearnt(kind="country", measure=name, found=one, chosen=13, others=63)
        for name, one in measures.items()
    )
    learnt = Learnt(before="2020-12-31", after="2023-12-31", listed=("country:KEN",), measures=rows)
    return report(learnt, Setting(study))


def test_nothing_seen(bundled_study: Study) -> None:
    said = told(
        bundled_study, corruption_perceptions=found(1.8, 2.2), press_freedom=found(0.4, 0.7)
    )
    assert said.answer == (
        "Not that one could see: until 31 December 2023 those on the list changed no more than "
        "like ones that were not, in any of 2 measures."
    )
    assert said.text[0] == (
        "Of 2 tests chance alone makes 0.1 look telling: one or two say little."
    )
    assert said.facts["beyond_chance"] == 0
    said_alike(said)


def test_something_seen_either_way(bundled_study: Study) -> None:
    said = told(
        bundled_study, corruption_perceptions=found(3.0, 2.2), press_freedom=found(-1.4, 0.7),
        freedom_in_the_world=found(0.1, 5),
    )  # fmt: skip
    assert said.answer == (
        "Until 31 December 2023 those on the list rose more, or fell less, in Corruption "
        "Perceptions Index and rose less, or fell more, in press freedom than like ones that were "
        "not: 2 of 3 measures."
    )
    rows = {row["measure"]: row for row in said.table("measures_country").rows}
    assert rows["press_freedom"]["range"] == "−2.1 to −0.7"
    assert rows["press_freedom"]["beyond"]
    said_alike(said)


def test_one_of_many_is_said_to_be_chance(bundled_study: Study) -> None:
    """One of four would look telling by chance alone in 1 - 0.95⁴ = 19 % of cases; two in 1 %."""
    names = ("corruption_perceptions", "press_freedom", "freedom_in_the_world", "population")
    one = dict(zip(names, (found(3.0, 2.2), *[found(0.1, 5)] * 3), strict=True))
    assert told(bundled_study, **one).answer.endswith(
        "like ones that were not: 1 of 4 measures, no more than chance alone would bring."
    )
    two = {**one, "press_freedom": found(-1.4, 0.7)}
    assert told(bundled_study, **two).answer.endswith("like ones that were not: 2 of 4 measures.")


@pytest.mark.parametrize("chosen", [None])
def test_too_few(bundled_study: Study, chosen: None) -> None:
    said = told(bundled_study, press_freedom=chosen)
    assert said.answer.startswith("Nothing can be said yet")
    assert "Too few are on record before and after for press freedom." in said.text
    said_alike(said)
