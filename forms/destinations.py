"""Where what the program makes is put unless the clerk says otherwise, under a name that is not taken."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from exports.names import safe_name
from forms.preferences import Preferences
from ledger.records import Campaign

FOLDER = "台帐报送"
_SCREEN, _NAME = "submission", "folder"
"""Where the preferences keep the clerk's own place."""


def usual() -> Path:
    """The place when the clerk has chosen none."""
    return platformdirs.user_documents_path() / FOLDER


def place_of(preferences: Preferences) -> Path:
    """The folder in which submissions are put."""
    kept = preferences.screens.get(_SCREEN, {}).get(_NAME)
    return Path(kept) if isinstance(kept, str) and kept else usual()


def with_place(preferences: Preferences, folder: Path | None) -> Preferences:
    """The clerk's own place, or the usual one again."""
    return preferences.with_screen(_SCREEN, **{_NAME: str(folder) if folder else ""})


def name_of(campaign: Campaign) -> str:
    """What a submission of this campaign is called."""
    return safe_name(f"{campaign.year}年度_{campaign.name}_{campaign.unit}")


def free(folder: Path, name: str) -> Path:
    """`name` in `folder`, with a number when that is taken. Asks the disk."""
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / safe_name(name, suffix=f"_{number}")
    return path
