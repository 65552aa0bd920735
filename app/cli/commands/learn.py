"""``focus learn``: did a list lead to results, and what foresaw them?"""

from pathlib import Path

from app.cli.options import Asked, Out, given, options, switch


@options(levers=("weights", "measures"), search=())
def learn(
    *,
    asked: Asked,
    out: Out,
    until: str | None = given(
        "DATE",
        "What is known by then counts as afterwards: a year, a month or a day. Default: all.",
    ),
    past: str | None = given(
        "COLUMN=VALUE",
        "The list: who has this value in candidates.csv. Default: the list in force.",
        "--list",
    ),
    chances: bool = switch(
        "Instead: what foresaw which commitments of earlier years led to results."
    ),
    stated: list[str] | None = given(
        "RECORD.zip|ROUND",
        "Instead: a decision record or a closed round; several, in order, tell whether the shares "
        "that earlier ones stated held. rounds: every closed round.",
    ),
    records: str | None = given(
        "ADDRESS",
        "With --stated: where rounds are kept; of decision records, for what became of their "
        "lists, too. Default, where a round is named: FOCUS_RECORDS, else the data folder.",
    ),
    history: Path | None = given(
        "TABLE",
        "With --chances: a table of earlier commitments. Default: the IRM's public codings.",
    ),
    by: str | None = given(
        "YEAR",
        "With --chances: the last year whose reports count. Default: the one before the cycle's.",
    ),
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

      focus learn --chances
          What foresaw which commitments were completed and led to strong results, by the IRM's
          codings known by 2019, and what came after.

      focus learn --chances --history mine.csv --by 2022
          The same of a table of your own; docs/learn.md says which columns it has.

      focus learn --stated 2020.zip --stated 2021.zip --stated 2022.zip
          Of all that earlier decision records gave a share of 70 to 90 %, how many were in the
          next list.

      focus learn --stated rounds
          The same of the closed rounds of the records, and which of it led to results.
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
    if chances:
        from app.cli.chances import what_foresaw

        what_foresaw(reader, history, by, {"--until": until, "--list": past}, out)
        return
    reader.only({"--history": history, "--by": by}, "with --chances")
    if stated:
        from app.cli.stated import what_held

        what_held(reader, stated, records, {"--until": until, "--list": past}, out)
        return
    reader.only({"--records": records}, "with --stated")
    if until is not None:
        is_as_of("--until", until, reader.problems)
    column, value = list_of(past, reader.study, reader.problems)
    asking = Asking.of(reader, reader.limits())
    dataset = everything(asked.data, reader.study.configuration)
    question = LearnQuestion.over(
        dataset, until=until or EVERYTHING, scenario=asking.scenario, column=column, value=value
    )
    found = asking.at_once(question)
    show(asking.taken(report(found, Setting(asking.study, asking.scenario))), out)
