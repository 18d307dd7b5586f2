"""What has to be known before a package is made: how much it will take, where it goes, which exports still fit."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from exports.names import BOUND
from forms.preferences import Preferences
from ledger.book import Ledger
from ledger.exported import Export
from ledger.library import Library
from ledger.vault import Vault

FOLDER = "台帐移交"
_SCREEN, _NAME = "handover", "place"
"""Where the preferences keep the place of the last package."""
_LOOKED_AT = 3
"""Exports of the past that are looked at, the last first."""
_OFFERED = 2
_GAPS = "缺项与疑点"
_PAPERS = 8 << 20
"""Bytes that papers take where no export tells: some hundred of them."""


@dataclass(frozen=True)
class Offer:
    """An export that stands where it was made, since which nothing was changed; `gaps` when 缺项与疑点 is in it."""

    number: int
    at: dt.datetime
    folder: Path
    size: int
    gaps: bool


@dataclass(frozen=True)
class Facts:
    """Bytes of the library and, as far as can be told, of its submission; and the exports that may go along."""

    library: int
    submission: int
    offers: tuple[Offer, ...]

    def need(self, taken: Offer | None, *, with_library: bool) -> int:
        """Bytes that a package takes, about."""
        return (taken.size if taken else self.submission) + (self.library if with_library else 0)


def usual() -> Path:
    """The place when nothing was handed over before."""
    return platformdirs.user_documents_path() / FOLDER


def place_of(preferences: Preferences) -> Path:
    """The folder in which the last package was put."""
    kept = preferences.screens.get(_SCREEN, {}).get(_NAME)
    return Path(kept) if isinstance(kept, str) and kept else usual()


def with_place(preferences: Preferences, folder: Path) -> Preferences:
    """The place of the last package, remembered."""
    return preferences.with_screen(_SCREEN, **{_NAME: str(folder)})


def room(place: Path, *, own: bool) -> int | None:
    """Bytes free at a place, None when it is not there; the program's `own` place need not be there yet."""
    for folder in (place, *place.parents) if own else (place,):
        try:
            if folder.is_dir():
                return shutil.disk_usage(folder).free
        except OSError:  # a drive without a disk in it
            continue
    return None


def facts(library: Path, vault: Vault | None) -> Facts:
    """Asks the disk and the library, which may be open for writing elsewhere. Raises what the ledger raises."""
    kept = Library(library)
    size = sum(size for _, size, _ in _files(kept.attachments)) + _size_of(kept.database)
    with Ledger.open(library, read_only=True, passphrase=vault or "") as ledger:
        found = list(reversed(ledger.exports()))[:_LOOKED_AT]
        offers = [offer for export in found if (offer := _offer(ledger, export)) is not None]
    standing = next((offer.size for offer, _ in offers), 2 * size + _PAPERS)
    return Facts(size, standing, tuple(offer for offer, fits in offers if fits)[:_OFFERED])


def _offer(ledger: Ledger, export: Export) -> tuple[Offer, bool] | None:
    """What is known of the folder of an export, and whether it still fits; None when it is gone."""
    folder = Path(export.folder)
    files = list(_files(folder))
    if not (folder / BOUND).is_file() or not files:
        return None
    # As exports.handover.submission asks it, which has the last word: in whole seconds, and from the first file on.
    first = dt.datetime.fromtimestamp(int(min(written for _, _, written in files)), dt.UTC)
    fits = not ledger.changed_since(min(export.at, first) - dt.timedelta(seconds=1))
    gaps = any(name.startswith(_GAPS) for name, _, _ in files)
    return Offer(export.number, export.at, folder, sum(size for _, size, _ in files), gaps), fits


def _files(folder: Path) -> Iterator[tuple[str, int, float]]:
    """Name, bytes and time of every file below a folder; what cannot be read is passed over."""
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                found = (Path(parent) / name).stat()
            except OSError:
                continue
            yield name, found.st_size, found.st_mtime


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
