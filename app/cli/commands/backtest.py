"""``focus backtest``: would these criteria have found the real list?"""

from app.cli.options import Asked, Kind, Out, given, options, switch


@options(ends=True)
def backtest(
    *,
    kind: Kind = None,
    past: str | None = given(
        "COLUMN=VALUE",
        "The list that is to be found: a column of candidates.csv and its value, as in "
        "considered_2020=yes. Default: the list in force.",
        "--list",
    ),
    any_weights: bool = switch(
        "Also the most that any weights could find, and the nearest ones that do."
    ),
    asked: Asked,
    out: Out,
) -> None:
    """Say how much of a past list plan and ranking find without knowing it, against drawing lots.

    Examples:
      focus backtest
          How many of the list in force are found, what tells it from the others, who is missed
          and wrongly found, and which missing ratings could explain that.

      focus backtest --as-of 2019
          The same with nothing but what was known before the year of the list.

      focus backtest --kind country --any-weights
          Which weights would have found more of it? The most that any could is proven.

      focus backtest --kind commitment --list considered_2020=yes
          Of the commitments that were considered.

      focus backtest --weight country.resources_and_partners=40%
          With other weights. All levers of focus plan are understood.

    For the test nothing is paid for dropping anybody, and nothing else depends on the list.

    It takes a plan: some seconds on the bundled data.
    """
    from app.cli.asking import Asking
    from app.cli.failure import finish
    from app.cli.reading import Reader
    from app.cli.render import show
    from questions.backtest import BacktestQuestion, list_of
    from questions.inverse_weights import InverseWeightsQuestion
    from reports import inverse_weights
    from reports.backtest import report

    reader = Reader(asked, out)
    limits = reader.limits()
    kind = reader.kind(kind)
    column, value = list_of(past, reader.study, reader.problems)
    asking = Asking.of(reader, limits)
    question = BacktestQuestion(
        scenario=asking.scenario, effort=limits.plan, column=column, value=value
    )
    found = asking.ask(question, "Planning without the list")
    if found is None:
        found = asking.at_once(question.but(planned=False))
    told = report(found, asking.names, kind=kind, stopped=asking.stop.by)
    for one in found.kinds if any_weights else ():
        name = one.ranked.kind
        if kind in (None, name) and not asking.stop.thrown:
            inverse = asking.ask(
                InverseWeightsQuestion(
                    scenario=asking.scenario, kind=name, column=column, value=value
                ),
                "Looking for other weights",
            )
            if inverse is not None:
                told = told.followed_by(
                    inverse_weights.report(inverse, asking.names, name, stopped=asking.stop.by)
                )
    hints = () if any_weights else ("--any-weights says which weights would find more.",)
    show(asking.taken(told), out, hints=hints)
    none = found.plan is not None and found.plan.status == "infeasible"
    finish(answered=found.plan is not None and found.plan.found, proven_none=none)
