"""Published indicators of the national members, for the year before the draft was decided."""

from dataclasses import replace

from data.importers.ogp_2020.indicators import Indicator, IndicatorRow
from data.importers.ogp_2020.shares import Z_90

YEAR = "2022"


def _percentiles(row: IndicatorRow) -> tuple[float, float]:
    return float(row["pct_lower"]), float(row["pct_upper"])


def _cpi_range(row: IndicatorRow) -> tuple[float, float]:
    half, score = Z_90 * float(row["standard_error"]), float(row["cpi_score"])
    return max(0.0, score - half), min(100.0, score + half)


def _bounds(row: IndicatorRow) -> tuple[float, float]:
    return float(row["values_check_lower_bound"]), float(row["values_check_upper_bound"])


def _vdem(measure: str, file: str, country: str, column: str, source: str) -> Indicator:
    year = YEAR if file.startswith("vdem_demspaces") else f"{YEAR}.0"
    return Indicator(
        measure, file, country, column, source, {"year": year}, as_of=YEAR, note=column
    )


_WGI = Indicator(
    "voice_accountability",
    "wgi_2023_update_members_2019-2022.csv",
    "iso3",
    "pct_rank",
    "wgi-2023",
    {"indicator": "va", "year": YEAR},
    as_of=YEAR,
    digits=1,
    range=_percentiles,
    note="percentile rank; range: published 90 % interval",
    folder="more/indicators",
)

_BUDGET = Indicator(
    "budget_transparency",
    "open_budget_survey_2006-2023.csv",
    "country_code",
    "budget_transparency_score",
    "obs-2021",
    {"year": "2021.0"},
    as_of="2021",
    digits=0,
)

INDICATORS: tuple[Indicator, ...] = (
    _vdem(
        "civil_society_participation",
        "vdem_v15_core_wb_cliaretl_2012-2022.csv",
        "country_code",
        "vdem_core_v2x_cspart",
        "vdem-15",
    ),
    _vdem(
        "cso_consultation",
        "vdem_bti_egov_wb_cloutier_2012-2023.csv",
        "wbcode",
        "v2cscnsult",
        "vdem-cloutier",
    ),
    _vdem(
        "core_civil_society",
        "vdem_demspaces_2012-2023.csv",
        "country_text_id",
        "v2xcs_ccsi",
        "vdem-demspaces",
    ),
    Indicator(
        "values_check",
        "values_check_bounds_2021-2023.csv",
        "iso3",
        "values_check_lower_bound",
        "vdem-repression-2025",
        {"year": YEAR},
        as_of=YEAR,
        digits=0,
        range=_bounds,
        note="at least: CSO repression as coded; the coding of CSO entry and exit is not at hand",
        folder="more/vdem",
    ),
    _WGI,
    replace(_WGI, measure="government_effectiveness", where={"indicator": "ge", "year": YEAR}),
    Indicator(
        "corruption_perceptions",
        "cpi_members_2012-2023.csv",
        "iso3",
        "cpi_score",
        "cpi-2023",
        {"year": YEAR},
        as_of=YEAR,
        digits=0,
        range=_cpi_range,
        note="range: 90 % interval from the published standard error",
        folder="more/indicators",
    ),
    Indicator(
        "e_participation",
        "un_egdi_epi_members_2022.csv",
        "iso3",
        "e_participation_index",
        "un-egov-2022",
        {"survey_year": YEAR},
        as_of=YEAR,
        note="UN survey 2022",
        folder="more/indicators",
    ),
    _BUDGET,
    replace(_BUDGET, measure="budget_participation", value="public_participation_score"),
    Indicator(
        "press_freedom_2022",
        "rsf_press_freedom_members_2022-2024.csv",
        "iso3",
        "score",
        "rsf-2022",
        {"year": YEAR},
        as_of=YEAR,
        digits=1,
        note="method of 2022; not comparable with earlier years",
        folder="more/indicators",
    ),
    Indicator(
        "freedom_in_the_world",
        "freedom_in_the_world_members_editions_2020-2024.csv",
        "iso3",
        "total_score",
        "fiw-2023",
        {"edition": "2023"},
        as_of=YEAR,
        digits=0,
        note="edition 2023, events of 2022",
        folder="more/indicators",
    ),
    Indicator(
        "open_government_perceived",
        "wjp_rule_of_law_members_2019-2024.csv",
        "iso3",
        "factor_3_open_government",
        "wjp-2022",
        {"year": YEAR},
        as_of=YEAR,
        note="edition 2022",
        folder="more/indicators",
    ),
)
"""Measure → file, rows and column; the files are those of docs/data.md."""
