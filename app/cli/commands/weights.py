"""``focus weights``: which weights would find a list?"""

from app.cli.options import Asked, Kind, Out, options, switch, usual

IN_FORCE = "in-force"


@options()
def weights(
    *,
    explain: str = usual(
        IN_FORCE,
        "LIST",
        "The list that is to be found: in-force, or a column of candidates.csv and its value, as "
        "in considered_2020=yes.",
    ),
    kind: Kind = None,
    ranking: bool = switch("Ask the ranking only, which takes seconds."),
    asked: Asked,
    out: Out,
) -> None:
    """Say how much of a list any weights at all could find, and the nearest ones that do.

    Examples:
      focus weights --explain in-force --kind country
          Of the list in force, in the ranking and in the plan; both with what is proven.

      focus weights --explain considered_2020=yes --ranking
          Of another list, in the ranking only.

      focus weights --kind theme --as-of 2019
          With nothing but what was known before. All levers of focus plan are understood.

    Nothing is paid for dropping anybody, and nothing else depends on the list.

    For the plan it takes some two minutes on the bundled data; Ctrl-C keeps what is found.

    Exit status: 0 done, 2 an input is not as it must be, 130 ended by Ctrl-C before anything was
    found.
    """
    from app.cli.asking import Asking
    from app.cli.failure import finish
    from app.cli.reading import Reader
    from app.cli.render import show
    from questions.backtest import list_of
    from questions.inverse_weights import InversePlanQuestion, InverseWeightsQuestion, kinds_on
    from reports import inverse_weights

    reader = Reader(asked, out)
    limits = reader.limits()
    kind = reader.kind(kind)
    past = None if explain.strip().casefold() == IN_FORCE else explain
    column, value = list_of(past, reader.study, reader.problems, option="--explain")
    asking = Asking.of(reader, limits)
    told = None
    for name in kinds_on(asking.study, asking.scenario, column, value):
        if kind not in (None, name):
            continue
        about = {"scenario": asking.scenario, "kind": name, "column": column, "value": value}
        questions = [InverseWeightsQuestion(**about)]
        questions += [] if ranking else [InversePlanQuestion(**about, effort=limits.plan)]
        for question in questions:
            if asking.stop.thrown:
                break
            found = asking.ask(question, "Looking for weights")
            if found is not None:
                planned = isinstance(question, InversePlanQuestion)
                one = inverse_weights.report(
                    found, asking.names, name, planned=planned, stopped=asking.stop.by
                )
                told = one if told is None else told.followed_by(one)
    if told is not None:
        show(asking.taken(told), out)
    finish(answered=told is not None)
