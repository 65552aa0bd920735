"""Tables of how sure a list is, held against the figures that they show."""

import pandas as pd
import pytest

from optimizer.robust.core_index import ServiceIndex, Share
from optimizer.study import Study
from reports.tables.sureness import (
    LEAST,
    MOST_OTHERS,
    SAME,
    candidate_rows,
    picture_rows,
    placed,
    service_rows,
    share_words,
)
from tests.reports.test_sure_sentences import index


def rows(*indices: object, study: Study) -> pd.DataFrame:
    kinds = study.configuration.criteria.kinds
    return picture_rows(indices, kinds, lambda one: one.partition(":")[2])  # type: ignore[arg-type]


def test_all_of_the_list_is_shown_and_the_rest_is_counted(small_study: Study) -> None:
    others = [index(f"O{number}", 0.6 - number / 100) for number in range(MOST_OTHERS + 2)]
    found = rows(
        index("A", 1.0, listed=True),
        *others,
        index("B", 0.02, listed=True),
        index("C", LEAST - 0.01),
        index("D", 0.0),
        study=small_study,
    )
    shown = ["A", *[f"O{number}" for number in range(MOST_OTHERS)], "B"]
    assert found["label"].tolist() == ["Countries", *shown, "… 4 others"]
    assert found["id"].tolist() == ["", *[f"country:{name}" for name in shown], ""]
    assert found["text"].iloc[0] == "2 recommended, 1 of them nearly always in"
    assert found["text"].iloc[-1] == "each in 52 % or less; 1 of them never"
    assert found["names"].iloc[-1] == "O8 52 %; O9 51 %; C 19 %"


def test_what_is_remarkable_is_noted_only_where_it_is_sure(small_study: Study) -> None:
    found = rows(
        index("A", 0.8), index("B", 0.55), index("C", 0.45, listed=True),
        index("D", 0.1, listed=True), study=small_study,
    ).set_index("label")["note"]  # fmt: skip
    assert found["A"] == "left out all the same"
    assert found["D"] == "recommended all the same"
    assert found["B"] == found["C"] == ""


def test_rows_of_the_same_name_stay_apart(small_study: Study) -> None:
    kinds = small_study.configuration.criteria.kinds
    one, other = index("A", 0.9, listed=True), index("B", 0.8, listed=True)
    found = picture_rows([one, other], kinds, lambda _: "Open data")
    assert found["label"].tolist()[1:] == ["Open data", f"Open data{SAME}"]


def test_kinds_come_in_configured_order_and_only_those_there_are(small_study: Study) -> None:
    found = rows(
        index("T", 0.9, listed=True, kind="theme"), index("A", 0.2, listed=True), study=small_study
    )
    assert found["kind"].drop_duplicates().tolist() == ["country", "theme"]


def test_a_commitment_is_shown_with_its_country(small_study: Study) -> None:
    name = placed(small_study.dataset, most=8)
    assert name("country:AAA") == "Alphaland"
    commitment = small_study.dataset.by_id["commitment:BB001"]
    assert name(commitment.id) == f"{commitment.name[:7].rstrip()}… (Betaland)"
    assert placed(small_study.dataset)(commitment.id) == f"{commitment.name} (Betaland)"


@pytest.mark.parametrize(
    ("share", "words"),
    [(1.0, "100 %"), (0.999, "over 99 %"), (0.5, "50 %"), (0.004, "under 1 %"), (0.0, "0 %")],
)
def test_all_and_none_are_said_only_where_they_are(share: float, words: str) -> None:
    assert share_words(share) == words


def test_candidates_and_services_keep_their_figures(small_study: Study) -> None:
    indices = [index("AAA", 0.9, listed=True), index("BBB", 0.3)]
    found = candidate_rows(indices, small_study.configuration)
    assert found["In best lists"].tolist() == [0.9, 0.3]
    assert found["Sampling error"].tolist() == ["80 % to 100 %", "20 % to 40 %"]
    assert found["Recommended"].tolist() == [True, False]
    service = next(iter(small_study.configuration.services.services))
    share = Share(share=0.3, low=0.2, high=0.4)
    services = [
        ServiceIndex(
            candidate=f"country:{name}", service=service, index=share, when_in=0.5, in_plan=listed
        )
        for name, listed in (("AAA", False), ("BBB", True))
    ]
    table = service_rows(services, small_study.dataset, small_study.configuration)
    assert table["id"].tolist() == ["country:BBB", "country:AAA"]
    assert table["When it is in"].tolist() == [0.5, 0.5]
