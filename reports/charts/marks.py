"""The grammar of the pictures: rows with their names, and marks along an axis of numbers.

A picture is made of :class:`Rows`, from which every mark takes its fields by name: ``range.0`` is
the first of a pair, ``points.low`` an end of a figure. Only fields that some mark shows travel with
the picture. Tooltips are columns as those of tables, so that both say a number alike.
"""

# ruff: noqa: ANN401 (channels and properties are what Vega-Lite takes)

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

import altair as alt

from reports.charts.colours import STAYS, WORDS
from reports.report import Column, Row, plain
from reports.words import cell

Picture = alt.Chart | alt.LayerChart
"""Any chart that a page can show."""
SAME = "\u200b"
"""Invisible; keeps rows apart whose labels are the same."""
ROW = 26
"""Height of a row, in pixels."""
WIDTH = "(containerSize()[0] > 0 ? containerSize()[0] : 900)"
"""Vega expression: how wide the picture is, in pixels; a file has no container."""
NARROW = f"{WIDTH} < 560"
"""Vega expression: whether the screen is narrow, as that of a phone."""
LETTER, SYMBOL = 6.6, 36
"""Width of a letter of a legend, and of a symbol with the room around it, in pixels."""
PLAIN_AXIS: Mapping[str, Any] = {"ticks": False, "domain": False, "labelOverlap": False}
"""An axis of words: every one is shown, and no line beside them."""
BY_FIELD = (
    "x2", "y", "y2", "text", "order", "detail", "tooltip", "longitude", "latitude",
)  # fmt: skip
"""Channels of a mark that are told by the name of a field."""
CLICKED = ("bar", "rect", "point", "circle")
"""Marks that can be clicked where a picture opens something."""


def distinct(labels: Iterable[str]) -> list[str]:
    """Return labels that differ from each other, to the eye as they were."""
    seen: dict[str, int] = {}
    found = []
    for label in labels:
        seen[label] = seen.get(label, -1) + 1
        found.append(label + SAME * seen[label])
    return found


def one_or(narrow: object, wide: object) -> alt.ExprRef:
    """Return what holds where the screen is narrow, and what holds elsewhere."""
    return alt.ExprRef(f"{NARROW} ? {narrow} : {wide}")


def label_limit(most: int) -> alt.ExprRef:
    """Return how wide labels beside a chart may be: less where the screen is narrow.

    Args:
        most: in pixels, where there is room.
    """
    return alt.ExprRef(f"min({most}, max(100, {WIDTH} * 0.45))")


def legend(words: Sequence[str], title: str | None = None, **more: Any) -> alt.Legend:
    """Return a legend above the picture in as many columns as fit, so that no word is cut off."""
    column = max(map(len, words), default=1) * LETTER + SYMBOL
    fit = f"max(1, min({len(words)}, floor(width / {column:.0f})))"
    limit = alt.ExprRef(f"width - {SYMBOL}")
    known: dict[str, Any] = {"orient": "top", "columns": alt.ExprRef(fit), "labelLimit": limit}
    return alt.Legend(title=title, **{**known, **more})


def names(
    labels: Sequence[str], most: int = 300, *, scale: Mapping[str, Any] | None = None, **axis: Any
) -> alt.Y:
    """Return the axis of rows, each with its name on the left.

    Args:
        labels: from top to bottom, no two alike.
        most: how wide they may be where there is room, in pixels.
        scale: properties of the scale; None = the usual ones.
        axis: other properties of the axis, as Vega-Lite names them.
    """
    known = {**PLAIN_AXIS, "labelFlush": False, "labelLimit": label_limit(most)}
    order, made = list(labels), alt.Axis(**{**known, **axis})
    return alt.Y("label:N", sort=order, title=None, axis=made, scale=alt.Scale(**(scale or {})))


