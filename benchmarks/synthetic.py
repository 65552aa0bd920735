"""Made-up planning problems of any size, with every family of conditions, for timing only."""

import numpy as np

from optimizer.problem import (
    Area,
    Fund,
    Lead,
    Option,
    OverlapTerm,
    Period,
    Problem,
    Review,
    RuleTerm,
    Team,
)

REGIONS = ("africa", "americas", "asia", "europe")
SERVICES = 8
PERIOD = "H1"
KINDS = (("country", 0.2), ("commitment", 0.7), ("theme", 0.1))
"""Kinds and their shares of the candidates."""
PARTNERS = 40


def planning_problem(candidates: int, seed: int = 0, periods: int = 1) -> Problem:
    """Return a problem whose capacities support roughly one candidate in nine.

    Of several half-years a third of the candidates has windows, from one on or until one, and
    commitments are reviewed in every second one. Staff-weeks come in quarters from 0.25 to 4, money
    in thousands of USD; potentials are spread as scores are (mean 0.5, deviation 0.15). The same
    seed gives the same problem.
    """
    rng = np.random.default_rng(seed)
    areas = [_area(rng, number, candidates) for number in range(candidates)]
    by_kind = {kind: [a.id for a in areas if a.kind == kind] for kind, _ in KINDS}
    scale = candidates / 450
    teams = [Team(id=r, weeks=round(400 * scale, 2), universal_share=0.7) for r in REGIONS]
    teams += [
        Team(id=name, weeks=round(weeks * scale, 2), universal_share=0.5)
        for name, weeks in (("thematic", 300), ("communications", 160))
    ]
    every = frozenset(area.id for area in areas)
    rich = frozenset(name for position, name in enumerate(sorted(every)) if position % 3 == 0)
    funds = (
        Fund(id="trust_fund", usd=round(1_500_000 * scale), pays_for=every - rich),
        Fund(id="regional_fund", usd=round(300_000 * scale), pays_for=rich),
        Fund(id="core", usd=round(500_000 * scale), pays_for=every, most_per_candidate=60_000),
    )
    problem = Problem(
        periods=(Period(id=PERIOD),),
        areas=tuple(areas),
        teams=tuple(teams),
        funds=funds,
        overlaps=tuple(_overlaps(rng, by_kind)),
        rules=tuple(_rules(areas, by_kind, scale)),
        leads=tuple(_leads(rng, areas)),
        partner_capacity={f"partner:P{number}": 2.0 for number in range(PARTNERS)},
    )
    return problem if periods == 1 else _over(problem, periods, np.random.default_rng(seed + 1))


def _over(problem: Problem, many: int, rng: np.random.Generator) -> Problem:
    """Return a problem over several half-years."""
    periods = [f"H{number + 1}" for number in range(many)]

    def windows() -> tuple[str, ...] | None:
        at, late = int(rng.integers(1, many)), rng.random() < 0.5
        if rng.random() < 2 / 3:
            return None
        return tuple(periods[at:] if late else periods[:at])

    return problem.but(
        periods=tuple(Period(id=one) for one in periods),
        areas=tuple(area.but(windows=windows()) for area in problem.areas),
        reviews=(Review(kind="commitment", between=tuple(periods[1::2])),),
    )


def _area(rng: np.random.Generator, number: int, candidates: int) -> Area:
    edges = np.cumsum([share for _, share in KINDS]) * candidates
    kind = KINDS[int(np.searchsorted(edges, number, side="right").clip(0, len(KINDS) - 1))][0]
    region = REGIONS[int(rng.integers(len(REGIONS)))]
    shares = rng.dirichlet(np.full(SERVICES, 4.0))
    options = []
    for service in range(SERVICES):
        weeks = {region: float(rng.integers(1, 17)) / 4}
        if rng.random() < 0.5:
            weeks["thematic"] = float(rng.integers(1, 9)) / 4
        if rng.random() < 0.25:
            weeks["communications"] = float(rng.integers(1, 7)) / 4
        usd = float(rng.integers(0, 31)) * 1000 if rng.random() < 0.7 else 0.0
        options.append(
            Option(
                service=f"s{service}",
                unlocks=float(shares[service]),
                weeks=weeks,
                usd=usd,
                partner_lead=0.5 if service % 2 else 0.0,
            )
        )
    return Area(
        id=f"{kind}:C{number:05d}",
        kind=kind,
        region=region,
        potential=float(np.clip(rng.normal(0.5, 0.15), 0.02, 0.98)),
        worth=100.0 if kind == "country" else 60.0,
        support_min=0.4,
        drop_price=4.0,
        incumbent=bool(rng.random() < 0.06),
        options=tuple(options),
    )


def _overlaps(rng: np.random.Generator, by_kind: dict[str, list[str]]) -> list[OverlapTerm]:
    terms = []
    for candidate in by_kind["commitment"]:
        country = by_kind["country"][int(rng.integers(len(by_kind["country"])))]
        themes = rng.choice(by_kind["theme"], size=2, replace=False)
        for relation, targets in (("in_country", [country]), ("on_theme", sorted(themes))):
            terms.append(
                OverlapTerm(
                    candidate=candidate,
                    relation=relation,
                    targets=tuple(map(str, targets)),
                    points=6.0,
                )
            )
    return terms


def _rules(areas: list[Area], by_kind: dict[str, list[str]], scale: float) -> list[RuleTerm]:
    rules = [
        RuleTerm(
            rule="commitments_per_region",
            group=region,
            members=tuple(a.id for a in areas if a.kind == "commitment" and a.region == region),
            low=round(4 * scale),
            high=round(12 * scale),
            hard=True,
        )
        for region in REGIONS
    ]
    rules.append(
        RuleTerm(
            rule="few_themes",
            members=tuple(by_kind["theme"]),
            high=round(10 * scale),
            penalty=5.0,
        )
    )
    return rules


def _leads(rng: np.random.Generator, areas: list[Area]) -> list[Lead]:
    leads = {
        (f"partner:P{int(rng.integers(PARTNERS))}", area.id, f"s{1 + 2 * int(rng.integers(4))}")
        for area in areas
        if rng.random() < 0.3
    }
    return [Lead(partner=p, candidate=c, service=s) for p, c, s in sorted(leads)]
