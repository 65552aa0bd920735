"""Who passes a gate by an opening alone: in a file of its own, as a ranking loads no solver."""

from collections.abc import Iterable, Iterator

from reports.report import Note
from reports.setting import Setting
from reports.words import listing, verb


def openings_used(candidates: Iterable[str], setting: Setting) -> Iterator[Note]:
    """Yield, gate by gate, who passes by an opening alone, and by which."""
    kinds, found = setting.kinds, dict[str, list[str]]()
    for candidate in candidates:
        gates = kinds[setting.dataset.by_id[candidate].kind].gates
        for result in setting.scorecard.gates(candidate):
            if result.opening:
                way = gates[result.gate].openings[result.opening].label
                found.setdefault(result.label, []).append(f"{setting.label(candidate)} ({way})")
    for label, names in found.items():
        who, gate = f"{listing(names)} {verb(len(names), 'come')}", f"the gate “{label}”"
        yield Note("gate", f"{who} in by an opening at {gate}.")
