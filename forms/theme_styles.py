"""The styles of the ttk widgets: flat, in the colours of the palette."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from tkinter import font as tkfont
from tkinter import ttk
from typing import Any

Colour = Callable[[str], str]
Px = Callable[[float], int]
Fonts = Mapping[str, tkfont.Font]

_TONES = ("text", "muted", "good", "warn", "bad", "link")
_LETTERS = {"": "body", "Small": "small", "Bold": "bold", "Head": "head", "Title": "title", "Figure": "figure"}


def style_all(style: ttk.Style, fonts: Fonts, colour: Colour, px: Px) -> None:
    """Set every style that the window uses, for the present colours and zoom."""
    style.theme_use("clam")
    ground, panel = colour("ground"), colour("panel")
    style.configure(".", background=ground, foreground=colour("text"), font=fonts["body"], bordercolor=colour("line"))
    style.configure("TFrame", background=ground)
    style.configure("Panel.TFrame", background=panel)
    style.configure("Line.TFrame", background=colour("line"))
    style.configure("TPanedwindow", background=ground)
    style.configure("Sash", sashthickness=px(8))
    for way in ("Vertical", "Horizontal"):  # without the grip, which draws a frame
        style.layout(f"{way}.Sash", [(f"Sash.{way[0].lower()}sash", {"sticky": "nswe"})])
    _labels(style, fonts, colour, {"": ground, "Panel": panel})
    _lists(style, fonts, colour, px)
    _scrollbars(style, colour, px)


def _labels(style: ttk.Style, fonts: Fonts, colour: Colour, grounds: Mapping[str, str]) -> None:
    """Labels by ground, letters and tone: PanelHead.TLabel, Muted.TLabel, PanelSmallMuted.TLabel, PanelBad.TLabel."""
    for place, ground in grounds.items():
        for letters, role in _LETTERS.items():
            for tone in _TONES:
                name = f"{place}{letters}{'' if tone == 'text' else tone.title()}.TLabel"
                options = {"background": ground, "foreground": colour(tone), "font": fonts[role]}
                style.configure(name.lstrip("."), **options)


def _lists(style: ttk.Style, fonts: Fonts, colour: Colour, px: Px) -> None:
    style.configure(
        "Treeview",
        background=colour("panel"),
        fieldbackground=colour("panel"),
        foreground=colour("text"),
        font=fonts["body"],
        rowheight=px(28),
        borderwidth=0,
        relief="flat",
    )
    style.map(
        "Treeview",
        background=[("selected", colour("accent_soft"))],
        foreground=[("selected", colour("text"))],
    )
    style.configure(
        "Treeview.Heading",
        background=colour("ground"),
        foreground=colour("muted"),
        font=fonts["bold"],
        relief="flat",
        padding=(px(4), px(5)),
    )
    style.map("Treeview.Heading", background=[("active", colour("hover"))])
    # Without the frame of clam, which draws a second border around the list.
    style.layout("Treeview", [("Treeview.treearea", {"sticky": "nswe"})])


def _scrollbars(style: ttk.Style, colour: Colour, px: Px) -> None:
    for way, sticky in (("Vertical", "ns"), ("Horizontal", "ew")):
        name = f"{way}.TScrollbar"
        thumb: list[Any] = [(f"{way}.Scrollbar.thumb", {"expand": "1", "sticky": "nswe"})]
        style.layout(name, [(f"{way}.Scrollbar.trough", {"children": thumb, "sticky": sticky})])
        style.configure(
            name,
            background=colour("line"),
            troughcolor=colour("ground"),
            bordercolor=colour("ground"),
            lightcolor=colour("line"),
            darkcolor=colour("line"),
            gripcount=0,
            borderwidth=0,
            width=px(11),
            arrowsize=px(11),
        )
        # Where nothing is to be scrolled the thumb would fill all of it.
        states = [("disabled", colour("ground")), ("active", colour("muted"))]
        style.map(name, background=states, lightcolor=states, darkcolor=states)
