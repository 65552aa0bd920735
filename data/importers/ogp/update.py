"""Lay exports over a dataset: its commitments, their codings, and what follows for others.

What an export says takes the place of what the dataset has from the same export; everything else of
the dataset stays. Members and themes are those of the dataset: rows of others are left out, which
is told.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from config.configuration import Configuration
from data.dataset import Dataset
from data.importers.ogp.exports import EXPORT_2024, LEGACY, LEGISLATURE, POLICY_AREAS, Export
from data.importers.ogp_2020 import (
    codings,
    commitments,
    history,
    indicators,
    members,
    process,
    subjects,
)
from data.importers.ogp_2020 import partners as supporters
from data.importers.ogp_2020 import themes as areas
from data.importers.ogp_2020.tables import Row, read_rows
from data.importers.ogp_2020.themes import TABLE as THEMES
from data.laid_over import read_back
from data.write import records

ACTIVE = supporters.STRENGTHS["active"]
COMMITMENT, MEMBER, THEME = "commitment", "country", "theme"
"""Kinds."""
TABLES_OF_SOURCES = THEMES.with_name("sources.csv")


@dataclass(frozen=True)
class LeftOut:
    """Rows of an export that were not taken."""

    name: str
    """Of a place that is no member in the dataset; blank = a commitment that stands twice."""
    rows: int


@dataclass(frozen=True)
class Updated:
    """A dataset with exports laid over it."""

    dataset: Dataset
    left_out: tuple[LeftOut, ...]


def update(
    base: Dataset,
    exports: Iterable[Export],
    configuration: Configuration,
    years: tuple[int, int] | None = None,
) -> Updated:
    """Return a dataset with exports laid over it.

    Args:
        base: with everything that is dated.
        exports: of any version; several of one version are taken together.
        configuration: that the dataset is checked against.
        years: first and last year of submission of the commitments that become candidates; None =
            those that the dataset has.

    Raises:
        InputError: the tables that come out do not hold; carries every problem.
    """
    found = list(exports)
    early = [row for one in found if one.version == LEGACY for row in one.rows]
    recent = [row for one in found if one.version == EXPORT_2024 for row in one.rows]
    return _Update(base, early, recent, years or _years(base, recent)).updated(configuration)


def _years(base: Dataset, recent: Sequence[Row]) -> tuple[int, int]:
    """Return the years of the exported commitments that the dataset has; all where it has none."""
    known = [
        int(row["Year Of Submission"])
        for row in recent
        if f"{COMMITMENT}:{row['Commitment Unique Identifier']}" in base.by_id
        and row["Year Of Submission"].isdigit()
    ]
    return (min(known), max(known)) if known else (0, 9999)


class _Update:
    def __init__(
        self,
        base: Dataset,
        early: Sequence[Row],
        recent: Sequence[Row],
        years: tuple[int, int],
    ) -> None:
        self.base, self.tables = base, records(base)
        rows = [row for row in self.tables["candidates"] if row["kind"] == MEMBER]
        self.national = [row for row in rows if row.get("level", "national") != "local"]
        local = [row for row in rows if row.get("level") == "local"]
        self.names = members.member_by_name(self.national, local)
        self.by_id = {row["id"]: row for row in rows}
        self.missing: Counter[str] = Counter()
        self.early, self.recent = early, recent
        self._count_others(early, "Country")
        self._count_others(recent, "Country/Locality")
        first, last = years
        sample: dict[str, Row] = {}
        for row in self.recent:
            year = row["Year Of Submission"]
            of_years = year.isdigit() and first <= int(year) <= last
            if not of_years or row["Country/Locality"] not in self.names:
                continue
            if sample.setdefault(row["Commitment Unique Identifier"], row) is not row:
                self.missing[""] += 1
        self.sample = [sample[name] for name in sorted(sample)]
        self.themes = {one.id for one in base.of_kind(THEME)}
        self.areas = areas.policy_areas()

    def _count_others(self, rows: Sequence[Row], column: str) -> None:
        self.missing.update(row[column] for row in rows if row[column] not in self.names)

    def updated(self, configuration: Configuration) -> Updated:
        tables = dict(self.tables)
        mine = {f"commitment:{row['Commitment Unique Identifier']}" for row in self.sample}
        candidates = self._candidates()
        tables["candidates"] = _laid(tables["candidates"], candidates, ("id",))
        linked = [row for row in self._links() if row["candidate"] in mine]
        kept = [row for row in tables["links"] if row["candidate"] not in mine]
        new = [row for row in self._subjects() if row not in kept]
        tables["links"] = _in_order(
            self.tables["links"], [*kept, *linked, *new], ("candidate", "target", "relation")
        )
        tables["evidence"] = self._evidence(mine, candidates, linked)
        tables["engagements"] = self._engagements(mine)
        tables["sources"] = self._sources(tables)
        left_out = tuple(LeftOut(*one) for one in sorted(self.missing.items()))
        return Updated(read_back(self.base, tables, configuration), left_out)

    def _candidates(self) -> list[Row]:
        """Return the exported commitments; what the export does not know of them stays."""
        known = {row["id"]: row for row in self.tables["candidates"]}
        stays = ("incumbent", "incumbent_since", "status_since", "considered_2020")
        made = commitments.candidates(self.sample, self.by_id, self.names, more=())
        return [
            {**known.get(row["id"], {}), **row}
            | {name: known[row["id"]].get(name, "") for name in stays if row["id"] in known}
            for row in made
        ]

    def _links(self) -> list[Row]:
        of_theme = {
            theme: columns
            for theme, columns in areas.columns(self.areas, POLICY_AREAS[EXPORT_2024]).items()
            if theme in self.themes
        }
        national = [row["id"] for row in self.national]
        return commitments.links(self.sample, self.names, national, of_theme, more=())

    def _subjects(self) -> list[Row]:
        """Return what members committed on, of the exports that are given."""
        early, recent = (
            areas.columns(self.areas, POLICY_AREAS[one]) for one in (LEGACY, EXPORT_2024)
        )
        found = subjects.links(self.early, self.recent, self.names, (early, recent), more=())
        return [row for row in found if row["target"] in self.themes]

    def _evidence(self, mine: set[str], candidates: list[Row], linked: list[Row]) -> list[Row]:
        """Return the evidence: that of these exports anew, all other as it was."""
        base = self.tables["evidence"]
        given = {
            source
            for source, rows in (
                (history.EARLY_SOURCE, self.early),
                (codings.EXPORT_SOURCE, self.recent),
            )
            if rows
        }
        plans = self._plans()
        made = [
            *self._histories(),
            *plans,
            *codings.coding_evidence(self.sample),
            *codings.tag_evidence(self.sample, linked, more=()),
            *indicators.host_evidence(candidates, base),
        ]
        keys = {(row["candidate"], row["measure"]) for row in made}
        planned = {row["candidate"] for row in plans}
        kept = [
            row
            for row in base
            if (row["candidate"], row["measure"]) not in keys
            and not (
                row["source"] in given
                and (row["candidate"] in mine or not row["candidate"].startswith(f"{COMMITMENT}:"))
                and not (row["measure"] == PLANS and row["candidate"] not in planned)
            )
        ]
        known = {*self.by_id, *self.themes, *mine}
        made = [row for row in made if row["candidate"] in known]
        return _in_order(base, [*kept, *made], ("candidate", "measure"))

    def _histories(self) -> list[Row]:
        """Return how the commitments of members and themes fared, of the exports that are given."""
        recent = history.recent_rows(
            [row for row in self.recent if any(row[tag] == "1" for tag in LEGISLATURE)]
        )
        early_themes = history.by_theme(
            self.early, areas.columns(self.areas, POLICY_AREAS[LEGACY])
        ) if self.early else {}  # fmt: skip
        recent_themes = history.by_theme(
            recent, areas.columns(self.areas, POLICY_AREAS[EXPORT_2024])
        ) if self.recent else {}  # fmt: skip
        coded = {theme: rows for theme, rows in early_themes.items() if rows}
        return [
            *history.history_evidence(
                history.by_member(self.early, "Country", self.names),
                history.by_member(recent, "Country/Locality", self.names),
            ),
            *history.history_evidence(coded, recent_themes),
            *history.theme_counts(coded, recent_themes, self.early),
        ]

    def _plans(self) -> list[Row]:
        """Return the highest number of an action plan seen; where the dataset has more, that."""
        known = {
            row["candidate"]: float(row["value"])
            for row in self.tables["evidence"]
            if row["measure"] == PLANS
        }
        return [
            row
            for row in process.plans_evidence(self.early, self.recent, self.names)
            if float(row["value"]) > known.get(row["candidate"], 0.0)
            or (self.early and self.recent)
        ]

    def _engagements(self, mine: set[str]) -> list[Row]:
        countries = {name: self.by_id[member]["country"] for name, member in self.names.items()}
        signals = supporters.supporting_institutions(self.sample, countries)
        partners = {row["id"] for row in self.tables["partners"]}
        base = self.tables["engagements"]
        kept = [
            row
            for row in base
            if not (row["target"] in mine and row["source"] == codings.EXPORT_SOURCE)
        ]
        strongest = {(row["partner"], row["target"], row["service"]) for row in kept}
        made = {
            key: {
                "partner": key[0], "target": key[1], "service": service,
                "strength": f"{ACTIVE:g}", "source": source,
            }
            for partner, target, service, _, source in signals
            if (key := (f"partner:{partner}", target, service)) not in strongest
            and key[0] in partners
        }  # fmt: skip
        return _in_order(base, [*kept, *made.values()], ("partner", "target", "service", "source"))

    def _sources(self, tables: Mapping[str, list[Row]]) -> list[Row]:
        """Return the sources, with those that new rows name."""
        there = {row["id"] for row in tables["sources"]}
        named = {row["source"] for row in (*tables["evidence"], *tables["engagements"])} - there
        known = [row for row in read_rows(TABLES_OF_SOURCES) if row["id"] in named]
        return [*tables["sources"], *known]


PLANS = "action_plans_known"
"""The measure that both exports speak of."""


def _laid(base: Sequence[Row], rows: Sequence[Row], key: Sequence[str]) -> list[Row]:
    """Return rows with others in the place of those of the same key, new ones last."""
    made = {_key(row, key): row for row in base} | {_key(row, key): row for row in rows}
    return list(made.values())


def _in_order(base: Sequence[Row], rows: Sequence[Row], key: Sequence[str]) -> list[Row]:
    """Return rows in the order that the dataset has them, new ones last and by their keys."""
    places = {_key(row, key): place for place, row in enumerate(base)}
    last = len(places)
    return sorted(rows, key=lambda row: (places.get(_key(row, key), last), _key(row, key)))


def _key(row: Row, key: Sequence[str]) -> tuple[str, ...]:
    return tuple(row[name] for name in key)
