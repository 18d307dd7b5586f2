"""Going back to a backup: first what would come back and go, then the restore itself, then what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.backup_rows import called, why_of
from forms.closed_library import closed
from forms.dialogs.import_rows import sheet_width
from forms.dialogs.passphrase import PassphraseForm
from forms.place import Place
from forms.shell.overlay import words
from forms.shell.page import Target
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.sentence import Sentence
from ledger.identity import utc_now
from ledger.library import Library
from ledger.restore_preview import KindPreview, Preview, preview
from ledger.restoring import ASIDE, Restored, restore
from ledger.safekeeping.course import Course
from ledger.store.closed import UnreadableBackup
from ledger.unlocking import PassphraseNeeded, is_plain
from ledger.vault import Vault, WrongPassphrase

if TYPE_CHECKING:
    from forms.app import App

LANE = "restore"
"""The lane on which backups are compared and tried; drafts and prints shall not wait for it."""
_COLUMNS = (
    ListColumn("what", "恢复以后", 7),
    ListColumn("kind", "种类", 8),
    ListColumn("title", "记录", 20, stretch=True),
)
_KEPT = "恢复之前，现在的样子会先留成一份“恢复之前”的备份；恢复错了，再恢复到那一份就回来了。"
_ASIDE = "所以不能和现在逐条比较。现在的数据库会原样留在台帐库的 backups 文件夹里，不会丢掉。"
_NOTHING = "所以没有可以比较的，也没有什么会被换掉。"
_OTHER = "注意：这是另一个台帐的备份，恢复以后，现在的记录都不在台帐里了。"
_SORTS = (("会消失", "bad"), ("会回来", "good"), ("变回原样", "warn"))


@dataclass(frozen=True)
class Wish:
    """A backup that shall take the place of what stands in a library; `passphrase` opens the backup."""

    place: Place
    backup: Path
    passphrase: str | Vault

    @classmethod
    def of(cls, place: Place, backup: Path) -> Wish:
        """The backup is opened by what opens the library."""
        return cls(place, backup, place.passphrase)


def ask_to_restore(app: App, wish: Wish) -> None:
    """Compare the backup with what stands now, show it, and restore when the clerk says so."""
    sheet = app.overlay.show(
        "恢复到备份",
        lambda body: words(body, f"正在把{called(wish.backup)}和现在的记录比较……"),
        (("", "取消", "plain"),),
        lambda _: job.cancel(),
    )

    def compared(answer: tuple[Preview, bool]) -> None:
        sheet.close()
        _show(app, wish, *answer)

    def failed(error: Exception) -> None:
        sheet.close()
        if wants_passphrase(error, wish):
            ask_passphrase(app, wish, error, lambda word: ask_to_restore(app, replace(wish, passphrase=word)))
        else:
            app.fail(error)

    job = app.background.run(lambda: _compared(wish), compared, failed, lane=LANE)


def _compared(wish: Wish) -> tuple[Preview, bool]:
    """What the restore would change, and whether there is a database that it would take the place of."""
    place = wish.place
    told = preview(
        place.folder, wish.backup, now=utc_now(), passphrase=place.passphrase, backup_passphrase=wish.passphrase
    )
    return told, Library(place.folder).database.is_file()


def wants_passphrase(error: Exception, wish: Wish) -> bool:
    """Whether the backup may be opened by another passphrase than the one at hand. Reads its first bytes."""
    if isinstance(error, PassphraseNeeded | WrongPassphrase):
        return True
    if not isinstance(error, UnreadableBackup) or not isinstance(wish.passphrase, Vault):
        return False
    try:
        return not is_plain(wish.backup)
    except OSError:
        return False


def ask_passphrase(app: App, wish: Wish, error: Exception, then: Callable[[str], object]) -> PassphraseForm:
    """Ask for the passphrase of the backup, and go on with it."""
    wrong = "口令不对，请再输一次。" if isinstance(error, WrongPassphrase) else ""
    sentence = f"{wrong}{called(wish.backup)}设有口令。请输入做这份备份时台帐库的口令（或恢复码）。"
    form = PassphraseForm(app, "备份的口令", sentence, ("口令",), "继续")
    form.then(lambda typed: then(typed[0]))
    return form


def _show(app: App, wish: Wish, told: Preview, there: bool) -> None:
    """What would become of the records, and the question."""
    wide = sheet_width(app)
    buttons = (("restore", "恢复到这个备份", "main"), ("", "不恢复", "plain"))

    def fill(body: ttk.Frame) -> ttk.Treeview | None:
        for sentence, style in _sentences(told, there):
            line = Sentence(body, text=sentence, style=style, wraplength=theme.px(wide - 20))
            line.pack(anchor="w", pady=(0, theme.px(6)))
        rows = list(preview_rows(told, _SORTS))
        return listed(body, _COLUMNS, rows, wide).tree if rows else None

    def answered(key: str) -> None:
        if key:
            # Not when Tk is idle: whatever lays itself out at that moment would lose its screen.
            app.root.after(1, lambda: _restore(app, wish))

    app.overlay.show(f"恢复到{called(wish.backup)}", fill, buttons, answered, width=wide)


def listed(body: ttk.Frame, columns: Sequence[ListColumn], rows: Sequence[ListRow], wide: int) -> Listing:
    """A list that fills what is left of a sheet, at its first row."""
    listing = Listing(body, columns, multiple=False)
    listing.configure(width=theme.px(wide), height=theme.px(320))
    listing.pack(fill="both", expand=True)
    listing.put(rows)
    listing.select((rows[0].uid,))
    return listing


def _sentences(told: Preview, there: bool) -> Iterator[tuple[str, str]]:
    """What the clerk should know, with the style of each; `there` tells whether there is a database now."""
    yield f"{told.unit}　{told.year}年度　{told.campaign}，共{told.records}条记录。", "Panel.TLabel"
    if told.unreadable:
        yield told.unreadable, "PanelWarn.TLabel"
        yield _ASIDE if there else _NOTHING, "Panel.TLabel"
        return
    if not told.same_campaign:
        yield _OTHER, "PanelBad.TLabel"
    gone, back, changed = (sum(getattr(each, name) for each in told.kinds) for name in ("gone", "back", "changed"))
    if told.changes:
        parts = ((gone, "条会消失"), (back, "条会回来"), (changed, "条变回当时的样子"))
        yield f"和现在相比：{'，'.join(f'{count}{words}' for count, words in parts if count)}。", "PanelBold.TLabel"
    else:
        yield "这份备份里的记录和现在完全一样，恢复它不会改变任何记录。", "PanelBold.TLabel"
    yield _KEPT, "Panel.TLabel"


def preview_rows(told: Preview, sorts: Sequence[tuple[str, str]]) -> Iterator[ListRow]:
    """A row for each record that is told by name, for each that is only counted, and each attachment that is lost.

    `sorts` are words and tone for records that go, that come, and that become otherwise.
    """
    for name in told.missing:
        yield ListRow(f"file {name}", ("附件缺失", "附件", f"{name}（备份和台帐库里都没有它的文件）"), tone="bad")
    for place, (what, tone) in enumerate(sorts):
        for kind in told.kinds:
            for number, title in enumerate(_titles(kind, place)):
                yield ListRow(f"{place} {kind.slug} {number}", (what, kind.title, title), tone=tone)


def _titles(kind: KindPreview, place: int) -> Iterator[str]:
    count = (kind.gone, kind.back, kind.changed)[place]
    titles = (kind.gone_titles, kind.back_titles, kind.changed_titles)[place]
    yield from titles
    if count > len(titles):
        yield f"另有{count - len(titles)}条" if titles else f"{count}条（内容保密，不显示）"


def _restore(app: App, wish: Wish) -> None:
    """Restore with the library closed, and open it again."""
    place, who = wish.place, app.preferences.who
    sentence = f"正在恢复到{called(wish.backup)}，请稍等。中途断电也不要紧：要么是原来的样子，要么已经恢复好。"

    def done(made: Restored) -> None:
        app.open(place.folder, lambda: tell_restored(app, made), passphrase=wish.passphrase)

    closed(
        app,
        "正在恢复",
        sentence,
        lambda tell, stopped: restore(
            place.folder,
            wish.backup,
            who=who,
            now=utc_now(),
            passphrase=place.passphrase,
            backup_passphrase=wish.passphrase,
            course=Course(tell, stopped),
        ),
        done,
        stoppable=True,
    )


def tell_restored(app: App, made: Restored) -> None:
    """Say what was done: in the status line, and in the part of backups, which is brought to the front."""
    from forms.screens.handover_backups import Backups

    app.overlay.clear()
    page = app.go("handover", Target("backups"))
    front = getattr(page, "front", None)
    if isinstance(front, Backups):
        front.tell("\n".join((_done(made), *made.sentences[1:])), "Warn" if made.lost or made.unlocked else "Good")
    app.say(f"已恢复，现在有{made.records}条记录", "good")


def _done(made: Restored) -> str:
    """What stands now, and where what stood before is, as the list of backups shows it."""
    files = f"，补回{made.put_back}个附件文件" if made.put_back else ""
    if made.safety is None:
        before = ""
    elif made.safety.name.startswith(ASIDE):
        before = f"原来读不出来的数据库留在 backups 文件夹的“{made.safety.name}”里。"
    else:
        before = f"原来的样子留在上面“{why_of(made.safety)}”的那份备份里，随时可以恢复回去。"
    return f"已恢复：现在有{made.records}条记录{files}。{before}"
