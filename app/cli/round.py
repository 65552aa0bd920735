"""What the commands of a round do: read the records, ask, write, and tell what was done."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.engine import Connection

from app.cli.asking import Asking
from app.cli.commands.round import OneAct, Opened, Rated
from app.cli.failure import finish
from app.cli.options import Asked, Kept, Out
from app.cli.reading import Reader
from app.cli.render import show
from app.cli.who import anybody, kept, see, somebody, telling
from app.export.takeaway import Takeaway
from config.load import bundled_configuration_folder, load_configuration
from config.names import resolve
from config.problems import InputError, Problems
from config.rated import levels_of, rateable
from config.rounds import load_requirements
from data.laid_over import lay_evidence
from data.load import load_dataset
from data.vintage import at, is_as_of
from data.wide.read import read_table
from optimizer.levers import read_number
from optimizer.study import Study
from questions.answer import Answer
from questions.disagreement import Disagreement, DisagreementQuestion
from questions.objections import Followed
from questions.overlay import with_list_in_force
from questions.plan import Planned, PlanQuestion
from questions.shares import Shares, SharesQuestion
from records import answers, decisions, ratings, recusal, rounds, stances, trail
from records.decisions import WHOLE, Direction, Override, Signature
from records.permissions import Act, Person, State
from records.ratings import Accepted, Given
from records.rounds import Opening, Round
from records.stances import About, Said, Stance
from records.store import Records, now
from records.view import View, view
from reports import done, rating, review
from reports import round as told
from reports.report import Report
from reports.setting import Setting
from reports.source import source_line
from reports.taskforce import ABOUT, recusal_words

What = ParamSpec("What")
Told = TypeVar("Told")
SAYS: Mapping[str, Said] = {"agree": "agree", "object": "object", "cannot-say": "unsure"}
"""What one types → a stance."""
OBJECTS_TO: Mapping[str, About] = {str(one): one for one in ABOUT}
VALUE, AFTER, CONFIG, DRAWS = "VALUE", "--after", "--config", "--draws"


@dataclass(frozen=True)
class Look:
    """A round as it is now, and who looks at it."""

    records: Records
    person: Person
    view: View
    out: Out
    """How what is told leaves."""
    problems: Problems = field(default_factory=Problems)

    @classmethod
    def at(
        cls,
        of: Kept,
        which: str | None,
        out: Out | None = None,
        who: Callable[[Connection, Kept], Person] = anybody,
    ) -> "Look":
        """Return a round; None = the one that is going on, or else the latest.

        Raises:
            InputError: there are no records, no such round, nobody who acts, or it cannot be told
                where it was asked for.
        """
        records, out = kept(of.records), out or Out()
        with records.reading() as connection:
            person = who(connection, of)
            found = view(connection, rounds.round_of(connection, which))
        Reader(Asked(), out).problems.raise_if_any()
        return cls(records, person, found, out)

    @classmethod
    def instead(cls, reader: Reader, of: Kept, which: str | None) -> "Look | None":
        """Return the round that says data and levers in place of options; None = none is named."""
        if which is None:
            return None
        reader.only(reader.typed, "only without --round: the round says data and levers")
        look = cls.at(of, which)
        reader.problems.raise_if_any()
        return look

    @classmethod
    def to_act(cls, act: OneAct) -> "Look":
        """Return a round for somebody who does something in it; it must be said who."""
        return cls.at(act, act.which, Out(as_json=act.as_json), somebody)

    @property
    def round(self) -> Round:
        """The round."""
        return self.view.round

    @property
    def who(self) -> str:
        """Id of the person."""
        return self.person.id

    @cached_property
    def asking(self) -> Asking:
        """What may be asked: on the evidence with the accepted ratings."""
        return Asking(self.view.rated, self.round.scenario)

    @cached_property
    def planned(self) -> Planned | None:
        """The plan that is recommended now; None where its search was ended before there was any.

        Where accepted ratings moved it and nobody has kept it yet, it is worked out.
        """
        if self.view.planned is not None:
            return self.view.planned
        found = self.asking.ask(self.view.question, "Planning with the accepted ratings")
        return found if found is not None and found.plan.found else None

    @cached_property
    def setting(self) -> Setting:
        """What reports need."""
        plan = None if self.planned is None else self.planned.plan
        return Setting(self.view.rated, self.round.scenario, plan, self.asking.queue)

    @cached_property
    def names(self) -> Setting:
        """The same where no plan is needed."""
        return Setting(self.view.rated, self.round.scenario)

    @property
    def final(self) -> Planned:
        """The plan that is recommended now, where lists and prices may rest on it.

        Raises:
            InputError: its search was ended early.
        """
        if self.planned is None or self.asking.stop.thrown:
            raise _ended_early()
        return self.planned

    def keep_plan(self) -> None:
        """Keep the plan that is recommended now, for whoever looks at the round later."""
        if self.view.planned is None:
            answer = self.asking.queue.answer(self.view.rated, self.view.question)
            answers.keep_alone(self.records, self.who, self.round.id, self.view.rated, answer)

    def keep_shares(self, draws: int) -> Shares | None:
        """Keep how sure each area is, unless as much is kept; return what there is then.

        Raises:
            InputError: nothing can be drawn, or kept.
        """
        there = self.view.shares
        if not draws or (there is not None and there.draws >= draws):
            return there
        return keep_shares(self.records, self.who, self.round, self.asking, draws) or there

    def candidate(self, text: str) -> str:
        """Return the candidate that a text names; the text itself where that is a problem."""
        names = {one.id: one.name for one in self.view.study.dataset.candidates}
        found = resolve(text, names, "a candidate of the round", "CANDIDATE", self.problems)
        return found or text

    def measure(self, text: str, candidate: str) -> str:
        """Return the measure of a candidate that a text names."""
        known = self.view.study.dataset.by_id.get(candidate)
        if known is None:
            return text
        configuration = self.view.study.configuration
        of_kind = rateable(configuration.criteria.kinds[known.kind], configuration)
        names = {name: configuration.criteria.measures[name].label for name in of_kind}
        what = "a measure that it is rated on"
        return resolve(text, names, what, "MEASURE", self.problems) or text

    def value(self, text: str, candidate: str, measure: str, option: str = VALUE) -> float | str:
        """Return a rating: a level by its name, else a number."""
        known = self.view.study.dataset.by_id.get(candidate)
        if known is not None:
            kinds = self.view.study.configuration.criteria.kinds
            levels = levels_of(kinds[known.kind], measure)
            if levels:
                what = "one of its levels"
                names = dict.fromkeys(levels, "")
                return resolve(text, names, what, option, self.problems) or text
        return self.number(option, text) or 0.0

    def number(self, option: str, text: str | None) -> float | None:
        """Return a number that an option takes; None where it is not given."""
        found = None if text is None else read_number(text)
        if text is not None and found is None:
            self.problems.add(option, "must be a number", "Write, say, 0.5 or 50%.", value=text)
        return found

    def region(self, text: str | None) -> str:
        """Return the region that a text names by its name or its first word.

        Without one it is the only region of the person, or else of the roster's; ``none`` is what
        lies in no region.
        """
        every = sorted({one.region for one in self.view.study.dataset.candidates} - {""})
        if text is None:
            own = [one for one in every if self.person.of_region(one)]
            if len(own) == 1:
                return own[0]
            known = ", ".join(own or every)
            self.problems.add("REGION", "must say which region", f"Regions: {known}.")
            return ""
        if text.casefold() == "none":
            return ""
        short = [one for one in every if one.split()[0].casefold() == text.casefold()]
        meant = short[0] if len(short) == 1 else text
        names = dict.fromkeys(every, "")
        return resolve(meant, names, "a region of the round", "REGION", self.problems) or ""

    def tell(self, report: Report, *, every: bool = False) -> None:
        """Show a report on the round, and save it where asked to."""
        show(Takeaway(report, source_line(self.view.rated)), self.out, every=every)

    def again(self) -> View:
        """Return the round as it is now."""
        with self.records.reading() as connection:
            which = rounds.round_of(connection, self.round.id)
            return view(connection, which, self.view)

    def write(
        self,
        how: Callable[Concatenate[Records, str, Round, Study, What], Told],
        *what: What.args,
        **more: What.kwargs,
    ) -> Told:
        """Write something in the name of who acts; return what the records tell of it.

        Raises:
            NotDoneError: they refused it.
        """
        with telling(self.records):
            return how(self.records, self.who, self.round, self.view.study, *what, **more)


def keep_shares(records: Records, who: str, of: Round, asking: Asking, draws: int) -> Shares | None:
    """Work out how sure each area of a round is, and keep it; None where it was ended early.

    Raises:
        InputError: nothing can be drawn, or kept.
    """
    question = SharesQuestion(scenario=asking.scenario, draws=draws)
    asking.ask(question, "Working out how sure each area is, to keep it with the round")
    answer = asking.queue.final(asking.study, question)
    if answer is None:
        return None
    answers.keep_alone(records, who, of.id, asking.study, answer)
    return answer.result


def open_round(asked: Asked, typed: Opened, of: Kept, *, as_json: bool) -> None:
    """Open a round on a dataset, or on what the round before left."""
    records, reader = kept(of.records), Reader(asked)
    with records.reading() as connection:
        person = somebody(connection, of)
        before = None if typed.after is None else rounds.round_of(connection, typed.after)
        earlier = None if before is None else view(connection, before)
    see(person, Act.OPEN)
    gone: tuple[str, ...] = ()
    requirements = load_requirements(asked.config or bundled_configuration_folder())
    if earlier is not None:
        study, gone = _after(asked, earlier, reader)
        reader.__dict__["study"] = study
        if asked.config is None:
            requirements = earlier.round.requirements
    opening = Opening(
        id=typed.name,
        title=(typed.title or typed.name).strip(),
        rating_until=typed.rating_until or "",
        review_until=typed.review_until or "",
        previous=typed.after,
        requirements=requirements,
    )
    with records.reading() as connection:
        rounds.check(connection, opening, reader.problems)
    reader.within(DRAWS, typed.draws or None)
    limits = reader.limits()
    scenario = reader.scenario()
    if earlier is not None and not any(asked.levers.values()):
        scenario = earlier.round.scenario
    asking = Asking(reader.study, scenario, limits)
    if not asking.plan.found:
        asking.tell(asking.brief, Out(as_json=as_json))
        return
    answer = _final(asking, PlanQuestion(scenario=scenario, effort=limits.plan))
    with telling(records):
        made = rounds.open_round(records, person.id, opening, reader.study, answer)
    shares = None
    with suppress(InputError):  # the round is open, and is told to lack them
        if typed.draws:
            shares = keep_shares(records, person.id, made, asking, typed.draws)
    show(done.opened(made, gone, told.kept_words(shares)), Out(as_json=as_json))


def _after(asked: Asked, earlier: View, reader: Reader) -> tuple[Study, tuple[str, ...]]:
    """Return the study of a round after another one, and whom of its list that does not know.

    The list that was adopted is the list in force; the evidence is that of the round before with
    its accepted ratings, or a new dataset, with new evidence laid over either.

    Raises:
        InputError: nothing was adopted, or the dataset is not as it must be.
    """
    adopted = earlier.signatures.get(WHOLE)
    if adopted is None:
        must = "must be a round whose list leadership has signed"
        raise InputError.one(AFTER, must, "Sign it first.", value=earlier.round.id)
    configuration = earlier.study.configuration
    if asked.config is not None:
        if asked.data is None:
            must = "must be given together with --data where a round follows another one"
            raise InputError.one(CONFIG, must, "Name the dataset, too.")
        configuration = load_configuration(asked.config)
    dataset = earlier.rated.dataset
    if asked.data is not None:
        dataset = load_dataset(asked.data, configuration)
    if asked.evidence is not None:
        dataset = lay_evidence(dataset, configuration, read_table(asked.evidence))
    if asked.data is not None or asked.as_of is not None:
        if asked.as_of is not None and not is_as_of("--as-of", asked.as_of, reader.problems):
            reader.problems.raise_if_any()
        dataset = at(dataset, asked.as_of)
    study = Study(dataset, configuration)
    gone = tuple(
        earlier.study.dataset.by_id[one].name or one
        for one in adopted.ids
        if one not in study.dataset.by_id
    )
    return with_list_in_force(study, adopted.ids), gone


def _ended_early() -> InputError:
    must, where = "must be a plan whose search was not ended early", "plan"
    return InputError.one(where, must, "Let it end, or give it more time.")


def _final(asking: Asking, question: PlanQuestion) -> Answer[Planned]:
    """Return the answer that was worked out, if its search was not ended early.

    Raises:
        InputError: it was.
    """
    if asking.found.stopped is not None:
        raise _ended_early()
    return asking.queue.answer(asking.study, question)


def every_round(of: Kept, *, as_json: bool) -> None:
    """Tell all rounds."""
    with kept(of.records).reading() as connection:
        found = rounds.every_round(connection)
    show(told.rounds(found), Out(as_json=as_json))


def status(of: Kept, which: str | None, out: Out, *, opening: bool) -> None:
    """Tell where a round stands, or what it was opened with."""
    look = Look.at(of, which, out)
    if opening:
        plan = look.view.recommended.plan
        setting = Setting(look.view.study, look.round.scenario, plan)
        look.tell(told.opening(look.view, setting), every=True)
        return
    report = told.status(look.view, look.person, look.setting, today=now().date())
    look.tell(report, every=True)
    finish(answered=look.planned is not None)


def begin(act: OneAct, state: str, words: str) -> None:
    """Let ratings or the review begin."""
    look = Look.to_act(act)
    steps = {"rating": "rating", "review": "review"}
    to = _look_up(look.problems, "STATE", state, steps, needed=True)
    look.problems.raise_if_any()
    _move(look, to, words)


def move(act: OneAct, to: State, words: str, *, draws: int = 0) -> None:
    """Move a round on; ``draws`` tell how sure each area is, where that is to be worked out."""
    look = Look.to_act(act)
    _check_draws(draws or None, look.out)
    _move(look, to, words, draws)


def _check_draws(draws: int | None, out: Out) -> None:
    reader = Reader(Asked(), out)
    reader.within(DRAWS, draws)
    reader.problems.raise_if_any()


def _move(look: Look, to: State, words: str, draws: int = 0) -> None:
    """Move a round on; where it is decided or closed, say whether it is kept how sure it is."""
    keeps = to in ("decided", "closed") and look.final.plan.found
    with telling(look.records):
        rounds.advance(look.records, look.who, look.round.id, to, words)
        if keeps:
            look.keep_plan()
    shares = look.view.shares
    with suppress(InputError):  # the round has moved on, and is told to lack them
        shares = look.keep_shares(draws)
    more = (told.kept_words(shares),) if to in ("decided", "closed") else ()
    look.tell(done.moved(look.again().round, *more))


def shares(of: Kept, which: str | None, draws: int, out: Out) -> None:
    """Tell how sure each area of a round is; work it out and keep it where it is not kept yet.

    Raises:
        InputError: nothing can be drawn, or it is not said who keeps it.
    """
    look = Look.at(of, which, out)
    _check_draws(draws, out)
    there = look.view.shares
    if there is None or there.draws < draws:
        with look.records.reading() as connection:
            look = replace(look, person=somebody(connection, of))
        see(look.person, Act.KEEP_ANSWER)
        with telling(look.records):
            look.keep_shares(draws)
        look = replace(look, view=look.again())
    look.tell(told.shares_report(look.view, look.setting), every=True)
    finish(answered=look.view.shares is not None)


def show_ratings(of: Kept, which: str | None, region: str | None, out: Out, *, every: bool) -> None:
    """Tell what a region's people rate, and what it does to the plan that they differ."""
    look = Look.at(of, which, out)
    where = look.region(region)
    look.problems.raise_if_any()
    found: Disagreement | None = None
    panels = look.view.panels(look.person, where)
    if any(one.lowest != one.highest for one in panels):
        question = DisagreementQuestion(
            ratings=ratings.spread(panels), scenario=look.round.scenario
        )
        found = look.asking.ask(question, "Planning at the lowest and the highest ratings")
    report = rating.report(look.view, where, look.person, look.names, disagreement=found)
    look.tell(report, every=every)


