"""The one base class of all values in Focus: frozen, and closed to unknown fields."""

from typing import Annotated, LiteralString, Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9_]+$")]
"""Id of an entry of the configuration: letters, digits and underscores."""

MOST_POINTS = 1e6
"""Most points that a weight, a worth or a price may be."""
MOST_WEEKS = 1e6
"""Most staff-weeks that a team may have in a period."""
MOST_USD = 1e12
"""Most USD that a fund may have in a period."""
MOST_AREAS = 1_000_000
"""Most focus areas that a rule or a limit of changes may speak of."""
MOST_PERIODS = 1_000
"""Most periods that a horizon or a stay may have."""

Weight = Annotated[float, Field(ge=0, le=MOST_POINTS)]
"""A weight, a worth or a price: at least 0, and of a size that arithmetic keeps exact."""
Weeks = Annotated[float, Field(ge=0, le=MOST_WEEKS)]
"""Staff-weeks."""
Usd = Annotated[float, Field(ge=0, le=MOST_USD)]
"""Money in USD."""
Amount = Annotated[float, Field(ge=0, le=MOST_USD)]
"""Staff-weeks or USD, or engagements."""
Share = Annotated[float, Field(ge=0, le=1)]
"""A share: 0 none, 1 all."""


def refuse(when: bool, must: str, do: str, kind: LiteralString = "unmet") -> None:
    """Refuse a value, from within a validator, when a condition over several fields is not met.

    Args:
        when: whether to refuse.
        must: what must hold.
        do: what to do about it.
        kind: pydantic's type of the error.

    Raises:
        PydanticCustomError: pydantic makes a ValidationError of it, with both texts in its context.
    """
    if when:
        words: LiteralString = "{must}. {do}"
        raise PydanticCustomError(kind, words, {"must": must, "do": do})


class Frozen(BaseModel):
    """A value: it cannot change, it refuses fields it does not know, NaN and infinity.

    A changed copy is made with :meth:`but`, which validates again (``model_copy`` does not).
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        ser_json_inf_nan="strings",
        populate_by_name=True,
    )

    def but(self, **changes: object) -> Self:
        """Return a validated copy with the given fields changed.

        Raises:
            pydantic.ValidationError: a changed field does not hold.
        """
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate({**fields, **changes})
