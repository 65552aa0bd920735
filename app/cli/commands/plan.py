"""``focus plan``: what to do with the staff and the money there are."""

from pathlib import Path

from app.cli.options import Asked, Out, given, options, switch, usual


@options()
def plan(
    *,
    asked: Asked,
    solver: str = usual("HiGHS", "NAME", "Any solver that PuLP finds on this machine."),
    lp: Path | None = given("FILE", "Also write the mathematical model to a file, in LP format."),
    details: bool = switch("Say for each focus area which team and fund gives."),
    out: Out,
) -> None:
    """Find the focus list that is worth most within the staff and the money.

    Examples:
      focus plan
          The plan for the bundled data of 2020.

      focus plan --in KEN --out "Open parliaments"
          Kenya must be in, the theme must not: ids, their last part or names.

      focus plan --capacity europe-=22 --fund mdtf_implementation+=500k
          Europe loses one post, the trust fund gets USD 500,000 more.

      focus plan --weight country.stability=30% --rule few_themes=..7
          Stability weighs 30 % for countries; at most seven themes.

      focus plan --gap 0 --time-limit none
          The proven best plan, however long that takes.

      focus plan --json
          The same for machines.

    It takes some five seconds on the bundled data; --gap 0 takes much longer.

    Exit status: 0 a plan, 1 there is none, 2 an input is not as it must be, 130 ended by Ctrl-C
    before one was found.
    """
    from functools import partial

    from app.cli.asking import Asking
    from app.cli.output import console
    from app.cli.reading import Reader
    from optimizer.search.effort import HIGHS
    from questions.cutoff import CutOffQuestion
    from questions.plan import write_model
    from reports.plan import report

    reader = Reader(asked, out)
    limits = reader.limits(solver=solver)
    reader.file("--lp", lp, overwrite=out.overwrite)
    asking = Asking.of(reader, limits)
    if lp is not None:
        model = partial(write_model, asking.queue.problem(asking.study, asking.scenario))
        reader.write("--lp", lp, model, overwrite=out.overwrite)
    found, hints = asking.found, asking.hints
    line = None
    if solver == HIGHS and found.stopped is None and asking.plan.found:
        line = asking.at_once(CutOffQuestion(**asking.about))
    told = report(found.planned, asking.setting, stopped=found.stopped, work=found.work, line=line)
    if out.as_json or not asking.plan.found:
        asking.tell(told, out, every=True)
    else:
        from app.cli.one_screen import print_plan
        from app.cli.render import save

        save(asking.taken(told), out)
        print_plan(console(), told, asking.setting, details=details, hints=hints)
