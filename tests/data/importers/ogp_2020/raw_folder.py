"""A made-up raw folder, small enough to know every table by heart."""

import csv
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from data.importers.ogp_2020 import codings, history, indicators, process, subjects, themes

Rows = Sequence[Mapping[str, str]]

MEMBERS: Rows = (
    {"country": "Armenia", "iso3": "ARM", "region_ogp": "Asia and the Pacific",
     "cohort_2019": "even", "joining_cohort": "Cohort 2 (April 2012)"},
    {"country": "Burkina Faso", "iso3": "BFA", "region_ogp": "", "cohort_2019": "odd",
     "joining_cohort": ""},
    {"country": "Ghana", "iso3": "GHA", "region_ogp": "Africa and the Middle East",
     "cohort_2019": "odd", "joining_cohort": "Cohort 3 (April 2013)"},
    {"country": "Kyrgyzstan", "iso3": "KGZ", "region_ogp": "Asia and the Pacific",
     "cohort_2019": "even", "joining_cohort": ""},
    {"country": "Mexico", "iso3": "MEX", "region_ogp": "", "cohort_2019": "odd",
     "joining_cohort": "Cohort 1 (Sept 2011)"},
    {"country": "Nigeria", "iso3": "NGA", "region_ogp": "Africa and the Middle East",
     "cohort_2019": "odd", "joining_cohort": ""},
    {"country": "Panama", "iso3": "PAN", "region_ogp": "Americas",
     "cohort_2019": "odd (inferred)", "joining_cohort": ""},
    {"country": "Romania", "iso3": "ROU", "region_ogp": "Europe", "cohort_2019": "even",
     "joining_cohort": "Cohort 2 (April 2012)"},
)  # fmt: skip

LOCALS: Rows = (
    {"local_member": "Sekondi-Takoradi (Ghana)", "cohort_2019": "even"},
    {"local_member": "Kigoma (Tanzania)", "cohort_2019": "odd"},
)


def export_row(commitment: str, **values: str) -> dict[str, str]:
    """Return a row of the 2024 export: nothing coded, no tags, except what is given."""
    areas = themes.columns(themes.policy_areas(), "columns_2024").values()
    row = {column: "0" for columns in areas for column in columns}
    row |= dict.fromkeys(codings.INCLUSION_TAGS, "0")
    row |= {column: "ND" for _, column, _, _ in codings.READINGS}
    row |= {codings.DESIGN_YEAR: "ND", codings.RESULT_YEAR: "ND"}
    row |= {
        "Commitment Unique Identifier": commitment,
        "Country/Locality": "Armenia",
        "Action Plan Number": "4",
        "Year Of Submission": "2018",
        "Action Plan End Year": "2020",
        "Short Title": f"Title of {commitment}",
        "Supporting Institution(s)": "",
        "Completion (Progress Report)": "ND",
        "Commitment Number": commitment[-1:],
        "URL": f"https://example.org/{commitment}",
    }
    return row | {key.replace("__", " "): value for key, value in values.items()}


def early_row(country: str, **values: str) -> dict[str, str]:
    """Return a row of the 2011-2014 database: nothing coded, no tags, except what is given."""
    areas = themes.columns(themes.policy_areas(), "columns_2011").values()
    row = {column: "0" for columns in areas for column in columns}
    row |= {
        "Country": country,
        "Action Plan Number": "1",
        "Year of submission": "2012",
        "Potential impact": "ND",
        "Completion (progress report)": "NR",
        "Completion (end of term)": "ND",
        "Starred (pre-June 2014 assessments)": "ND",
        "Starred (2015 only)": "ND",
        "Comm No": "1",
        "Specificity": "NR",
        "_Relevant": "NR",
        "Report publication year (progress report)": "2014",
        "Report publication year (end of term)": "ND",
        "Did it open government (end of term only)": "ND",
    }
    return row | values


EXPORT: Rows = (
    export_row(
        "AM0037",
        **{"Beneficial Ownership": "1", "Potential Impact": "Transformative",
           codings.DESIGN_YEAR: "2019", codings.RESULT_YEAR: "2021",
           "Did It Open Government (Overall)": "Major",
           "Supporting Institution(s)": "FOICA, Transparency International"},
    ),
    export_row("RO0001", **{"Country/Locality": "Romania", "Year Of Submission": "2021"}),
)  # fmt: skip

