"""Drawings of charts whose labels hold what a terminal obeys. Oracle: the signs for such signs."""

import altair as alt
import pytest

from reports.drawing import CONTROL, svg
from reports.escape import visible


@pytest.mark.parametrize("label", ["\x1b[31mred\x07", "a\x00b", "back\\u001bslash", "del\x7f\x9b"])
def test_control_characters_are_drawn_as_they_are_shown_elsewhere(label: str) -> None:
    rows = alt.InlineData(values=[{"a": label, "b": 1}])
    drawn = svg(alt.Chart(rows).mark_bar().encode(x="b:Q", y="a:N"), 300)
    assert f">{visible(label)}</text>" in drawn


def test_what_only_looks_like_one_stays() -> None:
    assert CONTROL.sub("!", r'"\\u001b"') == r'"\\u001b"'
    assert CONTROL.sub("!", r'"\\\u001b"') == '"!"'
