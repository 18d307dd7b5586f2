"""What was drawn of a document, kept for a while: sharp tiles, and a small picture of each page as a stand-in."""

from __future__ import annotations

from collections import OrderedDict

from PIL import Image, ImageTk

from forms.widgets.viewer_layout import Tile

_PIXELS = 9_000_000
"""Of sharp tiles kept: 36 MB, four to ten pages as wide as the window."""
_STANDINS = 100
"""Small pictures kept: 30 MB, seldom more."""
_SMALL = 400
"""Pixels of a small picture's longer edge, about."""


class TileStore:
    """Sharp tiles up to a number of pixels and small pictures up to a number; the least used go first.

    Of the Tk thread, like the images it holds.
    """

    def __init__(self, pixels: int = _PIXELS, standins: int = _STANDINS) -> None:
        self.most = pixels
        self._most_standins = standins
        self._tiles: OrderedDict[Tile, ImageTk.PhotoImage] = OrderedDict()
        self._standins: OrderedDict[tuple[int, int], Image.Image] = OrderedDict()
        self.pixels = 0

    def __contains__(self, tile: Tile) -> bool:
        return tile in self._tiles

    def make_room(self, pixels: int) -> None:
        """Keep twice what is in sight at least, however large the screen is."""
        self.most = max(self.most, 2 * pixels)

    def clear(self) -> None:
        """Forget everything."""
        self._tiles.clear()
        self._standins.clear()
        self.pixels = 0

    def sharp(self, tile: Tile) -> ImageTk.PhotoImage | None:
        """The tile, if it is kept."""
        if tile in self._tiles:
            self._tiles.move_to_end(tile)
        return self._tiles.get(tile)

    def keep(self, tile: Tile, image: Image.Image, small: Image.Image, master: object) -> ImageTk.PhotoImage:
        """Take in a tile that was drawn, and what it looks like when small."""
        photo = ImageTk.PhotoImage(image, master=master)
        self._tiles[tile] = photo
        self.pixels += tile.pixels
        while self.pixels > self.most and len(self._tiles) > 1:
            old, _ = self._tiles.popitem(last=False)
            self.pixels -= old.pixels
        self._keep_small(tile, small)
        return photo

    def _keep_small(self, tile: Tile, small: Image.Image) -> None:
        """Lay the small tile on the small picture of its page."""
        key, shrink = (tile.index, tile.turned), _shrink(tile)
        sheet = self._standins.get(key)
        if sheet is None:
            sheet = Image.new("RGB", (max(1, tile.size[0] // shrink), max(1, tile.size[1] // shrink)), "white")
        across, down = sheet.width / tile.size[0], sheet.height / tile.size[1]
        left, top = round(tile.box[0] * across), round(tile.box[1] * down)
        right, bottom = round(tile.box[2] * across), round(tile.box[3] * down)
        if right > left and bottom > top:
            sheet.paste(small.resize((right - left, bottom - top)), (left, top))
        self._standins[key] = sheet
        self._standins.move_to_end(key)
        while len(self._standins) > self._most_standins:
            self._standins.popitem(last=False)

    def blurred(self, tile: Tile, master: object) -> ImageTk.PhotoImage | None:
        """The tile as the small picture of its page shows it, if there is one."""
        small = self._standins.get((tile.index, tile.turned))
        if small is None:
            return None
        across, down = small.width / tile.size[0], small.height / tile.size[1]
        left, top, right, bottom = tile.box
        part = (left * across, top * down, right * across, bottom * down)
        image = small.resize((right - left, bottom - top), Image.Resampling.BILINEAR, box=part)
        return ImageTk.PhotoImage(image, master=master)


def small_tile(tile: Tile, image: Image.Image) -> Image.Image:
    """What a tile looks like when its page is small; done off the Tk thread."""
    shrink = _shrink(tile)
    return image.reduce(shrink) if shrink > 1 else image


def _shrink(tile: Tile) -> int:
    return max(1, max(tile.size) // _SMALL)
