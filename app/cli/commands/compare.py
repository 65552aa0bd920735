"""``focus compare``: which scenario, of several side by side."""

from pathlib import Path

from app.cli.options import Asked, Kept, Out, argument, given, options


@options()
def compare(
    *,
    scenarios: list[str] | None = argument(
        "[SCENARIO]...",
        "Scenarios: baseline, the name of a kept one (NAME@2 = its second version), a link of the "
        "app, or levers as in a link or as JSON.",
        optional=True,
    ),
    levers: list[Path] | None = given(
        "FILE", "A file of levers: JSON or YAML, such as the JSON of focus plan."
    ),
    kept: Kept,
    asked: Asked,
    out: Out,
) -> None:
    """Show scenarios side by side: who is in, with which services, for what, worth how much.

    Examples:
      focus compare baseline "Fewer people in Europe"
          A scenario that was kept under this name, beside the plan without levers.

      focus compare "weeks.europe=122&name=Fewer people" "usd.core=900000&name=More money"
          Two scenarios as their links have them; a whole link may stand there as well.

      focus compare --levers fewer.json --levers more.yaml
          Scenarios of files, such as those that focus plan --json writes.

      focus compare --capacity europe-=22 --in KEN
          The levers on the command line beside the baseline. All levers of focus plan are
          understood.

    The first scenario is what the others are held to; one alone stands beside the baseline.

    A difference of worth is a range where the proof of the plans does not bear a figure.

    A scenario that was kept on other data, or another configuration, is planned on the present one.

    It takes some five seconds for each scenario on the bundled data.

    Exit status: 0 done, 1 none of them has a plan, 2 an input is not as it must be, 130 ended by
    Ctrl-C before anything was found.
    """
    from app.cli.scenarios import compare as side_by_side

    side_by_side(asked, scenarios or (), levers or (), kept, out=out)