EARLY: Rows = tuple(
    early_row("Mexico", **{"Potential impact": impact, "Public Participation": "1"})
    for impact in ("Moderate", "Transformative", "Minor", "None", "NR")
)

COMMITTEE: Rows = ({"member": "Nigeria", "kind": "government"},)

PROCESS: Rows = (
    {"Country name": "Mexico", "Action Plan Number": "1", "Year AP Submitted": "2011",
     process.STEPS: "3", process.FORUM: "0"},
    {"Country name": "Mexico", "Action Plan Number": "2", "Year AP Submitted": "2013",
     process.STEPS: "5", process.FORUM: "1"},
    {"Country name": "Mexico", "Action Plan Number": "3", "Year AP Submitted": "2016",
     process.STEPS: "NR", process.FORUM: "NR"},
)  # fmt: skip

IN_A_PLAN = f"<li>Armenia has included a commitment in an {subjects.IN_A_PLAN} to it.</li>"
OWNERSHIP: Rows = (
    {"iso2": "AM", "involvement": "Current", "commitments_html": IN_A_PLAN},
    {"iso2": "MX", "involvement": "Historic", "commitments_html": "<li>A summit</li>"},
    {"iso2": "GH", "involvement": "None", "commitments_html": ""},
    {"iso2": "XX", "involvement": "Current", "commitments_html": IN_A_PLAN},
)

CONTRACTING: Rows = (
    {"iso2": "MX", "ocds_ongoing_data": "True", "ocds_historic_data": "True",
     "citizen_monitoring": ""},
    {"iso2": "GH", "ocds_ongoing_data": "False", "ocds_historic_data": "True",
     "citizen_monitoring": ""},
    {"iso2": "PA", "ocds_ongoing_data": "False", "ocds_historic_data": "False",
     "citizen_monitoring": "False"},
)  # fmt: skip

EXTRACTIVES: Rows = (
    {"iso3": "GHA", "status": "Meaningful progress"},
    {"iso3": "NGA", "status": "Suspended for missing deadline"},
    {"iso3": "ARM", "status": "Other"},
    {"iso3": "ZMB", "status": "Meaningful progress"},
)

INCOME: Rows = tuple(
    {"country_code": row["iso3"], "income_group": "Upper middle income"} for row in MEMBERS
)


def indicator_tables() -> dict[str, Rows]:
    """Return folder and file → one row for Armenia with every column that an indicator reads."""
    tables: dict[str, dict[str, str]] = {}
    for indicator in indicators.INDICATORS:
        row = tables.setdefault(f"{indicator.folder}/{indicator.file}", {})
        row.update(indicator.where)
        row[indicator.country] = "Armenia" if "Territory" in indicator.country else "ARM"
        row[indicator.value] = "1"
        row |= {"Lower": "0.5", "Upper": "1.5", "Standard error 2019": "1"}
    tables["indicators/wjp_rule_of_law_2013-2020.csv"]["Income Group"] = "Lower middle"
    found: dict[str, Rows] = {file: [row] for file, row in tables.items()}
    return found


def write_raw(folder: Path, seed: int = 0) -> Path:
    """Write the raw folder, every file's rows shuffled by the seed; return it."""
    tables: dict[str, Rows] = {
        "ogp/ogp_national_members_2019-2020.csv": MEMBERS,
        "ogp/ogp_local_members_2019.csv": LOCALS,
        "ogp/ogp_commitments_2024format_open_parliament_slim.csv": EXPORT,
        f"ogp/{history.EARLY_FILE}": EARLY,
        "ogp/ogp_process_2011-2014.csv": PROCESS,
        "ogp/ogp_steering_committee_2020.csv": COMMITTEE,
        "partners/open_ownership_countries_2020-12-06.csv": OWNERSHIP,
        "partners/ocp_open_contracting_status_2020-12.csv": CONTRACTING,
        "partners/eiti_implementing_countries_2017-04.csv": EXTRACTIVES,
        "indicators/wb_income_and_region.csv": INCOME,
    }
    tables |= indicator_tables()
    generator = random.Random(seed)  # noqa: S311 - an order of rows, nothing to protect
    for name, rows in tables.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shuffled = generator.sample(list(rows), len(rows))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(shuffled)
    return folder
