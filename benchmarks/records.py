"""Ten thousand stances: what a page of a round reads at once, against a query per candidate.

A hundred people of all regions on a hundred candidates of the bundled dataset, a fifth of them
having changed their mind once: 10,000 stances in force, 12,000 kept. Seconds are the processor's,
of SQLite in this process, the least of some runs; with an address of PostgreSQL they are those of
the clock.

    python -m benchmarks.records
    python -m benchmarks.records postgresql+psycopg://USER@HOST/EMPTY_DATABASE
"""

import sys
import tempfile
import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table
from sqlalchemy.engine import Connection

from optimizer.study import Study, open_study
from questions.asking import ask
from questions.plan import PlanQuestion
from records import people, recusal, rounds, stances, view
from records.permissions import Act, Person
from records.rounds import Opening, Round
from records.schema import stances as table
from records.stances import Count
from records.store import Records, latest

PEOPLE, CANDIDATES, CHANGED = 100, 100, 5
"""People; candidates that each has a stance on; every how manieth of these changed once."""
RUNS = 9
SAID = ("agree", "agree", "object", "unsure")


def filled(records: Records, study: Study) -> Round:
    """Return a round in review with all the stances."""
    admin = Person(id="admin", roles=frozenset(("administrator", "leadership")))
    people.begin(records, admin)
    answer = ask(study, PlanQuestion())
    of = rounds.open_round(records, "admin", Opening(id="r", title="R"), study, answer)
    for to in ("rating", "review"):
        rounds.advance(records, "admin", of.id, to)
    countries = [one.id for one in study.dataset.of_kind("country")]
    for nth in range(PEOPLE):
        member = Person(
            id=f"person-{nth:03}",
            roles=frozenset(("member",)),
            regions=frozenset(("*",)),
            interests=frozenset((countries[nth % len(countries)],)),
        )
        people.put(records, "admin", member)
    chosen = [one.id for one in study.dataset.candidates][:CANDIDATES]
    for person in range(PEOPLE):
        with records.writing("admin", Act.KEEP_ANSWER, of.id) as writer:
            writer.allow()
            for place, candidate in enumerate(chosen):
                for version in range(1, 2 + ((person + place) % CHANGED == 0)):
                    writer.add(
                        "stances",
                        round=of.id,
                        person=f"person-{person:03}",
                        candidate=candidate,
                        stance=SAID[(person * place + version) % len(SAID)],
                        about="",
                        words="What they say of it, in a sentence or two of some length.",
                        version=version,
                    )
    with records.reading() as connection:
        return rounds.round_of(connection, of.id)


def least(work: Callable[[], object], clock: Callable[[], float]) -> float:
    """Return the least milliseconds of some runs."""
    found = []
    for _ in range(RUNS):
        began = clock()
        work()
        found.append(clock() - began)
    return 1000 * min(found)


def counted(connection: Connection, of: Round, study: Study, ids: list[str]) -> dict[str, Count]:
    """Return what is said of each candidate, all read at once."""
    roster = people.roster(connection)
    everybody = recusal.recused(connection, of, roster, study.dataset)
    said = stances.stances(connection, of)
    return stances.counts(said, ids, roster, everybody, study)


def one_by_one(connection: Connection, of: Round, study: Study, ids: list[str]) -> dict[str, Count]:
    """Return the same, by a query per candidate."""
    roster = people.roster(connection)
    everybody = recusal.recused(connection, of, roster, study.dataset)
    found: dict[str, Count] = {}
    for one in ids:
        mine = (table.c.round == of.id, table.c.candidate == one)
        rows = connection.execute(latest("stances", *mine)).mappings()
        said = [stances.Stance.model_validate({k: row[k] for k in FIELDS}) for row in rows]
        found |= stances.counts(said, [one], roster, everybody, study)
    return found


FIELDS = tuple(stances.Stance.model_fields)


def main(arguments: list[str] | None = None) -> None:
    """Fill records and measure."""
    study = open_study()
    with tempfile.TemporaryDirectory() as folder:
        address = (arguments or [f"{folder}/records.sqlite3"])[0]
        records = Records.at(address, make=True)
        of = filled(records, study)
        clock = time.perf_counter if "://" in address else time.process_time
        ids = [one.id for one in study.dataset.candidates][:CANDIDATES]
        with records.reading() as connection:
            if counted(connection, of, study, ids) != one_by_one(connection, of, study, ids):
                sys.exit("both ways must count alike")
            before = view.view(connection, of)
            found = {
                "all stances, one query": lambda: stances.stances(connection, of),
                "who is recused": lambda: recusal.recused(
                    connection, of, before.people, study.dataset
                ),
                "counts, everything read at once": lambda: counted(connection, of, study, ids),
                "counts, a query per candidate": lambda: one_by_one(connection, of, study, ids),
                "the whole view of a round, looked at again": lambda: view.view(
                    connection, of, before
                ),
            }
            measured = {name: least(work, clock) for name, work in found.items()}
        records.close()
    shown = Table(title=f"{PEOPLE * CANDIDATES:,} stances in force")
    shown.add_column("what is read")
    shown.add_column("milliseconds", justify="right")
    shown.add_column("against counts at once", justify="right")
    for name, took in measured.items():
        ratio = took / measured["counts, everything read at once"]
        shown.add_row(name, f"{took:.0f}", f"{ratio:.2f}")
    Console().print(shown)


if __name__ == "__main__":
    main(sys.argv[1:])
