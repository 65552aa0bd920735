"""``focus check``: is the input as it must be, and is it wise?"""

import typer

from app.cli.failure import told
from app.cli.options import Asked, Out, options


@options(levers=(), search=("time_limit",))
def check(*, asked: Asked, out: Out) -> None:
    """Check a dataset and a configuration: what is wrong, then what is allowed but unwise.

    For example:

      focus check
          The bundled data of 2020 and their configuration.

      focus check --data mine --config mine/settings
          Your own: every problem at once, each with file, line, and what to do.

      focus check --json
          The same for machines.

    It takes some seconds. Whether any plan meets all conditions is searched last; where that takes
    long, Ctrl-C or --time-limit ends it, and all else is told.

    Exit status: 0 usable (warnings or not), 2 there are problems to solve first.
    """
    from app.cli.asking import Asking
    from app.cli.output import working
    from app.cli.reading import Reader
    from app.cli.render import show
    from config.indicators import load_indicators
    from config.problems import InputError, Problems
    from config.rounds import load_requirements
    from questions.check import CheckQuestion
    from reports.check import report
    from reports.setting import Setting

    reader = Reader(asked, out)
    limits = reader.limits()
    problems = Problems()
    for load in (load_requirements, load_indicators):
        try:
            load(reader.inputs[1])
        except InputError as error:
            problems.take(error)
    try:
        with working("Reading the dataset and the configuration"):
            asking = Asking.of(reader, limits)
    except InputError as error:
        problems.take(error)
    if problems:
        status = told(problems.found(), as_json=out.as_json, found={"warnings": []})
        raise typer.Exit(status)
    found = asking.ask(CheckQuestion(), "Looking for conditions that no plan meets")
    if found is None:
        found = asking.at_once(CheckQuestion(search=False))
    show(asking.taken(report(found, Setting(asking.study))), out)
