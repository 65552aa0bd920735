"""Amounts of money: kept in USD, whole cents, and added up in cents, so that sums are exact."""

from typing import Annotated

from pydantic import AfterValidator

CENTS = 100
"""Cents of one USD."""


def cents(usd: float) -> int:
    """Return an amount in cents, to the nearest one."""
    return round(usd * CENTS)


def in_usd(amount: int) -> float:
    """Return cents as USD: the number nearest to them."""
    return amount / CENTS


Usd = Annotated[float, AfterValidator(lambda usd: in_usd(cents(usd)))]
"""USD; what is finer than a cent is rounded to the nearest cent, once, when the value is made."""
