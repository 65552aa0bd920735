"""What must hold between the four configuration files: every id that one names, another has.

Works on the trees as read, so that a misspelt id is told together with a wrong number elsewhere.
"""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping

from config.problems import Problems
from config.services import OF_SIZE, REGIONAL
from config.tree import Entry

_EMPTY = Entry({}, 1)


def check_together(trees: Mapping[str, Entry], problems: Problems) -> None:
    """Add every reference between the files that leads nowhere.

    Args:
        trees: file name → tree; a file that could not be read is absent, and so are the
            checks that need it.
        problems: receives what is wrong.
    """
    kinds = _ids(trees, "criteria.yaml", "kinds")
    services = _ids(trees, "services.yaml", "services")
    teams = _ids(trees, "capacity.yaml", "teams")
    periods = _periods(trees)
    _check_services(trees.get("services.yaml", _EMPTY), kinds, teams, periods, problems)
    if "services.yaml" in trees and "capacity.yaml" in trees:
        _check_regions(trees["services.yaml"], trees["capacity.yaml"], problems)
    _check_funds(trees, kinds, services, problems)
    _check_rules(trees.get("rules.yaml", _EMPTY), kinds, problems)
    ways = None if services is None else _way_ids(trees["services.yaml"])
    _check_dependencies(trees.get("rules.yaml", _EMPTY), kinds, ways, problems)
    _check_measures(trees.get("criteria.yaml", _EMPTY), problems)


def _ids(trees: Mapping[str, Entry], file: str, heading: str) -> Collection[str] | None:
    """Return the ids below a heading; None when the file is not there to tell."""
    if file not in trees:
        return None
    return {key for key, _ in trees[file].entries(heading)}


def _periods(trees: Mapping[str, Entry]) -> Collection[str] | None:
    """Return the ids of the periods; None when capacity.yaml is not there to tell."""
    listed = trees.get("capacity.yaml", _EMPTY).child("periods")
    if listed is None or not isinstance(listed.value, list):
        return None
    return {word for entry in listed.value for word, _ in entry.words("id")}


def _known(
    named: Iterable[tuple[str, Entry]],
    ids: Collection[str] | None,
    what: str,
    where: tuple[str, str],
    problems: Problems,
) -> None:
    """Add a problem for every named id that is not among the ids."""
    file, path = where
    for name, entry in named:
        if ids is not None and name not in ids:
            problems.add(
                file,
                must=f"must be {what}",
                do=_correct(name, ids),
                row=entry.line,
                column=path,
                value=name,
            )


def _correct(name: str, ids: Collection[str]) -> str:
    """Say which id to write instead: the nearest, or one of them all."""
    near = difflib.get_close_matches(name, sorted(ids), n=1)
    if near:
        return f"Did you mean `{near[0]}`?"
    return f"Write one of: {', '.join(sorted(ids))}." if ids else "Define it there."


def _check_services(
    tree: Entry,
    kinds: Collection[str] | None,
    teams: Collection[str] | None,
    periods: Collection[str] | None,
    problems: Problems,
) -> None:
    file = "services.yaml"
    for name, service in tree.entries("services"):
        where = (file, f"services.{name}.periods")
        _known(service.words("periods"), periods, "a period of capacity.yaml", where, problems)
    staff = None if teams is None else {*teams, REGIONAL}
    for path, service in _ways(tree):
        for part in ("unlocks", "staff", "money"):
            where = (file, f"{path}.{part}")
            _known(service.entries(part), kinds, "a kind of criteria.yaml", where, problems)
        what = f"a team of capacity.yaml or the word {REGIONAL}"
        for kind, by_team in service.entries("staff"):
            where = (file, f"{path}.staff.{kind}")
            _known(by_team.entries(), staff, what, where, problems)
        where = (file, f"{path}.together.staff")
        _known(service.entries("together", "staff"), staff, what, where, problems)


