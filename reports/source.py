"""Where an answer comes from: what stands below every picture and at the end of every document."""

from importlib.metadata import version

from optimizer.study import Study
from questions.question import inputs_of
from reports.words import count, day

SHOWN = 12
"""Characters of a hash that are shown to people."""


def source_line(study: Study, edits: int = 0) -> str:
    """Return dataset, configuration and version of Focus, in a line."""
    found = inputs_of(study)
    until = f", as known by {day(found.as_of)}" if found.as_of else ""
    edited = f", with {count(edits, 'rating')} edited" if edits else ""
    return (
        f"Source: {study.dataset.name or 'a dataset without a title'}{until}{edited} "
        f"(dataset {found.dataset[:SHOWN]}, configuration {found.configuration[:SHOWN]}); "
        f"Focus {version('ogp-focus')}."
    )
