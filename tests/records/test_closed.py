"""A closed round stays closed, also for whoever comes past the program while it is being closed."""

import threading

import pytest
import sqlalchemy as sql
from sqlalchemy.engine import Engine

from records import rounds
from records.permissions import Act
from records.schema import UNTIL_CLOSED
from records.store import Records
from tests.records.acts import ROUND

STANCE = (
    "INSERT INTO stances (act, part, round, person, candidate, stance, version) "
    f"VALUES (1, 99, '{ROUND}', 'eve', 'country:BBB', 'agree', 1)"
)


def test_nothing_is_written_into_a_closed_round(filled: Records) -> None:
    for table in UNTIL_CLOSED:
        with filled.engine.connect() as connection, connection.begin() as transaction:
            names = [one["name"] for one in sql.inspect(connection).get_columns(table)]
            values = ", ".join("99" if name == "part" else name for name in names)
            copy = f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} LIMIT 1"
            with pytest.raises(sql.exc.DatabaseError, match=r"is closed|cannot be changed"):
                connection.exec_driver_sql(copy)
            transaction.rollback()


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_who_writes_while_a_round_is_closed_waits_and_is_refused(reviewed: Records) -> None:
    """Without the guard's lock both would be kept: neither transaction sees the other's row."""
    rounds.advance(reviewed, "lea", ROUND, "decided")
    told: list[str] = []

    def write(engine: Engine) -> None:
        try:
            with engine.begin() as connection:
                connection.exec_driver_sql(STANCE)
        except sql.exc.DatabaseError as error:
            told.append(str(error.orig))

    writer = threading.Thread(target=write, args=(reviewed.engine,))
    with reviewed.writing("lea", Act.CLOSE, ROUND) as closing:
        closing.allow(round_=ROUND)
        closing.add("states", round=ROUND, state="closed", words="", version=4)
        writer.start()
        waiting = sql.text(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        )
        with reviewed.engine.connect() as other:
            while other.execute(waiting).scalar_one() == 0:
                assert writer.is_alive(), "who writes must wait"
    writer.join(timeout=60)
    assert len(told) == 1
    assert "the round is closed" in told[0]