def _ways(services: Entry) -> Iterable[tuple[str, Entry]]:
    """Yield path and entry of every service, and of every size of one."""
    for name, service in services.entries("services"):
        yield f"services.{name}", service
        for size, entry in service.entries("sizes"):
            yield f"services.{name}.sizes.{size}", entry


def _way_ids(services: Entry) -> Collection[str]:
    """Return the ids of all services, and of their sizes, ``service:size``."""
    paths = (path.split(".") for path, _ in _ways(services))
    return {OF_SIZE.join(path[1::2]) for path in paths}


def _check_regions(services: Entry, capacity: Entry, problems: Problems) -> None:
    """A region has one team at most; some team has a region when services ask for one."""
    file = "capacity.yaml"
    first: dict[str, str] = {}
    for team, entry in capacity.entries("teams"):
        region = entry.child("region")
        if region is None or not isinstance(region.value, str):
            continue
        if region.value in first:
            problems.add(
                file,
                must="a region must have one team only",
                do=f"Leave the region to one of {first[region.value]} and {team}.",
                row=region.line,
                column=f"teams.{team}.region",
                value=region.value,
            )
        first.setdefault(region.value, team)
    if first:
        return
    for path, service in _ways(services):
        for kind, by_team in service.entries("staff"):
            if by_team.child(REGIONAL) is not None:
                problems.add(
                    "services.yaml",
                    must="a service staffed regionally must find a team with a region",
                    do="Give the regional teams of capacity.yaml their `region`.",
                    row=by_team.line,
                    column=f"{path}.staff.{kind}.{REGIONAL}",
                )


def _check_funds(
    trees: Mapping[str, Entry],
    kinds: Collection[str] | None,
    services: Collection[str] | None,
    problems: Problems,
) -> None:
    file = "capacity.yaml"
    for fund, entry in trees.get(file, _EMPTY).entries("funds"):
        path = f"funds.{fund}.pays_for"
        named = entry.words("pays_for", "services")
        what = "a service of services.yaml"
        _known(named, services, what, (file, f"{path}.services"), problems)
        paid = entry.words("pays_for", "where", "kind")
        what = "a kind of criteria.yaml"
        _known(paid, kinds, what, (file, f"{path}.where.kind"), problems)
        known = _all_known(named, services) and _all_known(paid, kinds)
        if known and "services.yaml" in trees:
            costs = _costs(
                trees["services.yaml"],
                {word for word, _ in named},
                {word for word, _ in paid},
            )
            if not costs:
                problems.add(
                    file,
                    must="a fund must be able to pay for something",
                    do="Name services that cost money for these kinds, or delete the fund.",
                    row=entry.line,
                    column=path,
                )


def _all_known(words: Iterable[tuple[str, Entry]], ids: Collection[str] | None) -> bool:
    return ids is None or all(word in ids for word, _ in words)


def _costs(services: Entry, names: Collection[str], kinds: Collection[str]) -> bool:
    """Say whether any of the services costs money for any of the kinds (none named = all).

    A cost of 0 counts: the dataset may replace it for single candidates.
    """
    return any(
        not kinds or kind in kinds
        for path, service in _ways(services)
        if not names or path.split(".")[1] in names
        for kind, _ in _charged(service)
    )


def _charged(service: Entry) -> Iterable[tuple[str, Entry]]:
    """Return the kinds for which a service costs money, by itself or for what is set up once."""
    setup = service.at("together", "money") is not None
    return service.entries("unlocks") if setup else service.entries("money")


def _check_rules(tree: Entry, kinds: Collection[str] | None, problems: Problems) -> None:
    file = "rules.yaml"
    for name, rule in tree.entries("rules"):
        for part in ("where", "of"):
            for path in ((part,), (part, "not")):
                where = (file, ".".join(("rules", name, *path, "kind")))
                named = rule.words(*path, "kind")
                _known(named, kinds, "a kind of criteria.yaml", where, problems)
        each = rule.child("each")
        if each is not None and each.value == "":
            problems.add(
                file,
                must="must name a column of candidates.csv",
                do="Write the column, or delete `each`.",
                row=each.line,
                column=f"rules.{name}.each",
                value="",
            )


