"""Names of rows and columns: made from ids so that no two ids give one name.

The LP format and PuLP refuse or replace ``[ ] - + / : >`` and spaces. Ids consist of letters,
digits, ``_``, ``-`` and ``:`` (:data:`data.dataset.ID_PATTERN`); ``:`` becomes ``.`` and ``-``
becomes ``~``, which ids cannot hold, so the map is one to one. Other characters (group names of
rules, say) are written as ``!`` and their code point in hexadecimal.
"""

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")


def _safe(character: str) -> str:
    if character in _LETTERS:
        return character
    return {":": ".", "-": "~"}.get(character, f"!{ord(character):x};")


def name_of(concept: str, *ids: str) -> str:
    """Return ``concept(id,id,…)`` with every id written safely.

    >>> name_of("focus", "country:ARM", "2020H1")
    'focus(country.ARM,2020H1)'
    """
    return f"{concept}({','.join(''.join(map(_safe, item)) for item in ids)})"
