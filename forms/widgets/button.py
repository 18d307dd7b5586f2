"""Buttons and check boxes that the keyboard reaches and presses, with a focus ring."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import Any

from forms import theme
from forms.toolkit import ctk
from forms.widgets.surface import surface
from forms.widgets.tooltip import Tooltip

Pair = tuple[str, str]
_PRESSES = ("<space>", "<Return>", "<KP_Enter>")


def _mixed(one: Pair, other: Pair, share: float) -> Pair:
    """For light and for dark: `one` with a `share` of 0 to 1 of `other`."""

    def mix(first: str, second: str) -> str:
        pairs = [(int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5)]
        return "#" + "".join(f"{round(a * (1 - share) + b * share):02x}" for a, b in pairs)

    return mix(one[0], other[0]), mix(one[1], other[1])


def _colours(role: str) -> dict[str, Any]:
    """The options of CTkButton for a role. Raises KeyError for an unknown one."""
    pair = theme.pair
    muted = _mixed(pair("muted"), pair("panel"), 0.35)
    plain = {
        "fg_color": pair("field"),
        "hover_color": pair("hover"),
        "text_color": pair("text"),
        "border_color": pair("line"),
        "text_color_disabled": muted,
    }
    roles: dict[str, dict[str, Any]] = {
        "plain": plain,
        "main": plain
        | {
            "fg_color": pair("accent"),
            "hover_color": pair("accent_hover"),
            "text_color": pair("accent_text"),
            "border_color": pair("accent"),
            "text_color_disabled": _mixed(pair("accent_text"), pair("accent"), 0.4),
        },
        "danger": plain | {"text_color": pair("bad"), "hover_color": pair("bad_soft"), "border_color": pair("bad")},
        "quiet": plain | {"fg_color": "transparent", "text_color": pair("link")},
    }
    return roles[role]


def _focus_ring(role: str) -> tuple[int, Pair]:
    """Width and colours of the ring around what has the focus, as it is seen on the button and on the ground."""
    if role != "main":
        return 2, theme.pair("accent")
    light, _ = _mixed(theme.pair("accent"), theme.pair("accent_text"), 0.5)
    return 3, (light, theme.pair("text")[1])


def _pass_by(*labels: tk.Misc | None) -> None:
    """Keep the keyboard from the words of a button: customtkinter gives it to whatever is clicked, by a tag of all."""
    for label in labels:
        if label is not None:
            label.bindtags(tuple(tag for tag in label.bindtags() if tag != "all"))


class Button(ctk.CTkButton):  # type: ignore[misc]
    """A button reached by Tab and pressed by Space or Enter.

    `role` is "plain", "main" (the one thing to do here), "danger" or "quiet" (no border); `icon` is a character before
    the words; `width` in unscaled pixels, by the words when None; `key` is the shortcut that the tooltip tells.
    """

    def __init__(
        self,
        parent: tk.Misc,
        text: str,
        command: Callable[[], object],
        *,
        role: str = "plain",
        icon: str = "",
        width: int | None = None,
        key: str = "",
        height: int = 30,
    ) -> None:
        words = f"{icon} {text}".strip()
        self._role, self._border = role, 0 if role == "quiet" else 1
        self._padding = 12 if text else 5
        super().__init__(
            parent,
            text=words,
            command=command,
            bg_color=surface(parent),
            width=width or 24,
            height=height,
            corner_radius=5,
            border_spacing=3,
            border_width=self._border,
            font=theme.ctk_font("body"),
            **_colours(role),
        )
        self._canvas.configure(takefocus=1)
        for press in _PRESSES:
            self._canvas.bind(press, self._pressed)
        self._canvas.bind("<FocusIn>", self._ring, add="+")
        self._canvas.bind("<FocusOut>", self._ring, add="+")
        self.bind("<ButtonPress-1>", self._taken)
        _pass_by(self._text_label, self._image_label)
        self.tooltip = Tooltip(self, key, self._parts()) if key else None

    @property
    def enabled(self) -> bool:
        """Whether it can be pressed."""
        return bool(self._state != tk.DISABLED)

    def enable(self, on: bool = True) -> None:
        """Makes it pressable or not; what cannot be pressed is passed over by Tab."""
        if on != self.enabled:
            self.configure(state=tk.NORMAL if on else tk.DISABLED)

    def configure(self, require_redraw: bool = False, **options: Any) -> None:
        """As CTkButton.configure."""
        if "state" in options:
            self._canvas.configure(takefocus=0 if options["state"] == tk.DISABLED else 1)
        super().configure(require_redraw=require_redraw, **options)

    def focus(self) -> None:
        """Takes the focus."""
        self._canvas.focus_set()

    focus_set = focus

    def focus_force(self) -> None:
        """Takes the focus from another program, too."""
        self._canvas.focus_force()

    def _create_grid(self) -> None:
        super()._create_grid()
        self.grid_columnconfigure((0, 4), minsize=self._apply_widget_scaling(self._padding))

    def _parts(self) -> tuple[tk.Misc, ...]:
        return tuple(part for part in (self._canvas, self._text_label) if part is not None)

    def _taken(self, event: object) -> None:
        if self.enabled:
            self.focus()

    def _pressed(self, event: object) -> str:
        self.invoke()
        return "break"

    def _on_release(self, event: object = None) -> None:
        # CTkButton starts an animation here that fails when the command takes the button away.
        if self._mouse_inside:
            self.invoke()

    def _ring(self, event: tk.Event[tk.Misc]) -> None:
        focused = event.type == tk.EventType.FocusIn
        width, colour = _focus_ring(self._role) if focused else (self._border, _colours(self._role)["border_color"])
        self.configure(border_width=width, border_color=colour)


class Check(ctk.CTkCheckBox):  # type: ignore[misc]
    """A check box reached by Tab and changed by Space or Enter; `command(on)` is called after the clerk changed it."""

    def __init__(
        self, parent: tk.Misc, text: str, command: Callable[[bool], object] | None = None, *, on: bool = False
    ) -> None:
        self._told = command
        super().__init__(
            parent,
            text=text,
            command=self._tell,
            bg_color=surface(parent),
            width=24,
            checkbox_width=20,
            checkbox_height=20,
            corner_radius=4,
            border_width=2,
            font=theme.ctk_font("body"),
            fg_color=theme.pair("accent"),
            hover_color=theme.pair("hover"),
            border_color=theme.pair("muted"),
            checkmark_color=theme.pair("accent_text"),
            text_color=theme.pair("text"),
            text_color_disabled=theme.pair("muted"),
        )
        self._canvas.configure(takefocus=1)
        for press in _PRESSES:
            self._canvas.bind(press, self._pressed)
        self._canvas.bind("<FocusIn>", self._ring, add="+")
        self._canvas.bind("<FocusOut>", self._ring, add="+")
        _pass_by(self._text_label)
        self.bind("<ButtonPress-1>", lambda _: self.focus())
        self.put(on)

    @property
    def on(self) -> bool:
        """Whether it is checked."""
        return bool(self.get())

    def put(self, on: bool) -> None:
        """Shows it checked or not, without telling."""
        if on != self.on:
            (self.select if on else self.deselect)()

    def enable(self, on: bool = True) -> None:
        """Makes it changeable or not; what cannot be changed is passed over by Tab."""
        self._canvas.configure(takefocus=1 if on else 0)
        self.configure(state=tk.NORMAL if on else tk.DISABLED)

    def focus(self) -> None:
        """Takes the focus."""
        self._canvas.focus_set()

    focus_set = focus

    def _pressed(self, event: object) -> str:
        self.toggle()
        return "break"

    def _tell(self) -> None:
        if self._told is not None:
            self._told(self.on)

    def _ring(self, event: tk.Event[tk.Misc]) -> None:
        focused = event.type == tk.EventType.FocusIn
        width, colour = (3, theme.pair("text")) if focused else (2, theme.pair("muted"))
        self.configure(border_width=width, border_color=colour)
        self._text_label.configure(foreground=theme.colour("link" if focused else "text"))


class Segments(ttk.Frame):
    """A row of choices of which one is taken: one stop of Tab, Left and Right move; `command(key)` tells the taken."""

    def __init__(
        self, parent: tk.Misc, choices: Sequence[tuple[str, str]], command: Callable[[str], object], *, taken: str = ""
    ) -> None:
        super().__init__(parent)
        self.choices = tuple(choices)
        self._keys = tuple(key for key, _ in choices)
        self._told = command
        self._buttons: dict[str, Button] = {}
        for column, (key, words) in enumerate(choices):
            button = Button(self, words, lambda key=key: self._take(key))  # type: ignore[misc]
            button.grid(row=0, column=column, padx=(0 if column == 0 else 1, 0))
            for arrow, step in (("<Left>", -1), ("<Right>", 1)):
                button._canvas.bind(arrow, lambda event, step=step: self._step(step))
            self._buttons[key] = button
        self.taken = ""
        self.put(taken or self._keys[0])

    def put(self, key: str) -> None:
        """Shows `key` as taken, without telling. Raises KeyError for one that is not among the choices."""
        if key not in self._buttons:
            raise KeyError(key)
        self.taken = key
        for each, button in self._buttons.items():
            button._role = "main" if each == key else "plain"
            button.configure(**_colours(button._role))
            button._canvas.configure(takefocus=1 if each == key else 0)

    def focus_set(self) -> None:
        """Put the keys on the one that is taken."""
        self._buttons[self.taken].focus()

    def _take(self, key: str) -> None:
        if key != self.taken:
            self.put(key)
            self._told(key)

    def _step(self, step: int) -> str:
        place = self._keys.index(self.taken) + step
        if 0 <= place < len(self._keys):
            self._take(self._keys[place])
            self._buttons[self.taken].focus()
        return "break"
