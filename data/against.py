"""Check a dataset against a configuration: kinds, measures, services, teams, periods, filters."""

from collections.abc import Collection, Iterator, Mapping

from config.configuration import Configuration
from config.criteria import Kind
from config.filters import Filter
from config.problems import Problems
from config.services import OF_SIZE, REGIONAL
from data.schema import Checked, similar
from data.tables import (
    CANDIDATES,
    DEMANDS,
    ENGAGEMENTS,
    EVENTS,
    EVIDENCE,
    LINKS,
    STANDARD_RELATIONS,
    USD,
    WINDOWS,
)
from data.values import check_values


def check_against(
    tables: Mapping[str, Checked],
    configuration: Configuration,
    problems: Problems,
) -> None:
    """Add what does not hold between the tables and the configuration.

    Args:
        tables: table name → its checked cells; an unreadable table is absent.
        configuration: names the kinds, measures, services, teams and periods there are.
        problems: receives what is wrong.
    """
    candidates = tables.get(CANDIDATES.name)
    for table, column, known, what in _vocabularies(configuration):
        if table in tables:
            _check_known(tables[table], column, known, what, problems)
    if candidates is not None:
        _check_regions(candidates, configuration, problems)
        _check_filters(candidates, configuration, problems)
    kind_of = _kinds(candidates)
    if EVIDENCE.name in tables:
        check_values(tables[EVIDENCE.name], kind_of, configuration, problems)
    if WINDOWS.name in tables:
        _check_phases(tables[WINDOWS.name], configuration, problems)
    if DEMANDS.name in tables:
        _check_offered(tables[DEMANDS.name], kind_of, configuration, problems)


def relations(configuration: Configuration) -> frozenset[str]:
    """Return every relation of links that the configuration names, and the standard ones."""
    named = set(STANDARD_RELATIONS)
    for kind in configuration.criteria.kinds.values():
        for criterion in kind.criteria.values():
            named.update(criterion.overlap)
    for rule in configuration.rules.rules.values():
        named.update(rule.where.overlap or ())
    for dependency in configuration.rules.dependencies.values():
        if dependency.other.linked is not None:
            named.add(dependency.other.linked)
    return frozenset(named)


def _vocabularies(
    configuration: Configuration,
) -> Iterator[tuple[str, str, Collection[str], str]]:
    """Yield table, column, the words it may hold, and what those are."""
    services, ways = configuration.services.services, configuration.services.ways
    resources = {*configuration.capacity.teams, USD}
    periods = [period.id for period in configuration.capacity.periods]
    yield CANDIDATES.name, "kind", configuration.criteria.kinds, "a kind of criteria.yaml"
    yield EVIDENCE.name, "measure", configuration.criteria.measures, "a measure of criteria.yaml"
    yield LINKS.name, "relation", relations(configuration), "a relation of the configuration"
    yield ENGAGEMENTS.name, "service", services, "a service of services.yaml, or blank"
    yield DEMANDS.name, "service", ways, "a service of services.yaml"
    yield DEMANDS.name, "resource", resources, f"a team of capacity.yaml, or {USD}"
    yield WINDOWS.name, "period", periods, "a period of capacity.yaml"
    yield EVENTS.name, "period", periods, "a period of capacity.yaml, or blank"


def _check_known(
    checked: Checked,
    column: str,
    known: Collection[str],
    what: str,
    problems: Problems,
) -> None:
    cells = checked.cells(column)
    unknown = set(cells) - set(known) - {""} - checked.bad.get(column, frozenset())
    if not unknown:
        return
    file, must, words = checked.table.file, f"must be {what}", ", ".join(sorted(known))
    for line, text in zip(checked.raw.lines, cells, strict=True):
        if text in unknown:
            meant = similar(text, known) if problems.wants(file, must, column) else None
            hint = f"Write `{meant}`." if meant else f"Write one of: {words}."
            problems.add(file, must, hint, row=line, column=column, value=text)


def _kinds(candidates: Checked | None) -> dict[str, str]:
    """Return candidate id → kind, as far as the table tells."""
    if candidates is None:
        return {}
    return dict(zip(candidates.cells("id"), candidates.cells("kind"), strict=True))


def _check_regions(candidates: Checked, configuration: Configuration, problems: Problems) -> None:
    """Candidates of a kind that regional teams serve lie in the region of a team.

    Where a team has nobody in its region, and a region without a team is nearly called so, the
    team's is told, once, in place of every row.
    """
    teams = configuration.capacity.teams
    regions = {team.region for team in teams.values() if team.region}
    served = {
        kind
        for service in configuration.services.ways.values()
        for kind, by_team in service.staff.items()
        if by_team.get(REGIONAL, 0.0) > 0
    }
    rows = zip(
        candidates.raw.lines,
        candidates.cells("kind"),
        candidates.cells("region"),
        strict=True,
    )
    file, must = CANDIDATES.file, "must be the region of a team of capacity.yaml"
    names = ", ".join(sorted(regions))
    there = {*candidates.cells("region")}
    idle = {one.region: name for name, one in teams.items()
            if one.region and one.region not in there}  # fmt: skip
    unknown = there - regions - {""}
    mistyped = {name: similar(name, idle) for name in unknown}
    if len(unknown) == len(idle) == 1:
        mistyped = dict(zip(unknown, idle, strict=True))
    for name, meant in sorted(mistyped.items()):
        if meant is not None:
            hint = f"Write `{name}`, or correct the rows of {CANDIDATES.file}."
            where = f"teams.{idle[meant]}.region"
            problems.add("capacity.yaml", "must be a region of candidates.csv", hint,
                         column=where, value=meant)  # fmt: skip
    for line, kind, region in rows:
        if kind in served and region not in regions and mistyped.get(region) is None:
            meant = similar(region, regions) if problems.wants(file, must, "region") else None
            hint = f"Write `{meant}`." if meant else f"Write one of: {names}; or add a team."
            problems.add(file, must, hint, row=line, column="region", value=region)


