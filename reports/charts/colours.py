"""The palette: one meaning for each colour, the same on every page, in light and dark.

The colours of standing start from those of Okabe & Ito (2008), *Color Universal Design*, with blue
and green moved apart in lightness, so that people without blue cones tell them apart as well; those
of basis and of criteria come from Paul Tol's (2021) schemes *muted* and *light*. Those of standing
stand out against white and against near-black.
"""

from collections.abc import Mapping, Sequence
from typing import Final

STAYS: Final = "#1A8FF5"
"""In the list in force and in the plan; also: capacity that the plan uses."""
ENTERS: Final = "#117463"
"""In the plan only."""
LEAVES: Final = "#D55E00"
"""In the list in force (or the other plan) only."""
OUT: Final = "#9AA0A6"
"""In neither."""
MARK: Final = "#E69F00"
"""What the page speaks of: a candidate on a curve, the line between in and out."""
RESERVED: Final = "#8A8F98"
"""Kept for universal services."""
FREE: Final = "#C9D6E2"
"""Not used."""
BEFORE: Final = "#CC79A7"
"""The baseline, next to what the levers give."""
LAND: Final = "#80868B"
"""Land on a map that is no member; drawn faintly."""

STANDING: Final[Mapping[str, str]] = {
    "stays": STAYS,
    "enters": ENTERS,
    "leaves": LEAVES,
    "not in": OUT,
}
"""Where a candidate stands, towards the list in force or another plan."""

BASIS: Final[Mapping[str, str]] = {
    "observed": "#44AA99",
    "judgement": "#DDCC77",
    "assumption": "#CC6677",
    "missing": "#BBBBBB",
}
"""What a value rests on."""

CRITERIA: Final[Sequence[str]] = (
    "#77AADD", "#EE8866", "#44BB99", "#EEDD88", "#FFAABB", "#AAAA00", "#99DDFF", "#BBCC33",
    "#CC99BB", "#DDDDDD", "#B08D57", "#8899AA",
)  # fmt: skip
"""Criteria of one kind, in configured order."""

METHODS: Final[Sequence[str]] = (MARK, "#5B6FD6", "#117733", "#AA4499", "#88CCEE")
"""Ways of ranking, our own first; the others after Paul Tol's scheme *muted*, with an indigo that
stands out against near-black; told apart by shape as well."""

EDGE: Final = "#5F6368"
"""Lines between the parts of a picture; they show on light and on dark."""
WORDS: Final = "#757C85"
"""Names in a picture, readable on white and on near-black alike."""
WORK: Final = "#7A5FD0"
"""Work of a partner with the candidate itself."""
WORK_FAR: Final = "#B9AEE6"
"""Work of a partner that counts for the candidate along links, or across its region."""
HOW_WORKS: Final[Mapping[str, str]] = {"with it": WORK, "from afar": WORK_FAR}
"""How a partner's work reaches a candidate."""
REPEATED: Final = "#56B4E9"
"""Effort that repeats what another partner does."""
REPEATED_PERHAPS: Final = "#B5DCF3"
"""Effort that may do so."""

HOW_OFTEN: Final[Mapping[str, str]] = {
    "nearly always": "#2F6DA8",
    "sometimes": "#93B9DD",
    "hardly ever": "#DCE6F0",
}
"""How often a candidate is in the best plans; one hue, told apart by lightness alone, so that the
picture reads in grey."""
PROVEN: Final = "#10304F"
"""What is proven, on a bar of ``HOW_OFTEN``."""


def criteria_colours(labels: Sequence[str]) -> dict[str, str]:
    """Return a colour for each criterion, whatever their number."""
    return {label: CRITERIA[place % len(CRITERIA)] for place, label in enumerate(labels)}
