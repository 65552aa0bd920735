"""Words about partners that several parts of a page share."""

from app.study_source import Inputs
from app.tables.partners import Name

NOT_NAMED = "not named"
"""Words for the service of an engagement that names none."""


def service_words(inputs: Inputs) -> Name:
    """Return what puts a service into words."""
    services = inputs.study.configuration.services.services

    def words(service: str | None) -> str:
        if service is None:
            return NOT_NAMED
        known = services.get(service)
        return service.replace("_", " ") if known is None else known.label

    return words
