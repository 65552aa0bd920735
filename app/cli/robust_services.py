"""How sure the services are: of the draws that have a focus area, in how many it gets each."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.cli.one_screen import service_letters, service_names
from app.cli.output import drawable
from app.cli.robust import Sureness
from optimizer.robust.core_index import ServiceIndex

MARK = "●"
"""A service that the recommended plan gives."""


def services_table(console: Console, found: Sureness) -> Table:
    """Return the services of those in the plan, kind by kind, the surest first."""
    names = service_names(found.known.found.configuration)
    letters = service_letters(names)
    given: dict[tuple[str, str], ServiceIndex] = {
        (one.candidate, one.service): one for one in found.services
    }
    mark = drawable(console, MARK)
    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim", expand=True)
    table.add_column("", no_wrap=True, ratio=1)
    for service in names:
        table.add_column(f"{letters[service]} {names[service]}", justify="right")
    for kind_id, kind in found.known.found.configuration.criteria.kinds.items():
        rows = [one for one in found.candidates if one.kind == kind_id and one.in_plan]
        if not rows:
            continue
        table.add_row(kind.label, style="bold")
        for row in rows:
            cells = [_cell(given.get((row.id, service)), mark) for service in names]
            table.add_row(Text(row.name), *cells)
    return table


def _cell(one: ServiceIndex | None, mark: str) -> str:
    """Return the share in percent, marked where the recommended plan gives the service."""
    if one is None or one.when_in is None:
        return ""
    return f"{mark if one.in_plan else ' '}{one.when_in * 100:4.0f}"
