"""Published indicators."""

from dataclasses import replace

from data.importers.ogp_2020 import indicators
from data.importers.ogp_2020.indicators import INDICATORS, Indicator, one_indicator

MEMBERS = {
    "ARM": {"id": "country:ARM", "name": "Armenia", "country": "ARM"},
    "ROU": {"id": "country:ROU", "name": "Romania", "country": "ROU"},
    "CIV": {"id": "country:CIV", "name": "Côte d'Ivoire", "country": "CIV"},
}
PLAIN = Indicator("m", "file.csv", "code", "value", "s", {"year": "2019"}, digits=1)


def by_name(measure: str) -> Indicator:
    return next(indicator for indicator in INDICATORS if indicator.measure == measure)


def test_other_years_other_countries_and_blanks_stay_out() -> None:
    table = [
        {"code": "ROU", "value": "2.25", "year": "2019"},
        {"code": "ARM", "value": "1", "year": "2018"},
        {"code": "FRA", "value": "1", "year": "2019"},
        {"code": "CIV", "value": "", "year": "2019"},
    ]
    (row,) = one_indicator(table, PLAIN, MEMBERS)
    assert (row["candidate"], row["value"]) == ("country:ROU", "2.2")
    assert (row["low"], row["high"], row["basis"]) == ("", "", "observed")


def test_rows_come_in_the_order_of_the_candidates() -> None:
    table = [{"code": code, "value": "1", "year": "2019"} for code in ("ROU", "ARM", "CIV")]
    found = [row["candidate"] for row in one_indicator(table, PLAIN, MEMBERS)]
    assert found == ["country:ARM", "country:CIV", "country:ROU"]


def test_governance_indicators_carry_their_published_interval() -> None:
    """Oracle: Romania, voice and accountability 2019, under the code ROM of the publisher."""
    table = [{"Code": "ROM", "Rank": "61.5763549804688", "Lower": "56.1576347351074",
              "Upper": "70.4433517456055", "Indicator": "VoiceandAccountability",
              "Year": "2019"}]  # fmt: skip
    (row,) = one_indicator(table, by_name("voice_accountability"), MEMBERS)
    assert row["candidate"] == "country:ROU"
    assert (row["value"], row["low"], row["high"]) == ("61.6", "56.2", "70.4")


def test_corruption_perceptions_carry_ninety_per_cent() -> None:
    """Oracle: 74 ± 1.6449 · 1.209875, by hand."""
    table = [{"ISO3": "ARM", "CPI score 2019": "74", "Standard error 2019": "1.209875"}]
    (row,) = one_indicator(table, by_name("corruption_perceptions"), MEMBERS)
    assert (row["value"], row["low"], row["high"]) == ("74", "72", "76")


def test_countries_may_be_named() -> None:
    table = [{"Country/Territory": name, "Total": "51", "Edition": "2020", "C/T": "c"}
             for name in ("Cote d'Ivoire", "Armenia")]  # fmt: skip
    rows = one_indicator(table, by_name("freedom_in_the_world"), MEMBERS)
    assert [row["candidate"] for row in rows] == ["country:ARM", "country:CIV"]


def test_each_measure_is_read_once() -> None:
    measures = [indicator.measure for indicator in INDICATORS]
    assert len(measures) == len(set(measures))


def test_local_commitments_get_no_figures_of_their_country() -> None:
    national = {"id": "commitment:A", "level": "national", "country": "ARM"}
    local = {**national, "id": "commitment:B", "level": "local"}
    table = [{"code": "ARM", "value": "7", "year": "2019"}]
    evidence = one_indicator(table, replace(PLAIN, measure="cso_consultation"), MEMBERS)
    (row,) = indicators.host_evidence([national, local], evidence)
    assert (row["candidate"], row["measure"], row["value"]) == (
        "commitment:A",
        "host_cso_consultation",
        "7",
    )
    assert row["note"] == "of ARM"