def _check_dependencies(
    tree: Entry,
    kinds: Collection[str] | None,
    ways: Collection[str] | None,
    problems: Problems,
) -> None:
    file = "rules.yaml"
    for name, dependency in tree.entries("dependencies"):
        for path in ((), ("requires",), ("excludes",), ("after",)):
            place = ".".join(("dependencies", name, *path))
            named = dependency.words(*path, "service")
            what = "a service of services.yaml"
            _known(named, ways, what, (file, f"{place}.service"), problems)
            for within in (("where",), ("where", "not")):
                where = (file, ".".join((place, *within, "kind")))
                named = dependency.words(*path, *within, "kind")
                _known(named, kinds, "a kind of criteria.yaml", where, problems)


def _check_measures(tree: Entry, problems: Problems) -> None:
    """A measure is in the catalogue; it is a number, or a level, wherever it is used."""
    file = "criteria.yaml"
    first: dict[str, str] = {}
    catalogue = {name for name, _ in tree.entries("measures")}
    what = "a measure of the catalogue `measures`"
    for kind_id, kind in tree.entries("kinds"):
        for criterion_id, criterion in kind.entries("criteria"):
            listed = criterion.child("measures")
            uses = listed.value if listed and isinstance(listed.value, list) else [criterion]
            for use in uses:
                measure, form = use.child("measure"), use.at("value", "type")
                path = f"kinds.{kind_id}.criteria.{criterion_id}"
                _known(use.words("measure"), catalogue, what, (file, path), problems)
                if measure is None or form is None:
                    continue
                sort = "levels" if form.value == "levels" else "numbers"
                _one_sort(file, path, measure, sort, first, problems)
                scaled = tree.at("measures", str(measure.value), "scale")
                if sort == "levels" and scaled is not None and scaled.value is not None:
                    problems.add(
                        file,
                        must="a measure of levels must have no scale",
                        do="Delete the scale, or use a value function of numbers.",
                        row=scaled.line,
                        column=f"measures.{measure.value}.scale",
                    )
        for gate_id, gate in kind.entries("gates"):
            path = f"kinds.{kind_id}.gates.{gate_id}"
            for condition in _conditions(gate):
                measure = condition.child("measure")
                if measure is not None:
                    _known(condition.words("measure"), catalogue, what, (file, path), problems)
                    sort = "levels" if condition.child("in") is not None else "numbers"
                    _one_sort(file, path, measure, sort, first, problems)
        measure = kind.at("success", "measure")
        if measure is not None and measure.value is not None:
            path = f"kinds.{kind_id}.success"
            _known(kind.words("success", "measure"), catalogue, what, (file, path), problems)
            _one_sort(file, path, measure, "numbers", first, problems)


def _conditions(gate: Entry) -> Iterator[Entry]:
    """Yield a condition, its openings, and all that they are composed of."""
    yield gate
    for _, opening in gate.entries("openings"):
        yield from _conditions(opening)
    for name in ("all", "any", "of"):
        listed = gate.child(name)
        for part in listed.value if listed and isinstance(listed.value, list) else ():
            yield from _conditions(part)


def _one_sort(
    file: str,
    path: str,
    measure: Entry,
    sort: str,
    first: dict[str, str],
    problems: Problems,
) -> None:
    known = first.setdefault(str(measure.value), sort)
    if known != sort:
        problems.add(
            file,
            must="a measure must be read as numbers everywhere, or as levels everywhere",
            do=f"It is read as {known} elsewhere; change one of the two, or use two measures.",
            row=measure.line,
            column=path,
            value=str(measure.value),
        )
