"""Archive boxes: which items stand in which box, and how thick a box has to be (DA/T 22-2015, 装盒)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ledger.filing import Item, Volume
from ledger.filing_settings import FilingSettings

BULK = 1.3
"""Thickness of paper in micrometres per g/m²: common copy paper of 70 g/m² is about 0.09 mm, of 80 g/m² 0.10 mm."""

BINDING = 200
"""What thread or staples and the loose lie of the sheets add to each item, in micrometres."""

OWN_SHEETS = 3
"""Sheets that the box holds besides its items: its index and 备考表."""


@dataclass(frozen=True)
class Box:
    """A box (盒) of items of one year, class and retention; `number` is the 盒号, which runs through all boxes.

    `sheets` counts the sheets of the items, `thickness` is estimated in micrometres, `spine` is in mm.
    """

    number: int
    volume: Volume
    items: tuple[Item, ...]
    sheets: int
    thickness: int
    spine: int

    @property
    def first(self) -> int:
        """The first 件号."""
        return self.items[0].number

    @property
    def last(self) -> int:
        """The last 件号."""
        return self.items[-1].number

    @property
    def overfull(self) -> bool:
        """Whether its one item is thicker than the thickest box: it has to be bound in parts."""
        return self.thickness > self.spine * 1000


def sheets_of(pages: int, settings: FilingSettings) -> int:
    """The sheets of an item with that many sides of content; two to a sheet when printed on both."""
    return (pages + 1) // 2 if settings.duplex else pages


def item_thickness(pages: int, settings: FilingSettings) -> int:
    """The estimated thickness of an item in micrometres, its binding included."""
    return round(sheets_of(pages, settings) * settings.paper_weight * BULK) + BINDING


def pack(volumes: Sequence[Volume], pages: Mapping[str, int], settings: FilingSettings) -> tuple[Box, ...]:
    """The boxes of all volumes, filled in filing order; `pages` are the sides with content of each item by its key.

    A box never holds two volumes, because they differ in class or retention, and no item is split over two. Each box
    is as thin as those at hand allow; an item thicker than the thickest gets that one alone (see `Box.overfull`).
    """
    own = round(OWN_SHEETS * settings.paper_weight * BULK)
    boxes: list[Box] = []
    for volume in volumes:
        for items in _filled(volume.items, pages, settings, settings.boxes[-1] * 1000 - own):
            sheets = sum(sheets_of(pages[item.key], settings) for item in items)
            thickness = own + sum(item_thickness(pages[item.key], settings) for item in items)
            spine = next((each for each in settings.boxes if thickness <= each * 1000), settings.boxes[-1])
            boxes.append(Box(len(boxes) + 1, volume, items, sheets, thickness, spine))
    return tuple(boxes)


def _filled(
    items: Sequence[Item], pages: Mapping[str, int], settings: FilingSettings, room: int
) -> Iterator[tuple[Item, ...]]:
    """The items in runs that fit into `room` micrometres; an item too thick for it is a run of its own."""
    run: list[Item] = []
    left = room
    for item in items:
        thickness = item_thickness(pages[item.key], settings)
        if run and thickness > left:
            yield tuple(run)
            run, left = [], room
        run.append(item)
        left -= thickness
    if run:
        yield tuple(run)
