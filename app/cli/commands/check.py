"""``focus check``: is the input as it must be, and is it wise?"""

import typer

from app.cli.failure import BAD_INPUT
from app.cli.options import AsJson, Config, Data


def check(data: Data = None, config: Config = None, as_json: AsJson = False) -> None:
    """Check a dataset and a configuration: what is wrong, then what is allowed but unwise.

    For example:

      focus check
          The bundled data of 2020 and their configuration.

      focus check --data mine --config mine/settings
          Your own: every problem at once, each with file, line, and what to do.

      focus check --json
          The same for machines.

    Exit status: 0 usable (warnings or not), 2 there are problems to solve first.
    """
    from app.cli.check_text import check_json, no_plan_cautions, print_check
    from app.cli.output import console, working, write_json, write_text
    from app.cli.problem_text import problem_lines
    from config.problems import InputError
    from optimizer.study import open_study
    from questions.asking import ask
    from questions.check import CheckQuestion

    try:
        with working("Reading the dataset and the configuration"):
            study = open_study(data, config)
            cautions = (*ask(study, CheckQuestion()).result, *no_plan_cautions(study))
    except InputError as error:
        if as_json:
            write_json(check_json(error.problems, ()))
        else:
            write_text("\n".join(problem_lines(error.problems)))
        raise typer.Exit(BAD_INPUT) from None
    if as_json:
        write_json(check_json((), cautions))
    else:
        print_check(console(), study, cautions)
