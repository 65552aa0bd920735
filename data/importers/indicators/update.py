"""Lay published figures over a dataset as values of later years, beside those that it has."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from config.configuration import Configuration
from config.indicators import FILE, Indicators
from config.problems import Problems
from data.dataset import Candidate, Dataset
from data.importers.indicators.catalogue import Figure, figures
from data.importers.indicators.read import CODINGS, Published, Release
from data.importers.ogp_2020.tables import Row, evidence_row, number
from data.laid_over import read_back
from data.vintage import last_day
from data.write import records

Years = tuple[int, int]
LOCAL = "local"
"""The level of members whom the figures of their country do not speak of."""


@dataclass(frozen=True)
class Taken:
    """Values of one measure and year that a dataset now has from a file."""

    measure: str
    kind: str
    figure: Figure
    year: int
    values: int
    file: str
    without: tuple[str, ...]
    """Candidates of whom the file has no figure of that year."""


@dataclass(frozen=True)
class Overlap:
    """How a file's figures of a year that the dataset has differ from those that it has."""

    measure: str
    year: int
    compared: int
    different: int
    most: float
    """The largest difference, in the measure's unit."""


@dataclass(frozen=True)
class Laid:
    """A dataset with figures laid over it, and what was not taken."""

    dataset: Dataset
    releases: tuple[Release, ...]
    taken: tuple[Taken, ...]
    overlaps: tuple[Overlap, ...]
    unfed: tuple[tuple[str, Years], ...]
    """Figures that feed no measure, with the years that the files have of them."""
    nothing_later: tuple[tuple[str, int], ...]
    """Measures of which no file has a later year, and the latest that the dataset has."""
    others: tuple[tuple[str, int], ...]
    """Place that no candidate lies in → figures of it."""


def national_names(base: Dataset) -> dict[str, str]:
    """Return name in small letters → ISO code, of those who are a country themselves."""
    found: dict[str, str] = {}
    for several in _by_kind(base).values():
        codes = Counter(one.country for one in several)
        if several and max(codes.values()) == 1:
            found |= {one.name.casefold(): one.country for one in several}
    return found


def lay(
    base: Dataset,
    configuration: Configuration,
    releases: Sequence[Release],
    indicators: Indicators,
    *,
    years: Years | None = None,
    as_of: str | None = None,
) -> Laid:
    """Return a dataset with published figures laid over it.

    Args:
        base: with everything that is dated.
        configuration: that the dataset is checked against.
        releases: the figures.
        indicators: which figures feed which measures.
        years: first and last year that is taken, in the place of what the dataset has of the same
            year; None = those later than all that it has on a measure.
        as_of: up to when what is known usually counts in the dataset made; None = the end of the
            last year taken, where that is later than before.

    Raises:
        InputError: the mapping or the tables that come out do not hold; carries every problem.
    """
    laying = _Laying(base, configuration, indicators, years)
    for release in releases:
        laying.take(release)
    return laying.laid(releases, as_of)


def _by_kind(base: Dataset) -> Mapping[str, list[Candidate]]:
    """Return kind → candidates that lie in a country, but for those of one of its places."""
    found: dict[str, list[Candidate]] = {}
    for one in base.candidates:
        if one.country and one.attributes.get("level") != LOCAL:
            found.setdefault(one.kind, []).append(one)
    return found


