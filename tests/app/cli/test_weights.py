"""``focus weights``: both questions of the small example, and what is typed wrong.

Oracle: of the list in force (one country, one commitment, one theme) the plan has all three.
"""

from tests.app.cli.conftest import Focus

EXACT = ("--gap", "0")


def test_ranking_and_plan_are_asked(focus: Focus) -> None:
    found = focus("weights", "--explain", "in-force", "--kind", "country", *EXACT, "--json").json
    assert found["weights-country"]["most"] == found["weights-country"]["at_most"] == 1
    assert found["weights-plan-country"] == {"given": 1, "most": 1, "at_most": 1}


def test_the_ranking_alone(focus: Focus) -> None:
    told = focus("weights", "--ranking")
    assert "on the list among the first 1" in told.words
    assert "into the plan" not in told.words


def test_another_list(focus: Focus) -> None:
    told = focus("weights", "--explain", "income_group=low", "--kind", "commitment", *EXACT)
    assert "of the 2 commitments on the list" in told.words


def test_a_wrong_list_is_told_with_everything_else(focus: Focus) -> None:
    ended = focus("weights", "--explain", "[/x]=1", "--kind", "planet", "--gap", "7")
    assert ended.status == 2
    for words in ("--explain", "[/x]=1", "--kind", "--gap"):
        assert words in ended.words
