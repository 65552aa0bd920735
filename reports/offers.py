"""What there is to take away of a plan or a round: what each is for, and when it can be had."""

from typing import NamedTuple

from records.permissions import Verdict
from reports.refusals import those_who_may


class Offer(NamedTuple):
    """Something to take away."""

    id: str
    title: str
    about: str
    """What it is for, in one sentence."""


BRIEF = Offer(
    "brief", "The brief",
    "Two pages for whoever has to defend the list or takes part in choosing it, of everything or "
    "of one region.",
)  # fmt: skip
RECORD = Offer(
    "record", "The decision record",
    "One archive from which anybody can make the decision again and check it, with focus verify "
    "and another solver.",
)  # fmt: skip
MINUTES = Offer(
    "minutes", "The minutes",
    "What was decided, by whom and why, and what the taskforces said, for the files.",
)  # fmt: skip
WORKBOOK = Offer(
    "workbook", "The workbook of tables",
    "All that is known of every candidate, a sheet for each table, to be read or filled in with a "
    "spreadsheet program.",
)  # fmt: skip
PAGES = Offer(
    "pages", "Public pages",
    "A web site in one archive for whoever wants to check the list without asking: method, every "
    "candidate with its evidence, reasons and prices, and the record.",
)  # fmt: skip
METHOD = Offer(
    "method", "The method alone",
    "What counts and by how much, to be published before the data, with a hash that shows later "
    "that nothing was changed.",
)  # fmt: skip
FIRST = "Record and pages need other lists and the price of every departure: some minutes."
WORK_OUT = "Work them out"
WORKING = "Looking for other lists and prices"


def not_yet(verdict: Verdict) -> str:
    """Return why something cannot be taken away."""
    if verdict.why == "state":
        return "Once the round is decided."
    return f"For {those_who_may(verdict.act)}."
