"""``focus roadmap`` on the small example with three half-years.

Oracle: ``focus plan`` of the same half-year, and the list put in force by hand.
"""

import pytest

from tests.app.cli.conftest import Focus
from tests.folders import Folder

EXACT = ("--gap", "0")


@pytest.fixture
def three(folder: Folder) -> Folder:
    folder.replace(
        "capacity.yaml",
        "periods: [{id: H1, label: First half-year}]",
        "periods: [{id: H1, label: First half-year}, {id: H2}, {id: H3}]\nhorizon: 1",
    )
    return folder


def test_the_committed_half_year_is_the_plan(spoilt: Focus, three: Folder) -> None:
    del three
    told = spoilt("roadmap", "--json", *EXACT).json
    plan = spoilt("plan", "--json", *EXACT).json
    assert told["committed"] == "H1"
    assert told["half_years"][0]["value"] == plan["value"]
    first = {row["id"] for row in told["roadmap"] if row["H1"]}
    assert first == {line["id"] for line in plan["focus"]}
    assert [half["period"] for half in told["half_years"]] == ["H1", "H2", "H3"]
    assert told["value"] == pytest.approx(sum(half["value"] for half in told["half_years"]))
    assert told["value"] <= told["bound"] + 1e-6


def test_fewer_half_years_and_from_later_on(spoilt: Focus, three: Folder) -> None:
    del three
    told = spoilt("roadmap", "--from", "H2", "--periods", "1", "--json", *EXACT).json
    assert [half["period"] for half in told["half_years"]] == ["H2"]
    alone = spoilt("plan", "--from", "H2", "--json", *EXACT).json
    assert told["half_years"][0]["value"] == alone["value"]


def test_what_promises_and_free_seats_cost(spoilt: Focus, three: Folder) -> None:
    del three
    ended = spoilt("roadmap", "--promise", "2", "--keep-free", "country", *EXACT)
    assert ended.status == 0
    assert "To promise whoever begins that they stay for 2 half-years costs" in ended.words
    assert "To keep the seat of one country free for what may come costs" in ended.words


def test_how_much_of_a_change_is_noise(spoilt: Focus, three: Folder) -> None:
    del three
    told = spoilt("roadmap", "--noise", "10", "--json", *EXACT).json
    churn = told["churn"]
    assert churn["draws"] == 10
    second = told["half_years"][1]
    moved = {*second["entered"], *second["left"]}
    assert churn["forced"] == ["commitment:AA001"]
    assert churn["happened"] == len(moved - {"commitment:AA001"})
    assert churn["expected"] == pytest.approx(sum(row["expected"] for row in told["churn_kinds"]))
    assert churn["nine_of_ten"] >= 0
    alone = spoilt("roadmap", "--noise", "10", "--periods", "1")
    assert (alone.status, "must have a second half-year" in alone.words) == (2, True)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--from", "H9"), "must be a period of capacity.yaml"),
        (("--periods", "4"), "must be between 1 and the number of periods"),
        (("--promise", "1"), "must be between 2 and 100"),
        (("--noise", "1"), "must be between 2 and 10,000"),
        (("--keep-free", "planet"), "a kind"),
    ],
)
def test_bad_options(spoilt: Focus, three: Folder, options: tuple[str, ...], told: str) -> None:
    del three
    ended = spoilt("roadmap", *options)
    assert ended.status == 2
    assert told in ended.words
