"""Vintage: what is dated later than a day is left out, and counted. Worked by hand."""

import calendar
import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.problems import InputError, Problems
from data.content import content_hash
from data.dataset import Candidate, Dataset, Engagement, Evidence, Source, Vintage
from data.load import load_dataset
from data.vintage import at, is_as_of, last_day
from optimizer.study import open_study
from tests.folders import Folder


def value(measure: str, as_of: str, source: str = "undated") -> Evidence:
    return Evidence(
        candidate="a", measure=measure, value=1.0, basis="observed", source=source, as_of=as_of
    )


def engaged(service: str, as_of: str, source: str = "undated") -> Engagement:
    return Engagement(
        partner="p", target="a", service=service, strength=1, source=source, as_of=as_of
    )


DATASET = Dataset(
    candidates=(
        Candidate(id="a", kind="k", name="A", incumbent=True, incumbent_since="2019-07"),
        Candidate(id="b", kind="k", name="B", status="suspended", status_since="2020-01-02"),
        Candidate(id="c", kind="k", name="C", status="inactive", incumbent=True),
    ),
    evidence=(
        value("year", "2019"), value("month", "2019-06"), value("day", "2019-06-30"),
        value("next", "2019-07-01"), value("none", ""), value("by_source", "", "dated"),
    ),
    engagements=(engaged("own", "2018", "dated"), engaged("by_source", "", "dated"),
                 engaged("none", "")),
    sources=(Source(id="dated", title="D", as_of="2019-12"), Source(id="undated", title="U")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "values", "engagements", "incumbents", "suspended"),
    [
        ("2018", ["none"], ["own", "none"], ["c"], False),
        ("2019-06-29", ["none"], ["own", "none"], ["c"], False),
        ("2019-06-30", ["month", "day", "none"], ["own", "none"], ["c"], False),
        ("2019-06", ["month", "day", "none"], ["own", "none"], ["c"], False),
        ("2019-07", ["month", "day", "next", "none"], ["own", "none"], ["a", "c"], False),
        (
            "2019",
            ["year", "month", "day", "next", "none", "by_source"],
            ["own", "by_source", "none"],
            ["a", "c"],
            False,
        ),
        (
            "2020-01-02",
            ["year", "month", "day", "next", "none", "by_source"],
            ["own", "by_source", "none"],
            ["a", "c"],
            True,
        ),
    ],
)
def test_what_counts_as_of_a_day(
    as_of: str, values: list[str], engagements: list[str], incumbents: list[str], *, suspended: bool
) -> None:
    """Oracle: by hand. A year counts from 31 December on, a month from its last day on."""
    cut = at(DATASET, as_of)
    assert [row.measure for row in cut.evidence] == values
    assert [row.service for row in cut.engagements] == engagements
    assert [one.id for one in cut.candidates if one.incumbent] == incumbents
    assert (cut.by_id["b"].status == "suspended") is suspended
    assert cut.by_id["c"].status == "inactive"
    found = cut.vintage
    assert found.undated == 2
    assert found.incumbents == (() if "a" in incumbents else ("a",))
    assert found.statuses == (() if suspended else ("b",))
    assert {row.measure for row in found.evidence} == {
        row.measure for row in DATASET.evidence
    } - set(values)
    assert len(found.engagements) == 3 - len(engagements)


def test_everything_counts_where_nobody_says_a_day() -> None:
    assert at(DATASET) is DATASET
    assert at(DATASET, "all") is DATASET
    assert DATASET.vintage == Vintage()
    usual = DATASET.but(usual_as_of="2019-07")
    assert at(usual).vintage.day == "2019-07-31"
    assert at(usual, "2018").vintage.day == "2018-12-31"
    assert at(usual, "all") is usual


dates = st.tuples(st.integers(2018, 2021), st.integers(0, 12), st.integers(0, 31)).map(
    lambda one: (
        f"{one[0]}" + (f"-{one[1]:02}" if one[1] else "")
        + (f"-{min(one[2], calendar.monthrange(one[0], one[1])[1]):02}"
           if one[1] and one[2] else "")
    )
)  # fmt: skip


