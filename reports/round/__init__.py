"""A round: where it stands, what it was opened with, and the record of what was decided."""

from reports.round.minutes import minutes
from reports.round.opening import opening
from reports.round.rounds import rounds
from reports.round.shares import kept_words, shares_report
from reports.round.status import days_left, in_short, status

__all__ = [
    "days_left",
    "in_short",
    "kept_words",
    "minutes",
    "opening",
    "rounds",
    "shares_report",
    "status",
]
