"""What every screen is: a frame made once, with its title, its help, and what the keys do in it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from tkinter import ttk
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

Command = Callable[[], object]


@dataclass(frozen=True)
class Target:
    """What a screen shall open: a record, or a new one of a kind with something filled in; `field` takes the focus."""

    kind: str = ""
    uid: str = ""
    preset: Mapping[str, Any] = field(default_factory=dict)
    field: str = ""


class Page(ttk.Frame):
    """A screen. It is made at the first visit and kept; `refresh` brings it up to date when it is in front."""

    slug: ClassVar[str] = ""
    title: ClassVar[str] = ""
    help: ClassVar[str] = ""
    """What F1 shows: what the screen is for, and how it is used, in plain sentences, one a line."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent)
        self.app = app
        self.stale: frozenset[str] | None = None
        """The kinds that changed since it was last brought up to date; None before it was first."""

    def shown(self) -> None:
        """It was brought to the front."""

    def refresh(self, changed: Changed | None) -> None:
        """Show the present snapshot; `changed` are the kinds that changed since the last time, None for all."""

    def open(self, target: Target) -> None:
        """Show what `target` names."""

    def list_of(self, kind: str) -> None:
        """Bring the list of the records of a kind to the front."""

    def commands(self) -> Mapping[str, Command]:
        """What the keys do here: new, save, copy, edit, delete, print, cancel, find, start."""
        return {}

    def outgrown(self) -> bool:
        """Whether the scheme has become another, for which the screen would be built otherwise: it is made anew."""
        return False

    def leave(self) -> None:
        """Another screen comes to the front, or the window is closed: what is being typed is kept."""
