"""What the Independent Reporting Mechanism (IRM) found of each commitment, as ordinal levels.

The 2024 export holds two generations of codings: ``Potential Impact`` for plans up to 2019 and
``Potential for Results`` for those of 2020; both say how ambitious a commitment is and become one
measure with the levels of both. ``ND`` (not done), ``NR`` (not reviewed) and ``NA`` become no
evidence.
"""

from collections.abc import Iterable, Mapping, Sequence

from data.importers.ogp_2020 import plan
from data.importers.ogp_2020.tables import Row, evidence_row

EXPORT_SOURCE = "ogp-commitments-2024"

DESIGN_YEAR = "Report Publication Year (Progress Report)"
RESULT_YEAR = "Report Publication Year (End Of Term)"

POTENTIAL_IMPACT = {
    "None": "none",
    "Minor": "minor",
    "Moderate": "moderate",
    "Transformative": "transformative",
}
POTENTIAL_FOR_RESULTS = {
    "Unclear": "unclear potential",
    "Modest": "modest potential",
    "Substantial": "substantial potential",
}
COMPLETION = {
    "Not Started": "not started",
    "Limited": "limited",
    "Substantial": "substantial",
    "Complete": "complete",
    "Withdrawn": "withdrawn",
}
OPENED_GOVERNMENT = {
    "Worsens": "worsened",
    "Did Not Change": "did not change",
    "No early results to report yet": "none yet",
    "Marginal": "marginal",
    "Major": "major",
    "Outstanding": "outstanding",
}
EARLY_RESULTS = {
    "No notable results": "did not change",
    "Moderate": "moderate",
    "Significant": "significant",
}
YES_NO = {"1": "yes", "0": "no", "Yes": "yes", "No": "no"}

Reading = tuple[str, str, Mapping[str, str], str]

READINGS: tuple[Reading, ...] = (
    ("irm_ambition", "Potential Impact", POTENTIAL_IMPACT, DESIGN_YEAR),
    ("irm_ambition", "Potential for Results", POTENTIAL_FOR_RESULTS, DESIGN_YEAR),
    ("irm_completion", "Completion (End Of Term)", COMPLETION, RESULT_YEAR),
    ("irm_early_results", "Did It Open Government (Overall)", OPENED_GOVERNMENT, RESULT_YEAR),
    ("irm_early_results", "Early Results", EARLY_RESULTS, RESULT_YEAR),
    ("verifiable", "Verifiable", YES_NO, DESIGN_YEAR),
    ("relevant", "_Relevant", YES_NO, DESIGN_YEAR),
    ("civic_participation", "OGP Value Civic Participation", YES_NO, DESIGN_YEAR),
)
"""Measure, column, words of the column → level, column with the year of the report."""

INCLUSION_TAGS = (
    "Inclusion",
    "Gender",
    "Gender-Based Violence",
    "Economic Inclusion",
    "LGBTQIA+",
    "People with Disabilities",
    "Youth",
)
SDG_TAG = "Sustainable Development Goals"


def coding_evidence(sample: Iterable[Mapping[str, str]]) -> list[Row]:
    """Return the codings of the exported commitments; the first coding of a measure counts.

    Args:
        sample: rows of the 2024 export.
    """
    rows = []
    for row in sample:
        candidate = f"commitment:{row['Commitment Unique Identifier']}"
        seen = set()
        for measure, column, levels, year_column in READINGS:
            level = levels.get(row[column])
            if level is not None and measure not in seen:
                seen.add(measure)
                rows.append(
                    evidence_row(
                        candidate,
                        measure,
                        level,
                        source=EXPORT_SOURCE,
                        as_of=_year(row[year_column]),
                        note=_note(column, _year(row[year_column])),
                    )
                )
    return rows


def _year(text: str) -> str:
    return text if text.isdigit() else ""


def _note(column: str, year: str) -> str:
    later = "; report later than the cycle" if year > plan.CYCLE else ""
    return f"{column.lstrip('_')}{later}"


