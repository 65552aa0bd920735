"""What public pages say besides the reports that they are made of."""

from collections.abc import Iterator, Mapping

from optimizer.scenario import Scenario
from optimizer.study import Study
from records.decisions import Override
from reports import decision, levers
from reports.setting import Setting
from reports.words import listing

METHOD_SUMS = "METHOD-SHA256SUMS"
"""The file with the hash of every file of settings."""
METHOD_FIRST = (
    "Published before any data. Whoever publishes data and a list later can show that they were "
    "made by this very method: the hash below is then the same."
)
METHOD_SAME = "This method was published before the data, under the same hash."
METHOD_LINK = "As it was published then"
NO_PRICE = (
    "What it would cost to decide otherwise was not worked out for this candidate: the record has "
    "it for every focus area, and for whoever leaves or narrowly misses the list."
)
PRICE = "What would it cost to decide otherwise?"
RECORD_LINK = "The decision record has all of this, to be checked with focus verify."


def method_hash(sums: str) -> str:
    """Return what is said of the hash of a method."""
    return f"Hash of the method: {sums}. It is the SHA-256 of the file {METHOD_SUMS}."


def moved(scenario: Scenario, study: Study) -> str:
    """Return which levers the list was made with that the method does not have; blank = none."""
    told = levers.in_words(scenario, study)
    return f"For the list, besides: {listing(told, len(told))}." if told else ""


def decided(candidate: str, *, listed: bool, departures: Mapping[str, Override],
            setting: Setting) -> Iterator[str]:  # fmt: skip
    """Yield whether a candidate is on the list, and what was decided against the plan.

    Args:
        listed: whether it is on the list that was adopted, or is recommended.
        departures: candidate → departure from the plan.
    """
    yield f"{setting.label(candidate)} is {'' if listed else 'not '}on the list."
    if candidate in departures:
        yield f"{decision.departed(departures[candidate], setting)}."