def show_review(of: Kept, which: str | None, region: str | None, out: Out, *, every: bool) -> None:
    """Tell what a region's taskforce says, and what it would take to follow every objection."""
    look = Look.at(of, which, out)
    where = look.region(region)
    look.problems.raise_if_any()
    found: Followed | None = None
    without = look.view.objected(look.person, where)
    if without:
        question = look.view.objections(without)
        found = look.asking.ask(question, "Planning without those who are objected to")
    report = review.report(look.view, where, look.person, look.setting, followed=found)
    look.tell(report, every=every)
    finish(answered=look.planned is not None)


def rate(act: OneAct, typed: Rated) -> None:
    """Rate a measure of a candidate, or take that back."""
    look = Look.to_act(act)
    one = look.candidate(typed.candidate)
    measure = look.measure(typed.measure, one)
    value: float | str = 0.0
    if typed.value is not None:
        value = look.value(typed.value, one, measure)
    elif not typed.take_back:
        look.problems.add(VALUE, "must be there", "Write a number, or the name of a level.")
    low, high = look.number("--low", typed.low), look.number("--high", typed.high)
    look.problems.raise_if_any()
    if typed.take_back:
        look.write(ratings.take_back, (one, measure))
        look.tell(done.taken_back("your rating", one, look.names))
        return
    given = Given(
        person=look.who,
        candidate=one,
        measure=measure,
        value=value,
        low=low,
        high=high,
        reason=typed.reason,
    )
    look.tell(done.rated(given, look.names, look.write(ratings.rate, given)))


