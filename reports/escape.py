"""The one way out for text: what people typed reaches every face as they typed it.

A label, a name or a reason may hold signs that the place where it is shown would take for a
command: Markdown, HTML, a spreadsheet's formula. Each place has its function here; nothing else
escapes. A terminal's markup needs none, because renderers print text and never markup.
"""

import html as _html
import re
import unicodedata

from data.formulas import defused

LONGEST = 2_000
"""Characters of one text that are shown, a sentence with several long names among them; what is
longer ends in an ellipsis."""
_MARKS = re.compile(
    r"[\\`*_\[\]<>~$]"  # mean something wherever they stand
    r"|:(?=[\w/+-])|&(?=#?\w+;)|-(?=[->])"  # icons and colours, entities, dashes and arrows
    r"|^\s*[#+-]|(?<=^)\d+(?=[.)])"  # headings and lists, at the start of a text
)
"""Signs that Markdown, as Streamlit reads it, takes for a command. Others stay as they are: what is
a widget's label on the screen is its name for those who hear it, backslashes included."""
_ADDRESSES = re.compile(r"://|www(?=\.)|@", re.IGNORECASE)
_JOINER = "\u2060"
"""Not seen, and no place to break a line (word joiner)."""
_UNITS, _KEPT = re.compile(r"(?<=\d) (?=%)|(?<=\bUSD) (?=\d)"), "\u00a0"
"""Where a number and its unit meet, and what keeps both on one line."""
_LINE = "\n\t"
_NONE = 0xFFFE
"""The last two code points of every plane are no signs, and no document can hold them."""
_BIDI = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
"""Signs that turn the direction of what follows."""


def visible(text: str) -> str:
    """Return text without signs that a screen would obey, and no longer than one can read.

    Control characters are shown as ``␛`` and the like, and marks that turn the direction of what
    follows as the sign of what cannot be shown: a name must not turn the sentence that it is in.
    """
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 1]}…"
    return text if text.isprintable() else "".join(map(_sign, text))


def _sign(sign: str) -> str:
    if sign in _LINE or not (
        sign in _BIDI or unicodedata.category(sign) in ("Cc", "Cs") or ord(sign) & _NONE == _NONE
    ):
        return sign
    return chr(0x2400 + ord(sign)) if ord(sign) < 0x20 else "�"


def markdown(text: str) -> str:
    """Return text that Markdown shows as it is, spaces drawn together as it draws them together.

    Addresses are shown and lead nowhere: a sign that is not seen keeps them from becoming links,
    which Markdown makes of them whatever is escaped.
    """
    shown = _ADDRESSES.sub(rf"\g<0>{_JOINER}", visible(text))
    return _UNITS.sub(_KEPT, _MARKS.sub(_escaped, " ".join(shown.split())))


def _escaped(found: re.Match[str]) -> str:
    text = found[0]
    return f"{text}\\" if text[-1].isdigit() else f"{text[:-1]}\\{text[-1]}"


def html(text: str) -> str:
    """Return text that HTML shows as it is, in content and in attributes."""
    return _html.escape(visible(text))


def cell(value: object) -> object:
    """Return a cell of a spreadsheet, CSV or workbook, of which no part is run."""
    return defused(value) if isinstance(value, str) else value
