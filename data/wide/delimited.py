"""Read a text file of separated values, whatever its encoding and separator, as rows of cells."""

import csv
import io
import itertools
import re
from collections import Counter

from config.problems import InputError
from data.wide.grid import CONTROL, LONGEST_CELL, MOST_ROWS, Grid, Line, refused
from data.wide.sheet import Remark, Rule

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
"""What may stand between columns, and its name."""
LOOKED_AT = 200
"""Rows by which the separator is told."""
ABOVE = 100
"""Rows that may stand above a table, its header among them."""
MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
"""First bytes that name an encoding, the longer ones first."""
WINDOWS = "cp1252"
"""What text is taken for that is not UTF-8 and says nothing of its encoding."""

_LOOKED_THROUGH = 2**20
_NAMED = re.compile(r"\"?sep=(?P<sign>[^\n])\"?[^\n]?(?=\n)", re.IGNORECASE)


def read_delimited(file: str, raw: bytes, encoding: str = "", separator: str = "") -> Grid:
    """Return the rows of a text file.

    Args:
        file: its name, for messages.
        raw: what it holds.
        encoding: name of its encoding; blank = found out.
        separator: what stands between columns; blank = found out.

    Raises:
        InputError: it is no text of that encoding, or no table.
    """
    text, remarks = _text(file, raw, encoding)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = CONTROL.search(text)
    if control is not None:
        raise refused(
            file,
            "a table must hold no control characters",
            "Delete the character, or save the table again as plain CSV.",
            row=text.count("\n", 0, control.start()) + 1,
            value=control.group(),
        )
    named = _NAMED.match(text)
    sign = separator or (named["sign"] if named else _separator(text))
    skipped = 1 if named else 0
    if len(sign) != 1 or sign in '"\n':
        option, must = "--separator", "must be one sign, or the word tab"
        raise refused(option, must, "Write, say, ';'.", value=sign)
    if named:
        text = text[named.end() + 1 :]
    if sign != ",":
        remarks = (*remarks, Remark(rule=Rule.SEPARATOR, what=SEPARATORS.get(sign, sign)))
    return Grid(file, "", tuple(_lines(file, text, sign, skipped)), remarks)


def _text(file: str, raw: bytes, encoding: str) -> tuple[str, tuple[Remark, ...]]:
    """Return the text of a file, and what it was read as where that is not UTF-8."""
    marked = next((name for mark, name in MARKS if raw.startswith(mark)), "")
    asked = encoding or marked or _without_mark(raw)
    for name in (asked,) if asked else ("utf-8", WINDOWS):
        try:
            text = raw.decode(name)
        except LookupError:
            do = "Write, say, utf-8, utf-16, cp1252 or cp1251."
            option, must = "--encoding", "must be an encoding"
            raise refused(option, must, do, value=name) from None
        except UnicodeError as error:
            if name == "utf-8" and not asked:
                continue
            raise refused(
                file,
                f"every character must be text of the encoding {name}",
                "Save it again as CSV with the encoding UTF-8, or name its own by --encoding.",
                row=raw.count(b"\n", 0, getattr(error, "start", 0)) + 1,
            ) from None
        plain = name.startswith("utf-8")
        return text.removeprefix("\ufeff"), () if plain else (
            Remark(rule=Rule.ENCODING, what=name, where=_unusual(text)),
        )
    raise AssertionError  # Windows text always ends the loop, read or refused


def _without_mark(raw: bytes) -> str:
    """Return UTF-16 where every other byte of the beginning is nothing, as in plain text of it."""
    head = raw[:400]
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    if head[1::2].count(0) > 0.7 * pairs:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > 0.7 * pairs else ""


def _unusual(text: str) -> tuple[str, ...]:
    """Return the first words that would read otherwise in another encoding."""
    found = (one.group() for one in re.finditer(r"\w*[^\x00-\x7f]\w*", text[:_LOOKED_THROUGH]))
    return tuple(dict.fromkeys(itertools.islice(found, 3)))


def _separator(text: str) -> str:
    """Return what stands between columns: what gives most rows the same number of several cells."""

    def agreement(sign: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        widths: Counter[int] = Counter()
        try:
            for _, row in zip(range(LOOKED_AT), rows, strict=False):
                if any(map(str.strip, row)):
                    widths[len(row)] += 1
        except csv.Error:
            pass
        several = {width: count for width, count in widths.items() if width > 1}
        if not several:
            return 0, 0
        width = max(several, key=lambda one: (several[one], one))
        return several[width], width

    return max(SEPARATORS, key=agreement)


def _lines(file: str, text: str, separator: str, skipped: int) -> list[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found: list[Line] = []
    begun = 1 + skipped
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                found.append(Line(begun, tuple(cells)))
            begun = reader.line_num + 1 + skipped
            if len(found) > MOST_ROWS + ABOVE:
                do = "Leave out what is not needed, or cut the table in several."
                raise refused(file, f"a table must not have more than {MOST_ROWS:,} rows", do)
    except csv.Error as error:
        if "field larger" in str(error):
            must = f"a cell must not be longer than {LONGEST_CELL:,} characters"
            raise refused(file, must, "Shorten it.", row=begun) from None
        raise InputError.one(
            file,
            must="quotation marks must open and close a cell, and be doubled inside it",
            do=f'Write a cell with a separator or quotation mark as "…""…" ({error}).',
            row=begun,
        ) from None
    return found
