"""Where a library is, and what opens it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.vault import Vault

if TYPE_CHECKING:
    from forms.app import App


@dataclass(frozen=True)
class Place:
    """The folder of a library, and its keys, its passphrase, or "" for one without."""

    folder: Path
    passphrase: str | Vault = ""


def open_place(app: App) -> Place:
    """The library that is open in the window."""
    return Place(app.desk.path, app.desk.vault or "")
