"""Two and eight who write at once: one chain, nothing lost, and who comes late is told."""

import pytest
import sqlalchemy as sql

from records import people, trail
from records.schema import overrides, stances
from records.store import Records, every
from tests.records.acts import ADMIN, PORT, SCENES, member
from tests.records.player import Player

CROWDS = pytest.mark.parametrize("crowd", [2, 8])
TIMES = 4


def length(records: Records) -> int:
    """Return how long the trail is, after seeing that it is one chain and speaks of every row."""
    with records.reading() as connection:
        assert list(trail.verify(connection)) == []
        return trail.head(connection).number


@CROWDS
def test_each_on_their_own(player: Player, reviewed: Records, address: str, crowd: int) -> None:
    names = [f"p{nth}" for nth in range(crowd)]
    for name in names:
        people.put(reviewed, ADMIN.id, member(name, "member", regions=("Africa",)))
    before = length(reviewed)
    writers = [player.start(address, "stances", who=name, times=TIMES) for name in names]
    for writer in writers:
        assert len(player.ended(writer).all("acknowledged")) == TIMES
    assert length(reviewed) == before + crowd * TIMES
    with reviewed.reading() as connection:
        rows = connection.execute(every("stances")).mappings().all()
    for name in names:
        said = [(row["version"], row["words"]) for row in rows if row["person"] == name]
        assert said == [(nth + 1, f"{name} {nth}") for nth in range(TIMES)]


@CROWDS
def test_all_on_the_same(player: Player, reviewed: Records, address: str, crowd: int) -> None:
    writers = [player.start(address, "versions", nth=nth, times=TIMES) for nth in range(crowd)]
    played = [player.ended(writer) for writer in writers]
    versions = sorted(version for one in played for version in one.all("acknowledged"))
    assert versions == list(range(1, crowd * TIMES + 1))
    assert all(seen < now for one in played for seen, now in one.all("stale"))
    with reviewed.reading() as connection:
        reasons = connection.execute(
            sql.select(overrides.c.reason).where(overrides.c.candidate == PORT)
        ).scalars()
        assert sorted(reasons) == sorted(f"{a} {b}" for a in range(crowd) for b in range(TIMES))
    assert length(reviewed) > 0


def test_a_whole_round_of_double_clicks(
    player: Player, records_without_anybody: Records, address: str
) -> None:
    before = length(records_without_anybody)
    for scene in SCENES:
        both = [player.start(address, "scene", scene=scene.name) for _ in range(2)]
        played = [player.ended(one) for one in both]
        with records_without_anybody.reading() as connection:
            after = trail.head(connection).number
        assert after == before + scene.kept, scene.name
        before = after
        told = [one.one("told") for one in played if one.one("told") is not None]
        assert len(told) <= (scene.again == "told"), (scene.name, told)
    assert length(records_without_anybody) == sum(scene.kept for scene in SCENES)


def test_eight_clicks_are_one(player: Player, reviewed: Records, address: str) -> None:
    before = length(reviewed)
    clicks = [player.start(address, "scene", scene="take a stance") for _ in range(8)]
    assert [player.ended(one).one("told") for one in clicks] == [None] * 8
    assert length(reviewed) == before + 1
    with reviewed.reading() as connection:
        assert len(connection.execute(sql.select(stances)).all()) == 1


@CROWDS
def test_records_are_made_once(player: Player, address: str, crowd: int) -> None:
    makers = [player.start(address, "make") for _ in range(crowd)]
    played = [player.ended(maker) for maker in makers]
    assert [one.one("told") for one in played] == [None] * crowd
    assert sorted(one.one("acknowledged") for one in played) == [False] * (crowd - 1) + [True]
