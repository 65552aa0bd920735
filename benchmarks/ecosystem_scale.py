"""The partner ecosystem at scale: seconds per measure, and how they grow.

Processor seconds of this process, the least of three runs; growth is the ratio to the column
before, where partners, candidates and engagements all double. "In force" looks at the synthetic
list in force, a sixth of the countries and nine themes; "all" at every candidate. Below it, two
measures against the plainest way to the same figures, in the same run.

    python -m benchmarks.ecosystem_scale           up to 2,000 partners, 1,000 candidates, 20,000
    python -m benchmarks.ecosystem_scale --double  one step more
"""

import sys
import time
from collections.abc import Callable
from itertools import pairwise

import networkx as nx
from rich.console import Console
from rich.table import Table

from benchmarks.synthetic_partners import ecosystem
from config.load import bundled_configuration_folder, load_configuration
from config.services import Services
from data.dataset import Dataset
from data.load import bundled_dataset_folder, load_dataset
from ecosystem.brokers import brokers
from ecosystem.cover import smallest_cover
from ecosystem.dependence import concentrations, cut_partners, dependences, without
from ecosystem.ego import ego
from ecosystem.export import graphml
from ecosystem.gaps import gaps
from ecosystem.graph import network, work
from ecosystem.groups import groups
from ecosystem.lanes import lanes
from ecosystem.leads import leads
from ecosystem.matrix import matrix
from ecosystem.neighbours import whom_to_ask
from ecosystem.overlap import overlap_indices, shared_work
from ecosystem.similarity import similar_partners
from ecosystem.strength import partner_strength, strength_breakdown

SIZES = ((500, 250, 5_000), (1_000, 500, 10_000), (2_000, 1_000, 20_000))
"""Partners, candidates, engagements."""

RUNS = 3

Measure = Callable[[Dataset, Services], object]

MEASURES: dict[str, Measure] = {
    "network": lambda d, _: network(d),
    "strength (all)": lambda d, _: partner_strength(d),
    "strength, who contributes (all)": lambda d, _: strength_breakdown(d),
    "shared work (all)": lambda d, _: shared_work(d),
    "overlap index (all)": lambda d, _: overlap_indices(d, d.by_id),
    "similar partners": lambda d, _: similar_partners(d),
    "gaps (all)": lambda d, s: gaps(d, s, d.by_id),
    "whom to ask (one)": lambda d, _: whom_to_ask(d, d.candidates[0].id),
    "dependence (all)": lambda d, _: dependences(d, d.by_id),
    "concentration (all)": lambda d, _: concentrations(d, d.by_id),
    "cut partners": lambda d, _: cut_partners(d),
    "without a partner": lambda d, _: without(d, d.partners[0].id),
    "brokers, exact": lambda d, _: brokers(d),
    "groups, 5 runs": lambda d, _: groups(d),
    "smallest cover (in force)": lambda d, _: smallest_cover(d),
    "leads (all)": lambda d, s: leads(d, s),
    "ego, two rings": lambda d, _: ego(d, d.candidates[0].id, rings=2),
    "lanes (in force)": lambda d, _: lanes(d),
    "matrix (in force)": lambda d, _: matrix(d),
    "GraphML": lambda d, _: graphml(d),
}


PLAINEST: dict[str, tuple[str, Measure, Measure]] = {
    "brokers, three readings": (
        "networkx betweenness_centrality, one reading",
        lambda d, _: brokers(d),
        lambda d, _: nx.betweenness_centrality(work(d)),
    ),
    "dependence (all)": (
        "strength again without each partner",
        lambda d, _: dependences(d, d.by_id),
        lambda d, _: [partner_strength(without(d, one.id)) for one in d.partners],
    ),
}


def _seconds(measure: Measure, dataset: Dataset, services: Services, runs: int = RUNS) -> float:
    times = []
    for _ in range(runs):
        began = time.process_time()
        measure(dataset, services)
        times.append(time.process_time() - began)
    return min(times)


def _against_the_plainest(services: Services) -> Table:
    small = ecosystem(partners=100, candidates=100, engagements=1_000, themes=20)
    title = "Against the plainest way, 100 · 100 · 1,000"
    table = Table("measure", "here", "plainest way", "seconds", "ratio", title=title)
    for name, (plain_name, measure, plain) in PLAINEST.items():
        here = _seconds(measure, small, services)
        there = _seconds(plain, small, services, runs=1)
        ratio = f"{there / max(here, 1e-6):.0f}"
        table.add_row(name, f"{here:.3f}", plain_name, f"{there:.3f}", ratio)
    return table


def run(sizes: tuple[tuple[int, int, int], ...]) -> None:
    """Measure everything at every size and print one table."""
    services = load_configuration(bundled_configuration_folder()).services
    table = Table("measure", title="Partner ecosystem: processor seconds (growth when all doubles)")
    datasets = [load_dataset(bundled_dataset_folder())]
    datasets += [
        ecosystem(partners=partners, candidates=candidates, engagements=engagements)
        for partners, candidates, engagements in sizes
    ]
    for dataset in datasets:
        counts = (len(dataset.partners), len(dataset.candidates), len(dataset.engagements))
        name = " · ".join(f"{count:,}" for count in counts)
        table.add_column(f"bundled\n{name}" if dataset is datasets[0] else name, justify="right")
    for name, measure in MEASURES.items():
        seconds = [_seconds(measure, dataset, services) for dataset in datasets]
        cells = [f"{value:.3f}" for value in seconds[:2]]
        cells += [
            f"{later:.3f} (×{later / max(before, 1e-6):.1f})"
            for before, later in pairwise(seconds[1:])
        ]
        table.add_row(name, *cells)
    console = Console()
    console.print(table)
    console.print(_against_the_plainest(services))


def main() -> None:
    """Run the benchmark as the command line says."""
    run((*SIZES, (4_000, 2_000, 40_000)) if "--double" in sys.argv else SIZES)


if __name__ == "__main__":
    main()