def _check_filters(candidates: Checked, configuration: Configuration, problems: Problems) -> None:
    """Filters, gates and ``each`` name columns that candidates have, and ids that exist."""
    columns = {*candidates.table.names, *candidates.attributes()}
    ids = set(candidates.cells("id"))
    for file, path, column in _columns_named(configuration):
        if column not in columns:
            meant = similar(column, columns)
            problems.add(
                file,
                must="must be a column of candidates.csv",
                do=f"Write `{meant}`." if meant else "Correct it, or add the column to the table.",
                column=path,
                value=column,
            )
    for file, path, where in _filters(configuration):
        named = {
            *where.columns.get("id", ()), *where.exclude.get("id", ()), *(where.linked_to or ()),
        }  # fmt: skip
        for name in sorted(named - ids):
            problems.add(
                file,
                must="must be an id of candidates.csv",
                do="Correct the id, or add the candidate.",
                column=path,
                value=name,
            )


def _filters(configuration: Configuration) -> Iterator[tuple[str, str, Filter]]:
    """Yield file, path and filter of every filter of the configuration."""
    for name, fund in configuration.capacity.funds.items():
        yield "capacity.yaml", f"funds.{name}.pays_for.where", fund.pays_for.where
        if fund.pays_for.also:
            also = Filter(columns={"id": fund.pays_for.also})
            yield "capacity.yaml", f"funds.{name}.pays_for.also", also
    for name, service in configuration.services.services.items():
        yield "services.yaml", f"services.{name}.where", service.where
        for key, size in service.sizes.items():
            yield "services.yaml", f"services.{name}.sizes.{key}.where", size.where
    for name, rule in configuration.rules.rules.items():
        yield "rules.yaml", f"rules.{name}.where", rule.where
        if rule.of is not None:
            yield "rules.yaml", f"rules.{name}.of", rule.of
    for name, dependency in configuration.rules.dependencies.items():
        yield "rules.yaml", f"dependencies.{name}.where", dependency.where
        if dependency.other.where is not None:
            path = f"dependencies.{name}.{dependency.kind}.where"
            yield "rules.yaml", path, dependency.other.where


def _columns_named(configuration: Configuration) -> Iterator[tuple[str, str, str]]:
    """Yield file, path and name of every column that the configuration speaks of."""
    for file, path, where in _filters(configuration):
        for column in {**where.columns, **where.exclude}:
            yield file, path, column
    for name, rule in configuration.rules.rules.items():
        if rule.each is not None:
            yield "rules.yaml", f"rules.{name}.each", rule.each
    for way, service in configuration.services.ways.items():
        if service.together is not None and service.together.each is not None:
            path = ".sizes.".join(way.split(OF_SIZE))
            yield "services.yaml", f"services.{path}.together.each", service.together.each
    for kind_id, kind in configuration.criteria.kinds.items():
        for path, column in _columns_of_kind(kind):
            yield "criteria.yaml", f"kinds.{kind_id}.{path}", column


def _columns_of_kind(kind: Kind) -> Iterator[tuple[str, str]]:
    """Yield path and name of every column that a kind's peers and gates speak of."""
    for name, criterion in kind.criteria.items():
        for use in criterion.measures:
            if use.peers is not None:
                yield f"criteria.{name}.peers", use.peers
    for name, gate in kind.gates.items():
        for column in gate.columns:
            yield f"gates.{name}" + (".attribute" if gate.attribute else ""), column


def _check_phases(windows: Checked, configuration: Configuration, problems: Problems) -> None:
    """The phases of a service are phases of the calendar."""
    known = set(windows.cells("phase")) - {""}
    for name, service in configuration.services.services.items():
        for phase in sorted(set(service.phases or ()) - known):
            meant = similar(phase, known)
            do = f"Write `{meant}`." if meant else f"Write one of: {', '.join(sorted(known))}."
            problems.add(
                "services.yaml",
                must="must be a phase of windows.csv",
                do=do if known else "Add phases to the table, or delete `phases`.",
                column=f"services.{name}.phases",
                value=phase,
            )


def _check_offered(
    demands: Checked,
    kind_of: Mapping[str, str],
    configuration: Configuration,
    problems: Problems,
) -> None:
    """A demand is for a service that the candidate's kind is offered."""
    services = configuration.services.ways
    rows = zip(demands.raw.lines, demands.cells("candidate"), demands.cells("service"), strict=True)
    for line, candidate, name in rows:
        kind = kind_of.get(candidate)
        if name in services and kind is not None and kind not in services[name].unlocks:
            problems.add(
                DEMANDS.file,
                must="must be a service that services.yaml offers to the candidate's kind",
                do=f"Delete the row, or let the service unlock something for {kind}.",
                row=line,
                column="service",
                value=name,
            )
