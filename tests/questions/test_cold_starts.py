"""However often the app or a command is started, and whatever else the machine does: one list.

Oracle: the answers themselves, each from a process of its own that knows nothing of the others.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import CONFIG, DATA

A_PAGE = """
import json
import streamlit as st
from app.web import asking, state

job = asking.baseline(state.study())
job.wait_until_over(600)
plan = job.shown.plan
st.text(json.dumps({"value": plan.value, "focus": sorted(plan.ids)}))
"""
OF_THE_APP = f"""
from streamlit.testing.v1 import AppTest
print(AppTest.from_string({A_PAGE!r}, default_timeout=900).run().text[0].value)
"""
"""A start of the app: a process that opens the app's queue as a page does, with nothing kept."""
OF_THE_COMMAND = """
from app.cli.main import run
run()
"""
BUSY = "while True: pass"


@contextmanager
def busy(loops: int) -> Iterator[None]:
    """Keep the machine busy with so many endless loops."""
    running = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(loops)]
    try:
        yield
    finally:
        for one in running:
            one.kill()
            one.wait()


def start(script: str, *words: str, folders: Sequence[Path] = ()) -> tuple[float, tuple[str, ...]]:
    """Start a process, and return the value and the focus areas of the plan that it shows."""
    named = dict(zip((DATA, CONFIG), map(str, folders), strict=False))
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, *words],
        env={**os.environ, **named},
        capture_output=True,
        text=True,
        check=True,
        timeout=900,
    )
    told = json.loads(made.stdout)
    areas = (one["id"] if isinstance(one, dict) else one for one in told["focus"])
    return round(told["value"], 9), tuple(sorted(areas))


def plans_of(starts: int, commands: int, folders: Sequence[Path]) -> set[object]:
    """Return the different plans of so many starts, with more and less of the machine to itself."""
    options: tuple[str, ...] = ("plan", "--json")
    if folders:
        options += ("--data", str(folders[0]), "--config", str(folders[1]))
    cores = os.cpu_count() or 1
    found: set[object] = set()
    for place in range(starts):
        with busy(place % 3 * cores):
            found.add(start(OF_THE_APP, folders=folders))
    found.update(start(OF_THE_COMMAND, *options) for _ in range(commands))
    return found


def test_starts_on_a_busy_machine_show_one_list(
    small_dataset_folder: Path, small_configuration_folder: Path
) -> None:
    folders = (small_dataset_folder, small_configuration_folder)
    assert len(plans_of(3, 1, folders)) == 1


@pytest.mark.long
def test_three_starts_of_the_app_and_two_of_the_command_show_one_list() -> None:
    """One with each load; twenty and five take five minutes (docs/benchmarks.md)."""
    assert len(plans_of(3, 2, ())) == 1
