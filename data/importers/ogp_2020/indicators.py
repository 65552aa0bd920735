"""Published indicators of the national members, for the year before the cycle."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from data.importers.ogp_2020.shares import Z_90
from data.importers.ogp_2020.tables import Row, evidence_row, number, read_rows

IndicatorRow = Mapping[str, str]
Range = Callable[[IndicatorRow], tuple[float, float]]

WGI_CODES = {"ROM": "ROU", "ZAR": "COD", "WBG": "PSE", "ADO": "AND"}
"""The Worldwide Governance Indicators' own country codes → ISO."""

FREEDOM_HOUSE_NAMES = {"Cote d'Ivoire": "CIV", "Slovakia": "SVK"}


@dataclass(frozen=True)
class Indicator:
    """One measure: where it stands, which rows count, and how it is written down."""

    measure: str
    file: str
    country: str
    """Column with the ISO code or, where there is none, the country's name."""
    value: str
    """Column with the value."""
    source: str
    where: Mapping[str, str]
    """Column → the text it must hold."""
    as_of: str = "2019"
    digits: int = 3
    range: Range | None = None
    note: str = ""
    folder: str = "indicators"
    names: Mapping[str, str] | None = None
    """Country as the file writes it → ISO code; None = the file writes ISO codes."""


def _percentiles(row: IndicatorRow) -> tuple[float, float]:
    return float(row["Lower"]), float(row["Upper"])


def _cpi_range(row: IndicatorRow) -> tuple[float, float]:
    half = Z_90 * float(row["Standard error 2019"])
    score = float(row["CPI score 2019"])
    return max(0.0, score - half), min(100.0, score + half)


def _wgi(measure: str, indicator: str) -> Indicator:
    return Indicator(
        measure,
        "wgi_2014-2019_long.csv",
        "Code",
        "Rank",
        "wgi-2020",
        {"Indicator": indicator, "Year": "2019"},
        digits=1,
        range=_percentiles,
        note="percentile rank; range: published 90 % interval",
        names=WGI_CODES,
    )


def _vdem(measure: str, column: str) -> Indicator:
    return Indicator(
        measure,
        "vdem_v15_core_wb_cliaretl_2012-2022.csv",
        "country_code",
        f"vdem_core_{column}",
        "vdem-15",
        {"year": "2019.0"},
        note=column,
    )


def _budget(measure: str, column: str) -> Indicator:
    return Indicator(
        measure,
        "open_budget_survey_2006-2023.csv",
        "country_code",
        column,
        "obs-2019",
        {"year": "2019.0"},
        digits=0,
    )


INDICATORS: tuple[Indicator, ...] = (
    _vdem("civil_society_participation", "v2x_cspart"),
    _vdem("cso_entry_exit", "v2cseeorgs"),
    _vdem("cso_repression", "v2csreprss"),
    Indicator(
        "values_check",
        "vdem_v9_cso_ordinals_78_members_2012-2018.csv",
        "iso3",
        "values_check_higher_of_two",
        "vdem-v9-ordinals",
        {"year": "2018"},
        as_of="2018",
        digits=0,
        folder="more/vdem",
        note="higher of two codings of 0 to 4: CSO entry and exit, CSO repression; 3 passes",
    ),
    Indicator(
        "cso_consultation",
        "vdem_bti_egov_wb_cloutier_2012-2023.csv",
        "wbcode",
        "v2cscnsult",
        "vdem-cloutier",
        {"year": "2019.0"},
        note="v2cscnsult",
    ),
    Indicator(
        "core_civil_society",
        "vdem_demspaces_2012-2023.csv",
        "country_text_id",
        "v2xcs_ccsi",
        "vdem-demspaces",
        {"year": "2019"},
        note="v2xcs_ccsi",
    ),
    _wgi("political_stability", "PoliticalStability"),
    _wgi("voice_accountability", "VoiceandAccountability"),
    _wgi("government_effectiveness", "GovernmentEffectiveness"),
    _wgi("control_of_corruption", "ControlofCorruption"),
    Indicator(
        "corruption_perceptions",
        "ti_cpi_timeseries_2012-2020.csv",
        "ISO3",
        "CPI score 2019",
        "cpi-2019",
        {},
        digits=0,
        range=_cpi_range,
        note="range: 90 % interval from the published standard error",
    ),
    Indicator(
        "e_participation",
        "vdem_bti_egov_wb_cloutier_2012-2023.csv",
        "wbcode",
        "egov_epar",
        "un-egov-2020",
        {"year": "2019.0"},
        as_of="2020",
        note="UN survey 2020, assessed in 2019",
    ),
    _budget("budget_transparency", "budget_transparency_score"),
    _budget("budget_participation", "public_participation_score"),
    Indicator(
        "press_freedom",
        "wb_data360_governance_selection_2015-2022.csv",
        "country_code",
        "rwb_pfi_index",
        "rsf-2019",
        {"year": "2019"},
        digits=1,
        note="100 minus the published score, so that higher is freer",
    ),
    Indicator(
        "freedom_in_the_world",
        "freedom_house_fiw_editions_2017-2022.csv",
        "Country/Territory",
        "Total",
        "fiw-2020",
        {"Edition": "2020", "C/T": "c"},
        digits=0,
        note="edition 2020, events of 2019",
        names=FREEDOM_HOUSE_NAMES,
    ),
    Indicator(
        "open_government_perceived",
        "wjp_rule_of_law_2013-2020.csv",
        "Abbreviation",
        "Factor 3:Open Government",
        "wjp-2020",
        {"Year": "2020"},
        as_of="2020",
        note="edition 2020, polls of 2018-2019",
    ),
    Indicator(
        "civicus_monitor",
        "civicus_monitor_ratings_2021-03-19.csv",
        "iso3",
        "rating_value",
        "civicus-2021",
        {},
        as_of="2021-03-19",
        digits=0,
        note="later than the cycle",
    ),
    Indicator(
        "population",
        "population_2017-2021.csv",
        "Country Code",
        "Value",
        "wb-population",
        {"Year": "2019"},
        digits=0,
    ),
)


