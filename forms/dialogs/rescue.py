"""A library that does not open because it is damaged: going back to one of its backups, or having it examined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.background import FILES as DISK
from forms.backup_rows import COLUMNS, FILES, Kept, kept_backups, row_of
from forms.dialogs.import_rows import sheet_width
from forms.dialogs.restoring import Wish, ask_to_restore
from forms.place import Place
from forms.shell.overlay import Sheet, words
from forms.widgets.listing import Listing
from forms.widgets.sentence import Sentence
from ledger.errors import DamageError, LedgerError
from ledger.library import Library, NotALibrary

if TYPE_CHECKING:
    from forms.app import App

_CHOOSE = "选一份备份：会先列出它里面有什么，你确认以后才恢复。坏掉的数据库原样留着，不会删除。"
_WAYS = (
    "从备份恢复：回到备份那时候的样子。\n"
    "体检：看哪里坏了，在副本上修复，备份以后登记的内容也可能找回来。坏掉的文件两种办法都会留着。"
)
_EMPTY = "台帐库里没有找到备份。备份在U盘或别的磁盘上的，按“别处的备份”。"


@dataclass(frozen=True)
class Remains:
    """What there still is of a library: its backups, and whether anything else of it lies there."""

    kept: tuple[Kept, ...]
    any: bool


def may_be_damaged(error: Exception) -> bool:
    """Whether a library that was not opened for this reason can be helped by its backups."""
    return isinstance(error, DamageError | NotALibrary)


def remains_of(folder: Path) -> Remains:
    """Look what there is. Asks the disk."""
    library = Library(folder)
    if not folder.is_dir():
        return Remains((), any=False)
    try:
        kept = kept_backups(library)
    except LedgerError:  # then the error that is told already says what is wrong with the disk
        kept = ()
    return Remains(kept, bool(kept) or library.attachments.is_dir())


def offer(app: App, place: Place, error: Exception) -> None:
    """Tell why the library does not open, and what can be done; for what is no library, only tell."""

    def known(there: Remains) -> None:
        if isinstance(error, NotALibrary) and not there.any:
            app.fail(error)
        else:
            _show(app, place, error)

    app.background.run(lambda: remains_of(place.folder), known, lane=DISK)


def _show(app: App, place: Place, error: Exception) -> None:
    buttons = (("restore", "从备份恢复", "main"), ("examine", "体检", "plain"), ("", "先不处理", "plain"))
    acts = {"restore": choose_backup, "examine": show_examination}

    def answered(key: str) -> bool:
        if key:
            acts[key](app, place)
        return not key  # it stays below, to come back to

    app.overlay.show("台帐库打不开", lambda body: words(body, f"{error}\n\n{_WAYS}"), buttons, answered)


def choose_backup(app: App, place: Place) -> None:
    """Show the backups of a library that is not open, and go back to the chosen one."""
    app.background.run(lambda: remains_of(place.folder), lambda there: _list(app, place, there.kept), lane=DISK)


def _list(app: App, place: Place, found: Sequence[Kept]) -> None:
    wide = min(sheet_width(app), 640)
    listing: Listing

    def fill(body: ttk.Frame) -> ttk.Treeview:
        nonlocal listing
        listing = _backup_list(body, found, wide, lambda: answered("restore"))
        return listing.tree

    def answered(key: str) -> bool:
        path = Path(listing.focused) if key == "restore" and listing.focused else None
        if key == "other":
            path = app.chooser.file("请选择一份备份（扩展名是 .db）", FILES)
        if path is not None:
            ask_to_restore(app, Wish.of(place, path))
        return not key

    buttons = (("restore", "恢复到这个备份", "main"), ("other", "别处的备份……", "plain"), ("", "返回", "plain"))
    sheet = app.overlay.show("从备份恢复", fill, buttons, answered, width=wide)
    sheet.buttons["restore"].enable(bool(found))


def _backup_list(body: ttk.Frame, found: Sequence[Kept], wide: int, restore: Callable[[], object]) -> Listing:
    sentence = Sentence(body, text=_CHOOSE, style="Panel.TLabel", wraplength=theme.px(wide - 20))
    sentence.pack(anchor="w", pady=(0, theme.px(8)))
    listing = Listing(body, COLUMNS, empty=_EMPTY, multiple=False, on_open=lambda _: restore())
    listing.configure(width=theme.px(wide), height=theme.px(300))
    listing.pack(fill="both", expand=True)
    listing.put([row_of(kept) for kept in found])
    if found:
        listing.select((str(found[0].backup.path),))
    return listing


def show_examination(app: App, place: Place) -> Sheet:
    """Examine a library that is not open, and repair it on a copy."""
    from forms.examining import Examining

    def fill(body: ttk.Frame) -> None:
        panel = Examining(body, app, lambda: place)
        panel.pack(fill="both", expand=True)
        panel.start.after_idle(panel.start.focus_set)

    return app.overlay.show(f"体检：{place.folder.name}", fill, (("", "返回", "plain"),), full=True)
