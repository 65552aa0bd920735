"""``focus learn``: did a list lead to results?"""

from typing import Annotated

from app.cli.options import Asked, Out, given, options


@options(levers=("weights", "measures"), search=())
def learn(
    *,
    asked: Asked,
    out: Out,
    until: Annotated[
        str | None,
        given(
            "DATE",
            "What is known by then counts as afterwards: a year, a month or a day. Default: all.",
            "--until",
        ),
    ] = None,
    past: Annotated[
        str | None,
        given(
            "COLUMN=VALUE",
            "The list: who has this value in candidates.csv. Default: the list in force.",
            "--list",
        ),
    ] = None,
) -> None:
    """Say whether those on a list changed more than like ones that were not chosen.

    For every measure with figures before and after. The bundled data have those of the years to
    2023.

    For example:

      focus learn
          The list of 2020, and what the indices say of it since.

      focus learn --until 2021
          Only one year later.

      focus learn --list considered_2020=yes
          Another list.
    """
    from app.cli.asking import Asking
    from app.cli.reading import Reader
    from app.cli.render import show
    from data.later import everything
    from data.vintage import EVERYTHING, is_as_of
    from questions.backtest import list_of
    from questions.learn import LearnQuestion
    from reports.learn import report
    from reports.setting import Setting

    reader = Reader(asked, out)
    if until is not None:
        is_as_of("--until", until, reader.problems)
    column, value = list_of(past, reader.study, reader.problems)
    asking = Asking.of(reader, reader.limits())
    dataset = everything(asked.data, reader.study.configuration)
    question = LearnQuestion.over(
        dataset, until or EVERYTHING, asking.scenario, column=column, value=value
    )
    found = asking.at_once(question)
    show(asking.taken(report(found, Setting(asking.study, asking.scenario))), out)
