"""One table of evidence over a dataset. Oracle: the dataset with that row put in by hand."""

import pytest

from config.load import load_configuration
from config.problems import InputError
from data.dataset import Evidence
from data.difference import difference
from data.laid_over import laid_over, lay_evidence, read_back
from data.load import load_dataset
from data.wide.read import read_bytes
from data.write import records
from optimizer.study import open_study
from tests.folders import SMALL, Folder

CONFIGURATION = load_configuration(SMALL / "configuration")
DATASET = load_dataset(SMALL / "dataset", CONFIGURATION)
NUMBER = next(row for row in DATASET.evidence if isinstance(row.value, float))
HEAD = "candidate;measure;value;basis;source\n"


def row(value: str, source: str = NUMBER.source, candidate: str = NUMBER.candidate) -> str:
    return f"{candidate};{NUMBER.measure};{value};observed;{source}\n"


def test_as_it_was() -> None:
    assert read_back(DATASET, records(DATASET), CONFIGURATION) == DATASET


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_row_takes_the_place_of_another(encoding: str) -> None:
    value = NUMBER.value
    sheet = read_bytes("new.csv", (HEAD + row(f"{value}")).encode(encoding))
    found = lay_evidence(DATASET, CONFIGURATION, sheet)
    plain = Evidence(
        candidate=NUMBER.candidate, measure=NUMBER.measure, value=value, basis="observed",
        source=NUMBER.source,
    )  # fmt: skip
    by_hand = DATASET.but(
        evidence=tuple(plain if one == NUMBER else one for one in DATASET.evidence)
    )
    assert found.evidence == by_hand.evidence
    assert found.name == DATASET.name


def test_a_new_source_is_added() -> None:
    sheet = read_bytes("new.csv", (HEAD + row(f"{NUMBER.value}", "field trip")).encode())
    found = lay_evidence(DATASET, CONFIGURATION, sheet)
    assert [one.what for one in difference(DATASET, found) if one.table == "sources"] == ["new"]
    assert found.sources[-1].id == "field trip"


def test_every_problem_is_told_under_the_name_of_the_table() -> None:
    text = HEAD + row("1,5") + row("0.5", candidate="nobody") + row("1e9")
    with pytest.raises(InputError) as caught:
        lay_evidence(DATASET, CONFIGURATION, read_bytes("new.csv", text.encode()))
    assert {one.file for one in caught.value.problems} == {"new.csv"}
    assert {(one.row, one.column) for one in caught.value.problems} >= {
        (2, "value"), (3, "candidate"), (4, "value"),
    }  # fmt: skip
    with pytest.raises(InputError) as caught:
        lay_evidence(DATASET, CONFIGURATION, read_bytes("new.csv", b"candidate,value\na,1\n"))
    assert {one.column for one in caught.value.problems} == {"measure", "basis", "source"}


def test_a_study_is_opened_with_it(folder: Folder) -> None:
    path = folder.root / "new.csv"
    path.write_text(HEAD + row("0.5"), encoding="utf-8")
    study = open_study(SMALL / "dataset", SMALL / "configuration", evidence=path)
    (changed,) = [
        one.value
        for one in study.dataset.evidence
        if (one.candidate, one.measure) == (NUMBER.candidate, NUMBER.measure)
    ]
    assert changed == 0.5


def test_rows_take_the_place_of_all_years() -> None:
    """Two years on record, one of them laid over: only that is left; the order stays."""
    old = [
        {"candidate": "a", "measure": "m", "as_of": "2019"},
        {"candidate": "b", "measure": "m", "as_of": "2019"},
        {"candidate": "a", "measure": "m", "as_of": "2020"},
    ]
    new = [{"candidate": "a", "measure": "m", "as_of": year} for year in ("2021", "2022")]
    assert laid_over(old, new) == [*new, old[1]]
    assert laid_over(old, [*new, {"candidate": "c", "measure": "m"}])[-1]["candidate"] == "c"
    assert laid_over(old, []) == [old[0], old[2], old[1]]
