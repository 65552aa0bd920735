"""What is worked out about partners, once for everybody who looks at the same focus areas."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import streamlit as st

from app.study_source import Inputs
from app.tables.partners import Name

MOST_KEPT = 200
"""Results kept at once."""
NOT_NAMED = "not named"
"""Words for the service of an engagement that names none."""

Result = TypeVar("Result")


def kept(inputs: Inputs, what: str, focus: Sequence[str], work: Callable[[], Result]) -> Result:
    """Return a result, worked out if nobody has asked for it before.

    Args:
        inputs: whose dataset the result is made from.
        what: which result.
        focus: ids of the focus areas that it depends on.
        work: works it out.
    """
    found: Result = _kept(f"{inputs.key} {what} {' '.join(sorted(focus))}", work)
    return found


def service_words(inputs: Inputs) -> Name:
    """Return what puts a service into words."""
    services = inputs.study.configuration.services.services

    def words(service: str | None) -> str:
        if service is None:
            return NOT_NAMED
        known = services.get(service)
        return service.replace("_", " ") if known is None else known.label

    return words


@st.cache_resource(show_spinner=False, max_entries=MOST_KEPT)
def _kept(key: str, _work: Callable[[], Any]) -> Any:  # noqa: ANN401, ARG001 (any frozen value)
    return _work()
