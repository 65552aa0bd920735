"""Names that a dataset and a configuration may have, made of what people call things."""

import re
import unicodedata
from collections.abc import Collection, Sequence

from data.dataset import ID_PATTERN
from data.schema import RESERVED
from data.tables import CANDIDATES
from data.wide.layout import Layout, Role
from data.wide.sheet import Sheet

REGION = "region"
"""Heading of the column of regions, and its name in every dataset."""
LONGEST = 60
"""Characters of a name that is made."""
_ID = re.compile(ID_PATTERN)
_TAKEN = frozenset({*CANDIDATES.names, *RESERVED, "regional", "usd", "support", "choose"})
_SIGNS = str.maketrans({"%": " percent ", "€": " eur ", "$": " usd ", "£": " gbp ", "ß": "ss"})


def slug(text: str) -> str:
    """Return a text of letters, digits and underscores only; blank where it has none."""
    plain = unicodedata.normalize("NFKD", text.translate(_SIGNS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_")[:LONGEST].rstrip("_")


def key_of(text: str, taken: Collection[str]) -> str:
    """Return a name of letters, digits and underscores that is not taken yet."""
    found = slug(text)
    if not found[:1].isalpha():
        found = f"column_{found}" if found else "column"
    if found.lower() in _TAKEN:
        found = f"{found}_given"
    return _unused(found, {one.lower() for one in taken})


def column_keys(titles: Sequence[str]) -> list[str]:
    """Return a name for each column that a dataset may have as an attribute and as a measure.

    The column of regions has the name that every dataset has for it.
    """
    made: list[str] = []
    for title in titles:
        region = title.casefold() == REGION and REGION not in made
        made.append(REGION if region else key_of(title, made))
    return made


def candidate_ids(sheet: Sheet, layout: Layout) -> tuple[list[str], bool]:
    """Return the id of each row, and whether they are those of the table, sign by sign."""
    column = layout.one(Role.ID) or layout.one(Role.NAME)
    texts = (
        [""] * len(sheet.rows) if column is None else sheet.column(sheet.titles.index(column.title))
    )
    given = column is not None and column.role is Role.ID
    made: list[str] = []
    seen: set[str] = set()
    for row, text in enumerate(texts, start=1):
        plain = text if given and _ID.fullmatch(text) else slug(text)
        found = _unused(plain or f"{layout.kind}_{row}", seen)
        seen.add(found.lower())
        made.append(found)
    return made, given and made == texts


def _unused(text: str, taken: Collection[str]) -> str:
    """Return a text with a number where it is taken, whatever its capitals."""
    found, again = text, 2
    while found.lower() in taken:
        found, again = f"{text}_{again}", again + 1
    return found
