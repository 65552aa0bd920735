"""Columns that several reports show, so that one thing has one name and one place everywhere."""

from reports.report import Column
from reports.setting import Setting

CANDIDATE = Column("label", "Candidate", opens="id")
NAME = Column("name", "Candidate", opens="id")
AREA = Column("label", "Focus area", opens="id")
KIND = Column("kind_label", "Kind")
REGION = Column("region", "Region", narrow=False)
SCORE = Column("score", "Score", "score", help="0 to 100, under the weights in force.")
RANGE = Column(
    "range", "Could be", "span", drawn=True, scale=100, narrow=False,
    help="Where the score could lie, given what is not known.",
)  # fmt: skip
POINTS = Column("points", "Points", "points")
SURE = Column("range", "95 % sure", "share_span")
"""Where a share that is sampled lies."""
COMES_IN, GOES_OUT = Column("comes_in", "Comes in"), Column("goes_out", "Goes out")
MEASURE, CRITERION = Column("label", "Measure"), Column("label", "Criterion")
RESOURCE = Column("label", "Team or fund")
WHO, WORDS = Column("who", "Who"), Column("words", "In words", "sentence")
"""Who says something, and what."""


def periods(setting: Setting) -> tuple[Column, ...]:
    """Return the column of half-years, where there are several."""
    several = len(setting.problem.periods) > 1
    return (Column("period_label", "Half-year"),) if several else ()
