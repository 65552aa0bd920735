"""``focus alternatives``: good plans that really differ from the best one."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.options import AsJson
from app.cli.plan_question import plan_question

if TYPE_CHECKING:
    from app.cli.known import AskedAbout


@plan_question()
def alternatives(
    *,
    number: Annotated[
        int, typer.Option("--number", "-n", metavar="N", help="How many to look for.")
    ] = 3,
    differ: Annotated[
        int,
        typer.Option(metavar="D", help="Least focus areas in which any two differ."),
    ] = 3,
    favour: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN=VALUE",
            help="Instead: as many as can be of a kind or region, as in kind=country.",
            show_default=False,
        ),
    ] = None,
    within: Annotated[
        str,
        typer.Option(metavar="SHARE", help="What --favour may give up of the best plan's value."),
    ] = "2%",
    asked: "AskedAbout",
    as_json: AsJson = False,
) -> None:
    """Show the next-best plans that really differ, and what each gives up.

    Examples:
      focus alternatives
          Three plans, each at least three focus areas away from the best one and each other.

      focus alternatives -n 5 --differ 6
          Five that differ more.

      focus alternatives --favour "region=Africa and the Middle East" --within 1%
          A plan within 1 % of the best with as many of that region as can be.

    Each further plan takes some seconds on the bundled data.

    Exit status: 0 done, 1 there is no plan, 2 an input is not as it must be, 130 ended by Ctrl-C
    before anything was found.
    """
    from app.cli.known import knowing
    from app.cli.limits import within as limited
    from app.cli.render import show
    from config.names import resolve
    from config.problems import Problems
    from optimizer.levers import read_number
    from optimizer.study import Study
    from questions.alternatives import AlternativesQuestion, FavouringQuestion, favours
    from reports.alternatives import favouring, report

    problems = Problems()
    limited("--number", number, problems)
    limited("--differ", differ, problems)
    share = read_number(within)
    if share is None or not 0 <= share <= 1:
        problems.add(
            "--within", must="must be a share between 0 and 1", do="Write 2% or 0.02.",
            value=within,
        )  # fmt: skip
    favoured, label = None, ""

    def check(study: Study, problems: Problems) -> None:
        nonlocal favoured, label
        if favour is not None:
            offered = favours(study)
            text = "=".join(part.strip() for part in favour.split("="))
            favoured = resolve(text, offered, "a kind or a region", "--favour", problems)
            label = offered.get(favoured or "", "")

    with knowing(asked, problems, check) as known:
        about: dict[str, Any] = {"scenario": known.found.scenario, "plan": known.limits.plan}
        if asked.gap is not None:
            about["effort"] = known.limits.each
        if favoured is None:
            question = AlternativesQuestion(**about, number=number, differ=differ)
            every = known.ask(question, f"Looking for {number} other plans") or ()
            answered = bool(every)
            told = report(
                every, known.setting, plan=known.brief, asked=number, differ=differ,
                stopped=known.stopped,
            )  # fmt: skip
        else:
            favouring_question = FavouringQuestion(**about, favour=favoured, share=share or 0.0)
            one = known.ask(favouring_question, f"Looking for a good plan with more of {label}")
            answered = one is not None
            told = favouring(
                one, known.setting, plan=known.brief, favour=favour or favoured, label=label,
                stopped=known.stopped,
            )  # fmt: skip
        show(told, as_json=as_json, hints=known.hints)
    known.finish(answered=answered or known.stopped is None)
