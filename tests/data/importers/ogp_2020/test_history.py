"""How commitments fared: shares, counts and growth."""

import pytest

from data.importers.ogp_2020 import codings, history
from tests.data.importers.ogp_2020.raw_folder import EARLY, early_row, export_row

KNOWN = {codings.DESIGN_YEAR: "2018", codings.RESULT_YEAR: "2019"}


@pytest.mark.parametrize(
    ("code", "counts"),
    [("Moderate", True), ("Transformative", True), ("Minor", False), ("None", False), ("ND", None),
     ("NR", None), ("Unclear", None)],
)  # fmt: skip
def test_ambition_is_moderate_or_transformative(code: str, counts: bool | None) -> None:
    """Oracle: 3YP, footnote 1 of Themes."""
    row = early_row("Mexico", **{"Potential impact": code})
    assert history.early_ambitious(row) is counts
    assert (
        history.recent_ambitious(export_row("X", **{"Potential Impact": code}, **KNOWN)) is counts
    )


def test_the_last_report_on_completion_counts() -> None:
    row = early_row("Mexico", **{"Completion (progress report)": "b. Limited"})
    assert history.early_completed(row) is False
    assert history.early_completed(row | {"Completion (end of term)": "d. Complete"}) is True
    assert history.early_completed(early_row("Mexico")) is None


def test_any_star_is_a_star() -> None:
    row = early_row("Mexico", **{"Starred (2015 only)": "0"})
    assert history.early_starred(row) is False
    assert history.early_starred(row | {"Starred (pre-June 2014 assessments)": "1"}) is True
    assert history.early_starred(early_row("Mexico")) is None


@pytest.mark.parametrize("year", ["2020", "ND", "NR"])
def test_what_was_not_known_before_the_cycle_does_not_count(year: str) -> None:
    coded = {
        "Potential Impact": "Moderate",
        "Completion (Progress Report)": "Complete",
        "Completion (End Of Term)": "Complete",
        "Did It Open Government (Overall)": "Major",
    }
    known = export_row("X", **coded, **KNOWN)
    assert all(coding(known) is True for _, coding in history.RECENT)
    late = known | {codings.DESIGN_YEAR: year, codings.RESULT_YEAR: year}
    assert all(coding(late) is None for _, coding in history.RECENT)


def test_only_plans_of_2015_to_2019_are_recent() -> None:
    rows = [export_row(year, **{"Year Of Submission": year}) for year in ("2014", "2015", "2019",
            "2020")]  # fmt: skip
    kept = [row["Year Of Submission"] for row in history.recent_rows(rows)]
    assert kept == ["2015", "2019"]


def test_a_share_counts_only_assessed_commitments() -> None:
    """Oracle: two of the four assessed rows are ambitious; the fifth is not reviewed."""
    groups = history.by_member(EARLY, "Country", {"Mexico": "country:MEX"})
    rows = history.history_evidence(groups, {})
    (row,) = [row for row in rows if row["measure"] == "ambitious_share_2011_2014"]
    assert (row["candidate"], row["value"]) == ("country:MEX", "0.5")
    assert row["note"].startswith("2 of 4 ")


def test_those_who_left_are_left_out() -> None:
    assert history.by_member([early_row("Hungary")], "Country", {"Mexico": "country:MEX"}) == {}


def test_growth_is_a_ratio_of_shares() -> None:
    """Oracle: 2 of 12 first, 6 of 8 later: (6/8) / (2/12) = 4.5; five or fewer give none."""
    tagged, plain = {"Tax": "1"}, {"Tax": "0"}
    rows = [
        *(early_row("A", **tagged) for _ in range(2)),
        *(early_row("A", **plain) for _ in range(10)),
        *(early_row("A", **{"Year of submission": "2014"}, **tagged) for _ in range(6)),
        *(early_row("A", **{"Year of submission": "2013"}, **plain) for _ in range(2)),
    ]
    groups = history.by_theme(rows, {"theme:tax": ("Tax",), "theme:none": ()})
    found = {row["measure"]: row["value"] for row in history.theme_counts(groups, {}, rows)}
    assert found == {"commitments_2011_2014": "8", "growth_2011_2014": "4.5"}
    fewer = [row for row in rows if row["Year of submission"] != "2014" or row["Tax"] == "0"]
    groups = history.by_theme(fewer, {"theme:tax": ("Tax",)})
    found = {row["measure"]: row["value"] for row in history.theme_counts(groups, {}, fewer)}
    assert found == {"commitments_2011_2014": "2"}
