"""Small problems written by hand: every field that a test does not care about is filled in."""

from collections.abc import Mapping
from typing import Any

from optimizer.problem import Area, Fund, Option, Period, Problem, Team

EVERYTHING = "support"
"""The service of areas that have only one: it unlocks all of the potential and costs nothing."""


def option(
    service: str = EVERYTHING,
    unlocks: float = 1.0,
    *,
    usd: float = 0.0,
    partner_lead: float = 0.0,
    weeks: Mapping[str, float] | None = None,
    **more: float,
) -> Option:
    """Return a service; keywords that are not fields are teams and their staff-weeks.

    A name ``service:size`` is that of a size.
    """
    family, _, size = service.partition(":")
    return Option(
        service=service,
        size_of=family if size else "",
        unlocks=unlocks,
        weeks={**(weeks or {}), **more},
        usd=usd,
        partner_lead=partner_lead,
    )


def area(ident: str, points: float = 50.0, *options: Option, **fields: Any) -> Area:
    """Return an area that is worth ``points`` when fully supported (of a worth of 100)."""
    values: dict[str, object] = {"kind": "country", "worth": 100.0, "potential": points / 100}
    values |= {"options": options or (option(),)}
    return Area.model_validate({"id": ident, **values, **fields})


def problem(*areas: Area, periods: str = "H1", **fields: Any) -> Problem:
    """Return a problem; periods are named in one text, and all count in full."""
    values: dict[str, object] = {
        "areas": areas,
        "periods": tuple(Period(id=name) for name in periods.split()),
    }
    return Problem.model_validate({**values, **fields})


def teams(share: Mapping[str, float] | None = None, /, **weeks: float) -> tuple[Team, ...]:
    """Return teams with their weeks, and the shares that universal services take (else none)."""
    return tuple(
        Team(id=name, weeks=amount, universal_share=(share or {}).get(name, 0.0))
        for name, amount in weeks.items()
    )


def fund(
    name: str,
    usd: float,
    *pays_for: str,
    services: tuple[str, ...] | None = None,
    most: float | None = None,
) -> Fund:
    """Return a fund that may pay for the named candidates."""
    return Fund(
        id=name,
        usd=usd,
        pays_for=frozenset(pays_for),
        services=None if services is None else frozenset(services),
        most_per_candidate=most,
    )
