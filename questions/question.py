"""A question: what somebody asks, as a frozen value with a key.

The key is the SHA-256 of the canonical JSON (RFC 8785, *JSON Canonicalization Scheme*) of what an
answer depends on: the question's name and parameters, the levers of its scenario that are moved,
the contents of dataset and configuration, and the engine. Whoever asks the very same thing, on
whatever face, in whatever order the tables have their rows, asks under the same key.
"""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

import rfc8785
from pydantic import BaseModel

from config.base import Frozen
from optimizer.levers import canonical
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study

if TYPE_CHECKING:
    from questions.asking import Asking

Result = TypeVar("Result")
LARGEST_INTEGER = 2**53 - 1
"""Largest whole number that JSON carries exactly; a larger one is written as text."""


class Question(Frozen, ABC, Generic[Result]):
    """A question; its fields are all that an answer depends on, apart from the study."""

    name: ClassVar[str]
    """What is asked, in the key and in records."""
    takes_minutes: ClassVar[bool] = False
    """Whether it has to wait behind everything that takes seconds."""
    immaterial: ClassVar[frozenset[str]] = frozenset()
    """Parameters that may be given and make no difference to the answer."""

    scenario: Scenario = BASELINE
    """The levers."""

    @abstractmethod
    def work(self, asking: "Asking[Result]") -> Result:
        """Work out the result.

        Once ``asking.stop`` is thrown it ends soon and returns what it has.

        Raises:
            InputError: the question does not fit the study.
            NothingYetError: it was stopped before there was anything to return.
        """

    def key(self, study: Study) -> str:
        """Return the key under which everybody finds the answer."""
        inputs = inputs_of(study)
        asked: dict[str, Any] = {
            "question": self.name,
            "parameters": {
                name: plain(getattr(self, name))
                for name in type(self).model_fields
                if name not in self.immaterial | {"scenario"}
            },
            "scenario": moved_levers(self.scenario),
            "dataset": inputs.dataset,
            "as_of": inputs.as_of,
            "configuration": inputs.configuration,
            "engine": engine(),
        }
        return hashlib.sha256(rfc8785.dumps(asked)).hexdigest()


class NothingYetError(Exception):
    """The work was stopped before there was anything to show."""


class Inputs(Frozen):
    """The contents that an answer was made from, as hashes."""

    dataset: str
    configuration: str
    as_of: str = ""
    """Day up to which what is known counts, YYYY-MM-DD; blank = everything counts."""


def inputs_of(study: Study) -> Inputs:
    """Return the hashes of a study's contents, edits of a session included."""
    return Inputs(
        dataset=study.dataset_hash,
        configuration=study.configuration_hash,
        as_of=study.dataset.vintage.day,
    )


def moved_levers(scenario: Scenario) -> dict[str, Any]:
    """Return the levers that are moved; the scenario's name says nothing about the answer."""
    return canonical(scenario)


def plain(value: object) -> Any:  # noqa: ANN401 (JSON's types)
    """Return a value made of JSON's types only, sets in order."""
    if isinstance(value, BaseModel):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        return {
            name: plain(item)
            for name, item in fields.items()
            if not ((without := type(value).model_fields[name].exclude_if) and without(item))
        }
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, AbstractSet):
        return sorted((plain(item) for item in value), key=rfc8785.dumps)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, int) and abs(value) > LARGEST_INTEGER:
        return str(value)
    return value


@cache
def engine() -> str:
    """Return the versions of Focus and of the solver: another one may find another plan."""
    return f"focus {version('ogp-focus')}, highspy {version('highspy')}"
