"""What members have committed on. Oracle: made-up rows, their links written down by hand."""

from pathlib import Path

from data.importers.ogp_2020 import subjects
from tests.data.importers.ogp_2020.raw_folder import early_row, export_row, write_raw

NAMES = {"Armenia": "country:ARM", "Ghana": "country:GHA", "Town, Ghana": "country:GHA-town"}
COLUMNS = (
    {"theme:justice": ("Judiciary",), "theme:gender": ("Gender & Sexuality",)},
    {"theme:justice": ("Justice", "Judiciary"), "theme:gender": ("Gender",)},
)


def linked(**given: object) -> list[tuple[str, str]]:
    every = {"early": (), "export": (), "names": NAMES, "columns": COLUMNS, "more": (), **given}
    rows = subjects.links(**every)  # type: ignore[arg-type]
    assert {row["relation"] for row in rows} <= {"commits_on"}
    return [(row["candidate"], row["target"]) for row in rows]


def test_each_theme_once_of_both_databases() -> None:
    early = [early_row("Armenia", Judiciary="1"), early_row("Armenia", Judiciary="1")]
    export = [
        export_row("X1", Judiciary="1", Gender="1"),
        export_row("X2", **{"Country/Locality": "Ghana"}),
    ]
    found = linked(early=early, export=export)
    assert found == [("country:ARM", "theme:gender"), ("country:ARM", "theme:justice")]


def test_a_local_commitment_is_not_its_countrys() -> None:
    export = [export_row("X1", **{"Country/Locality": "Town, Ghana", "Justice": "1"})]
    assert linked(export=export) == [("country:GHA-town", "theme:justice")]


def test_nothing_of_the_year_of_the_cycle_or_of_others() -> None:
    export = [
        export_row("X1", **{"Year Of Submission": "2020", "Justice": "1"}),
        export_row("X2", **{"Country/Locality": "Atlantis", "Justice": "1"}),
    ]
    assert linked(early=[early_row("Atlantis", Judiciary="1")], export=export) == []


def test_commitments_read_by_hand_and_those_on_ownership() -> None:
    more = [{"country": "GHA", "locality": "", "themes": "justice|gender"},
            {"country": "GHA", "locality": "Nowhere", "themes": "gender"}]  # fmt: skip
    assert linked(more=more, ownership=["country:ARM"]) == [
        ("country:ARM", "theme:beneficial-ownership"),
        ("country:GHA", "theme:gender"),
        ("country:GHA", "theme:justice"),
    ]


def test_who_has_a_commitment_on_ownership_in_an_action_plan(tmp_path: Path) -> None:
    by_iso2 = {"AM": "country:ARM", "MX": "country:MEX", "GH": "country:GHA"}
    assert subjects.with_ownership(write_raw(tmp_path), by_iso2) == ["country:ARM"]
