"""Whom to ask; the oracle is the table of the module, worked by hand."""

import pytest
from hypothesis import given

from config.problems import InputError
from data.dataset import Dataset, Link
from ecosystem.neighbours import Near, Neighbour, whom_to_ask
from tests.ecosystem.networks import candidate, crossing, datasets, engagement, reordered

AFRICA = ("country:KEN", "country:GHA", "country:GHA-sek", "commitment:KE1", "commitment:GH1")
PLACES = Dataset(
    candidates=(
        *(candidate(name, "Africa") for name in AFRICA),
        *(candidate(name, "Europe") for name in ("country:GEO", "commitment:GE1")),
        *map(candidate, ("theme:owners", "theme:budgets")),
    ),
    links=(
        *crossing("commitment:KE1", "country:KEN", "theme:owners"),
        *crossing("commitment:GH1", "country:GHA-sek", "theme:owners"),
        *crossing("commitment:GE1", "country:GEO", "theme:owners"),
        Link(candidate="country:GHA-sek", target="country:GHA", relation="in_country"),
    ),
)


def ask(
    wanted: str, *rows: tuple[str, str, float, str | None], service: str | None = None
) -> tuple[Neighbour, ...]:
    """Return whom to ask when these engagements are on record."""
    dataset = PLACES.but(engagements=tuple(engagement(*row) for row in rows))
    return whom_to_ask(dataset, wanted, service)


@pytest.mark.parametrize(
    ("rows", "near", "fit"),
    [
        ([("country:KEN", 1.0), ("theme:owners", 0.8)], Near.THEME_AND_COUNTRY, 0.72),
        ([("commitment:GH1", 1.0)], Near.THEME_AND_REGION, 0.8),
        ([("country:GHA", 0.5), ("theme:owners", 0.5)], Near.THEME_AND_REGION, 0.4),
        ([("commitment:GE1", 1.0)], Near.THEME, 0.5),
        ([("theme:owners", 0.7)], Near.THEME, 0.35),
        ([("country:KEN", 1.0)], Near.COUNTRY, 0.4),
        ([("Africa", 1.0)], Near.ACROSS, 0.4),
        ([("country:GHA-sek", 1.0)], Near.REGION, 0.2),
        ([("country:GHA", 0.6), ("country:GEO", 1.0)], Near.REGION, 0.12),
    ],
)
def test_each_row_of_the_table(rows: list[tuple[str, float]], near: Near, fit: float) -> None:
    """Asked for KE1, owners in Kenya."""
    (only,) = ask("commitment:KE1", *(("p", *row, None) for row in rows))
    assert only.fit == pytest.approx(fit)
    assert only.reasons[0].near is near


def test_reasons_name_theme_and_place() -> None:
    (only,) = ask("commitment:KE1", ("p", "commitment:GH1", 1.0, None))
    first = only.reasons[0]
    assert (first.theme, first.place) == ("theme:owners", "country:GHA")


def test_what_is_said_already_is_not_said_again() -> None:
    """On owners in Kenya says all of "on owners" and of "in Kenya"."""
    (only,) = ask(
        "commitment:KE1", ("p", "country:KEN", 1.0, None), ("p", "theme:owners", 1.0, None)
    )
    assert [reason.near for reason in only.reasons] == [Near.THEME_AND_COUNTRY]


def test_the_region_means_its_other_countries() -> None:
    """Work in Kenya at 1.0 does not hide that in Ghana at 0.5."""
    (only,) = ask(
        "commitment:KE1",
        ("p", "theme:owners", 1.0, None),
        ("p", "country:KEN", 1.0, None),
        ("p", "country:GHA", 0.5, None),
    )
    assert [(reason.near, reason.place) for reason in only.reasons] == [
        (Near.THEME_AND_COUNTRY, "country:KEN"),
        (Near.THEME_AND_REGION, "country:GHA"),
    ]


def test_a_national_partner_of_another_country_is_not_asked_for_its_region() -> None:
    assert ask("country:KEN", ("p", "country:GHA", 1.0, None)) == ()


def test_among_equals_whoever_works_in_more_countries_comes_first() -> None:
    rows = (("a", "theme:owners", 1.0, None), ("b", "theme:owners", 1.0, None))
    found = ask("commitment:KE1", *rows, ("b", "country:GEO", 0.1, None))
    assert [item.partner for item in found] == ["partner:b", "partner:a"]


def test_other_themes_in_other_regions_are_not_asked() -> None:
    assert ask("commitment:KE1", ("p", "country:GEO", 1.0, None)) == ()
    assert ask("commitment:KE1", ("p", "theme:budgets", 1.0, None)) == ()


def test_who_is_there_is_asked_only_for_another_service() -> None:
    here = ("p", "commitment:KE1", 1.0, "technical")
    assert ask("commitment:KE1", here) == ()
    assert ask("commitment:KE1", here, service="technical") == ()
    (only,) = ask("commitment:KE1", here, service="funding")
    assert (only.fit, only.does_service, only.reasons[0].near) == (0.5, False, Near.HERE)


def test_who_does_the_service_elsewhere_comes_first() -> None:
    rows = (("a", "theme:owners", 1.0, "funding"), ("b", "theme:owners", 0.8, "technical"))
    first, second = ask("commitment:KE1", *rows, service="technical")
    assert (first.partner, first.fit, first.does_service) == ("partner:b", 0.4, True)
    assert (second.partner, second.fit, second.does_service) == ("partner:a", 0.25, False)


def test_a_country_has_the_themes_of_its_commitments_and_a_theme_their_countries() -> None:
    (for_country,) = ask("country:KEN", ("p", "commitment:GH1", 1.0, None))
    assert for_country.reasons[0].near is Near.THEME_AND_REGION
    (for_theme,) = ask("theme:owners", ("p", "country:GEO", 1.0, None))
    assert (for_theme.reasons[0].near, for_theme.reasons[0].place) == (
        Near.COUNTRY,
        "country:GEO",
    )


def test_an_unknown_candidate_is_refused() -> None:
    with pytest.raises(InputError, match="country:KEN"):
        ask("country:KENN")


@given(datasets())
def test_row_order_changes_nothing_and_the_fit_stays_on_its_scale(dataset: Dataset) -> None:
    for item in dataset.candidates:
        plain = whom_to_ask(dataset, item.id, "technical")
        assert plain == whom_to_ask(reordered(dataset), item.id, "technical")
        assert all(0 < one.fit <= 1 for one in plain)
