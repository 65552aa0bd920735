"""Text that a spreadsheet would run as a formula, and how it leaves as text."""

FORMULA = ("=", "+", "-", "@")
"""First characters that spreadsheets take for the start of a formula."""


def defused(text: str) -> str:
    """Return a text with a leading apostrophe where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
