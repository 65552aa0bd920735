"""What commands say of a round that is over: what its departures cost, and what became of it."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.engine import Connection

from app.cli.asking import Asking
from app.cli.failure import finish
from app.cli.options import Asked, Kept, Out
from app.cli.reading import Reader, content_of
from app.cli.render import show
from app.cli.who import kept, somebody, telling
from app.export.takeaway import Takeaway
from config.problems import InputError
from data.reading import LARGEST_FILE
from questions.regret import Regret
from records import against_plan, comments, hindsight, outcomes, rounds
from records.rounds import Round
from records.view import View, view
from reports import consultation as public
from reports import done
from reports import outcomes as became
from reports import regret as told
from reports.setting import Setting
from reports.source import source_line

LAST, ROUND = "last", "--round"
STATUS = "status"
"""In place of a file: what is there already."""


def which_round(connection: Connection, name: str | None) -> Round:
    """Return the round of a name; ``last``, or no name, is the one that was closed last.

    Raises:
        InputError: there is none.
    """
    there = {one.id for one in rounds.every_round(connection)}
    if name is None or (name == LAST and LAST not in there):
        return rounds.last_closed(connection)
    return rounds.round_of(connection, name)


def round_before(of: Kept, name: str | None) -> View:
    """Return a round as it was kept.

    Raises:
        InputError: there are no records, or no such round.
    """
    with kept(of.records).reading() as connection:
        return view(connection, which_round(connection, name))


def earlier_round(
    reader: Reader, of: Kept, name: str | None, files: Mapping[str, object]
) -> View | None:
    """Return the round that ``--round`` names; None where it is not given, or is a problem.

    ``files`` are options that say the same by files, and cannot be given besides.
    """
    if name is None:
        return None
    reader.only(files, f"without {ROUND}, which says what there was before")
    try:
        return round_before(of, name)
    except InputError as error:
        reader.problems.take(error)
        return None


def regret(asked: Asked, of: Kept, name: str | None, *, out: Out) -> None:
    """Tell what the departures of a round cost, then and with the evidence of today."""
    reader = Reader(asked, out)
    limits = reader.limits()
    before = earlier_round(reader, of, name or LAST, {})
    now = reader.study
    reader.problems.raise_if_any()
    if before is None:
        return
    seen = hindsight.study_in_hindsight(before, now)
    asking = Asking(seen, before.round.scenario, limits)
    question = hindsight.regret(before)
    found: Regret | None = None
    if question is not None:
        asked_now = question.but(plan=limits.plan)
        found = asking.ask(asked_now, "Planning with the evidence of today")
    setting = Setting(seen, before.round.scenario, queue=asking.queue)
    report = told.report(found, before, setting, stopped=asking.stop.by)
    show(asking.taken(report), out, every=True)
    finish(answered=found is not None or question is None)


def _content(path: Path) -> bytes:
    do = "Name a CSV table; docs/rounds.md says which columns it has."
    strange = "Check that this is the right one."
    return content_of("FILE", path, LARGEST_FILE, do=do, strange=strange)


def comments_of(of: Kept, name: str | None, what: str, *, out: Out) -> None:
    """Take comments of the public from a table, or tell what there are."""
    Reader(Asked(), out).problems.raise_if_any()
    records = kept(of.records)
    with records.reading() as connection:
        found = rounds.round_of(connection, name)
        study = rounds.study(connection, found)
        person = None if what == STATUS else somebody(connection, of)
    said = ""
    if person is not None:
        path = Path(what)
        read = comments.read(path.name, _content(path), study)
        with telling(records):
            new = comments.bring(records, person.id, found, study, read)
        said = public.brought(new, len(read))
    with records.reading() as connection:
        now = view(connection, rounds.round_of(connection, found.id))
        every = comments.comments(connection, found, hidden=True)
    plan = (now.planned or now.recommended).plan
    setting = Setting(study, found.scenario)
    report = public.report(every, found, setting, sorted({*plan.ids, *plan.left}))
    whole = report if not said else done.done(said).followed_by(report)
    show(Takeaway(whole, source_line(study)), out)


def outcome(of: Kept, name: str | None, what: str, *, out: Out) -> None:
    """Take outcomes from a table, or tell them against the plan."""
    Reader(Asked(), out).problems.raise_if_any()
    records = kept(of.records)
    with records.reading() as connection:
        found = view(connection, which_round(connection, name))
        person = None if what == STATUS else somebody(connection, of)
    said = ""
    if person is not None:
        path = Path(what)
        listed = against_plan.listed(found)
        read = outcomes.read(path.name, _content(path), found.study, listed)
        with telling(records):
            new = outcomes.record_all(records, person.id, found.round, found.study, read)
        said = became.recorded(new, read)
    with records.reading() as connection:
        now = against_plan.against_plan(connection, found)
    report = became.report(now, Setting(found.rated, found.round.scenario))
    whole = report if not said else done.done(said).followed_by(report)
    show(Takeaway(whole, source_line(found.rated)), out, every=True)
