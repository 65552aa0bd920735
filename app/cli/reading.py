"""Options read against what they speak of: everything that is wrong is told at once."""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.cli.options import Asked, Out
from app.export import files
from app.export.takeaway import KINDS
from config.load import bundled_configuration_folder
from config.names import resolve
from config.problems import InputError, Problems
from data.dataset import Dataset
from data.load import bundled_dataset_folder
from data.people import PeopleWeights
from data.vintage import is_as_of
from optimizer.levers import BY_FIELD, read, read_number, statement
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT, HIGHS, PLAN, QUESTION, Effort
from optimizer.study import Study, open_study

COMMAND_LINE = "command line"
"""The scenario that options make up, as it is called."""
NO_LIMIT = ("none", "off")
"""Words for a search that may take as long as its effort needs."""


@dataclass(frozen=True)
class Limit:
    """What one option's number must lie between, both included.

    The largest are far beyond use and still within the memory and time of one machine;
    docs/command-line.md says what they need.
    """

    least: float
    most: float
    do: str


SECONDS = "--time-limit"
LIMITS: Mapping[str, Limit] = {
    "--draws": Limit(1, 10_000, "Write, say, 1000; more draws are more precise."),
    "--seed": Limit(0, 10**12, "Write any whole number from 0."),
    "--concentration": Limit(
        1e-3, 1e6, "Write, say, 50; the greater, the nearer to the given weights."
    ),
    "--corners": Limit(1, 10_000, "Write, say, 400."),
    "--find-out": Limit(0, 10_000, "Write, say, 5."),
    "--first": Limit(1, 1_000_000, "Write, say, 10."),
    "--top": Limit(0, 1_000_000, "Write 0 for all."),
    "--workers": Limit(1, 128, "Leave it away to use all cores; 1 is this process alone."),
    "--number": Limit(1, 1_000, "Write, say, 3."),
    "--others": Limit(1, 20, "Write, say, 2; 0 for none."),
    "--noise": Limit(2, 10_000, "Write, say, 40; more draws are more precise."),
    "--promise": Limit(2, 100, "Write, say, 2: a year."),
    "--differ": Limit(1, 1_000_000, "Write, say, 3."),
    "--points": Limit(2, 1_000, "Write, say, 7."),
    SECONDS: Limit(1e-6, 1e7, "Write, say, 60."),
}
"""Option → what its number must lie between."""
RANKING_DRAWS = Limit(1, 100_000, "Write, say, 20000; more draws are more precise.")
"""Those of ``--draws`` where nothing is planned: a draw of a ranking is kept as counts only."""


@dataclass(frozen=True)
class Limits:
    """How hard to look, and how long at most."""

    plan: Effort = PLAN
    """For the plan."""
    each: Effort = QUESTION
    """For each search of a question about the plan."""
    seconds: float | None = None
    """Time after which the best so far is taken, of all searches together; None = none."""
    solver: str = HIGHS
    """Name of a solver that PuLP knows."""
    gap: float | None = None
    """Relative gap that was asked for; None = the usual ones."""

    @cached_property
    def until(self) -> float | None:
        """When all searches are to end, on the monotonic clock; set by the first one."""
        return None if self.seconds is None else time.monotonic() + self.seconds


