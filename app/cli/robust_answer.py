"""What ``focus robust`` was asked: about a plan or about a ranking, as text, JSON or a table."""

from dataclasses import dataclass
from pathlib import Path

from app.cli.drawing import DrawTexts
from app.cli.known import AskedAbout
from app.cli.output import console, write_json
from app.cli.render import render
from app.cli.robust import RobustTexts, find_sureness
from app.cli.robust_json import find_out_report, save_sureness, sureness_json
from app.cli.robust_ranking import (
    RankingTexts,
    find_ranking_sureness,
    ranking_sureness_json,
    save_ranking_sureness,
)
from app.cli.robust_ranking_text import print_ranking_sureness
from app.cli.robust_text import print_sureness

PLAN_ONLY = (
    "gap",
    "firm",
    "always",
    "moved",
    "corners",
    "services",
    "find_out",
    "workers",
    "cluster",
)
RANKING_ONLY = ("kind", "first")


@dataclass(frozen=True)
class Told:
    """What came of a question."""

    answered: bool
    """Whether anything was found of what was asked for."""
    proven_none: bool = False
    """Whether it is proven that no plan meets all conditions."""


@dataclass(frozen=True)
class Wanted:
    """The options of the command itself, as typed; None or False where not given."""

    draws: DrawTexts
    gap: str | None
    firm: str | None
    always: bool
    moved: str | None
    corners: int | None
    services: bool
    find_out: int | None
    ranking: bool
    kind: str | None
    first: int | None
    every: bool
    save: Path | None
    workers: int | None
    cluster: str | None

    def out_of_place(self) -> tuple[str, ...]:
        """Return the options that do not belong to what is asked."""
        others = PLAN_ONLY if self.ranking else RANKING_ONLY
        return tuple(
            f"--{name.replace('_', '-')}"
            for name in others
            if getattr(self, name) not in (None, False)
        )


def answer(asked: AskedAbout, wanted: Wanted, *, as_json: bool) -> Told:
    """Find what was asked for and write it; return what came of it.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    return (_ranking if wanted.ranking else _plan)(asked, wanted, as_json=as_json)


def _plan(asked: AskedAbout, wanted: Wanted, *, as_json: bool) -> Told:
    found = find_sureness(
        asked,
        RobustTexts(
            draws=wanted.draws,
            gap=wanted.gap,
            firm=wanted.firm,
            always=wanted.always,
            moved=wanted.moved,
            corners=wanted.corners,
            find_out=wanted.find_out,
            workers=wanted.workers,
            cluster=wanted.cluster,
            save=wanted.save,
            out_of_place=wanted.out_of_place(),
        ),
    )
    if wanted.save is not None and found.candidates:
        save_sureness(found, wanted.save)
    if as_json:
        write_json(sureness_json(found, most=wanted.find_out or 0))
    else:
        page = console()
        print_sureness(page, found, every=wanted.every, services=wanted.services)
        if found.value_of_information is not None:
            page.print()
            render(page, find_out_report(found, wanted.find_out))
    plan, drawn = found.known.found.plan, bool(found.candidates)
    answered = plan.found and (drawn or not found.interrupted)
    return Told(answered, proven_none=plan.status == "infeasible")


def _ranking(asked: AskedAbout, wanted: Wanted, *, as_json: bool) -> Told:
    found = find_ranking_sureness(
        asked,
        RankingTexts(wanted.draws, wanted.kind, wanted.first, wanted.save, wanted.out_of_place()),
    )
    if wanted.save is not None:
        save_ranking_sureness(found, wanted.save)
    if as_json:
        write_json(ranking_sureness_json(found))
    else:
        print_ranking_sureness(console(), found, every=wanted.every)
    drawn = any(one.found.draws for one in found.kinds.values())
    return Told(answered=drawn or not found.interrupted)
