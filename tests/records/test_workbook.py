"""The ratings of a workbook in a round; oracle: what a person would have said one by one."""

from openpyxl.workbook import Workbook

from data.workbook.changes import changes
from records import ratings, rounds
from records.permissions import RefusedError
from records.ratings import Given
from records.store import Records, StaleError
from records.workbook import ratings_among, said
from tests.data.workbook.books import STUDY, cell_of, filled, put, sheet_of
from tests.records.acts import BETA, ROUND, SCENES, WILL, Material, Stage

PORT_OF_BETA = "country:BBB-port"


def rated(book: Workbook) -> None:
    sheet = sheet_of(book, "Ratings Africa")
    cell_of(sheet, 2, "value").value = "strong"
    cell_of(sheet, 2, "reason").value = "The forum met."
    cell_of(sheet, 2, "source").value = "field trip"
    cell_of(sheet, 2, "as_of").value = "2020-02"
    cell_of(sheet, 2, "basis").value = "assumption"
    cell_of(sheet, 3, "value").value = None
    cell_of(sheet, 4, "value").value = "none"
    put("candidates", "C2", "Alfaland")(book)


def test_what_is_said() -> None:
    found = filled(rated)
    mine = ratings_among(changes(STUDY.dataset, found), STUDY)
    assert [one.name for one in mine] == [f"Ratings Africa!{row}" for row in (2, 3, 4)]
    spoken = said(mine, STUDY.dataset, found.after, "ann", "Second look")
    whole = "The forum met.; source: field trip; speaks of 2020-02; rests on: assumption"
    assert spoken == {
        (BETA, "will"): Given(
            person="ann", candidate=BETA, measure="will", value="strong", reason=whole
        ),
        ("country:CCC", "will"): None,
        (PORT_OF_BETA, "will"): Given(
            person="ann", candidate=PORT_OF_BETA, measure="will", value="none",
            reason="Second look",
        ),
    }  # fmt: skip


def test_all_of_it_or_nothing(records_without_anybody: Records, material: Material) -> None:
    stage = Stage(records_without_anybody, material)
    for scene in SCENES:
        scene.play(stage)
        if scene.name == "rate":
            break
    both = {
        (PORT_OF_BETA, "will"): WILL.but(candidate=PORT_OF_BETA),
        (BETA, "will"): WILL.but(value="none"),
    }

    def tried(who: str, seen: int) -> str:
        try:
            ratings.rate_together(
                stage.records, who, stage.round, stage.study, both, {(BETA, "will"): seen}
            )
        except (StaleError, RefusedError) as error:
            return f"{type(error).__name__} {getattr(error, 'about', '')}".strip()
        return ""

    def things() -> set[tuple[str, str, object]]:
        with stage.records.reading() as connection:
            found = ratings.given(connection, rounds.round_of(connection, ROUND))
        return {(one.person, one.candidate, one.value) for one in found}

    assert tried("ann", 0) == "StaleError"
    assert tried("nobody", 1).startswith("RefusedError")
    assert things() == {("ann", BETA, "strong")}
    assert tried("ann", 1) == ""
    assert things() == {("ann", BETA, "none"), ("ann", PORT_OF_BETA, "strong")}