@given(st.lists(dates | st.just(""), max_size=8), dates, dates)
def test_later_vintages_know_more_and_nothing_is_lost(
    when: list[str], first: str, second: str
) -> None:
    """Known and left out make up the whole; who looks from later on knows all of it and more."""
    rows = tuple(value(f"m{place}", date) for place, date in enumerate(when))
    dataset = Dataset(candidates=DATASET.candidates, evidence=rows)
    early, late = sorted((first, second), key=last_day)
    known = [set(at(dataset, day).evidence) for day in (early, late)]
    assert known[0] <= known[1]
    for day, some in zip((early, late), known, strict=True):
        cut = at(dataset, day)
        assert some | set(cut.vintage.evidence) == set(rows)
        assert all(last_day(row.as_of) <= last_day(day) for row in some if row.as_of)
        assert at(cut, day).evidence == cut.evidence


def test_what_is_cut_has_the_hash_of_what_is_left() -> None:
    cut = at(DATASET, "2018")
    assert cut.content_hash == content_hash(cut) != content_hash(DATASET)
    whole = DATASET.but(content_hash="abc")
    assert at(whole, "2021").content_hash == "abc"


@pytest.mark.parametrize("text", ["2019", "2019-02", "2020-02-29", "all"])
def test_what_names_a_vintage(text: str) -> None:
    problems = Problems()
    assert is_as_of("--as-of", text, problems)
    assert not problems


@pytest.mark.parametrize("text", ["", "2019-2", "2019-13", "2019-02-29", "June", "0000", "=1", "*"])
def test_what_names_none_is_told(text: str) -> None:
    problems = Problems()
    assert not is_as_of("--as-of", text, problems)
    (problem,) = problems.found()
    assert problem.must == "must be a year, a month or a day that exists, or all"
    assert problem.value == text


def test_the_package_says_what_is_usual(folder: Folder) -> None:
    package = folder.root / "dataset" / "datapackage.json"
    package.write_text(json.dumps({"as_of": "2019-06"}), encoding="utf-8")
    assert load_dataset(folder.root / "dataset").usual_as_of == "2019-06"
    package.write_text(json.dumps({"as_of": 2019}), encoding="utf-8")
    with pytest.raises(InputError) as told:
        load_dataset(folder.root / "dataset")
    (problem,) = told.value.problems
    assert (problem.column, problem.value) == ("as_of", "2019")
    assert problem.must == "must be YYYY, YYYY-MM or YYYY-MM-DD"


def test_bundled_codings_of_later_years_do_not_count_unless_asked() -> None:
    """Oracle: counted with grep in evidence.csv; 533 rows are dated 2021 to 2024."""
    usual, whole = open_study().dataset, open_study(as_of="all").dataset
    assert usual.vintage.day == "2020-12-31"
    assert len(usual.vintage.evidence) == 533 == len(whole.evidence) - len(usual.evidence)
    later = Counter(row.source for row in usual.vintage.evidence)
    assert later == {"ogp-commitments-2024": 455, "civicus-2021": 78}
    assert max(row.as_of for row in usual.evidence) == "2020-02-05"
    before = open_study(as_of="2019").dataset
    assert len(before.vintage.incumbents) == 22
    assert not any(one.incumbent for one in before.candidates)


@pytest.mark.parametrize(
    ("as_of", "value", "earlier"),
    [("2018", None, 0), ("2019", 1.0, 0), ("2020-05", 1.0, 0), ("2020-06", 2.0, 1),
     ("2020-12-31", 3.0, 2), ("all", 4.0, 3)],
)  # fmt: skip
def test_the_latest_that_is_known_counts(as_of: str, value: float | None, earlier: int) -> None:
    """Oracle: by hand; the order of rows does not matter."""
    first = DATASET.evidence[0]
    dates = {"2020": 3.0, "2019": 1.0, "2021-01-01": 4.0, "2020-06": 2.0}
    rows = [first.but(value=number, as_of=date) for date, number in dates.items()]
    for order in (rows, rows[::-1]):
        dataset = DATASET.but(evidence=tuple(order))
        cut = at(dataset, as_of)
        assert [row.value for row in cut.evidence] == ([] if value is None else [value])
        assert cut.vintage.earlier == earlier
        assert cut.content_hash == content_hash(cut)
