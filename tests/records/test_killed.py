"""Killed at any moment, an act is kept whole or not at all, and what was acknowledged is kept.

Whole: the trail is one longer and speaks of every row there is, or it is as it was. Nothing that is
kept goes away again, so that half an act is still found when everything is verified later.
"""

import itertools
import random
import time
from collections.abc import Iterable

import pytest

from records import database, trail
from records.store import Records
from records.trail import Head
from tests.records.acts import SCENES, Material, Scene, Stage
from tests.records.player import AFTER_COMMIT, BEFORE_COMMIT, Player
from tests.records.test_acts import once

KILLED = 9


def end(records: Records, through: Head | None = None) -> Head:
    """Return the end of the trail, after seeing that everything is as it was written."""
    with records.reading() as connection:
        assert list(trail.verify(connection, through)) == []
        return trail.head(connection)


def head(records: Records) -> Head:
    """Return the end of the trail."""
    with records.reading() as connection:
        return trail.head(connection)


def kill_at(
    player: Player,
    records: Records,
    address: str,
    scene: Scene,
    before: Head,
    boundaries: Iterable[int | str],
) -> int:
    """Play a scene, killed at boundaries one after the other until it is kept; return the kills."""
    kills = 0
    for boundary in boundaries:
        played = player.play(address, "scene", scene=scene.name, end_at=boundary)
        assert played.one("told") is None
        if played.one("ended") == 0:
            break
        assert played.one("ended") == KILLED
        assert played.all("acknowledged") == []
        kills += 1
        kept = head(records).number - before.number
        assert kept in (0, 1), (scene.name, boundary)
        if kept:
            break
    return kills


def play_on(records: Records, material: Material, scene: Scene, before: Head) -> Head:
    """Play a scene after all the kills: it is done now, once; return the end of the trail."""
    how = once(Stage(records, material), scene)[0]
    now = end(records, through=before)
    assert now.number - before.number == scene.kept
    assert how in (("same", scene.kept), (scene.again, False))
    return now


def test_killed_around_what_is_written(
    player: Player, records_without_anybody: Records, address: str, material: Material
) -> None:
    records = records_without_anybody
    before = end(records)
    for scene in SCENES:
        boundaries = ("after INSERT", AFTER_COMMIT)
        assert kill_at(player, records, address, scene, before, boundaries) == 2, scene.name
        before = play_on(records, material, scene, before)


@pytest.mark.long
def test_killed_at_every_boundary(
    player: Player, records_without_anybody: Records, address: str, material: Material
) -> None:
    records, kills = records_without_anybody, 0
    before = end(records)
    for scene in SCENES:
        kills += kill_at(player, records, address, scene, before, itertools.count(1))
        before = play_on(records, material, scene, before)
    assert kills > 10 * len(SCENES)


def test_killed_while_records_are_made(player: Player, address: str) -> None:
    for boundary in ("after CREATE", "before INSERT", BEFORE_COMMIT):
        assert player.play(address, "make", end_at=boundary).one("ended") == KILLED
        engine = database.engine_of(address)
        with database.reading(engine) as connection:
            assert database.revision(connection) is None
        engine.dispose()
    made = Records.at(address, make=True)
    assert end(made).number == 0
    made.close()


def kill_at_random(
    player: Player, records: Records, address: str, times: int, chance: random.Random
) -> None:
    """Let two people take stances, kill both at any moment, then see what is there.

    Nothing goes away from append-only records: half an act would still be found at the end.
    """
    known = end(records)
    for _ in range(times):
        writers = [
            player.start(address, "stances", who=who, times=1_000_000) for who in ("ann", "bo")
        ]
        time.sleep(chance.uniform(0.0, 0.06))
        for writer in writers:
            player.kill(writer)
        heads = (one for it in writers for one in player.ended(it).all("acknowledged"))
        acknowledged = [Head.model_validate(one) for one in heads]
        known = max((known, *acknowledged), key=lambda head: head.number)
        with records.reading() as connection:
            assert trail.head(connection, by=known.number) == known
        known = head(records)
    end(records, through=known)


def test_killed_at_random(player: Player, reviewed: Records, address: str) -> None:
    kill_at_random(player, reviewed, address, 12, random.Random(1))  # noqa: S311


@pytest.mark.long
def test_killed_at_random_a_thousand_times(player: Player, reviewed: Records, address: str) -> None:
    kill_at_random(player, reviewed, address, 500, random.Random(2))  # noqa: S311
