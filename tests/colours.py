"""How colours look: lightness, difference, contrast, in grey print and to a reader who is colour blind.

Simulation: Machado, Oliveira and Fernandes (2009), A physiologically-based model for simulation of color vision deficiency,
IEEE TVCG 15(6), severity 1.0, on linear RGB. Difference: CIELAB 1976 (D65). Contrast: WCAG 2.2.
"""

from __future__ import annotations

import numpy as np

SIGHT = {
    "gewoon": np.eye(3),
    "protanopie": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopie": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopie": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = TO_XYZ.sum(axis=1)


def linear(colour: str) -> np.ndarray:
    """`#rrggbb` as linear light."""
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(colour: str, sight: str = "gewoon") -> np.ndarray:
    """L*, a*, b* as this sight sees the colour."""
    seen = np.clip(SIGHT[sight] @ linear(colour), 0, 1)
    ratio = TO_XYZ @ seen / WHITE
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def lightness(colour: str, sight: str = "gewoon") -> float:
    """L*: 0 is black, 100 white; in grey print it is all that is left."""
    return float(lab(colour, sight)[0])


def difference(one: str, other: str, sight: str = "gewoon") -> float:
    """How far two colours lie apart to this sight; about 2 is just noticeable side by side."""
    return float(np.linalg.norm(lab(one, sight) - lab(other, sight)))


def contrast(one: str, other: str) -> float:
    """WCAG contrast: 4.5 for text, 3 for marks."""
    low, high = sorted(float(TO_XYZ[1] @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)
