"""``focus backtest`` on the small example and the bundled one. Oracle: the lists themselves."""

from tests.app.cli.conftest import Focus

EXACT = ("--gap", "0")


def test_hits_are_those_of_the_lists(focus: Focus) -> None:
    found = focus("backtest", *EXACT, "--json").json
    past, plan = set(found["past"]), set(found["plan"])
    for row in found["hits"]:
        if row["way"] == "plan":
            of_kind = {one for one in past & plan if one.startswith(row["kind"])}
            assert row["hits"] == len(of_kind)
            assert row["low"] <= row["expected"] <= row["high"]
            missed = {one["id"] for one in found[f"missed-{row['kind']}"]}
            wrongly = {one["id"] for one in found[f"wrongly-{row['kind']}"]}
            assert missed <= past
            assert not wrongly & past
            assert len(missed) == len(wrongly)


def test_it_is_said_in_words(focus: Focus) -> None:
    told = focus("backtest", "--kind", "country", *EXACT).words
    assert told.startswith("Of the 1 country on the list the plan finds 1")
    assert "chance alone would find 0.5" in told
    assert "Made without knowing the list" in told
    assert "Themes" not in told


def test_other_lists(focus: Focus) -> None:
    told = focus("backtest", "--list", "income_group=low", "--kind", "commitment", *EXACT).words
    assert told.startswith("Of the 2 commitments on the list")
    nobody = focus("backtest", "--list", "income_group=low", "--kind", "theme", *EXACT).words
    assert nobody.startswith("Nobody who could be chosen here is on the list.")


def test_which_weights_would(focus: Focus) -> None:
    ended = focus("backtest", "--kind", "country", "--any-weights", *EXACT, "--json")
    found = ended.json["weights-country"]
    assert found["given"] <= found["most"] <= found["at_most"] <= 1
    assert "--any-weights" in focus("backtest", *EXACT).words


def test_wrong_lists_are_told_with_everything_else(focus: Focus) -> None:
    ended = focus("backtest", "--list", "[/x]=1", "--kind", "planet", "--gap", "7")
    assert ended.status == 2
    for words in ("--list", "[/x]=1", "--kind", "--gap"):
        assert words in ended.words


def test_without_any_plan_the_ranking_is_told(focus: Focus) -> None:
    ended = focus("backtest", "--in", "AAA", "--capacity", "europe=0", *EXACT)
    assert ended.status == 1
    assert "there is no plan under these levers" in ended.words


def test_weights_are_levers_here_too(focus: Focus) -> None:
    given = focus("backtest", *EXACT, "--json").json
    other = focus("backtest", "--weight", "country.political_will=100%", *EXACT, "--json").json
    weights = [{row["criterion"]: row["weight"] for row in one["criteria-country"]}
               for one in (given, other)]  # fmt: skip
    assert weights[0] != weights[1] or weights == [{}, {}]
