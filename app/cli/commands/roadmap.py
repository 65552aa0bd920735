"""``focus roadmap``: what comes when, half-year by half-year."""

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from app.cli.options import Asked, Out, given, options

if TYPE_CHECKING:
    from app.cli.asking import Asking as AskingType
    from questions.roadmap import Roadmap, RoadmapQuestion
    from reports.report import Report


@options(search=("gap",))
def roadmap(
    *,
    asked: Asked,
    out: Out,
    promise: int | None = given(
        "N", "Also tell what it costs to promise whoever begins that they stay for N half-years."
    ),
    keep_free: str | None = given(
        "KIND",
        "Also tell what it costs to keep the seat of one of this kind free from its next review "
        "on, for what may come.",
    ),
    noise: int | None = given(
        "N",
        "Also tell how many changes doubt alone would make in the second half-year, by N draws of "
        "the weights and of what is not known (40, say).",
    ),
) -> None:
    """Say who begins, stays and ends in which half-year, and with what.

    The coming half-year is committed: it is that of focus plan. Later ones are provisional: what
    would be recommended then if nothing else changed. --periods says how many; by default all of
    capacity.yaml.

    For example:

      focus roadmap
          The six half-years of the three-year plan.

      focus roadmap --periods 3 --promise 2
          Three of them, and what it costs to promise a year.

      focus roadmap --from 2021H1 --keep-free country
          From January 2021 on, and what a free seat for one country costs.

    It takes a plan for each half-year: some ten seconds on the bundled data.
    """
    from app.cli.asking import Asking
    from app.cli.reading import Reader
    from optimizer.levers import HORIZON
    from questions.plan import PlanQuestion
    from questions.roadmap import RoadmapQuestion
    from reports.roadmap import report

    reader = Reader(asked, out)
    limits = reader.limits()
    reader.within("--promise", promise)
    reader.within("--noise", noise)
    kind = None
    if keep_free is not None:
        kinds = {name: one.label for name, one in reader.study.configuration.criteria.kinds.items()}
        kind = reader.name("--keep-free", keep_free, kinds, "a kind")
    whole = Asking.of(reader, limits)
    wanted = whole.scenario.periods
    if wanted is None and asked.levers.get(HORIZON.field):
        wanted = reader.study.configuration.capacity.horizon
    scenario = HORIZON.move(whole.scenario, reader.study.configuration, "", 1)
    asking = dataclasses.replace(whole, scenario=scenario)
    question = RoadmapQuestion(
        scenario=scenario, half_years=wanted, plan=PlanQuestion(effort=limits.plan)
    )
    if noise is not None:
        question.check_next(asking.study)
    usual = asking.ask(question, "Planning half-year by half-year")
    if usual is None:
        raise typer.Exit(1)
    setting = asking.setting
    prices = tuple(_prices(asking, question, usual, promise, kind))
    if noise is not None:
        prices = (*prices, *_noise(asking, question, usual, noise))
    told = report(usual, setting, prices=prices, stopped=asking.stop.by)
    asking.tell(told, out, answered=any(half.plan.found for half in usual.half_years))


def _prices(
    asking: "AskingType",
    question: "RoadmapQuestion",
    usual: "Roadmap",
    promise: int | None,
    kind: str | None,
) -> "list[Report]":
    from reports.roadmap import free_seat
    from reports.roadmap import promise as promised

    found = []
    if promise is not None:
        longer = question.but(scenario=question.scenario.but(min_stay=promise))
        kept = asking.ask(longer, f"Planning with a promise of {promise} half-years")
        if kept is not None:
            found.append(promised(usual, kept, promise))
    if kind is not None:
        kept = asking.ask(question.but(free=kind), "Planning with a seat kept free")
        if kept is not None:
            found.append(free_seat(usual, kept, kind, asking.setting))
    return found


def _noise(
    asking: "AskingType", question: "RoadmapQuestion", usual: "Roadmap", draws: int
) -> "Iterator[Report]":
    from questions.churn import next_half_year
    from reports.churn import of_roadmap

    asked = next_half_year(asking.study, question, usual, draws)
    if asked is None:
        return
    study, drawn = asked
    other = dataclasses.replace(asking, study=study, scenario=drawn.scenario)
    sample = other.ask(drawn, "Planning the second half-year again")
    if sample is not None:
        yield of_roadmap(sample, drawn, usual, asking.setting)
