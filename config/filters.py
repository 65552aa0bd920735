"""A filter of candidates, as configuration writes it: column → value or values."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from config.base import Frozen

_TRUTH = {"true": "yes", "false": "no"}


def _word(item: object) -> object:
    """Read yes, no and whole numbers as the tables write them."""
    if isinstance(item, bool):
        return "yes" if item else "no"
    return str(item) if isinstance(item, int) else item


def _values(raw: object) -> object:
    """Read one value as a list of one."""
    return tuple(_word(item) for item in (raw if isinstance(raw, list | tuple) else [raw]))


def _incumbents(raw: object) -> object:
    """Read true and false in the column ``incumbent`` as the yes and no of the table."""
    if not isinstance(raw, Mapping) or "incumbent" not in raw:
        return raw
    items = raw["incumbent"] if isinstance(raw["incumbent"], list | tuple) else [raw["incumbent"]]
    words = [_TRUTH.get(str(item).lower(), item) for item in items]
    return {**raw, "incumbent": words}


Values = Annotated[tuple[str, ...], BeforeValidator(_values), Field(min_length=1)]
ByColumn = Annotated[Mapping[str, Values], BeforeValidator(_incumbents)]


class Filter(Frozen):
    """Candidates whose every named column holds one of the named values.

    An empty filter keeps every candidate. ``exclude`` (written ``not`` in YAML) takes candidates
    away again; ``linked_to`` keeps those linked, by any relation, to one of the named candidates.
    """

    columns: ByColumn = Field(default_factory=dict)
    """Column of ``candidates.csv`` → values of which the candidate must hold one."""
    exclude: ByColumn = Field(default_factory=dict)
    """Column → values of which the candidate may hold none."""
    linked_to: Values | None = None
    """Ids of candidates of which at least one must be a target of the candidate's links."""
    overlap: Values | None = None
    """Relations; a chosen candidate counts only while a linked one of these is in the plan too."""

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, raw: object) -> object:
        """Read ``{kind: country, not: {…}}`` as well as the spelled-out form."""
        if not isinstance(raw, Mapping) or "columns" in raw:
            return raw
        named = {"not": "exclude", "linked_to": "linked_to", "overlap": "overlap"}
        fields: dict[str, object] = {named[key]: raw[key] for key in named if key in raw}
        if "exclude" in raw:
            fields["exclude"] = raw["exclude"]
        fields["columns"] = {
            key: value for key, value in raw.items() if key not in named and key != "exclude"
        }
        return fields

    def keeps(self, row: Mapping[str, str], targets: frozenset[str] = frozenset()) -> bool:
        """Say whether a candidate passes.

        Args:
            row: the candidate's columns, every value as written in the table.
            targets: ids that the candidate links to.
        """
        return (
            all(row.get(column, "") in values for column, values in self.columns.items())
            and not any(row.get(column, "") in values for column, values in self.exclude.items())
            and (self.linked_to is None or not targets.isdisjoint(self.linked_to))
        )
