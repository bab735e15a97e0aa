"""How the chosen places are told apart: a colour and a shape each, the same in every drawing of a page (after Okabe and Ito)."""

from __future__ import annotations

import base64

from dashboard.tokens import Scheme, colours

COLOURS = ("plaats-a", "plaats-b", "plaats-c", "plaats-d", "plaats-e", "plaats-f", "plaats-g", "plaats-h")
SHAPES = ("circle", "square", "diamond", "triangle-up", "triangle-down", "pentagon", "star", "cross")
PATHS = (
    "M{l} {y}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0z",
    "M{l} {t}h{d}v{d}h-{d}z",
    "M{x} {t}l{r} {r}l-{r} {r}l-{r} -{r}z",
    "M{x} {t}l{r} {d}h-{d}z",
    "M{x} {b}l{r} -{d}h-{d}z",
    "M{x} {t}L{p} {q}L{s} {b}L{u} {b}L{l} {q}z",
    "M{x} {t}L{s} {q}L{p} {q}L{v} {w}L{s} {b}L{x} {w}L{u} {b}L{z} {w}L{l} {q}L{u} {q}z",
    "M{m} {t}h{k}v{n}h{n}v{k}h-{n}v{n}h-{k}v-{n}h-{n}v-{k}h{n}z",
)
RADIUS = 5.5
FAMILY = "Source Sans, sans-serif"


def colour(at: int, scheme: Scheme) -> str:
    """The colour of the place at this position."""
    return colours(scheme)[COLOURS[at]]


def shape(at: int, x: float, y: float, scheme: Scheme) -> str:
    """The sign of the place at this position as an SVG path around a point, with an outline in the colour of the text."""
    r = RADIUS
    numbers = {
        "x": x, "y": y, "r": r, "d": 2 * r, "l": x - r, "t": y - r, "b": y + r, "p": x + r, "q": y - 0.2 * r, "s": x + 0.6 * r,
        "u": x - 0.6 * r, "v": x + 0.45 * r, "w": y + 0.4 * r, "z": x - 0.45 * r, "m": x - 0.4 * r, "k": 0.8 * r, "n": 0.6 * r,
    }  # fmt: skip
    path = PATHS[at].format(**{name: f"{value:.1f}" for name, value in numbers.items()})
    return f'<path d="{path}" fill="{colour(at, scheme)}" stroke="{colours(scheme)["inkt"]}" stroke-width="1"/>'


def svg(width: float, height: float, body: str) -> str:
    """A drawing of its own."""
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FAMILY}">{body}</svg>'


def as_image(drawing: str) -> str:
    """The address of a drawing that an `img` shows; nothing is fetched."""
    return "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode()
