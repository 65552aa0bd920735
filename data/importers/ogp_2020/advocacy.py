"""Global advocacy: the plan's moves as candidates of a kind of their own, and its events.

The plan has four objectives of advocacy and names what it does in 2020 under four headings. To
which objective a move contributes is read off its heading and its wording; what it would achieve
is for people to rate. The plan tells no moves apart as in focus, so none is in the list in force.
Of most events it gives no date: they have no half-year here. A year without a half-year is both of
its half-years.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from data.importers.ogp_2020 import plan
from data.importers.ogp_2020.calendar import window
from data.importers.ogp_2020.tables import Row, evidence_row, read_rows

HERE = Path(__file__).parent
KIND = "advocacy"
SERVES = "serves"
"""Relation of a move to a country that it serves, but does not lie in."""

OBJECTIVES: Mapping[str, str] = {
    "champions": "move_champions_named",
    "agreements": "move_agreement_named",
    "examples": "move_examples_named",
    "campaign": "move_campaign_named",
}
"""Column of the table of moves → measure: whether the plan puts the move to an objective."""

PREPARED: Mapping[str, tuple[str, ...]] = {"global-summit": ("2020H1", "2020H2")}
"""Move → half-years before its event in which the plan prepares it (Action-Forcing Events)."""
PREPARES = "is prepared"


def moves(path: Path = HERE / "plan_moves.csv") -> list[Row]:
    """Return the moves as they were read off the plan, in its order."""
    return read_rows(path)


def candidates(found: Iterable[Mapping[str, str]]) -> list[Row]:
    """Return the moves as candidates."""
    return [
        {
            "id": f"{KIND}:{move['id']}",
            "kind": KIND,
            "name": move["name"],
            "status": "active",
            "incumbent": "no",
        }
        for move in found
    ]


def links(found: Iterable[Mapping[str, str]]) -> list[Row]:
    """Return the themes that moves are on, and the countries that they serve."""
    return [
        {"candidate": f"{KIND}:{move['id']}", "target": f"{kind}:{target}", "relation": relation}
        for move in found
        for column, kind, relation in (
            ("themes", "theme", "on_theme"),
            ("serves", "country", SERVES),
        )
        for target in filter(None, move[column].split("|"))
    ]


def evidence(found: Iterable[Mapping[str, str]]) -> list[Row]:
    """Return to which objectives the plan puts each move, and the members it reached before."""
    rows = []
    for move in found:
        candidate = f"{KIND}:{move['id']}"
        rows += [
            evidence_row(
                candidate,
                measure,
                move[column],
                source=plan.PLAN,
                as_of=plan.CYCLE,
                note=move["section"],
            )
            for column, measure in OBJECTIVES.items()
        ]
        if move["members_reached"]:
            rows.append(
                evidence_row(
                    candidate,
                    "members_reached",
                    move["members_reached"],
                    source=plan.PLAN,
                    as_of=plan.CYCLE,
                    note=move["reached_note"],
                )
            )
    return rows


def windows() -> list[Row]:
    """Return the half-years in which moves are prepared for an event of a later one."""
    return [
        window(f"{KIND}:{move}", period, PREPARES)
        for move, periods in PREPARED.items()
        for period in periods
    ]


def events(path: Path = HERE / "plan_events.csv") -> list[Row]:
    """Return the events that the plan names, with whom they serve and which move is made at them.

    The half-years of presidencies are those of the Council's decision (source
    ``eu-presidencies``); all else is the plan's.
    """
    return [
        {
            "candidate": candidate,
            "event": event["event"],
            "name": event["name"],
            "period": period,
            "opens": opens,
            "place": event["place"],
            "source": event["source"] or plan.PLAN,
        }
        for event in read_rows(path)
        for candidate, opens in _whom(event)
        for period in event["periods"].split("|")
    ]


def _whom(event: Mapping[str, str]) -> list[tuple[str, str]]:
    made = [(f"{KIND}:{move}", "yes") for move in filter(None, event["made_at_it"].split("|"))]
    return [*made, *((one, "no") for one in filter(None, event["serves"].split("|")))]
