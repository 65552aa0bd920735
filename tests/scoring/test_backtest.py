"""Would a ranking have found a past list? One example by hand."""

import pytest

from config.criteria import Criteria
from data.dataset import Candidate, Dataset, Evidence
from scoring.backtest import KindBacktest, backtest, chosen
from scoring.kind_scores import KindScores
from scoring.scorecard import score

CRITERIA = Criteria.model_validate(
    {
        "kinds": {
            "country": {
                "label": "Countries",
                "singular": "Country",
                "worth": 100,
                "criteria": {
                    "figures": {
                        "label": "Figures", "weight": 1, "measure": "figure", "source": "hand",
                        "value": {"type": "linear", "worst": 0, "best": 1},
                    },
                    "ratings": {
                        "label": "Ratings", "weight": 1, "measure": "rating", "source": "hand",
                        "value": {"type": "linear", "worst": 0, "best": 10},
                        "missing": "midpoint",
                    },
                },
            }
        },
        "measures": {
            "figure": {"label": "Figure", "unit": "share", "scale": [0, 1]},
            "rating": {"label": "Rating", "unit": "points", "scale": [0, 10], "judgement": True},
        },
    }
)  # fmt: skip
FIGURES = {"a": 0.9, "b": 0.8, "c": 0.3, "d": 0.7, "e": 0.2, "f": 0.1, "g": 1.0}
"""Scores with the rating missing, 25 points: 70, 65, 40, 60, 35; f is rated 0 and scores 5."""
PAST = frozenset("acdg")
POOL = frozenset("abcdef")


def example(**ratings: float) -> KindScores:
    rows = [("figure", one, value) for one, value in FIGURES.items()]
    rows += [("rating", one, value) for one, value in {"f": 0.0, **ratings}.items()]
    dataset = Dataset(
        candidates=tuple(
            Candidate(id=one, kind="country", name=one, region="N" if one in "abcg" else "S")
            for one in FIGURES
        ),
        evidence=tuple(
            Evidence(candidate=one, measure=measure, value=value, basis="observed", source="hand")
            for measure, one, value in rows
        ),
    )
    return score(dataset, CRITERIA).kinds["country"]


def found(**ratings: float) -> KindBacktest:
    return backtest(example(**ratings), POOL, PAST)


def test_hits_against_chance() -> None:
    """The first three are a, b and d; of each region a and b, and d. g could not be chosen."""
    one = found()
    assert one.pool == tuple("abdcef")
    assert (one.listed, one.outside) == (tuple("acd"), ("g",))
    assert (one.ranking.hits, one.ranking.listed, one.ranking.among) == (2, 3, 6)
    assert one.ranking.expected == pytest.approx(1.5)
    assert one.ranking.at_least == pytest.approx(10 / 20)
    assert one.by_region is not None
    assert one.by_region.hits == 2
    assert one.by_region.expected == pytest.approx(5 / 3)


def test_a_plan_against_chance_with_its_regions() -> None:
    """Two from the north, where two of three are on the list; two from the south, one of three."""
    regions = {one: "N" if one in "abcg" else "S" for one in FIGURES}
    one = chosen(found(), {"a", "b", "e", "f", "commitment"}, regions)
    assert (one.hits, one.chosen, one.listed) == (1, 4, 3)
    assert one.expected == pytest.approx(2 * 2 / 3 + 2 * 1 / 3)


def test_what_tells_the_list_apart() -> None:
    """Of nine pairs the one on the list has the higher figure in seven; ratings are all equal."""
    one = found()
    assert one.criteria["figures"].area == pytest.approx(7 / 9)
    assert one.criteria["ratings"].area == pytest.approx((6 / 2 + 3) / 9)
    assert [told.measure for told in one.measures] == ["figure"]
    assert one.score is not None
    assert one.score.area == pytest.approx(7 / 9)


def test_who_is_missed_and_wrongly_found() -> None:
    """C lacks 20 points to d, the last of the first three; its rating could add 25."""
    one = found()
    ((missed,), (wrong,)) = (one.missed, one.wrongly)
    assert (missed.id, missed.place, missed.needs) == ("c", 4, ("rating",))
    assert [missed.score, missed.short, wrong.short] == pytest.approx([40, 20, 25])
    assert (wrong.id, wrong.place) == ("b", 2)


def test_nothing_that_is_missing_would_do_where_nothing_is() -> None:
    """Rated 1, c scores 20, and nothing more can be found out about it."""
    (missed,) = found(c=1.0).missed
    assert missed.needs is None


def test_what_missing_ratings_could_explain() -> None:
    """Told apart perfectly: a 95, d 85, c 65, b 40, e 10, f 5: all three are found."""
    one = found()
    (rating,) = one.ratings
    assert (rating.measure, rating.lacking, rating.hits, rating.area) == ("rating", 5, 3, 1.0)
    assert one.everything == 3
