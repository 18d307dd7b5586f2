"""Pages on a canvas: only what is in sight is there, drawn off the Tk thread, one tile at a time."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Iterator

from PIL import Image, ImageTk

from forms import theme
from forms.background import VIEW, Background, Job
from forms.page_images import Document
from forms.widgets.viewer_layout import Layout, Tile
from forms.widgets.viewer_store import TileStore, small_tile

_MARGIN = 24


class Drawing:
    """Keeps a canvas in step with a layout of a document, or with a sentence where there is none."""

    def __init__(self, canvas: tk.Canvas, background: Background) -> None:
        self._canvas, self._background = canvas, background
        self._document: Document | None = None
        self._layout: Layout | None = None
        self._store = TileStore()
        self._items: dict[int | Tile, int] = {}
        self._images: dict[Tile, ImageTk.PhotoImage] = {}
        self._faults: dict[int, str] = {}
        self._job: Job | None = None

    def forget(self) -> None:
        """Take everything off the canvas and keep nothing; what is being drawn is not waited for."""
        self.stop()
        self._clean()
        self._store.clear()
        self._faults.clear()
        self._document = self._layout = None

    def stop(self) -> None:
        """Wait for no answer any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def lay(self, document: Document, layout: Layout) -> None:
        """Begin anew with this layout; what was drawn at another size stands in until it is sharp."""
        self._clean()
        self._document, self._layout = document, layout

    def say(self, sentence: str, tone: str) -> None:
        """Show a sentence instead of a document."""
        self._clean()
        if sentence and self._canvas.winfo_width() > 1:  # else it is said when there is room
            x, y = self._canvas.winfo_width() / 2, self._canvas.winfo_height() / 2
            self._write(sentence, (x, y), 2 * x, theme.colour(tone), "sentence")

    def draw(self) -> None:
        """Put on the canvas what is in sight, and take off it what is not."""
        if self._layout is None:
            return
        tiles = list(self._sight(self._layout))
        top = self._canvas.canvasy(0)
        wanted: set[int | Tile] = {*self._layout.between(top, top + self._canvas.winfo_height()), *tiles}
        for key in self._items.keys() - wanted:
            self._canvas.delete(self._items.pop(key))
            if isinstance(key, Tile):
                self._images.pop(key, None)
            else:
                self._canvas.delete(f"fault{key}")
        for key in sorted(wanted - self._items.keys(), key=lambda each: isinstance(each, Tile)):
            if isinstance(key, Tile):
                self._draw_tile(self._layout, key)
            else:
                self._draw_sheet(self._layout, key)
        self._ask()

    @property
    def sharp(self) -> bool:
        """Whether all that is in sight is drawn at its size, or cannot be."""
        return self._layout is not None and not any(self._lacks(tile) for tile in self._sight(self._layout))

    def _sight(self, layout: Layout, further: float = 0) -> Iterator[Tile]:
        """The tiles in the window, and within so many windows above and below it."""
        canvas = self._canvas
        left, top, down = canvas.canvasx(0), canvas.canvasy(0), canvas.winfo_height()
        above, below = top - further * down, top + (1 + further) * down
        for index in layout.between(above, below):
            yield from layout.tiles(index, above, below, left, left + canvas.winfo_width())

    def _draw_sheet(self, layout: Layout, index: int) -> None:
        """The white sheet of a page, its true size, before anything is on it."""
        left, top, right, bottom = layout.box(index)
        line = theme.colour("line")
        self._items[index] = self._canvas.create_rectangle(left - 1, top - 1, right, bottom, fill="white", outline=line)
        if index in self._faults:
            self._draw_fault(layout, index)

    def _draw_fault(self, layout: Layout, index: int) -> None:
        left, top, right, bottom = layout.box(index)
        red = theme.pair("bad")[0]  # on paper, which is white in the dark too
        self._write(self._faults[index], ((left + right) / 2, (top + bottom) / 2), right - left, red, f"fault{index}")

    def _write(self, words: str, at: tuple[float, float], width: float, colour: str, tag: str) -> None:
        self._canvas.create_text(
            *at,
            text=words,
            width=max(width - 2 * theme.px(_MARGIN), 1),
            fill=colour,
            font=theme.font("body"),
            justify="center",
            tags=(tag,),
        )

    def _draw_tile(self, layout: Layout, tile: Tile) -> None:
        image = self._store.sharp(tile) or self._store.blurred(tile, self._canvas)
        if image is not None:
            left, top, _, _ = layout.box(tile.index)
            x, y = left + tile.box[0], top + tile.box[1]
            self._items[tile] = self._canvas.create_image(x, y, image=image, anchor="nw")
            self._images[tile] = image

    def _lacks(self, tile: Tile) -> bool:
        return tile.index not in self._faults and self._store.sharp(tile) is None

    def _ask(self) -> None:
        """Have the next tile drawn that is wanted: those in sight, then the ones a window above and below."""
        if self._job is not None or self._layout is None or self._document is None:
            return
        sight = list(self._sight(self._layout))
        self._store.make_room(sum(tile.pixels for tile in sight))
        pixels = 0
        for tile in dict.fromkeys([*sight, *self._sight(self._layout, 1)]):
            pixels += tile.pixels
            if pixels > self._store.most:
                return
            if self._lacks(tile):
                self._job = self._order(self._document, tile)
                return

    def _order(self, document: Document, tile: Tile) -> Job:
        def work() -> tuple[Image.Image, Image.Image]:
            image = document.image(tile.index, tile.size, tile.turned, tile.box)
            return image, small_tile(tile, image)

        def done(images: tuple[Image.Image, Image.Image]) -> None:
            self._take(tile, *images)

        return self._background.run(work, done, lambda error: self._miss(tile, error), lane=VIEW)

    def _take(self, tile: Tile, image: Image.Image, small: Image.Image) -> None:
        """Keep a tile that was drawn, and show it where it is still wanted."""
        self._job = None
        photo = self._store.keep(tile, image, small, self._canvas)
        if tile in self._items:
            self._canvas.itemconfigure(self._items[tile], image=photo)
            self._images[tile] = photo
        self.draw()

    def _miss(self, tile: Tile, error: Exception) -> None:
        self._job = None
        self._faults[tile.index] = str(error)
        if self._layout is not None and tile.index in self._items:
            self._draw_fault(self._layout, tile.index)
        self._ask()

    def _clean(self) -> None:
        """Take everything off the canvas; what was drawn is kept."""
        self._canvas.delete("all")
        self._items.clear()
        self._images.clear()
