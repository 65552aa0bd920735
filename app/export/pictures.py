"""Charts as pictures that documents can hold, each with its title and where it comes from."""

import re
import textwrap
from dataclasses import dataclass

from reports.drawing import svg
from reports.escape import html
from reports.report import Picture

WIDTH = 900
"""Width of a chart, in pixels before scaling."""
SCALE = 2
"""Pixels of a PNG picture per pixel of the chart."""
TITLE, SMALL = 16, 11
"""Height of letters of the title, and of the line below the chart, in pixels."""
LINE, EDGE = 1.35, 10
"""Height of a line in letters; room around all of it, in pixels."""
BROAD = 0.56
"""Width of a letter, as a share of its height, on the safe side."""
SIZE = re.compile(r'<svg[^>]*?\swidth="([\d.]+)"[^>]*?\sheight="([\d.]+)"')


@dataclass(frozen=True)
class Framed:
    """A chart with what stands above and below it, and what it shows in words."""

    picture: Picture
    title: str = ""
    """Above it; blank = nothing."""
    source: str = ""
    """Where it comes from, below it; blank = nothing."""

    def svg(self) -> bytes:
        """Return it as a drawing on white, with its text alternative inside."""
        inside = svg(self.picture.chart, WIDTH)
        size = SIZE.search(inside)
        assert size is not None  # noqa: S101 (every drawing says its size)
        width, height = (float(one) for one in size.groups())
        above, top = _lines(self.title, TITLE, EDGE, width, "font-weight='600' fill='#1b1f24'")
        below, end = _lines(self.source, SMALL, top + height + EDGE, width, "fill='#4a515b'")
        whole = f"{width + 2 * EDGE:g}", f"{end + EDGE:g}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'width="{whole[0]}" height="{whole[1]}" viewBox="0 0 {whole[0]} {whole[1]}" '
            f'role="img"><title>{html(self.title)}</title>'
            f"<desc>{html(self.picture.describe)}</desc>"
            f'<rect width="100%" height="100%" fill="white"/>{above}{below}'
            f'<g transform="translate({EDGE} {top:g})">{inside}</g></svg>'
        ).encode()

    def png(self) -> bytes:
        """Return it as pixels on white."""
        import vl_convert

        return bytes(vl_convert.svg_to_png(self.svg().decode(), scale=SCALE))


def _lines(text: str, size: int, top: float, width: float, style: str) -> tuple[str, float]:
    """Return text broken into lines as wide as a chart, and where what follows may begin."""
    lines = textwrap.wrap(text, max(20, int(width / (size * BROAD))))
    drawn = "".join(
        f"<text x='{EDGE}' y='{top + size + at * size * LINE:g}' font-size='{size}' "
        f"font-family='sans-serif' {style}>{html(line)}</text>"
        for at, line in enumerate(lines)
    )
    return drawn, top + len(lines) * size * LINE + (EDGE / 2 if lines else 0)
