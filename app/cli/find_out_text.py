"""What to find out next, on one screen and as JSON."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.cli.plan_json import Json
from config.configuration import Configuration
from optimizer.robust.value_of_information.results import (
    CandidateWorth,
    GapWorth,
    GateWorth,
    MeasureWorth,
    ValueOfInformation,
)
from optimizer.robust.value_of_information.switching import Chance, Gain
from optimizer.study import Study
from reports.find_out_words import (
    alone_words,
    answer,
    gain_words,
    measure_lack_words,
    most_words,
    proof_words,
    turns_words,
    who_words,
)
from reports.words import percent


def print_find_out(console: Console, found: ValueOfInformation, study: Study, most: int) -> None:
    """Print what to find out next.

    Args:
        console: where to.
        found: what was found.
        study: for names, and for what measures mean.
        most: lines of each table.
    """
    configuration = study.configuration
    names = {one.id: one.name for one in study.dataset.candidates}
    console.print(Text("What to find out next", style="bold"))
    _say(console, answer(found, configuration))
    if not found.gaps:
        return
    if found.gaps[0].gain.found > 0:
        first = found.gaps[0].candidate
        _say(console, alone_words(found, configuration, names.get(first, first)))
    _titled(console, "One measure, for all who lack it")
    console.print(_measures(found.measures[:most], configuration))
    _titled(console, "One candidate, all that is open about it")
    console.print(_candidates(found.candidates[:most], names))
    _titled(console, "One value")
    console.print(_gaps(found.gaps[:most], configuration, names))
    if found.gates:
        _titled(console, "Gates not yet known, of focus areas: points lost if they fail")
        console.print(_gates(found.gates[:most], names))
    console.print()
    for sentence in proof_words(found):
        _say(console, sentence)


def _say(console: Console, sentence: str) -> None:
    console.print(Padding(Text(sentence), (0, 0, 0, 2), expand=False))


def _titled(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title, style="bold"))


def _table(*columns: tuple[str, bool]) -> Table:
    """Return an empty table: title, and whether it is a number."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title, number in columns:
        table.add_column(title, justify="right" if number else "left", overflow="fold")
    return table


def _measures(rows: Sequence[MeasureWorth], configuration: Configuration) -> Table:
    table = _table(
        ("", False), ("not known for", False), ("who can tell", False),
        ("changes", True), ("gain", True), ("at most", True),
    )  # fmt: skip
    for one in rows:
        kind = configuration.criteria.kinds[one.kind]
        table.add_row(
            configuration.criteria.measures[one.measure].label,
            measure_lack_words(one, kind),
            who_words(one.measure, configuration),
            percent(one.chance),
            _points(one.gain),
            most_words(one.gain),
        )
    return table


def _candidates(rows: Sequence[CandidateWorth], names: dict[str, str]) -> Table:
    table = _table(
        ("", False), ("now", False), ("gaps", True), ("changes", True), ("gain", True),
        ("at most", True),
    )  # fmt: skip
    for one in rows:
        table.add_row(
            names.get(one.candidate, one.candidate),
            "in" if one.inside else "out",
            str(one.gaps),
            percent(one.chance.found),
            _points(one.gain),
            most_words(one.gain),
        )
    return table


def _gaps(rows: Sequence[GapWorth], configuration: Configuration, names: dict[str, str]) -> Table:
    table = _table(
        ("", False), ("", False), ("now", False), ("what would change it", False),
        ("changes", True), ("gain", True), ("at most", True),
    )  # fmt: skip
    for one in rows:
        table.add_row(
            names.get(one.candidate, one.candidate),
            configuration.criteria.measures[one.measure].label,
            "in" if one.inside else "out",
            turns_words(one, configuration),
            percent(one.chance.found),
            _points(one.gain),
            most_words(one.gain),
        )
    return table


def _gates(rows: Sequence[GateWorth], names: dict[str, str]) -> Table:
    table = _table(("", False), ("gate", False), ("lost", True), ("between", True))
    for one in rows:
        table.add_row(
            names.get(one.candidate, one.candidate),
            one.label,
            "no plan without it" if one.lost is None else f"{one.lost.found:.1f}",
            "" if one.lost is None else f"{one.lost.low:.1f} and {one.lost.high:.1f}",
        )
    return table


def _points(gain: Gain) -> str:
    spread = f" ±{gain.error:.2f}" if gain.error >= 0.005 else ""
    return gain_words(gain.found).removesuffix(" points") + spread


def find_out_json(found: ValueOfInformation, most: int) -> Json:
    """Return what to find out next; the names of the fields are a promise.

    Args:
        found: what was found.
        most: entries of each list.
    """
    return {
        "missing": found.missing.value,
        "points": found.points,
        "better": found.better,
        "open": found.open,
        "complete": found.complete,
        "searched": found.searched,
        "asked": found.asked,
        "plans": found.plans,
        "gaps": len(found.gaps),
        "idle": found.idle,
        "everything": _gain(found.everything),
        "by_measure": [
            {
                "kind": one.kind,
                "measure": one.measure,
                "missing": one.missing,
                "ranged": one.ranged,
                "chance": one.chance,
                "chance_interval": None
                if one.chance_interval is None
                else list(one.chance_interval),
                "entering": one.entering,
                "gain": _gain(one.gain),
            }
            for one in found.measures[:most]
        ],
        "by_candidate": [
            {
                "candidate": one.candidate,
                "kind": one.kind,
                "in_plan": one.inside,
                "gaps": one.gaps,
                "chance": _chance(one.chance),
                "gain": _gain(one.gain),
            }
            for one in found.candidates[:most]
        ],
        "by_value": [
            {
                "candidate": one.candidate,
                "kind": one.kind,
                "measure": one.measure,
                "criterion": one.criterion,
                "missing": one.missing,
                "in_plan": one.inside,
                "counts_as": one.central,
                "least": one.low,
                "most": one.high,
                "turns": None if one.turns is None else list(one.turns),
                "chance": _chance(one.chance),
                "gain": _gain(one.gain),
            }
            for one in found.gaps[:most]
        ],
        "gates": [
            {
                "candidate": one.candidate,
                "kind": one.kind,
                "gate": one.gate,
                "label": one.label,
                "lost": None if one.lost is None else one.lost.found,
                "lost_least": None if one.lost is None else one.lost.low,
                "lost_most": None if one.lost is None else one.lost.high,
            }
            for one in found.gates[:most]
        ],
    }


def _gain(gain: Gain) -> Json:
    return {
        "points": gain.found, "least": gain.least, "most": gain.most, "error": gain.error,
        "sampled": gain.sampled,
    }  # fmt: skip


def _chance(chance: Chance) -> Json:
    return {
        "share": chance.found,
        "least": chance.least,
        "most": chance.most,
        "sampled": chance.sampled,
    }
