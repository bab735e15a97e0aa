"""What somebody may know about hidden numbers, as an integer programme: whole numbers between bounds, and sums of them.

`Linear` stands in for a number in the second computation (tests/oracle.py), so that a figure comes out as the sum it is.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Key = Hashable
SLACK = 1e-5


@dataclass(frozen=True)
class Linear:
    """A number plus multiples of unknown numbers."""

    parts: Mapping[Key, float]
    number: float = 0

    @staticmethod
    def of(value: Linear | float) -> Linear:
        return value if isinstance(value, Linear) else Linear({}, float(value))

    def __add__(self, other: Linear | float) -> Linear:
        more = Linear.of(other)
        parts = dict(self.parts)
        for key, times in more.parts.items():
            parts[key] = parts.get(key, 0) + times
        return Linear({key: times for key, times in parts.items() if times}, self.number + more.number)

    __radd__ = __add__

    def __mul__(self, times: float) -> Linear:
        return Linear({key: own * times for key, own in self.parts.items()}, self.number * times)

    def __truediv__(self, by: float) -> Linear:
        return self * (1 / by)

    def __neg__(self) -> Linear:
        return self * -1

    def __sub__(self, other: Linear | float) -> Linear:
        return self + -Linear.of(other)

    def __rsub__(self, other: float) -> Linear:
        return -self + other

    def __lt__(self, other: float) -> bool:
        """`max(difference, 0.0)` keeps the difference: a part is never more than its whole."""
        return False

    def at(self, truth: Mapping[Key, float]) -> float:
        return self.number + sum(times * truth[key] for key, times in self.parts.items())


Row = tuple[Linear, float, float]


@dataclass
class Known:
    """Unknown whole numbers with their bounds, and what is known of sums of them (a sum, its least, its most)."""

    bounds: dict[Key, tuple[float, float]] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def between(self, least: float, value: Linear | float, most: float) -> None:
        """Know that a sum lies between two numbers."""
        self.rows.append((Linear.of(value), least, most))

    def equal(self, one: Linear | float, other: Linear | float) -> None:
        """Know that two sums are the same."""
        self.between(0, Linear.of(one) - other, 0)

    def contradicted(self, truth: Mapping[Key, float]) -> list[Row]:
        """What is not so."""
        return [row for row in self.rows if not row[1] - SLACK <= row[0].at(truth) <= row[2] + SLACK]


class Solver:
    """The feasible range of any unknown, under what is known and under more."""

    def __init__(self, known: Known, more: Iterable[Row] = ()) -> None:
        self.keys = list(known.bounds)
        self.at = {key: place for place, key in enumerate(self.keys)}
        self.bounds = Bounds(*np.array([known.bounds[key] for key in self.keys], float).T)
        self.base, self.more = self._matrix(known.rows), self._matrix(more)

    def _matrix(self, rows: Iterable[Row]) -> LinearConstraint | None:
        wanted = [row for row in rows if row[0].parts]
        if not wanted:
            return None
        places = [(at, self.at[key], times) for at, row in enumerate(wanted) for key, times in row[0].parts.items()]
        lines, columns, values = zip(*places, strict=True)
        matrix = csr_array((values, (lines, columns)), shape=(len(wanted), len(self.keys)))
        least = [row[1] - row[0].number - SLACK for row in wanted]
        most = [row[2] - row[0].number + SLACK for row in wanted]
        return LinearConstraint(matrix, least, most)

    def narrowed(self, key: Key) -> str:
        """What more knowledge does to the range of an unknown; empty when it does nothing."""
        ends = []
        for sign in (1, -1):
            base = self._solve(key, sign, [self.base])
            if base is None:
                raise AssertionError("wat de bron publiceert spreekt zichzelf tegen")
            if self._fits(base):
                ends.append("")
                continue
            both = self._solve(key, sign, [self.base, self.more])
            was = round(base[self.at[key]])
            now = "niets" if both is None else round(both[self.at[key]])
            ends.append("" if was == now else f"{'onder' if sign == 1 else 'boven'} {was} wordt {now}")
        return " ".join(end for end in ends if end)

    def _fits(self, found: np.ndarray) -> bool:
        if self.more is None:
            return True
        values = self.more.A @ np.round(found)
        return bool(np.all(values >= self.more.lb) and np.all(values <= self.more.ub))

    def _solve(self, key: Key, sign: int, constraints: list[LinearConstraint | None]) -> np.ndarray | None:
        aim = np.zeros(len(self.keys))
        aim[self.at[key]] = sign
        present = [one for one in constraints if one is not None]
        found = milp(aim, constraints=present, integrality=np.ones(len(self.keys)), bounds=self.bounds)
        return found.x
