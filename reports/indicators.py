"""What was read of published indices, what of it was taken as values of later years, and what not.

It stands in the report of what would change (:mod:`reports.dataset_change`).
"""

from collections.abc import Iterable, Iterator

from data.importers.indicators.catalogue import indices
from data.importers.indicators.update import Laid, Taken
from data.vintage import last_day
from reports.setting import Setting
from reports.words import count, day, listing

RSF = "rsf"
"""The index of which one year began another measure."""
PLACES = 30
"""Places that are listed before they are only counted."""


def told(laid: Laid, setting: Setting, *, usual_before: str) -> Iterator[str]:
    """Yield what was read and taken, in sentences.

    Args:
        laid: the dataset made, and what was not taken.
        setting: the dataset made.
        usual_before: up to when what is known usually counted in the dataset before.
    """
    for release in laid.releases:
        years = _years(one.year for one in release.values)
        yield (
            f"{release.file} has {release.index.label} ({release.version}), {years}: "
            f"{count(len(release.values), 'figure')}."
        )
        if release.lacks:
            yield (
                f"{release.file} has one of the two codings of the Values Check: it is not taken, "
                "since the higher of both counts."
            )
    yield from _taken(laid.taken, setting)
    yield from _overlaps(laid, setting)
    for year in sorted({year for _, year in laid.nothing_later}):
        measures = [setting.measure(one) for one, latest in laid.nothing_later if latest == year]
        yield (
            f"Nothing later than {year}, which the dataset has: {listing(measures, PLACES)}. Years "
            "that it has are taken anew with --years."
        )
    for name, (first, last) in laid.unfed:
        index, _, figure = name.partition(".")
        beware = f" {indices()[index].beware}" if index == RSF else ""
        yield (
            f"No measure takes {indices()[index].label}, {figure.replace('_', ' ')} "
            f"({_years(range(first, last + 1))}).{beware}"
        )
    if laid.others:
        places = [f"{name} ({number:,})" for name, number in laid.others]
        yield f"Figures of places that are no members of the dataset: {listing(places, PLACES)}."
    usual = laid.dataset.usual_as_of
    if usual != usual_before:
        before = f"in place of {_day(usual_before)}" if usual_before else "in place of no day"
        yield (
            f"The dataset made is as of {_day(usual)}, {before}: all that is on record up to then "
            "counts. --as-of says otherwise."
        )


def _taken(taken: Iterable[Taken], setting: Setting) -> Iterator[str]:
    """Yield which measures have values of which years now, and whom the figures leave out."""
    by_measure: dict[tuple[str, str], list[Taken]] = {}
    for one in taken:
        by_measure.setdefault((one.measure, one.file), []).append(one)
    said: dict[tuple[str, str, str], list[str]] = {}
    for (measure, file), several in by_measure.items():
        ids = dict.fromkeys(who for one in several for who in one.without)
        out = [
            setting.label(who)
            + ("" if all(who in one.without for one in several) else " (some years)")
            for who in ids
        ]
        lacking = f"; none of {listing(out, PLACES)}" if out else ""
        years = _years(one.year for one in several)
        most = f"{max(one.values for one in several):,}{lacking}"
        said.setdefault((years, file, most), []).append(setting.measure(measure))
    for (years, file, most), measures in said.items():
        yield f"Taken from {file}: {listing(measures, PLACES)}, {years}, of {most}."


def _overlaps(laid: Laid, setting: Setting) -> Iterator[str]:
    """Yield whether the files agree with the dataset on years that both have."""
    same = [one for one in laid.overlaps if not one.different]
    other = sorted((one for one in laid.overlaps if one.different), key=lambda one: -one.most)
    if same:
        compared = sum(one.compared for one in same)
        yield (
            f"Of years that the dataset has, too, {count(compared, 'figure')} are the same "
            f"({listing(dict.fromkeys(setting.measure(one.measure) for one in same), PLACES)})."
        )
    if other:
        said = [
            f"{setting.measure(one.measure)} of {one.year} ({one.different:,} of {one.compared:,}, "
            f"by up to {one.most:.3g})"
            for one in other
        ]
        yield (
            "Of years that the dataset has, too, other figures: "
            f"{listing(said, PLACES)}. A change from then to a later year is partly one of the "
            "edition."
        )
        touched = {figure.index for one in laid.taken for figure in [one.figure]}
        yield from (
            index.beware
            for index in {one.index.id: one.index for one in laid.releases}.values()
            if index.beware and index.id in touched and index.id != RSF
        )


def _day(date: str) -> str:
    return day(last_day(date).isoformat())


def _years(years: Iterable[int]) -> str:
    """Return years as 2019, 2020 and 2023, or 2019 to 2023 where none is left out."""
    known = sorted(set(years))
    if len(known) > 2 and known == list(range(known[0], known[-1] + 1)):
        return f"{known[0]} to {known[-1]}"
    if len(known) > 6:
        return f"{known[0]} to {known[-1]} (not every year)"
    return listing(map(str, known))
