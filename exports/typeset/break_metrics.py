"""How wide the pieces of a text are in a setting, and how much of that can be squeezed out."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import NamedTuple

from exports.typeset.break_rules import CLOSING, LONG_MARKS, OPENING, is_space, is_wide
from exports.typeset.faces import Faces, Role

_HALF = 0.5
"""At most half an em of a full-width mark is squeezed out (CLReq 3.1.6)."""

_AIR = 0.03
"""What stays, in ems, between a squeezed mark's ink and its neighbour."""


@dataclass(frozen=True)
class Setting:
    """How text is set: role, type size in points, and the advance of a full-width character in points."""

    role: Role
    size: float
    pitch: float


class Extent(NamedTuple):
    """A cluster's advance in points, and what may be taken from its left and right blank."""

    advance: float
    left: float
    right: float


class Make(NamedTuple):
    """What decides how a character runs on into its neighbours: its font, and what sort of character it is."""

    font: str
    wide: bool
    space: bool
    long: bool


class Advances(dict[str, float]):
    """The advance of every cluster met so far, in points."""

    def __init__(self, known: Metrics) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, cluster: str) -> float:
        self[cluster] = advance = self._known[cluster].advance
        return advance


class Metrics(dict[str, Extent]):
    """The extent of every cluster met so far, by cluster.

    `makes` has the make of each of them, `drawn` its font and its own width in points, `advances` the advance alone.
    `spaces` are those behind which a line may break, `odd` those that are not printed as themselves.
    """

    def __init__(self, faces: Faces, setting: Setting) -> None:
        super().__init__()
        self._faces = faces
        self._setting = setting
        self.spaces: set[str] = set()
        self.odd: set[str] = set()
        self.makes: dict[str, Make] = {}
        self.drawn: dict[str, tuple[str, float]] = {}
        self.advances = Advances(self)

    def __missing__(self, cluster: str) -> Extent:
        role, size = self._setting.role, self._setting.size
        ems = sum(self._faces.pick(role, ch)[1] for ch in cluster)
        advance = ems * size + (self._setting.pitch - size if is_wide(cluster) and ems else 0)
        self[cluster] = extent = Extent(advance, *self._blanks(cluster, ems))
        if is_space(cluster):
            self.spaces.add(cluster)
        self._look_at(cluster)
        return extent

    def _look_at(self, cluster: str) -> None:
        if len(cluster) > 1 or self._faces.shown(self._setting.role, cluster) != cluster:
            self.odd.add(cluster)
        first = cluster[0]
        font, ems = self._faces.pick(self._setting.role, first)
        self.drawn[cluster] = font, ems * self._setting.size
        self.makes[cluster] = Make(font, is_wide(first), is_space(first), first in LONG_MARKS)

    def _blanks(self, cluster: str, ems: float) -> tuple[float, float]:
        size = self._setting.size
        # A mark that carries a combining one is no member of these sets: its blank is taken.
        if cluster not in CLOSING | OPENING or ems < 0.9:
            return 0.0, 0.0
        left, right = self._faces.ink(self._setting.role, cluster)
        if cluster in OPENING:
            return max(0.0, min(_HALF, left - _AIR)) * size, 0.0
        return 0.0, max(0.0, min(_HALF, ems - right - _AIR)) * size


@functools.lru_cache(maxsize=64)
def metrics(faces: Faces, setting: Setting) -> Metrics:
    """The extents of a setting, kept between paragraphs."""
    return Metrics(faces, setting)
