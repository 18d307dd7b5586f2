"""Making a new library: built whole in a scratch folder beside its place, and renamed last."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

from ledger.clean import clean_text, typed_text
from ledger.durable import make_folders, name_folder, sync_folder
from ledger.errors import InputError
from ledger.kinds import KINDS
from ledger.library import FolderTaken, Library
from ledger.lock import LibraryBusy
from ledger.places import library_around, refuse_in_package
from ledger.private import make_folder
from ledger.records import Campaign
from ledger.scheme_reading import read_for
from ledger.schemes.files import SchemeFile
from ledger.schemes.load import scheme_text
from ledger.scratch import held, remove_leftovers
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


class LibraryInLibrary(InputError):
    """A new library would stand inside another, whose copies and packages do not take it along."""

    def __init__(self, folder: Path, library: Path) -> None:
        self.folder, self.library = folder, library
        super().__init__(f"“{folder}”在台帐库“{library}”里面，没有新建：那里不能再放别的台帐库，请选别的位置。")


def new_campaign(uid: str, unit: str, year: int, scheme_id: str | SchemeFile, name: str) -> tuple[Campaign, str]:
    """The campaign of a unit under a shipped scheme or one of a file, and its text; a blank name becomes the scheme's.

    Raises BlankUnit, BadYear, UnknownScheme, SchemeError.
    """
    unit = typed_text(unit, "单位名称").strip()
    if not unit:
        raise BlankUnit
    if year not in YEARS:
        raise BadYear(year)
    file = SchemeFile(f"{scheme_id}.toml", scheme_text(scheme_id)) if isinstance(scheme_id, str) else scheme_id
    scheme = read_for(file.text, year, file.source, KINDS)
    title = typed_text(name, "活动名称").strip() or scheme.name
    return Campaign(uid, title, unit, year, scheme.id), clean_text(file.text, file.source)


def found(folder: Path, campaign: Campaign, scheme: str, *, who: str, now: dt.datetime) -> None:
    """Make the library of `campaign` at `folder`, which must not exist or be empty.

    Raises FolderTaken, LibraryInLibrary, PlaceInPackage, StorageError; nothing half-made stays behind. Scratch folders
    left by an earlier try that was killed are removed first; those of a program still at work are left alone.
    """
    with boundary(folder, new=True):
        if folder.exists() and not _is_empty_folder(folder):
            raise FolderTaken(folder)
        around = library_around(folder)
        if around is not None:
            raise LibraryInLibrary(folder, around)
        refuse_in_package(folder)
        make_folders(folder.parent)
        prefix = f".{folder.name}.part-"
        remove_leftovers(folder.parent, prefix, who=who, now=now)
        scratch = folder.with_name(prefix + campaign.uid[:8])
        make_folder(scratch)
        try:
            with held(Library(scratch), who=who, now=now) as library:
                _fill(library, campaign, scheme, now)
            if folder.exists():
                # Windows does not rename over an empty folder.
                folder.rmdir()
            name_folder(scratch, folder)
            sync_folder(folder.parent)
        except BaseException:
            shutil.rmtree(scratch, ignore_errors=True)
            raise


@contextlib.contextmanager
def taken_back(folder: Path) -> Iterator[None]:
    """Take the library just founded at `folder` away again when the body cannot open it; not when another has it open.

    What is said then is that nothing was kept.
    """
    try:
        yield
    except LibraryBusy:
        raise
    except BaseException:
        aside = folder.with_name(f".{folder.name}.part-{uuid.uuid4().hex[:8]}")
        with contextlib.suppress(OSError):
            folder.rename(aside)  # gone at once, and whole, if the program is killed meanwhile
            shutil.rmtree(aside, ignore_errors=True)
        raise


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def _fill(library: Library, campaign: Campaign, scheme: str, now: dt.datetime) -> None:
    for folder in (library.attachments, library.backups):
        make_folder(folder)
    db = make_database(library.database)
    try:
        insert_campaign(db, campaign, scheme, now)
    finally:
        db.close()
