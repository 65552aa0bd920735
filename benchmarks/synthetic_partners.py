"""Synthetic partners: a network of the shape that the real one has, at any size.

Nothing here is about real organisations. Sizes follow a power law (a few partners are everywhere,
most work in one country), partners keep to a few countries and themes, and two in three engagements
name no service, as on record.
"""

import numpy as np

from data.dataset import Candidate, Dataset, Engagement, Link, Partner

REGIONS = ("Africa and the Middle East", "Americas", "Asia and the Pacific", "Europe")
SERVICES = ("technical_support", "peer_learning", "in_country_learning", "political_outreach")
STRENGTHS = (0.2, 0.3, 0.5, 0.7, 1.0)
SPREAD = 0.8
"""Exponent of the power law of partners' sizes."""


def ecosystem(
    *, partners: int, candidates: int, engagements: int, themes: int = 50, seed: int = 0
) -> Dataset:
    """Return a dataset with a partner network.

    Args:
        partners: how many partners.
        candidates: how many candidates; a tenth are countries, a fiftieth local members.
        engagements: how many engagements, all different.
        themes: how many of the candidates are themes.
        seed: of the random numbers.
    """
    places, local = candidates // 10, candidates // 50
    commitments = candidates - places - local - themes
    rng = np.random.default_rng(seed)
    rows, links = _candidates(rng, places, local, themes, commitments)
    base = Dataset(name=f"synthetic {candidates}", candidates=tuple(rows), links=tuple(links))
    return with_partners(base, partners=partners, engagements=engagements, seed=seed)


def with_partners(dataset: Dataset, *, partners: int, engagements: int, seed: int = 0) -> Dataset:
    """Return a dataset with synthetic partners in place of its own.

    Args:
        dataset: any dataset; its candidates and links are kept.
        partners: how many partners.
        engagements: how many engagements, all different; at most partners × candidates.
        seed: of the random numbers.
    """
    rng = np.random.default_rng(seed)
    names = [candidate.id for candidate in dataset.candidates]
    near = _neighbourhoods(dataset)
    sizes = (1 + np.arange(partners)) ** -SPREAD
    owners = rng.choice(partners, size=4 * engagements, p=sizes / sizes.sum())
    homes = rng.integers(0, len(names), size=(partners, 3))
    found: dict[tuple[int, str], None] = dict.fromkeys(
        (partner, names[homes[partner, 0]]) for partner in range(min(partners, engagements))
    )
    for owner in owners:
        if len(found) == engagements:
            break
        home = names[homes[owner, rng.integers(3)]]
        pool = near[home] if rng.random() < 0.8 else names
        found[int(owner), pool[rng.integers(len(pool))]] = None
    while len(found) < engagements:
        found[int(rng.integers(partners)), names[rng.integers(len(names))]] = None
    return dataset.but(
        partners=tuple(
            Partner(id=f"partner:P{number:05d}", name=f"Partner {number}", type="synthetic")
            for number in range(partners)
        ),
        engagements=tuple(
            Engagement(
                partner=f"partner:P{number:05d}",
                target=target,
                service=str(rng.choice(SERVICES)) if rng.random() < 1 / 3 else None,
                strength=float(rng.choice(STRENGTHS)),
            )
            for number, target in found
        ),
    )


def _candidates(
    rng: np.random.Generator, places: int, local: int, themes: int, commitments: int
) -> tuple[list[Candidate], list[Link]]:
    countries = [f"country:S{number:03d}" for number in range(places)]
    towns = [f"{countries[rng.integers(places)]}-t{number:03d}" for number in range(local)]
    on = [f"theme:s{number:03d}" for number in range(themes)]
    region = {country: REGIONS[place % len(REGIONS)] for place, country in enumerate(countries)}
    region |= {town: region[town.split("-")[0]] for town in towns}
    rows = [
        Candidate(id=name, kind="country", name=name, region=region[name], incumbent=place % 6 == 0)
        for place, name in enumerate(countries + towns)
    ]
    rows += [Candidate(id=name, kind="theme", name=name, incumbent=True) for name in on[:9]]
    rows += [Candidate(id=name, kind="theme", name=name) for name in on[9:]]
    links = [Link(candidate=t, target=t.split("-")[0], relation="in_country") for t in towns]
    for number in range(commitments):
        name = f"commitment:S{number:05d}"
        place = (countries + towns)[rng.integers(places + local)]
        rows.append(Candidate(id=name, kind="commitment", name=name, region=region[place]))
        links.append(Link(candidate=name, target=place, relation="in_country"))
        links += [
            Link(candidate=name, target=on[theme], relation="on_theme")
            for theme in rng.choice(themes, size=rng.integers(1, 5), replace=False)
        ]
    return rows, links


def _neighbourhoods(dataset: Dataset) -> dict[str, list[str]]:
    """Return candidate → itself and whatever it is linked with, in table order."""
    near: dict[str, dict[str, None]] = {item.id: {item.id: None} for item in dataset.candidates}
    for link in dataset.links:
        near[link.candidate][link.target] = None
        near[link.target][link.candidate] = None
    return {name: list(found) for name, found in near.items()}