def accept(act: OneAct, typed: Rated) -> None:
    """Take over what a panel says as evidence: its median with its range, or another value."""
    look = Look.to_act(act)
    one = look.candidate(typed.candidate)
    measure = look.measure(typed.measure, one)
    low, high = look.number("--low", typed.low), look.number("--high", typed.high)
    panels = look.view.panels(look.person)
    panel = next((p for p in panels if (p.candidate, p.measure) == (one, measure)), None)
    value: float | str = 0.0
    if typed.value is not None:
        value = look.value(typed.value, one, measure)
    elif panel is not None:
        value = panel.middle
    elif not typed.take_back:
        must = "must be there where one may not see what the panel says"
        look.problems.add(VALUE, must, "Write the value that is accepted.")
    if panel is not None and not isinstance(panel.lowest, str):
        low = float(panel.lowest) if low is None else low
        high = float(panel.highest) if high is None else high
    look.problems.raise_if_any()
    if typed.take_back:
        look.write(ratings.unaccept, (one, measure))
        look.tell(done.taken_back("what was accepted", one, look.names))
        return
    agreed = Accepted(
        candidate=one, measure=measure, value=value, low=low, high=high, reason=typed.reason
    )
    look.tell(done.agreed(agreed, look.names, look.write(ratings.accept, agreed)))


