"""Icons: every one is drawn, sharp at every zoom, in the colours of the mode."""

from __future__ import annotations

from collections.abc import Callable
from tkinter import ttk

import customtkinter as ctk
import pytest

from forms import icons, theme


@pytest.mark.parametrize("name", icons.STROKES)
@pytest.mark.parametrize("side", [14, 18, 27, 36])
def test_every_icon_is_drawn_within_its_square(name: str, side: int) -> None:
    alpha = icons.drawn(name, side, "#1b2430").getchannel("A")
    assert alpha.size == (side, side)
    box = alpha.getbbox()
    assert box is not None
    # No stroke is cut off: the outermost pixels of the square are hardly touched.
    edges = [alpha.getpixel((at, edge)) for at in range(side) for edge in (0, side - 1)]
    edges += [alpha.getpixel((edge, at)) for at in range(side) for edge in (0, side - 1)]
    assert max(edges) < 200, name
    share = sum(alpha.tobytes()) / 255 / side**2
    assert 0.05 < share < 0.5, f"{name} covers {share:.0%}"


def test_no_two_icons_look_the_same() -> None:
    assert len({icons.drawn(name, 36, "#000000").tobytes() for name in icons.STROKES}) == len(icons.STROKES)


def test_an_icon_has_the_colour_asked_for() -> None:
    picture = icons.drawn("add", 36, "#1f4e8c")
    assert picture.getpixel((18, 18)) == (0x1F, 0x4E, 0x8C, 255)


def test_an_unknown_icon_or_tone_is_refused_at_once(root: ctk.CTk) -> None:
    with pytest.raises(KeyError):
        icons.icon("unheard-of")
    with pytest.raises(KeyError):
        icons.icon("add", tone="unheard-of")


def test_a_button_shows_its_icon_in_every_mode_and_zoom(
    root: ctk.CTk, frame: ttk.Frame, pump: Callable[..., None]
) -> None:
    image = icons.icon("search", tone="muted")
    button = ctk.CTkButton(frame, text="查找", image=image)
    button.pack()
    pump()
    assert list(image._photos) == [(18, theme.pair("muted")[0])]
    theme.set_mode("dark")
    pump()
    theme.set_zoom(1.5)
    pump()
    assert (27, theme.pair("muted")[1]) in image._photos
    shown = image._photos[(27, theme.pair("muted")[1])]
    assert (shown.width(), shown.height()) == (27, 27)
