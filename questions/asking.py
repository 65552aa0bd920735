"""What the work on a question is given, and how a question is asked where nobody else waits."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar

from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.stop import Stop
from optimizer.study import Study
from questions.answer import Answer
from questions.question import Question, Result
from scoring.scorecard import Scorecard

if TYPE_CHECKING:
    from optimizer.robust.sampling import Progress
    from optimizer.robust.workers import Workers
    from questions.job import Job
    from questions.jobs import JobQueue

Other = TypeVar("Other")


class Asking(Generic[Result]):
    """One question being worked on: its study, its switch, and what it may ask in turn."""

    def __init__(self, queue: "JobQueue", job: "Job[Result]") -> None:
        self._queue = queue
        self._job = job

    @property
    def study(self) -> Study:
        """Dataset and configuration, edits of a session included."""
        return self._job.study

    @property
    def stop(self) -> Stop:
        """Ends the work early when thrown; hand it to every search."""
        return self._job.stop

    @property
    def before(self) -> Result | None:
        """What an earlier attempt had found when it was stopped."""
        return self._job.before

    @property
    def seen(self) -> bool:
        """Whether people have something to look at already."""
        return self._job.shown is not None

    @property
    def kept(self) -> Result | None:
        """What an earlier attempt put aside (:meth:`keep`)."""
        return self._job.kept

    def ask(
        self, question: Question[Other], study: Study | None = None, *, along: bool = False
    ) -> Answer[Other]:
        """Return the answer to a question that this one rests on; it is worked out only once.

        Args:
            question: what is asked.
            study: another one, such as that of an earlier round; None = this one.
            along: whether its steps and its parts are those of this question.

        Raises:
            NothingYetError: the work was stopped before there was one.
        """
        return self._queue.answer_below(self._job, question, study, along=along)

    def final(self, question: Question[Other]) -> Answer[Other] | None:
        """Return the answer to a question if it is there already; nothing is begun."""
        return self._queue.final(self.study, question)

    def problem(self, scenario: Scenario) -> Problem:
        """Return the problem that a scenario poses.

        Raises:
            InputError: the scenario does not fit the study.
        """
        return self._queue.problem(self.study, scenario)

    def scorecard(self, scenario: Scenario) -> Scorecard:
        """Return the scores under a scenario's weights."""
        return self._queue.scorecard(self.study, scenario)

    @contextmanager
    def workers(self) -> Iterator["Workers"]:
        """Give those who share out draws; which and how many makes no difference to the result.

        Raises:
            NoPlanHereError: a draw has no plan.
        """
        from optimizer.robust.jobs import NoPlanError
        from questions.about import NoPlanHereError

        with self._queue.workers() as workers:
            try:
                yield workers
            except NoPlanError:
                raise NoPlanHereError from None

    def progress(self, done: int, total: int, words: str = "") -> None:
        """Tell how far the work is, as in "40 of 100 *draws*"."""
        self._job.tell(done, total, words)

    def counting(self, words: str, total: int = 0) -> Callable[["Progress"], None]:
        """Return what tells how far searches are that count themselves."""
        return lambda made: self.progress(made.done, total or made.total, words)

    def gathered(
        self: "Asking[tuple[Other, ...]]", found: Iterable[Other], total: int, words: str
    ) -> tuple[Other, ...]:
        """Return what is found one after the other; it is shown, and told, as it grows."""
        self.progress(0, total, words)
        every: tuple[Other, ...] = ()
        for one in found:
            every = (*every, one)
            self.show(every)
            self.progress(len(every), total, words)
        return every

    def keep(self, part: Result) -> None:
        """Put aside what the next attempt may go on from with the same result in the end."""
        self._job.kept = part

    def show(self, part: Result) -> None:
        """Let people see a result before the whole is there."""
        self._queue.show(self._job, part)


def ask(
    study: Study,
    question: Question[Result],
    *,
    queue: "JobQueue | None" = None,
    stop: Stop | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> Answer[Result]:
    """Return the answer to a question, worked out in this thread.

    Args:
        study: dataset and configuration.
        question: what is asked.
        queue: where answers are kept, so that the next question finds them; None = nowhere.
        stop: ends the work early when thrown.
        progress: told steps done, steps in all, and what the steps are.

    Raises:
        InputError: the question does not fit the study.
        NothingYetError: it was stopped before there was anything to return.
    """
    from questions.jobs import JobQueue

    return (queue or JobQueue(cores=0)).answer(study, question, stop=stop, progress=progress)
