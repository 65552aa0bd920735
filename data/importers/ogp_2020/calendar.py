"""When members write their action plans, and how long commitments can be supported.

A member of the even-year cohort has a plan due in 2020 and 2022, one of the odd-year cohort in
2021; in the other years it carries a plan out. The plan of 2020 counts 51 members that write one in
that year, more than the even-year cohort has, so of the others nothing is said for it. Members can
be supported always, so that each has every half-year of the horizon, with its phase. A commitment
can be supported until its action plan ends; one whose plan had ended before, or ends beyond the
horizon, has no window.
"""

from collections.abc import Iterable

from data.importers.ogp_2020.tables import Row

YEARS = (2020, 2021, 2022)
"""The horizon: the three years of the plan, in half-years (``capacity.yaml``)."""
DUE, UNDER_WAY = "action plan due", "carries out its plan"
IN_FORCE = "its action plan is in force"


def windows(candidates: Iterable[Row]) -> list[Row]:
    """Return the half-years in which candidates can be supported, and what happens then."""
    rows: list[Row] = []
    for row in candidates:
        if row["kind"] == "country":
            rows += [
                window(row["id"], f"{year}H{half}", _phase(row, year))
                for year, half in _halves(YEARS)
            ]
        elif row["kind"] == "commitment" and YEARS[0] <= int(row["end_year"]) < YEARS[-1]:
            years = range(YEARS[0], int(row["end_year"]) + 1)
            rows += [window(row["id"], f"{year}H{half}", IN_FORCE) for year, half in _halves(years)]
    return rows


def _halves(years: Iterable[int]) -> list[tuple[int, int]]:
    return [(year, half) for year in years for half in (1, 2)]


def _phase(member: Row, year: int) -> str:
    if not member["cohort"] or (member["cohort"] == "odd" and year == YEARS[0]):
        return ""
    return DUE if (year % 2 == 0) == (member["cohort"] == "even") else UNDER_WAY


def window(candidate: str, period: str, phase: str) -> Row:
    """Return a half-year in which a candidate can be supported, and what happens then."""
    return {"candidate": candidate, "period": period, "phase": phase}
