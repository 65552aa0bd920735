"""docs/configuration.md names exactly the entries that the files may have."""

import re
from pathlib import Path

import pytest
import yaml

from config.base import Frozen
from config.capacity import Capacity, Fund, PaysFor, Period, Team, UniversalWeeks
from config.criteria import (
    Criteria,
    Criterion,
    Kind,
    Levels,
    Linear,
    Measure,
    MeasureUse,
    Piecewise,
    Review,
    Success,
    Threshold,
)
from config.gates import Gate, Opening
from config.ranges import Ranged
from config.rules import Bounds, Choice, Dependency, Rule, Rules
from config.services import Service, Services, Size, Together

PAGE = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
MODELS = (
    Criteria, Kind, Success, Review, Criterion, MeasureUse, Gate, Opening, Measure, Services,
    Service, Size,
    Together, Capacity, Period, Team, UniversalWeeks, Fund, PaysFor, Rules, Rule,
    Dependency, Choice, Bounds,
)  # fmt: skip


def _section(heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading."""
    _, _, after = PAGE.partition(f"\n### {heading}\n")
    body = re.split(r"\n##+ ", after)[0]
    rows = [line for line in body.split("\n") if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_entry_is_described(model: type[Frozen]) -> None:
    told: dict[str, str] = {}
    for entries, default, _ in _section(model.__name__):
        told |= dict.fromkeys(re.findall(r"`(\w+)`", entries), default)
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    fields.pop("ranges", None)  # written beside the figures
    assert set(told) == set(fields)
    for name, field in fields.items():
        assert bool(told[name]) != field.is_required(), f"{name}: default shown wrongly"


def test_every_value_function_is_described() -> None:
    told = {
        row[0].strip("`"): set(re.findall(r"`(\w+)`", row[1]))
        for row in _section("Value functions")
    }
    for model in (Linear, Piecewise, Levels, Threshold):
        kind = model.model_fields["type"].default
        assert told.pop(kind) == set(model.model_fields) - {"type"}
    assert told == {}


def test_the_examples_hold() -> None:
    """The examples of the page, as YAML, are valid configuration (services: shares apart)."""
    models: dict[str, type[Frozen]] = {
        "kinds": Criteria,
        "services": Services,
        "periods": Capacity,
        "rules": Rules,
    }
    examples = [yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]
    assert len(examples) == 4
    for example in examples:
        model = next(model for key, model in models.items() if key in example)
        if model is Services:
            example["services"]["rest"] = {
                "label": "Rest",
                "unlocks": {"country": 0.5, "commitment": 0.5},
            }
        model.model_validate(example)


@pytest.mark.parametrize("model", [one for one in MODELS if issubclass(one, Ranged)])
def test_figures_that_may_have_a_range_are_named(model: type[Ranged]) -> None:
    _, _, after = PAGE.partition("## Figures with a range")
    told = set(re.findall(r"`(\w+)`", after.split("\n## ")[0]))
    assert set(model.RANGED) <= told