def indicator_evidence(raw: Path, national: Iterable[Row]) -> list[Row]:
    """Return the values of every indicator for the national members, where there are any."""
    members = {row["country"]: row for row in national}
    return [
        row
        for indicator in INDICATORS
        for row in one_indicator(
            read_rows(raw / indicator.folder / indicator.file), indicator, members
        )
    ]


def one_indicator(
    table: Iterable[IndicatorRow], indicator: Indicator, members: Mapping[str, Row]
) -> list[Row]:
    """Return one indicator's values, in the order of the ISO codes; blank stays missing.

    Args:
        table: rows of the indicator's file.
        indicator: how to read it.
        members: ISO code → national member.
    """
    codes = {row["name"]: iso for iso, row in members.items()} | dict(indicator.names or {})
    rows = []
    for row in table:
        if any(row[column] != text for column, text in indicator.where.items()):
            continue
        iso = codes.get(row[indicator.country], row[indicator.country])
        if iso not in members or not row[indicator.value]:
            continue
        low, high = indicator.range(row) if indicator.range else (None, None)
        rows.append(
            evidence_row(
                f"country:{iso}",
                indicator.measure,
                number(float(row[indicator.value]), indicator.digits),
                low="" if low is None else number(low, 1),
                high="" if high is None else number(high, 1),
                source=indicator.source,
                as_of=indicator.as_of,
                note=indicator.note,
            )
        )
    return sorted(rows, key=lambda row: row["candidate"])


def host_evidence(commitments: Iterable[Row], evidence: Iterable[Row]) -> list[Row]:
    """Return, for national commitments, what their country's indicators say of their setting.

    A local commitment gets none: the figures of a country are not those of its cities.
    """
    hosts: dict[tuple[str, str], list[Row]] = {}
    for row in evidence:
        if row["measure"] in HOST_MEASURES:
            hosts.setdefault((row["candidate"], row["measure"]), []).append(row)
    rows = []
    for commitment in commitments:
        if commitment["level"] != "national":
            continue
        for measure, copied in HOST_MEASURES.items():
            for found in hosts.get((f"country:{commitment['country']}", measure), ()):
                note = "; ".join(filter(None, (f"of {commitment['country']}", found["note"])))
                rows.append(
                    {**found, "candidate": commitment["id"], "measure": copied, "note": note}
                )
    return rows


HOST_MEASURES = {
    "government_effectiveness": "host_government_effectiveness",
    "cso_consultation": "host_cso_consultation",
    "regular_forum": "host_regular_forum",
}
"""Measure of a country → the measure of its commitments that it stands in for."""
