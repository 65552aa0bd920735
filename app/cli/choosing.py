"""From the options of ``focus choose`` to questions, and on, as long as somebody answers."""

import sys

import typer

from app.cli.asking import Asking
from app.cli.options import Asked, Out
from app.cli.reading import Reader
from app.cli.render import show
from questions.trade_offs import Elicited, TradeOffQuestion, check, read
from reports import trade_offs
from reports.setting import Setting
from scoring.trade_offs import Answer, Preference

KEYS = {
    "1": Preference.FIRST, "2": Preference.SECOND, "=": Preference.SAME, "?": Preference.SKIP,
}  # fmt: skip
"""What is typed at the prompt."""
END = "q"


def ask_about(asked: Asked, kind: str | None, texts: tuple[str, ...], seed: int, out: Out) -> None:
    """Tell the next question and what follows so far; in a terminal, go on asking."""
    reader = Reader(asked, out)
    reader.within("--seed", seed)
    name = reader.kind(kind) or next(iter(reader.study.configuration.criteria.kinds))
    ids = [one.id for one in reader.study.dataset.of_kind(name)]
    answers = read(texts, ids, reader.problems)
    asking = Asking.of(reader, reader.limits())
    check(answers, asking.queue.scorecard(asking.study, asking.scenario).kinds[name])
    while True:
        question = TradeOffQuestion(scenario=asking.scenario, kind=name, answers=answers, seed=seed)
        found = asking.ask(question, "Planning for weights that fit")
        if found is None:
            asking.tell(asking.brief, out, answered=False)
            return
        said = None
        if found.question is not None and not out.as_json and _somebody_there():
            said = _prompt(found, asking.names)
        if said is None or found.question is None:
            told = trade_offs.report(found, asking.names)
            show(asking.taken(told), out, hints=_hints(found))
            return
        answers = (*answers, Answer(**found.question.model_dump(), preference=said))


def _somebody_there() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _prompt(found: Elicited, setting: Setting) -> Preference | None:
    """Ask one question; None where whoever is asked ends it."""
    told = trade_offs.report(found, setting)
    for text in (told.answer, *told.text, *told["question"].text):
        typer.echo(text)
    words = trade_offs.choices(found, setting)
    for key, preference in KEYS.items():
        typer.echo(f"  {key}  {words[preference]}")
    typer.echo(f"  {END}  end here")
    while True:
        try:
            typed = typer.prompt("Your answer").strip()
        except typer.Abort:
            return None
        if typed in (*KEYS, END):
            return KEYS.get(typed)


def _hints(found: Elicited) -> tuple[str, ...]:
    shares = " ".join(f"--weight {one}" for one in trade_offs.levers(found))
    answer = [f"--answer '{text}'" for text in trade_offs.options(found).values()]
    return (
        *((f"Answer with one of: {', '.join(answer)}.",) if answer else ()),
        *((f"The plan under these weights: focus plan {shares}",) if found.answers else ()),
    )
