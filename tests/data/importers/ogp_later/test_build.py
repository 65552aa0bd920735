"""What became known after 2020, made anew from the raw tables. Oracle: the tables as they stand."""

import os
from pathlib import Path

import pytest

from data.importers.ogp_2020.tables import read_rows
from data.importers.ogp_later.build import TABLES, build
from data.later import bundled_later_folder

RAW = os.environ.get("FOCUS_RAW")
"""Folder with the raw tables, where somebody has them; they are not part of the project."""


@pytest.mark.skipif(RAW is None, reason="FOCUS_RAW names no folder with the raw tables")
def test_the_same_tables_come_out() -> None:
    made = build(Path(RAW or ""))
    for table, columns in TABLES.items():
        stands = read_rows(bundled_later_folder() / f"{table}.csv")
        wanted = [{name: row.get(name, "") for name in columns} for row in made[table]]
        assert [dict(row) for row in stands] == wanted