def take_stance(
    act: OneAct, candidate: str, said: str | None, about: str | None, words: str, *, take_back: bool
) -> None:
    """Take a stance on a candidate, or take it back."""
    look = Look.to_act(act)
    one = look.candidate(candidate)
    stance = _look_up(look.problems, "STANCE", said, SAYS, needed=not take_back) or "unsure"
    what: About = _look_up(look.problems, "--to", about, OBJECTS_TO) or ""
    look.problems.raise_if_any()
    if take_back:
        look.write(stances.take_back, one)
        look.tell(done.taken_back("your stance", one, look.names))
        return
    given = Stance(person=look.who, candidate=one, stance=stance, about=what, words=words)
    version = look.write(stances.take, given)
    mine = look.view.recused.get(look.who, {}).get(one)
    why = "" if mine is None else recusal_words(mine, look.names, own=True)
    look.tell(done.said(given, look.names, version, why))


def _look_up(
    problems: Problems, option: str, text: str | None, names: Mapping[str, Any],
    *, needed: bool = False,
) -> Any:  # noqa: ANN401  # fmt: skip
    """Return what a word stands for; None where it is not given, or is a problem."""
    if text is None and not needed:
        return None
    if text is None or text.casefold() not in names:
        do = f"Write one of: {', '.join(names)}."
        problems.add(option, "must be one of these words", do, value=text)
        return None
    return names[text.casefold()]