def in_bold(labels: Sequence[str]) -> dict[str, Any]:
    """Return the property of an axis that shows some of its labels in bold."""
    test = f"indexof({list(labels)!r}, datum.value) >= 0"
    return {"labelFontWeight": {"condition": {"test": test, "value": "bold"}, "value": "normal"}}


def heads(titles: Sequence[str], scale: Mapping[str, Any] | None = None, **axis: Any) -> alt.X:
    """Return the axis of columns, each with its title above it; as :func:`names` otherwise."""
    known = {**PLAIN_AXIS, "orient": "top", "labelAngle": 0, "title": None}
    order, made = list(titles), alt.Axis(**{**known, **axis})
    return alt.X("head:N", sort=order, scale=alt.Scale(domain=order, **(scale or {})), axis=made)


def meaning(
    field: str, colours: Mapping[str, str], title: str | None = None, **more: Any
) -> alt.Color:
    """Return colours for the words of a field, with a legend that says which is which.

    Args:
        colours: word → its colour.
    """
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return alt.Color(f"{field}:N", scale=scale, legend=legend(list(colours), title, **more))


def amounts(
    field: str,
    title: str | None,
    *,
    ends: Sequence[Any] | None = None,
    ticks: Sequence[float] | int | None = None,
    zero: bool = True,
    **axis: Any,
) -> alt.X:
    """Return an axis of numbers.

    Args:
        field: of the rows that the mark stands at.
        title: of the axis, with the unit.
        ends: from where to where it goes; None = as far as there are numbers.
        ticks: where numbers stand below it, or about how many.
        zero: whether it begins at 0 where its ends are not told.
        axis: other properties of the axis, as Vega-Lite names them.
    """
    scale = alt.Scale(zero=zero) if ends is None else alt.Scale(domain=list(ends), nice=False)
    if ends is not None and any(isinstance(end, alt.ExprRef) for end in ends):
        scale = alt.Scale(domainMin=ends[0], domainMax=ends[1], nice=False)
    if ticks is not None:
        axis["tickCount" if isinstance(ticks, int) else "values"] = ticks
    return alt.X(f"{field}:Q", title=title, scale=scale, axis=alt.Axis(grid=False, **axis))


def flat(path: str) -> str:
    """Return what a field is called in a picture, where dots would mean something else."""
    return path.replace(".", "_")


def reached(row: Row, path: str) -> Any:
    """Return what a path as ``range.0`` or ``points.low`` leads to; None if there is nothing."""
    found: Any = row.get(path.partition(".")[0])
    for step in path.split(".")[1:]:
        found = plain(found)
        if found is not None:
            found = found[int(step)] if isinstance(found, list) else found.get(step)
    return found


class Data:
    """Data in JSON's types, through which Altair need not look once more, number by number."""

    _schema: Mapping[str, Any] = {"type": "object"}

    def __init__(self, named: Mapping[str, Any]) -> None:
        """Keep data by the names with which a chart asks for them."""
        self.named = named

    def to_dict(self, *_: object, **__: object) -> Mapping[str, Any]:
        """Return the data as they are."""
        return self.named


def holding(named: Mapping[str, Any], chart: Any) -> Any:
    """Return a chart with its data inside."""
    chart.datasets = Data(named)
    return chart


