"""Put the tables of what became known later together."""

import csv
from collections.abc import Mapping
from pathlib import Path

from config.indicators import load_indicators
from config.load import bundled_configuration_folder, load_configuration
from data.importers.indicators.read import read_releases
from data.importers.indicators.update import lay, national_names
from data.importers.ogp_2020.tables import COLUMNS, Row
from data.importers.ogp_later import facts
from data.later import CHANGED, ENGAGED
from data.load import bundled_dataset_folder, load_dataset
from data.write import records

FILES = Path(__file__).with_name("files.csv")
TABLES: Mapping[str, tuple[str, ...]] = {
    "candidates": CHANGED,
    "evidence": COLUMNS["evidence"],
    "engagements": ENGAGED,
    "sources": COLUMNS["sources"],
}
"""Table → its columns."""


def build(raw: Path) -> Mapping[str, list[Row]]:
    """Return the tables, made from the raw public files.

    Args:
        raw: folder with ``indicators/`` and ``more/``.

    Raises:
        InputError: a raw file is not as it must be.
    """
    configuration = load_configuration(bundled_configuration_folder())
    base = load_dataset(bundled_dataset_folder(), configuration)
    feeds = load_indicators(bundled_configuration_folder())
    names = national_names(base)
    evidence: list[Row] = [*facts.programmes(base), *facts.seats(base, raw)]
    sources: list[Row] = list(facts.SOURCES)
    with FILES.open(encoding="utf-8", newline="") as file:
        wanted = list(csv.DictReader(file))
    for one in wanted:
        years = int(one["first"]), int(one["last"])
        laid = lay(
            base, configuration, read_releases([raw / one["file"]], names), feeds, years=years
        )
        new = [
            row
            for row in records(laid.dataset)["evidence"]
            if row["measure"] in one["measures"].split()
            and years[0] <= int(row["as_of"][:4] or 0) <= years[1]
            and row["source"] not in {source.id for source in base.sources}
        ]
        source = next(
            row for row in records(laid.dataset)["sources"] if row["id"] == new[0]["source"]
        )
        name = f"{source['id']}-{Path(one['url']).name.lower()}"
        later = int(one["published_after"])
        evidence += [_published(row, later, name) for row in new]
        title = source["title"].partition(": years")[0]
        stated = {"title": title, "url": one["url"], "licence": one["licence"]}
        sources.append({**source, "id": name, **stated, "retrieved": "2026-11", "as_of": ""})
    return {
        "candidates": list(facts.statuses(base)),
        "evidence": sorted(
            evidence, key=lambda row: (row["candidate"], row["measure"], row["as_of"])
        ),
        "engagements": list(facts.engagements(base)),
        "sources": sorted(sources, key=lambda row: row["id"]),
    }


def _published(row: Row, later: int, source: str) -> Row:
    """Return a figure under the year in which it came out, from which on it could be known.

    So the figures of 2020 count for the list of 2021, as those of 2019 do for that of 2020.
    """
    year = row["as_of"]
    note = "; ".join(filter(None, (f"figure of {year}" if later else "", row["note"])))
    return {**row, "as_of": str(int(year) + later), "source": source, "note": note}
