"""Words about partners that several parts of a page share."""

from optimizer.study import Study
from reports.tables.partners import Name

NOT_NAMED = "not named"
"""Words for the service of an engagement that names none."""


def service_words(study: Study) -> Name:
    """Return what puts a service into words."""
    services = study.configuration.services.services

    def words(service: str | None) -> str:
        if service is None:
            return NOT_NAMED
        known = services.get(service)
        return service.replace("_", " ") if known is None else known.label

    return words