def page_evidence() -> list[Row]:
    """Return the codings of the commitments under consideration, read off OGP's pages."""
    pages = {entry["id"]: entry["source"] for entry in plan.MORE_COMMITMENTS}
    return [
        evidence_row(
            f"commitment:{commitment}",
            measure,
            level,
            source=pages[commitment],
            as_of=year,
            note=report,
        )
        for commitment, measure, level, year, report in plan.MORE_CODINGS
    ]


def tag_evidence(
    sample: Sequence[Mapping[str, str]],
    links: Iterable[Row],
    more: Sequence[Mapping[str, str]] = plan.MORE_COMMITMENTS,
) -> list[Row]:
    """Return what the policy-area tags, the plan's number and the awards say.

    Args:
        sample: rows of the 2024 export.
        links: the commitments' links, for the number of policy areas.
        more: commitments that the export does not have.
    """
    areas = {f"commitment:{row['Commitment Unique Identifier']}": 0 for row in sample}
    for link in links:
        if link["relation"] == "on_theme":
            areas[link["candidate"]] = areas.get(link["candidate"], 0) + 1
    rows = []
    for row in sample:
        commitment = row["Commitment Unique Identifier"]
        rows += _tags(
            f"commitment:{commitment}",
            inclusion=any(row[tag] == "1" for tag in INCLUSION_TAGS),
            goals=row[SDG_TAG] == "1",
            source=EXPORT_SOURCE,
            year=row["Year Of Submission"],
        )
    for entry in more:
        themes = entry["themes"].split("|")
        rows += _tags(
            f"commitment:{entry['id']}",
            inclusion="marginalized-communities" in themes,
            goals="sustainable-development-goals" in themes,
            source=entry["source"],
            year=entry["year_submitted"],
        )
    return rows + _plans(sample, more) + _counts(areas, more) + _awards(sample, more)


def _tags(candidate: str, *, inclusion: bool, goals: bool, source: str, year: str) -> list[Row]:
    return [
        evidence_row(
            candidate, measure, "yes" if tagged else "no", source=source, as_of=year,
            note="policy-area tag",
        )
        for measure, tagged in (("inclusion_tag", inclusion), ("sdg_tag", goals))
    ]  # fmt: skip


def _plans(sample: Iterable[Mapping[str, str]], more: Iterable[Mapping[str, str]]) -> list[Row]:
    known = [
        (row["Commitment Unique Identifier"], row["Action Plan Number"], EXPORT_SOURCE,
         row["Year Of Submission"])
        for row in sample
    ] + [
        (entry["id"], entry["ap_number"], entry["source"], entry["year_submitted"])
        for entry in more
    ]  # fmt: skip
    return [
        evidence_row(
            f"commitment:{commitment}", "plan_number", plan_number, source=source, as_of=year
        )
        for commitment, plan_number, source, year in known
    ]


def _counts(areas: Mapping[str, int], more: Iterable[Mapping[str, str]]) -> list[Row]:
    pages = {f"commitment:{entry['id']}": entry["source"] for entry in more}
    return [
        evidence_row(
            candidate, "policy_areas", str(count),
            source=pages.get(candidate, EXPORT_SOURCE), as_of=plan.CYCLE,
            note="policy areas of this dataset that it touches",
        )
        for candidate, count in areas.items()
    ]  # fmt: skip


def _awards(sample: Iterable[Mapping[str, str]], more: Iterable[Mapping[str, str]]) -> list[Row]:
    everyone = [row["Commitment Unique Identifier"] for row in sample]
    everyone += [entry["id"] for entry in more]
    rows = []
    for commitment in everyone:
        awarded = commitment in plan.TRUST_FUND_AWARDS
        rows.append(
            evidence_row(
                f"commitment:{commitment}",
                "trust_fund_award",
                "yes" if awarded else "no",
                source="ogp-mdtf",
                as_of="2019",
                note="" if awarded else "not on the list at hand, which is incomplete",
            )
        )
    return rows
