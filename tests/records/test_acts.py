"""What holds of every act: it is one row of the trail, and what is sent twice is there once."""

import importlib
import inspect
import pkgutil

import records as room
from config.problems import InputError
from records import backup, drafts, trail
from records.permissions import RefusedError
from records.store import Records
from tests.records.acts import SCENES, Material, Scene, Stage

READING = {backup.back_up, drafts.drafts_of}
ELSEWHERE = {backup.restore}
"""Tested in test_backup.py: it needs records without anybody."""


def test_every_function_that_writes_is_played() -> None:
    writing = set()
    for found in pkgutil.iter_modules(room.__path__):
        module = importlib.import_module(f"records.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and next(iter(inspect.signature(function).parameters), "") == "records":
                writing.add(function)
    assert writing - READING - ELSEWHERE == {scene.function for scene in SCENES}


def test_an_act_is_one_row_and_twice_is_once(
    records_without_anybody: Records, material: Material
) -> None:
    stage = Stage(records_without_anybody, material)
    for scene in SCENES:
        first = once(stage, scene)
        again = once(stage, scene)
        assert first == (("same", scene.kept), scene.name)
        assert again == ((scene.again, False), scene.name)
    with stage.records.reading() as connection:
        assert list(trail.verify(connection)) == []


def once(stage: Stage, scene: Scene) -> tuple[tuple[str, bool], str]:
    """Play a scene; say how it went, whether the trail is one longer, and which it was."""
    with stage.records.reading() as connection:
        before = trail.head(connection).number
    try:
        scene.play(stage)
        how = "same"
    except (InputError, RefusedError):
        how = "told"
    with stage.records.reading() as connection:
        after = trail.head(connection).number
    assert after - before in (0, 1)
    return (how, after > before), scene.name
