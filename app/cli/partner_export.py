"""Partners to take away: the network as GraphML, every measure as a table."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from app.cli.partner_asking import Seen
from config.base import Frozen
from config.problems import InputError
from ecosystem.brokers import Broker, brokers
from ecosystem.cover import Convened, smallest_cover
from ecosystem.dependence import (
    Concentration,
    CutPartner,
    Dependence,
    concentrations,
    cut_partners,
    dependences,
)
from ecosystem.export import csv, graphml
from ecosystem.gaps import Gap, gaps
from ecosystem.groups import Group, groups
from ecosystem.leads import Lead, leads
from ecosystem.matrix import MatrixCell, MatrixRow, matrix
from ecosystem.overlap import OverlapIndex, SharedWork, overlap_indices, shared_work
from ecosystem.similarity import SimilarPair, similar_partners
from ecosystem.strength import Strength, strength_breakdown

PAIRS = 200
"""Pairs of similar partners in the table."""


def export(seen: Seen, network: Path | None, folder: Path | None) -> tuple[Path, ...]:
    """Write what was asked for; return the files written.

    Raises:
        InputError: a file cannot be written.
    """
    written: list[Path] = []
    if network is not None:
        _write("--graphml", network, {network.name: graphml(seen.dataset)}, written)
    if folder is not None:
        tables = {f"{name}.csv": csv(rows, kind) for name, (rows, kind) in _tables(seen).items()}
        _write("--csv", folder / "table", tables, written)
    return tuple(written)


def _tables(seen: Seen) -> Mapping[str, tuple[Iterable[Frozen], type[Frozen]]]:
    """Return name → rows and their class, of every measure."""
    dataset, focus = seen.dataset, seen.focus
    crossed = matrix(dataset, focus, most=len(dataset.partners))
    return {
        "strength": (strength_breakdown(dataset).values(), Strength),
        "shared_work": (shared_work(dataset), SharedWork),
        "overlap": (overlap_indices(dataset, focus), OverlapIndex),
        "similar_partners": (similar_partners(dataset, most=PAIRS), SimilarPair),
        "gaps": (gaps(dataset, seen.study.configuration.services, focus), Gap),
        "dependence": (dependences(dataset, focus), Dependence),
        "concentration": (concentrations(dataset, focus), Concentration),
        "cut_partners": (cut_partners(dataset), CutPartner),
        "brokers": (brokers(dataset), Broker),
        "groups": (groups(dataset).groups, Group),
        "smallest_set": (smallest_cover(dataset, focus).partners, Convened),
        "possible_leads": (leads(dataset, seen.study.configuration.services), Lead),
        "focus_areas": (crossed.rows, MatrixRow),
        "focus_areas_by_partner": (crossed.cells, MatrixCell),
    }


def _write(option: str, place: Path, contents: Mapping[str, bytes], written: list[Path]) -> None:
    """Write files into the folder of ``place``, which is made if it is the one of tables."""
    try:
        if option == "--csv":
            place.parent.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            path = place.with_name(name)
            path.write_bytes(content)
            written.append(path)
    except OSError as error:
        raise InputError.one(
            file=option,
            must=f"must be a place that can be written to ({error.strerror or error})",
            do="Name one in a folder that exists and that you may write to.",
            value=str(place.parent if option == "--csv" else place),
        ) from error
