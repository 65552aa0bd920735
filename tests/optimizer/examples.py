"""Small problems that more than one test looks at."""

from optimizer.problem import (
    Dependency,
    Joint,
    Lead,
    OverlapTerm,
    Period,
    Problem,
    Review,
    RuleTerm,
    Team,
)
from tests.optimizer.problems import area, fund, option, problem, teams


def everything() -> Problem:
    """Return a problem of two periods in which every family of decisions and rows is present.

    Two countries (one in force), two commitments (one in force, one with a window) and a theme;
    ids hold every character that ids may hold, and one group of a rule those that they may not.
    """
    country = (
        option("technical_support", 0.5, usd=10_000, partner_lead=0.5, europe=4),
        option("peer_exchange", 0.3, usd=5_000, thematic=2),
        option("advocacy", 0.2, europe=1),
    )
    commitment = (
        option("technical_support", 0.6, usd=40_000, partner_lead=0.5, europe=3),
        option("peer_exchange", 0.4, thematic=2),
    )
    theme = (option("peer_exchange", 1.0, thematic=5),)
    in_force = {"incumbent": True, "drop_price": 4.0}
    areas = (
        area("country:ARM", 80, *country, support_min=0.5, **in_force),
        area("country:GHA-port_1", 60, *country, support_min=0.5, drop_price=4.0),
        area("commitment:AM0001", 70, *commitment, kind="commitment", worth=60.0, **in_force),
        area("commitment:GH-01", 90, *commitment, kind="commitment", windows=("2020H2",)),
        area("theme:ownership", 50, *theme, kind="theme", worth=40.0, barred="is suspended"),
    )
    ids = [one.id for one in areas]
    return Problem(
        periods=(Period(id="2020H1"), Period(id="2020H2", discount=0.9)),
        areas=areas,
        teams=teams({"europe": 0.5}, europe=20, thematic=6),
        funds=(
            fund("trust", 60_000, ids[2], ids[3], services=("technical_support",), most=30_000),
            fund("core", 25_000, *ids),
        ),
        overlaps=(
            OverlapTerm(candidate=ids[2], relation="in_country", targets=(ids[0],), points=6.0),
            OverlapTerm(candidate=ids[3], relation="in_country", targets=(ids[1],), points=6.0),
            OverlapTerm(candidate=ids[3], relation="on_theme", targets=(ids[4],), points=3.0),
        ),
        rules=(
            RuleTerm(rule="most_countries", members=tuple(ids[:2]), high=2, hard=True),
            RuleTerm(
                rule="per_region",
                group="Africa & Middle East",
                members=(ids[3],),
                low=1,
                high=3,
                penalty=2.0,
            ),
            RuleTerm(
                rule="near_focus",
                members=(ids[2], ids[3]),
                base=(ids[2], ids[3]),
                low=0.5,
                near={ids[2]: (ids[0],), ids[3]: (ids[1], ids[4])},
                penalty=3.0,
            ),
        ),
        must=frozenset({ids[0]}),
        must_not=frozenset({ids[4]}),
        leads=(
            Lead(partner="partner:open-ownership", candidate=ids[0], service="technical_support"),
            Lead(partner="partner:open-ownership", candidate=ids[2], service="technical_support"),
        ),
        partner_capacity={"partner:open-ownership": 1},
        min_stay=2,
        most_changes=2,
    )


def together() -> Problem:
    """Return a problem of one period with a service in sizes, one of them a workshop per region.

    Of 40 weeks of Europe's team 10 are kept for everybody. ARM needs another beside it, ARM and KEN
    do not both get an exchange of their own, and GEO comes after what it has never had.
    """
    small = option("peers:place", 0.4, usd=2_000, europe=1)
    alone = option("peers:alone", 1.0, usd=4_000, europe=4)
    ids = ("country:ARM", "country:GEO", "country:KEN")
    return problem(
        *(area(name, 50, small, alone) for name in ids),
        periods="2020H1",
        teams=(Team(id="europe", weeks=40, universal_weeks=10), Team(id="thematic", weeks=6)),
        funds=(fund("core", 30_000, *ids), fund("oas", 5_000, ids[2])),
        joints=(
            Joint(
                service="peers:place",
                group="Europe",
                label="Workshop",
                members=ids[:2],
                weeks={"europe": 3, "thematic": 2},
                usd=6_000,
                funds=("core",),
                least=2,
            ),
            Joint(service="peers:place", group="Africa", members=ids[2:], least=1, most=1),
        ),
        dependencies=(
            Dependency(rule="pair", kind="requires", pairs={ids[0]: ids[1:]}),
            Dependency(
                rule="one_alone",
                kind="excludes",
                service="peers:alone",
                other="peers:alone",
                pairs={ids[0]: (ids[2],)},
            ),
            Dependency(rule="first", kind="after", other="peers", pairs={ids[1]: (ids[1],)}),
        ),
    )


def rhythm() -> Problem:
    """Return a problem of two half-years; commitments are reviewed in neither, themes in the first.

    Of two commitments in force one has no window in the second half-year. The theme gets its events
    in the second half-year only.
    """
    both = (option("tech", 0.6, europe=2), option("peer", 0.4, europe=1))
    late = (option("tech", 0.6), option("events", 0.4).but(periods=("2021H1",)))
    return problem(
        area("commitment:A", 50, *both, kind="commitment", incumbent=True),
        area("commitment:B", 40, *both, kind="commitment", incumbent=True, windows=("2020H2",)),
        area("commitment:C", 90, *both, kind="commitment"),
        area("theme:T", 30, *late, kind="theme"),
        periods="2020H2 2021H1",
        teams=teams(europe=6),
        reviews=(
            Review(kind="commitment", label="Commitments", between=("2020H2", "2021H1")),
            Review(kind="theme", label="Themes", between=("2021H1",), next="July 2021"),
        ),
    )


def plain() -> Problem:
    """Return a problem of one period with services, staff and money only: three rows to read."""
    return problem(
        area("country:ARM", 50, option("tech", 0.6, europe=4), option("peer", 0.4, usd=5_000)),
        area("country:GEO", 40, option("tech", 0.6, europe=4), support_min=0.5),
        periods="2020H1",
        teams=teams({"europe": 0.25}, europe=8),
        funds=(fund("core", 5_000, "country:ARM"),),
    )


def soft() -> Problem:
    """Return a problem of one period with nothing but soft rules over three candidates."""
    names = ("commitment:A", "commitment:B", "theme:T")
    return problem(
        *(area(name, 30) for name in names),
        periods="2020H1",
        rules=(
            RuleTerm(rule="one_of_three", members=names, low=1, high=1, penalty=20.0),
            RuleTerm(rule="half", members=names[:1], base=names, low=0.5, high=0.5, penalty=10.0),
            RuleTerm(
                rule="apart",
                members=names[:2],
                high=0,
                near={names[0]: (names[2],), names[1]: (names[2],)},
                penalty=1.0,
            ),
        ),
    )
