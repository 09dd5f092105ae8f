"""Charts as SVG inside of a page: no script, no font and nothing from elsewhere. All values lie between 0 and 1."""

from collections.abc import Mapping, Sequence
from html import escape

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
"""Okabe & Ito, "Color Universal Design" (2008): told apart by the colour-blind too; taken in turn."""

_BAR, _GAP, _LABELS, _WIDTH = 14, 10, 150, 420  # pixels
_PLOT = 300
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)

Points = Sequence[tuple[float, float]]


def bars(title: str, groups: Sequence[str], series: Mapping[str, Sequence[float]]) -> str:
    """A horizontal bar for each group and series, those of a group together.

    Args:
        title: what the values are.
        groups: names.
        series: (groups,) values of each system.
    """
    height = len(groups) * (len(series) * _BAR + _GAP)
    parts = []
    for place, group in enumerate(groups):
        top = place * (len(series) * _BAR + _GAP)
        parts.append(_text(_LABELS - 8, top + len(series) * _BAR / 2 + 4, group, anchor="end"))
        for number, values in enumerate(series.values()):
            y, length = top + number * _BAR, values[place] * _WIDTH
            parts.append(
                f'<rect x="{_LABELS}" y="{y}" width="{length:.1f}" height="{_BAR - 2}" fill="{colour(number)}"/>'
            )
            parts.append(_text(_LABELS + length + 4, y + _BAR - 4, f"{values[place]:.3f}"))
    return _figure(title, [*series], _svg(title, _LABELS + _WIDTH + 60, height, parts))


def curves(title: str, x_label: str, y_label: str, x_max: float, series: Mapping[str, Points]) -> str:
    """A line for each series of points, whose x lie between 0 and `x_max`."""
    left, bottom = 60, _PLOT + 10
    parts = []
    for tick in _TICKS:
        x, y = left + tick * _WIDTH, bottom - tick * _PLOT
        parts.append(f'<line class="grid" x1="{left}" x2="{left + _WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(_text(left - 6, y + 4, f"{tick:g}", anchor="end"))
        parts.append(_text(x, bottom + 16, f"{tick * x_max:g}", anchor="middle"))
    for number, points in enumerate(series.values()):
        path = " ".join(f"{left + x / x_max * _WIDTH:.1f},{bottom - y * _PLOT:.1f}" for x, y in points)
        parts.append(f'<polyline fill="none" stroke="{colour(number)}" stroke-width="2" points="{path}"/>')
    parts.append(_text(left + _WIDTH / 2, bottom + 36, x_label, anchor="middle"))
    parts.append(_text(left, 0, y_label, anchor="middle"))
    return _figure(title, [*series], _svg(title, left + _WIDTH + 60, bottom + 42, parts))


def colour(number: int) -> str:
    """Of a series by its place."""
    return COLOURS[number % len(COLOURS)]


def _figure(title: str, names: Sequence[str], svg: str) -> str:
    legend = "".join(
        f'<span><i style="background:{colour(number)}"></i>{escape(name)}</span>' for number, name in enumerate(names)
    )
    return f'<figure><figcaption>{escape(title)}</figcaption><p class="legend">{legend}</p>{svg}</figure>'


def _svg(title: str, width: float, height: float, parts: Sequence[str]) -> str:
    head = f'<svg role="img" aria-label="{escape(title)}" width="{width:g}" height="{height + 20:g}"'
    return f'{head} viewBox="0 -14 {width:g} {height + 20:g}">{"".join(parts)}</svg>'


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
