"""IRM codings as ordinal levels."""

import pytest

from data.importers.ogp_2020 import codings
from tests.data.importers.ogp_2020.raw_folder import export_row


def levels(**values: str) -> dict[str, str]:
    rows = codings.coding_evidence([export_row("X1", **values)])
    return {row["measure"]: row["value"] for row in rows}


def test_nothing_coded_is_nothing_known() -> None:
    """ND, NR and NA are absent, not the lowest level; the word None is a coding."""
    assert levels() == {}
    assert levels(Verifiable="NR", **{"Potential Impact": "NA"}) == {}
    assert levels(**{"Potential Impact": "None"}) == {"irm_ambition": "none"}


@pytest.mark.parametrize(
    ("column", "code", "expected"),
    [
        ("Potential Impact", "Transformative", ("irm_ambition", "transformative")),
        ("Potential for Results", "Substantial", ("irm_ambition", "substantial potential")),
        ("Completion (End Of Term)", "Not Started", ("irm_completion", "not started")),
        ("Did It Open Government (Overall)", "Major", ("irm_early_results", "major")),
        ("Early Results", "Significant", ("irm_early_results", "significant")),
        ("Verifiable", "Yes", ("verifiable", "yes")),
        ("_Relevant", "0", ("relevant", "no")),
        ("OGP Value Civic Participation", "1", ("civic_participation", "yes")),
    ],
)
def test_each_column_has_its_measure(column: str, code: str, expected: tuple[str, str]) -> None:
    """Oracle: the value sets of OGP's export format, by hand."""
    assert levels(**{column: code}) == dict([expected])


def test_the_older_method_of_ambition_counts_first() -> None:
    both = {"Potential Impact": "Minor", "Potential for Results": "Substantial"}
    assert levels(**both) == {"irm_ambition": "minor"}


@pytest.mark.parametrize(
    ("year", "as_of", "later"), [("2019", "2019", False), ("2021", "2021", True), ("NR", "", False)]
)
def test_a_report_later_than_the_cycle_is_said(year: str, as_of: str, later: bool) -> None:
    row = export_row("X1", **{"Potential Impact": "Minor", codings.DESIGN_YEAR: year})
    (evidence,) = codings.coding_evidence([row])
    assert evidence["as_of"] == as_of
    assert ("later than the cycle" in evidence["note"]) == later


def test_tags_plans_counts_and_awards() -> None:
    row = export_row("X1", **{"Youth": "1", "Sustainable Development Goals": "ND"})
    link = {"candidate": "commitment:X1", "target": "theme:youth", "relation": "on_theme"}
    rows = codings.tag_evidence([row, export_row("X2")], [link])
    found = {(r["candidate"], r["measure"]): r["value"] for r in rows}
    assert found["commitment:X1", "inclusion_tag"] == "yes"
    assert found["commitment:X1", "sdg_tag"] == "no"
    assert found["commitment:X1", "plan_number"] == "4"
    assert found["commitment:X1", "policy_areas"] == "1"
    assert found["commitment:X2", "policy_areas"] == "0"
    assert found["commitment:X1", "trust_fund_award"] == "no"
    assert found["commitment:SEK0002", "trust_fund_award"] == "yes"
