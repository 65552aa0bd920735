"""Two countries, one team and a few partners: small enough that the best plans are known by hand.

Partner strength is the only criterion, so that V is the strength: a full partner alone gives 0.5.
Technical support unlocks 0.6 and takes 4 weeks, 2 when a partner leads; exchange unlocks 0.4 and
takes 2; half of the potential must be unlocked. The team has 8 weeks.
"""

from config.capacity import Capacity, Period, Team
from config.configuration import Configuration
from config.criteria import Criteria, Criterion, Kind, Linear, Measure, MeasureUse
from config.rules import Rules
from config.services import Service, Services
from data.dataset import Candidate, Dataset, Engagement, Partner
from optimizer.study import Study

LENT, GIVEN = "technical_support", "exchange"


def configuration(*, against: bool = False) -> Configuration:
    """Return the configuration described above; ``against``: strength counts against a country."""
    ends = Linear(worst=1, best=0) if against else Linear(worst=0, best=1)
    strength = Criterion(
        label="Partners",
        weight=1,
        measures=(MeasureUse(measure="partner_strength", value=ends),),
        source="example",
    )
    country = Kind(
        label="Countries",
        singular="Country",
        worth=100,
        support_min=0.5,
        drop_price=0,
        criteria={"partners": strength},
    )
    measure = Measure(label="Partner strength", scale=(0, 1), derived="partner_strength")
    return Configuration(
        criteria=Criteria(kinds={"country": country}, measures={"partner_strength": measure}),
        services=Services(
            services={
                LENT: Service(
                    label="Technical support",
                    unlocks={"country": 0.6},
                    staff={"country": {"core": 4}},
                    partner_lead=0.5,
                ),
                GIVEN: Service(
                    label="Exchange", unlocks={"country": 0.4}, staff={"country": {"core": 2}}
                ),
            }
        ),
        capacity=Capacity(
            periods=(Period(id="H1"),),
            teams={"core": Team(label="Core", weeks=8, universal_share=0)},
        ),
        rules=Rules(rules={}),
    )


def study(*engagements: tuple[str, str, float, str | None], against: bool = False) -> Study:
    """Return a study of Kenya, Ghana and whoever else has engagements.

    Args:
        engagements: partner, country, strength, service.
        against: whether partner strength counts against a country.
    """
    rows = tuple(
        Engagement(
            partner=f"partner:{partner}",
            target=f"country:{country}",
            strength=strength,
            service=service,
        )
        for partner, country, strength, service in engagements
    )
    return Study(
        Dataset(
            candidates=tuple(
                Candidate(id=f"country:{name}", kind="country", name=name)
                for name in sorted({"GHA", "KEN", *(row[1] for row in engagements)})
            ),
            partners=tuple(
                Partner(id=partner, name=partner.upper())
                for partner in sorted({row.partner for row in rows})
            ),
            engagements=rows,
        ),
        configuration(against=against),
    )
