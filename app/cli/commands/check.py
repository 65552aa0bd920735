"""``focus check``: is the input as it must be, and is it wise?"""

import typer

from app.cli.failure import BAD_INPUT
from app.cli.options import AsJson, Config, Data, TimeLimit


def check(
    data: Data = None, config: Config = None, time_limit: TimeLimit = None, as_json: AsJson = False
) -> None:
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
    from app.cli.checking import checked
    from app.cli.output import write_json, write_text
    from app.cli.problem_text import problem_lines
    from app.cli.render import show
    from config.problems import InputError

    try:
        report = checked(data, config, time_limit)
    except InputError as error:
        if as_json:
            problems = [problem.model_dump() for problem in error.problems]
            write_json({"problems": problems, "warnings": []})
        else:
            write_text("\n".join(problem_lines(error.problems)))
        raise typer.Exit(BAD_INPUT) from None
    show(report, as_json=as_json)
