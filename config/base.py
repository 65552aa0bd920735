"""The one base class of all values in Focus: frozen, and closed to unknown fields."""

from typing import Self

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: it cannot change, it refuses fields it does not know, NaN and infinity.

    A changed copy is made with :meth:`but`, which validates again (``model_copy`` does not).
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        populate_by_name=True,
    )

    def but(self, **changes: object) -> Self:
        """Return a validated copy with the given fields changed.

        Raises:
            pydantic.ValidationError: a changed field does not hold.
        """
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate({**fields, **changes})
