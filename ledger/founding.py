"""Making a new library: built whole in a scratch folder beside its place, and renamed last."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from ledger.errors import InputError
from ledger.library import FolderTaken, Library
from ledger.records import Campaign
from ledger.store.boundary import boundary
from ledger.store.database import make_database
from ledger.store.rows import insert_campaign

YEARS = range(1949, 3000)


class BlankUnit(InputError):
    """A library without a unit."""

    def __init__(self) -> None:
        super().__init__("单位名称不能空白，请填写建台帐的单位全称。")


class BadYear(InputError):
    """A year that no campaign is in."""

    def __init__(self, year: object) -> None:
        super().__init__(f"年度不能填“{year}”，请填四位年份，如 2015。")


def found(folder: Path, campaign: Campaign, scheme_text: str, now: dt.datetime) -> None:
    """Make the library of `campaign` at `folder`, which must not exist or be empty.

    Raises BlankUnit, BadYear, FolderTaken, StorageError; nothing half-made stays behind.
    """
    if not campaign.unit.strip():
        raise BlankUnit
    if campaign.year not in YEARS:
        raise BadYear(campaign.year)
    with boundary(folder):
        if folder.exists() and not _is_empty_folder(folder):
            raise FolderTaken(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        scratch = folder.with_name(f".{folder.name}.part-{campaign.uid[:8]}")
        try:
            _fill(Library(scratch), campaign, scheme_text, now)
            if folder.exists():
                # Windows does not rename over an empty folder.
                folder.rmdir()
            scratch.rename(folder)
        except BaseException:
            shutil.rmtree(scratch, ignore_errors=True)
            raise


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def _fill(library: Library, campaign: Campaign, scheme_text: str, now: dt.datetime) -> None:
    for folder in (library.folder, library.attachments, library.backups):
        folder.mkdir()
    db = make_database(library.database)
    try:
        insert_campaign(db, campaign, scheme_text, now)
    finally:
        db.close()
