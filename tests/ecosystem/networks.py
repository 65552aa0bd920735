"""Networks for the tests of this room: one worked by hand, and random ones."""

from collections.abc import Mapping

from hypothesis import strategies as st

from data.dataset import Candidate, Dataset, Engagement, Link, Partner

REGIONS = ("Africa", "Europe")


def candidate(candidate_id: str, region: str = "", *, incumbent: bool = False) -> Candidate:
    """Return a candidate whose kind is the first word of its id and whose name is the rest."""
    kind, _, name = candidate_id.partition(":")
    return Candidate(id=candidate_id, kind=kind, name=name, region=region, incumbent=incumbent)


def crossing(commitment: str, country: str, *themes: str) -> tuple[Link, ...]:
    """Return the links of a commitment."""
    return (
        Link(candidate=commitment, target=country, relation="in_country"),
        *(Link(candidate=commitment, target=theme, relation="on_theme") for theme in themes),
    )


def engagement(
    partner: str, target: str, strength: float, service: str | None = None
) -> Engagement:
    """Return an engagement of a partner given by its bare name."""
    return Engagement(
        partner=f"partner:{partner}", target=target, service=service, strength=strength
    )


def hand_worked() -> Dataset:
    """Return two countries, a local member, two themes, three commitments and four partners.

    Kenya (KEN) has KE1 on owners and KE2 on budgets; Ghana (GHA) has the local member GHA-sek,
    which has SE1 on budgets; Malta (MLT) has nothing.

    | partner | engagements |
    |---|---|
    | oo | theme owners 1.0 (technical), KEN 0.8 (technical) |
    | wb | KEN 1.0 (general), KE2 0.6 (funding), theme budgets 0.4 (general) |
    | gift | theme budgets 1.0 (technical), SE1 0.5 (technical) |
    | send | GHA 0.8 (funding) |
    """
    return Dataset(
        name="hand",
        candidates=(
            candidate("country:KEN", "Africa", incumbent=True),
            candidate("country:GHA", "Africa", incumbent=True),
            candidate("country:GHA-sek", "Africa"),
            candidate("country:MLT", "Europe"),
            candidate("theme:owners", incumbent=True),
            candidate("theme:budgets"),
            candidate("commitment:KE1", "Africa"),
            candidate("commitment:KE2", "Africa"),
            candidate("commitment:SE1", "Africa"),
        ),
        links=(
            *crossing("commitment:KE1", "country:KEN", "theme:owners"),
            *crossing("commitment:KE2", "country:KEN", "theme:budgets"),
            *crossing("commitment:SE1", "country:GHA-sek", "theme:budgets"),
            Link(candidate="country:GHA-sek", target="country:GHA", relation="in_country"),
        ),
        partners=tuple(
            Partner(id=f"partner:{name}", name=name.upper(), type=kind, capacity=capacity)
            for name, kind, capacity in (
                ("oo", "thematic", 2.0),
                ("wb", "multilateral", None),
                ("gift", "thematic", 1.0),
                ("send", "national", 0.0),
            )
        ),
        engagements=(
            engagement("oo", "theme:owners", 1.0, "technical"),
            engagement("oo", "country:KEN", 0.8, "technical"),
            engagement("wb", "country:KEN", 1.0),
            engagement("wb", "commitment:KE2", 0.6, "funding"),
            engagement("wb", "theme:budgets", 0.4),
            engagement("gift", "theme:budgets", 1.0, "technical"),
            engagement("gift", "commitment:SE1", 0.5, "technical"),
            engagement("send", "country:GHA", 0.8, "funding"),
        ),
    )


def renamed(dataset: Dataset, names: Mapping[str, str]) -> Dataset:
    """Return the dataset with every id of a partner or candidate replaced."""
    return dataset.but(
        candidates=tuple(item.but(id=names[item.id]) for item in dataset.candidates),
        partners=tuple(item.but(id=names[item.id]) for item in dataset.partners),
        links=tuple(
            item.but(candidate=names[item.candidate], target=names[item.target])
            for item in dataset.links
        ),
        engagements=tuple(
            item.but(partner=names[item.partner], target=names[item.target])
            for item in dataset.engagements
        ),
    )


def reordered(dataset: Dataset) -> Dataset:
    """Return the dataset with the rows of every table in reverse order."""
    return dataset.but(
        candidates=dataset.candidates[::-1],
        partners=dataset.partners[::-1],
        links=dataset.links[::-1],
        engagements=dataset.engagements[::-1],
    )


def mirrored(dataset: Dataset) -> tuple[Dataset, dict[str, str]]:
    """Return the dataset under names that sort the other way round, and the names given."""
    ids = [item.id for item in dataset.candidates] + [item.id for item in dataset.partners]
    names = {old: f"x:{len(ids) - place:04d}" for place, old in enumerate(sorted(ids))}
    return renamed(dataset, names), names


@st.composite
def datasets(draw: st.DrawFn, *, most_partners: int = 5) -> Dataset:
    """Draw a dataset of countries, local members, themes, commitments, partners, engagements."""
    places = [f"country:C{number}" for number in range(draw(st.integers(1, 4)))]
    local = [f"country:L{number}" for number in range(draw(st.integers(0, 2)))]
    themes = [f"theme:T{number}" for number in range(draw(st.integers(1, 3)))]
    commitments = [f"commitment:K{number}" for number in range(draw(st.integers(0, 5)))]
    partners = [f"partner:P{number}" for number in range(draw(st.integers(1, most_partners)))]
    region = st.sampled_from(REGIONS)
    links = [
        Link(candidate=part, target=draw(st.sampled_from(places)), relation="in_country")
        for part in local
    ]
    for part in commitments:
        on = draw(st.sets(st.sampled_from(themes), max_size=2))
        links.extend(crossing(part, draw(st.sampled_from(places + local)), *sorted(on)))
    rows = draw(
        st.lists(
            st.builds(
                Engagement,
                partner=st.sampled_from(partners),
                target=st.sampled_from(places + local + themes + commitments),
                service=st.sampled_from([None, "technical", "funding"]),
                strength=st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]) | st.floats(1e-3, 1),
            ),
            max_size=12,
        )
    )
    return Dataset(
        candidates=(
            *(candidate(item, draw(region)) for item in places + local + commitments),
            *(candidate(item) for item in themes),
        ),
        links=tuple(links),
        partners=tuple(Partner(id=item, name=item) for item in partners),
        engagements=tuple(rows),
    )


def _across(dataset: Dataset, region: str, strength: float) -> Dataset:
    if region not in dataset.regions:
        return dataset
    return dataset.but(engagements=(*dataset.engagements, engagement("P0", region, strength)))


def regional() -> st.SearchStrategy[Dataset]:
    """Draw a dataset in which the first partner works across a region, if there is one."""
    return st.builds(
        _across, datasets(), st.sampled_from(REGIONS), st.sampled_from([0.0, 0.15, 0.5, 1.0])
    )
