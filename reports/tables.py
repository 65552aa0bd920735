"""Tables that people bring, in words: which columns they have."""

from data.tables import Table


def columns(table: Table) -> str:
    """Return which columns a table has, and what is in them, in a line."""
    told = [
        f"{column.name}{'' if column.needed else ' (optional)'}: {column.about}"
        for column in table.columns
    ]
    return f"Columns: {' · '.join(told)}"
