"""What commands say of the plan that they are about; goes when all of them have reports."""

from collections.abc import Iterator

from app.cli.planning import Found, hints
from reports.plan import brief


def headline(found: Found) -> Iterator[str]:
    """Yield the answer and what else is said of the plan."""
    told = brief(found.planned, found.setting, stopped=found.stopped)
    yield told.answer
    yield from told.text


def no_plan_sentences(found: Found) -> Iterator[str]:
    """Yield why there is no plan, and what to do about it."""
    told = brief(found.planned, found.setting, stopped=found.stopped)
    yield told.answer
    for section in told.sections:
        yield section.title
        for table in section.tables:
            yield from (f"  - {row['condition']}" for row in table.rows)
    yield from hints(found)