class Reader:
    """Reads what was typed; what it returns next to a problem is the usual, and never used."""

    def __init__(self, asked: Asked, out: Out | None = None) -> None:
        """Read what is asked about, and check where the answer is to be saved.

        Args:
            asked: dataset, configuration, levers, limits.
            out: how the report leaves; None = it is only shown.
        """
        self.asked = asked
        self.problems = Problems()
        if out is not None:
            self._savable(out)

    @property
    def typed(self) -> dict[str, object]:
        """Options that say which data, settings and levers → what was typed."""
        asked = self.asked
        inputs = {"--data": asked.data, "--config": asked.config, "--as-of": asked.as_of}
        levers = {BY_FIELD[name].option: texts or None for name, texts in asked.levers.items()}
        return {**inputs, **levers}

    @property
    def inputs(self) -> tuple[Path, Path]:
        """The folders that are read, which nothing is ever written to."""
        data, config = self.asked.data, self.asked.config
        return data or bundled_dataset_folder(), config or bundled_configuration_folder()

    def _savable(self, out: Out) -> None:
        """Tell places where a report cannot be saved, and endings that say no kind of file."""
        for place in out.places:
            if place.suffix.lower() not in KINDS:
                must, do = f"must end in {', '.join(KINDS)}", "Write, say, --save report.docx."
                self.problems.add("--save", must, do, value=str(place))
                continue
            self.file("--save", place, overwrite=out.overwrite)

    @cached_property
    def study(self) -> Study:
        """Dataset and configuration.

        Raises:
            InputError: they are not as they must be; carries the problems found before, too.
        """
        asked = self.asked
        return self.opened(asked.data, asked.config, asked.as_of, evidence=asked.evidence)

    def opened(
        self,
        data: Path | None,
        config: Path | None,
        as_of: str | None,
        option: str = "--as-of",
        evidence: Path | None = None,
    ) -> Study:
        """Open a study; when that fails, tell the problems of options found so far as well.

        ``option`` is the one that took ``as_of``.

        Raises:
            InputError: every problem of dataset and configuration, and those already found.
        """
        if as_of is not None and not is_as_of(option, as_of, self.problems):
            as_of = None
        try:
            return open_study(data, config, as_of, evidence)
        except InputError as error:
            raise InputError([*error.problems, *self.problems.found()]) from None

    def scenario(self, *, kind: str | None = None) -> Scenario:
        """Return the scenario that the levers describe, once everything else is read.

        ``kind`` is that of a criterion without one, where several kinds have it.

        Raises:
            InputError: something is wrong with these or with other options; carries every problem.
        """
        said = {
            name: [
                one
                for text in texts
                if (one := statement(BY_FIELD[name], BY_FIELD[name].option, text, self.problems))
            ]
            for name, texts in self.asked.levers.items()
        }
        scenario = read(said, self.study, self.problems, name=COMMAND_LINE, kind=kind)
        self.problems.raise_if_any()
        return scenario

    def within(self, option: str, number: float | None, limit: Limit | None = None) -> None:
        """Tell a number that an option does not take; None is not given."""
        limit = limit or LIMITS[option]
        if number is not None and not limit.least <= number <= limit.most:
            self.problems.add(
                option,
                must=f"must be between {limit.least:,g} and {limit.most:,.0f}",
                do=limit.do,
                value=f"{number}",
            )

    def share(
        self, option: str, text: str | None, usual: float, do: str, *, least: float = 0
    ) -> float:
        """Return a share that an option takes: from ``least`` to 1."""
        share = usual if text is None else read_number(text)
        if share is not None and least <= share <= 1:
            return share
        must = f"must be a share between {least:g} and 1"
        self.problems.add(option, must=must, do=do, value=text)
        return usual

    def name(self, option: str, text: str | None, among: Collection[str], what: str) -> str | None:
        """Return the id that a text names; None where none is given.

        ``among`` are ids, or id → label, by which it may be called as well; ``what`` it must be, in
        words.
        """
        names = among if isinstance(among, Mapping) else dict.fromkeys(among, "")
        return None if text is None else resolve(text, names, what, option, self.problems)

    def kind(self, text: str | None) -> str | None:
        """Return the kind that ``--kind`` names; None where none is given."""
        kinds = self.study.configuration.criteria.kinds
        among = {name: spec.label for name, spec in kinds.items()}
        return self.name("--kind", text, among, "a kind of criteria.yaml")

    def region(self, text: str | None, dataset: Dataset) -> str | None:
        """Return the region that ``--region`` names, whole or by its first word."""
        if text is None:
            return None
        regions = sorted({one.region for one in dataset.candidates} - {""})
        short = [one for one in regions if one.split()[0].casefold() == text.casefold()]
        meant = short[0] if len(short) == 1 else text
        return self.name("--region", meant, regions, "a region of candidates.csv")

    def only(self, given: Mapping[str, object], when: str, do: str = "Leave it away.") -> None:
        """Tell options that are given where they say nothing.

        None and False are not given; ``when`` says when they may be.
        """
        for option, value in given.items():
            if value is not None and value is not False:
                self.problems.add(option, must=f"must be given {when}", do=do)

    def people(self, table: Path) -> PeopleWeights:
        """Return people's own weights from a table; nobody's where something is wrong with it."""
        from data.people.reading import read_people

        try:
            return read_people(table, self.study.configuration.criteria)
        except InputError as error:
            self.problems.take(error)
            return {}

    def file(self, option: str, path: Path | None, *, overwrite: bool) -> None:
        """Tell what stands against writing a file."""
        places = [] if path is None else [path]
        files.check(option, places, self.problems, overwrite=overwrite, inputs=self.inputs)

    def write(
        self, option: str, path: Path | None, content: files.Content, *, overwrite: bool
    ) -> None:
        """Write the file that was asked for, if one was."""
        if path is not None:
            files.write(option, {path: content}, overwrite=overwrite, inputs=self.inputs)

    def limits(
        self,
        gap: str | None = None,
        time_limit: str | None = None,
        *,
        solver: str = HIGHS,
        each: Effort = QUESTION,
    ) -> Limits:
        """Return how hard to look.

        ``gap`` and ``time_limit`` are as typed, where the command has options of its own for them;
        ``each`` is how hard each search of a question about the plan usually looks.
        """
        gap, time_limit = gap or self.asked.gap, time_limit or self.asked.time_limit
        do = "Write 0 for the proven best plan, 0.01 or 1% for a quick one."
        share = None if gap is None else self.share("--gap", gap, PLAN.gap, do)
        seconds = None
        if time_limit is not None and time_limit.strip().lower() not in NO_LIMIT:
            seconds, most = read_number(time_limit), LIMITS[SECONDS].most
            if seconds is None or not 0 < seconds <= most:
                must = f"must be a number of seconds above 0 and up to {most:,.0f}, or none"
                self.problems.add(SECONDS, must=must, do=LIMITS[SECONDS].do, value=time_limit)
        if solver != HIGHS:
            from optimizer.search.other_solvers import available_solvers

            what = "a solver that is installed here and that PuLP knows"
            solver = self.name("--solver", solver, available_solvers(), what) or HIGHS
        return Limits(_with(PLAN, share), _with(each, share), seconds, solver, share)


def content_of(option: str, path: Path, most: int, *, do: str, strange: str) -> bytes:
    """Return what a file holds that an option names.

    Args:
        option: that names it.
        path: of the file.
        most: bytes that it may have.
        do: what to do where it does not exist.
        strange: what to do where it is too large.

    Raises:
        InputError: it cannot be read, or is too large.
    """
    try:
        if not path.is_file():
            raise InputError.one(option, "the file must exist", do, value=str(path))
        if path.stat().st_size > most:
            must = f"the file must not be larger than {most // 2**20} MiB"
            raise InputError.one(option, must, strange, value=str(path))
        return path.read_bytes()
    except OSError as error:
        do = f"Check its permissions ({error.strerror})."
        raise InputError.one(option, "the file must be readable", do, value=str(path)) from error


def _with(usual: Effort, gap: float | None) -> Effort:
    """Return how hard to look with another gap than the usual one; 0 asks for the proof."""
    if gap is None:
        return usual
    return usual.but(gap=gap) if gap > 0 else EXACT
