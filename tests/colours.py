"""How colours look: lightness, difference, contrast, in grey print and to a reader who is colour blind.

Simulation (Machado, Oliveira and Fernandes 2009, severity 1.0) and CIELAB are those of colorspacious, contrast that of WCAG 2.2.
"""

from __future__ import annotations

import numpy as np
from colorspacious import cspace_convert

DEFICIENCY = {"protanopie": "protanomaly", "deuteranopie": "deuteranomaly", "tritanopie": "tritanomaly"}
SIGHT = ("gewoon", *DEFICIENCY)


def parts(colour: str) -> np.ndarray:
    """`#rrggbb` as three numbers from 0 to 1."""
    return np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])


def seen(colour: str, sight: str = "gewoon") -> np.ndarray:
    """The colour as this sight sees it, as three numbers from 0 to 1."""
    if sight == "gewoon":
        return parts(colour)
    space = {"name": "sRGB1+CVD", "cvd_type": DEFICIENCY[sight], "severity": 100}
    return np.clip(cspace_convert(parts(colour), space, "sRGB1"), 0, 1)


def lab(colour: str, sight: str = "gewoon") -> np.ndarray:
    """L*, a*, b* as this sight sees the colour."""
    return cspace_convert(seen(colour, sight), "sRGB1", "CIELab")


def lightness(colour: str, sight: str = "gewoon") -> float:
    """L*: 0 is black, 100 white; in grey print it is all that is left."""
    return float(lab(colour, sight)[0])


def difference(one: str, other: str, sight: str = "gewoon") -> float:
    """How far two colours lie apart to this sight (CIELAB 1976); about 2 is just noticeable side by side."""
    return float(np.linalg.norm(lab(one, sight) - lab(other, sight)))


def contrast(one: str, other: str) -> float:
    """WCAG contrast: 4.5 for text, 3 for marks."""
    low, high = sorted(float(cspace_convert(parts(colour), "sRGB1", "XYZ1")[1]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)
