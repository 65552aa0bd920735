"""A question about tables that are no part of the study: all that is dated, or earlier records.

They travel with the question and not in it: its key has the hash of their content.
"""

from typing import Generic, Self, TypeVar

from pydantic import PrivateAttr

from data.chances.history import History
from data.content import content_hash
from data.dataset import Dataset
from questions.question import Question, Result

Tables = TypeVar("Tables", Dataset, History)


class OverTables(Question[Result], Generic[Result, Tables]):
    """A question that is made by :meth:`over`."""

    tables: str
    """Hash of the content of the tables."""
    _over: Tables = PrivateAttr()

    @classmethod
    def over(cls, tables: Tables, **asked: object) -> Self:
        """Return the question about tables.

        Raises:
            pydantic.ValidationError: a field does not hold.
        """
        if isinstance(tables, Dataset):
            content = tables.content_hash or content_hash(tables)
        else:
            content = tables.content
        made = cls.model_validate({**asked, "tables": content})
        made._over = tables  # noqa: SLF001 (its own)
        return made

    def but(self, **changes: object) -> Self:
        """Return a validated copy with the given fields changed, about the same tables.

        Raises:
            pydantic.ValidationError: a changed field does not hold.
        """
        return type(self).over(self._over, **{**self._asked, **changes})

    @property
    def _asked(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in type(self).model_fields if name != "tables"}
