"""What pydantic found in a configuration, in the words of :class:`InputProblem`."""

import difflib
import typing
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from config.base import Frozen
from config.criteria import UNKNOWN_MEASURE
from config.problems import Problems
from config.tree import Entry

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Told = tuple[str, str]
"""What must hold, and what to do."""

_NUMBER = "Write a number, with a point for the decimals and without unit or quotes."
_MAPPING = "Write it as lines of `name: value`, indented below their heading."
_LIST = "Write it as a list: `[first, second]`, or lines that start with `-`."


def _least(context: Mapping[str, object]) -> Told:
    bound = context.get("ge", context.get("gt"))
    words = "at least" if "ge" in context else "more than"
    return f"must be {words} {bound:g}", f"Write a number that is {words} {bound:g}."


def _most(context: Mapping[str, object]) -> Told:
    bound = context.get("le", context.get("lt"))
    words = "at most" if "le" in context else "less than"
    return f"must be {words} {bound:g}", f"Write a number that is {words} {bound:g}."


def _one_of(context: Mapping[str, object]) -> Told:
    expected = str(context.get("expected", context.get("expected_tags", "")))
    return f"must be one of {expected}", "Write one of these words."


def _enough(context: Mapping[str, object]) -> Told:
    entries = context.get("min_length", 1)
    return f"must have at least {entries} entries", "Add entries, or delete the whole heading."


def _too_many(context: Mapping[str, object]) -> Told:
    entries = context.get("max_length", 1)
    return f"must have at most {entries} entries", "Delete what is too much."


def _told(must: str, do: str) -> Callable[[Mapping[str, object]], Told]:
    return lambda _: (must, do)


_WORDS: dict[str, Callable[[Mapping[str, object]], Told]] = {
    **dict.fromkeys(("greater_than_equal", "greater_than"), _least),
    **dict.fromkeys(("less_than_equal", "less_than"), _most),
    **dict.fromkeys(("literal_error", "enum", "union_tag_invalid"), _one_of),
    **dict.fromkeys(("float_type", "float_parsing"), _told("must be a number", _NUMBER)),
    **dict.fromkeys(
        ("mapping_type", "dict_type", "model_type", "model_attributes_type"),
        _told("must be a list of named entries", _MAPPING),
    ),
    **dict.fromkeys(("tuple_type", "list_type"), _told("must be a list", _LIST)),
    **dict.fromkeys(
        ("bool_type", "bool_parsing"),
        _told("must be yes or no", "Write yes or no."),
    ),
    "finite_number": _told("must be a finite number", _NUMBER),
    "missing": _told("must be given", "Add the entry."),
    "string_type": _told("must be text", "Write text; put it in quotes if it looks like a number."),
    "string_pattern_mismatch": _told(
        "must consist of letters, digits and underscores",
        "Rename it, here and wherever it is used.",
    ),
    "too_short": _enough,
    "too_long": _too_many,
    "union_tag_not_found": _told(
        "must say its type",
        "Add `type:` linear, points, levels or threshold.",
    ),
}


def tell(
    file: str,
    root: Entry,
    details: "list[ErrorDetails]",
    model: type[Frozen],
    problems: Problems,
) -> None:
    """Add what pydantic found to the problems.

    Unknown measures are left to ``config.crosschecks``, which knows their lines. Nothing is too
    short for want of an entry that is told already.

    Args:
        file: name of the configuration file.
        root: the file as a tree, for lines and paths.
        details: ``ValidationError.errors()``.
        model: the model that was validated; its field names are offered for misspelt ones.
        problems: receives one problem per detail.
    """
    inside = {one["loc"][:size] for one in details for size in range(len(one["loc"]))}
    for detail in details:
        location, kind = detail["loc"], detail["type"]
        if kind == UNKNOWN_MEASURE or (kind == "too_short" and location in inside):
            continue
        entry, path = root.follow(location)
        if kind == "missing":
            path = (*path, str(location[-1]))
        must, do = in_words(detail, model)
        if kind == "extra_forbidden":
            value: str | None = str(location[-1])
        elif isinstance(entry.value, dict | list):
            value = None
        else:
            value = "" if entry.value is None else str(entry.value)
        problems.add(
            file,
            must,
            do,
            row=entry.line if path else None,
            column=".".join(path) or None,
            value=None if kind == "missing" else value,
        )


def in_words(detail: "ErrorDetails", model: type[Frozen]) -> Told:
    """Return what must hold and what to do, for one thing that pydantic found in a model."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(str(detail["loc"][-1]), sorted(_field_names(model)), n=1)
        guess = f"Did you mean `{near[0]}`?" if near else "Delete the entry."
        if detail["input"] is None:
            guess = (
                "If it belongs to the text before it, put that text in quotes; if not, delete it."
            )
        return "must be an entry that docs/configuration.md describes", guess
    if kind in _WORDS:
        return _WORDS[kind](context)
    if "do" in context:
        return str(context["must"]), str(context["do"])
    return detail["msg"].removeprefix("Value error, "), "Change the entry so that this holds."


def _field_names(model: type[Frozen]) -> set[str]:
    """Return the field names of a model and of every model inside it."""
    names: set[str] = set()
    waiting: list[object] = [model]
    seen: set[int] = set()
    while waiting:
        item = waiting.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        waiting.extend(typing.get_args(item))
        if isinstance(item, type) and issubclass(item, Frozen):
            for name, field in item.model_fields.items():
                names.add(field.alias or name)
                waiting.append(field.annotation)
    return names