def recuse(act: OneAct, candidate: str, words: str, *, take_back: bool) -> None:
    """Say that one does not count on a candidate, or take that back."""
    look = Look.to_act(act)
    one = look.candidate(candidate)
    look.problems.raise_if_any()
    look.write(recusal.recuse, one, words, active=not take_back)
    gone = done.taken_back("your recusal", one, look.names)
    look.tell(gone if take_back else done.recused(one, look.names))


def override(
    act: OneAct, candidate: str, direction: str | None, reason: str, *, take_back: bool
) -> None:
    """Depart from the plan: work out what that costs, and keep it with the reason."""
    look = Look.to_act(act)
    one = look.candidate(candidate)
    ways: Mapping[str, Direction] = {"in": "in", "out": "out"}
    where: Direction | None = _look_up(
        look.problems, "in|out", direction, ways, needed=not take_back
    )
    look.problems.raise_if_any()
    if take_back or where is None:
        look.write(decisions.take_back, one)
        look.tell(done.taken_back("the departure", one, look.names))
        return
    before = look.final.plan
    levers = look.round.scenario.locked(one, where)
    departed = Asking(look.view.rated, levers, queue=look.asking.queue)
    if not departed.plan.found:
        departed.tell(departed.brief, look.out)
        return
    answer = _final(departed, PlanQuestion(scenario=departed.scenario))
    price = decisions.price_of(before, answer.result.plan)
    given = Override(candidate=one, direction=where, reason=reason, price=price)
    with telling(look.records):
        version = decisions.override(
            look.records, look.who, look.round, look.view.rated, given, answer
        )
    look.tell(done.overridden(given, look.setting, version))


def sign(act: OneAct, region: str | None, words: str, *, whole: bool) -> None:
    """Sign the list on the table: a region's, or the whole."""
    look = Look.to_act(act)
    where = WHOLE if whole else look.region(region)
    look.problems.raise_if_any()
    listed = look.view.decided(look.final)
    by_id = look.view.study.dataset.by_id
    ids = tuple(one for one in listed if whole or by_id[one].region == where)
    signed = Signature(region=where, ids=ids, words=words)
    version = look.write(decisions.sign, signed)
    look.keep_plan()
    look.tell(done.signed(signed, look.setting, version))


def minutes(of: Kept, which: str | None, out: Out) -> None:
    """Tell what was decided, and why."""
    look = Look.at(of, which, out)
    with look.records.reading() as connection:
        head = trail.head(connection, look.round.by)
    look.tell(told.minutes(look.view, look.setting, head=head), every=True)