class _Laying:
    def __init__(
        self,
        base: Dataset,
        configuration: Configuration,
        indicators: Indicators,
        years: Years | None,
    ) -> None:
        self.base, self.configuration, self.years = base, configuration, years
        self.kinds = _by_kind(base)
        self.feeds = _feeds(indicators, configuration)
        self.tables = records(base)
        self.rows: dict[tuple[str, str], list[Row]] = {}
        for row in self.tables["evidence"]:
            self.rows.setdefault((row["candidate"], row["measure"]), []).append(row)
        self.latest = self._latest()
        self.taken: list[Taken] = []
        self.overlaps: list[Overlap] = []
        self.seen: dict[str, list[int]] = {}
        self.others: Counter[str] = Counter()

    def _latest(self) -> Mapping[str, int]:
        """Return measure → the latest year that the dataset has of it."""
        found: dict[str, int] = {}
        for row in self.tables["evidence"]:
            if row["as_of"]:
                year = last_day(row["as_of"]).year
                found[row["measure"]] = max(year, found.get(row["measure"], 0))
        return found

    def take(self, release: Release) -> None:
        """Take what one file has of one index."""
        known = {one.country for several in self.kinds.values() for one in several}
        by_figure: dict[str, dict[int, dict[str, Published]]] = {}
        for one in release.values:
            if one.place in known:
                by_figure.setdefault(one.figure, {}).setdefault(one.year, {})[one.place] = one
            else:
                self.others[one.place] += 1
        source = self._source(release)
        for figure, of_year in by_figure.items():
            self.seen.setdefault(figure, []).extend(of_year)
            for kind, measure in self.feeds.get(figure, ()):
                for year in sorted(of_year):
                    self._take(release.file, kind, measure, figures()[figure], year, of_year[year],
                               source)  # fmt: skip

    def _take(
        self,
        file: str,
        kind: str,
        measure: str,
        figure: Figure,
        year: int,
        found: Mapping[str, Published],
        source: str,
    ) -> None:
        self._compare(kind, measure, figure, year, found)
        first, last = self.years or (self.latest.get(measure, 0) + 1, 9999)
        if not first <= year <= last:
            return
        single = self._single(kind)
        have = [one for one in self.kinds.get(kind, ()) if one.country in found]
        for candidate in have:
            row = _row(candidate, measure, figure, found[candidate.country], source, single=single)
            there = self.rows.setdefault((candidate.id, measure), [])
            same = last_day(str(year))
            there[:] = [one for one in there if not one["as_of"] or last_day(one["as_of"]) != same]
            there.append(row)
            if not there[0]["as_of"]:
                there[:] = [row]
        without = tuple(one.id for one in self.kinds.get(kind, ()) if one.country not in found)
        self.taken.append(Taken(measure, kind, figure, year, len(have), file, without))

    def _compare(
        self,
        kind: str,
        measure: str,
        figure: Figure,
        year: int,
        found: Mapping[str, Published],
    ) -> None:
        """Note how a file differs from what the dataset has of the same year."""
        if not self._single(kind):
            return
        gaps = [
            abs(round(found[one.country].value, figure.digits) - float(row["value"]))
            for one in self.kinds.get(kind, ())
            if one.country in found
            for row in self.rows.get((one.id, measure), ())
            if row["as_of"] == str(year)
        ]
        if gaps:
            different = sum(gap > 0.5 * 10**-figure.digits for gap in gaps)
            self.overlaps.append(Overlap(measure, year, len(gaps), different, max(gaps)))

    def _single(self, kind: str) -> bool:
        """Say whether candidates of a kind are countries, rather than several that lie in one."""
        several = Counter(one.country for one in self.kinds.get(kind, ()))
        return max(several.values(), default=0) == 1

    def _source(self, release: Release) -> str:
        """Return the id of the release among the sources, added where it is not there."""
        index = release.index
        title = (
            f"{index.label} ({release.version}): years up to {release.last}, "
            f"as given in {release.file}"
        )
        taken = {row["id"]: row for row in self.tables["sources"]}
        name = f"{index.id}-{release.last + index.edition_after}"
        count = 1
        while (at := name if count == 1 else f"{name}-{count}") in taken:
            if taken[at]["title"] == title:
                return at
            count += 1
        self.tables["sources"].append({"id": at, "title": title, "publisher": index.publisher})
        return at

    def laid(self, releases: Sequence[Release], as_of: str | None) -> Laid:
        """Return the dataset made, and what was not taken."""
        self.tables["evidence"] = [row for several in self.rows.values() for row in several]
        named = {row["source"] for row in self.tables["evidence"]}
        old = {one.id for one in self.base.sources}
        self.tables["sources"] = [
            row for row in self.tables["sources"] if row["id"] in named or row["id"] in old
        ]
        made = read_back(self.base, self.tables, self.configuration)
        day = as_of or self._usual()
        took = {one.measure for one in self.taken}
        later = {
            measure: self.latest[measure]
            for figure in self.seen
            for _, measure in self.feeds.get(figure, ())
            if measure not in took and measure in self.latest
        }
        return Laid(
            dataset=made.but(content_hash=made.content_hash, usual_as_of=day),
            releases=tuple(releases),
            taken=tuple(self.taken),
            overlaps=tuple(self.overlaps),
            unfed=tuple(
                (figure, (min(seen), max(seen)))
                for figure, seen in self.seen.items()
                if figure not in self.feeds and figure.partition(".")[2] not in CODINGS
            ),
            nothing_later=tuple(sorted(later.items())),
            others=tuple(sorted(self.others.items())),
        )

    def _usual(self) -> str:
        """Return up to when what is known usually counts: not before the last year taken."""
        before = self.base.usual_as_of
        last = max((one.year for one in self.taken), default=0)
        return str(last) if before and last_day(before).year < last else before


def _row(
    candidate: Candidate,
    measure: str,
    figure: Figure,
    found: Published,
    source: str,
    *,
    single: bool,
) -> Row:
    """Return a figure as a row of evidence, rounded as it is published.

    Args:
        candidate: whom it is about.
        measure: that it is a value of.
        figure: what it is.
        found: the figure.
        source: id of where it comes from.
        single: whether the candidate is the country, rather than one of several that lie in it.
    """
    digits = max(figure.digits, 1)
    value = number(found.value, figure.digits)
    low, high = (
        "" if end is None else number(limit(end, float(value)), digits)
        for end, limit in ((found.low, min), (found.high, max))
    )
    note = figure.note if single else "; ".join(filter(None, (f"of {found.place}", figure.note)))
    return evidence_row(
        candidate.id, measure, value, low=low, high=high, source=source, as_of=str(found.year),
        note=note,
    )  # fmt: skip


def _feeds(
    indicators: Indicators, configuration: Configuration
) -> Mapping[str, list[tuple[str, str]]]:
    """Return figure → kinds and measures that it feeds.

    Raises:
        InputError: the mapping names what there is not; carries every problem.
    """
    problems = Problems()
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, measure, figure in _fed(indicators):
        here = kind in configuration.criteria.kinds, measure in configuration.criteria.measures
        if not indicators.own and not all(here):
            continue
        for holds, column, must, text in (
            (here[0], f"feeds.{kind}", "must be a kind of criteria.yaml", kind),
            (here[1], f"feeds.{kind}.{measure}", "must be a measure of criteria.yaml", measure),
            (figure in figures(), f"feeds.{kind}.{measure}",
             "must be a known figure: " + ", ".join(figures()), figure),
        ):  # fmt: skip
            if not holds:
                problems.add(FILE, must=must, do="Correct the line.", column=column, value=text)
        found.setdefault(figure, []).append((kind, measure))
    problems.raise_if_any()
    return found


def _fed(indicators: Indicators) -> Iterator[tuple[str, str, str]]:
    rows: Iterable[tuple[str, Mapping[str, str]]] = indicators.feeds.items()
    for kind, measures in rows:
        for measure, figure in measures.items():
            yield kind, measure, figure