class Rows:
    """Rows of a picture, from top to bottom; every method but the last returns one layer of it."""

    def __init__(
        self,
        rows: Sequence[Row],
        tips: Sequence[Column] = (),
        *,
        labels: Sequence[str] | None = None,
        label: str = "label",
        y: alt.Y | None = None,
        most: int = 300,
        height: float = ROW,
        opens: str = "",
        **axis: Any,
    ) -> None:
        """Name the rows.

        Args:
            rows: in the order wanted.
            labels: names of the rows, if they are not fields of theirs.
            label: field with the name of a row.
            y: the axis of names, if it is not the usual one.
            most: how wide names may be, in pixels.
            height: of a row, in pixels.
            opens: name of the selection, whose field is ``id``; blank = nothing can be clicked.
            axis: other properties of the axis of names, as :func:`names` takes them.
        """
        self.rows, self.tips, self.height, self.opens = list(rows), tuple(tips), height, opens
        self.labels = distinct(str(row.get(label, "")) for row in rows)
        if labels is not None:
            self.labels = list(labels)
        self.y = names(self.labels, most, **axis) if y is None else y
        self.name = "rows"
        self._fields: set[str] = {"id"} if opens else set()
        self._words: list[Column] = []
        self.drawn_from = False
        self.family: list[Rows] = [self]
        self._lines: list[float] = []

    def also(
        self,
        rows: Sequence[Row],
        tips: Sequence[Column] = (),
        *,
        labels: Sequence[str] | None = None,
        label: str = "label",
    ) -> Self:
        """Return other rows in the same picture, along the same axis."""
        made = type(self)(
            rows, tips, labels=labels, label=label, y=self.y, height=self.height, opens=self.opens
        )
        made.name, made.family = f"rows{len(self.family)}", self.family
        self.family.append(made)
        return made

    def parts(self, parts: Iterable[Sequence[Row]], tips: Sequence[Column] = ()) -> Self:
        """Return parts of the rows, as several rows with the same names.

        Args:
            parts: those of each row.
        """
        every = [(label, one) for label, of in zip(self.labels, parts, strict=True) for one in of]
        return self.also([one for _, one in every], tips, labels=[label for label, _ in every])

    def split(self, fields: Mapping[str, str], tips: Sequence[Column] = ()) -> Self:
        """Return a row for each of several fields: ``part`` (words), ``amount`` and ``place``.

        Args:
            fields: field → what it is called.
        """
        named = list(enumerate(fields.items()))
        return self.parts(
            [
                [{**row, "part": word, "amount": row[field], "place": at}
                 for at, (field, word) in named]
                for row in self.rows
            ],
            tips,
        )  # fmt: skip

    def carrying(self, *fields: str) -> Self:
        """Return the rows with fields that only a condition or a click asks for."""
        self._fields.update(fields)
        return self

    def where(self, keep: Sequence[bool]) -> Self:
        """Return some of the rows, told alike."""
        kept = [[row] if keeps else [] for row, keeps in zip(self.rows, keep, strict=True)]
        return self.parts(kept, self.tips)

    def bars(self, x: Any, colour: Any = STAYS, *, thick: float = 0.58, **more: Any) -> alt.Chart:
        """Return a bar for each row.

        Args:
            x: where it ends, or how long it is.
            thick: share of the row's height.
            more: ``x2, order, opacity`` and others are channels, the rest how the bar looks.
        """
        return self.mark("bar", x, colour, height=self.height * thick, **more)

    def ranges(
        self, low: str, high: str, colour: Any = WORDS, *, below: bool = True, **more: Any
    ) -> alt.Chart:
        """Return a thin line for each row, from lowest to highest, below its bar or through it."""
        look = {"strokeWidth": 1.8, "yOffset": self.height * 0.39 if below else 0, **more}
        return self.mark("rule", f"{low}:Q", colour, x2=high, **look)

    def ticks(self, x: Any, colour: Any) -> alt.Chart:
        """Return a mark across each bar."""
        return self.mark("tick", x, colour, thickness=3, height=self.height * 0.8)

    def dots(self, x: Any, colour: Any = STAYS, **more: Any) -> alt.Chart:
        """Return a sign for each row."""
        return self.mark("point", x, colour, **{"filled": True, "size": 80, "opacity": 1, **more})

    def words(self, text: str | Column, at: Any, colour: Any = WORDS, **more: Any) -> alt.Chart:
        """Return words for each row, which begin at a place on the axis.

        Args:
            text: field, or a figure as tables write it.
            at: a field with its type, or a channel.
            colour: of the words.
            more: channels, and properties of the mark.
        """
        if isinstance(text, Column):
            self._words.append(text)
            text = f"word{len(self._words) - 1}"
        look = {"align": "left", "dx": 6, "fontSize": 11, **more}
        return self.mark("text", at, colour, text=f"{text}:N", **look)

    def mark(self, kind: str, x: Any, colour: Any = None, **more: Any) -> alt.Chart:
        """Return any mark for each row.

        Args:
            kind: as Vega-Lite calls it.
            x: where it stands: a field with its type, or a channel.
        """
        channels: dict[str, Any] = {"x": x, "y": self.y, "tooltip": self.told}
        if isinstance(colour, str):
            more.setdefault("color", colour)
        elif colour is not None:
            more["color"] = colour
        for name in [*more]:
            if name in BY_FIELD or hasattr(more[name], "_encoding_name"):
                channels[name] = more.pop(name)
        if self.opens:
            more.setdefault("cursor", "pointer")
        self.drawn_from = True
        chart = alt.Chart(alt.NamedData(name=self.name), mark=alt.MarkDef(**{"type": kind, **more}))
        return chart.encode(**{name: self._travels(one) for name, one in channels.items() if one})

    def line(self, at: float, colour: str = "gray", **more: Any) -> alt.Chart:
        """Return a dashed line from top to bottom."""
        self._lines.append(at)
        look = {"type": "rule", "color": colour, "strokeDash": [4, 3], **more}
        data = alt.NamedData(name=f"line{len(self._lines)}")
        return alt.Chart(data, mark=alt.MarkDef(**look)).encode(x="at:Q")

    def picture(self, *layers: alt.Chart, **more: Any) -> Picture:
        """Return the layers in one picture, the first one the lowest, with their data."""
        empty = {one.name for one in self.family if not one.rows}
        drawn = [one for one in layers if one.data.name not in empty] or list(layers)
        if self.opens:
            on = alt.selection_point(name=self.opens, fields=["id"], on="click", empty=False)
            clicked = (at for at, one in enumerate(drawn) if one.mark.type in CLICKED)
            first = next(clicked, 0)
            drawn[first] = drawn[first].add_params(on)
        data: dict[str, Any] = {one.name: one.data() for one in self.family if one.drawn_from}
        data |= {f"line{at}": [{"at": value}] for at, value in enumerate(self._lines, start=1)}
        chart: Any = alt.layer(*drawn)
        made: Picture = holding(data, chart.properties(**{"height": alt.Step(self.height), **more}))
        return made

    def _travels(self, channel: Any) -> Any:
        """Return a channel whose field is in the data of the picture from now on."""
        if isinstance(channel, str):
            path, colon, kind = channel.partition(":")
            self._fields.add(path)
            return flat(path) + colon + kind
        if isinstance(getattr(channel, "shorthand", None), str):
            channel = channel.copy(deep=False)
            channel.shorthand = self._travels(channel.shorthand)
        return channel

    @property
    def said(self) -> dict[str, Column]:
        """What tooltips say, by how it is called in the data; words are called as their field."""
        return {
            flat(one.id) if one.unit == "text" else f"tip{at}": one
            for at, one in enumerate(self.tips)
        }

    @property
    def told(self) -> list[alt.Tooltip]:
        """The tooltip: the name of the row, and what is said of it."""
        said = [alt.Tooltip(f"{name}:N", title=one.title) for name, one in self.said.items()]
        return [alt.Tooltip("label:N", title=" "), *said]

    def data(self) -> list[dict[str, Any]]:
        """Return the fields that are shown, with what tooltips and words say."""
        said = self.said | {f"word{at}": one for at, one in enumerate(self._words)}
        fields = sorted(self._fields - {"label", *said})
        return [
            {
                **{flat(path): plain(reached(row, path)) for path in fields},
                **{name: cell(reached(row, one.id), one) for name, one in said.items()},
                "label": label,
            }
            for row, label in zip(self.rows, self.labels, strict=True)
        ]
