"""The program with its window: opens a library, shows its screens, and takes what goes wrong."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from forms import backups, faults, pinyin, spool, theme
from forms.apart import Apart
from forms.background import FILES, THINK, Background
from forms.choosing import Chooser
from forms.desk import Changed, Desk, NothingToUndo
from forms.drafting import Drafting
from forms.drafts import Drafts
from forms.garbage import Garbage
from forms.keys import bind_keys
from forms.locking import Idle
from forms.place import Place
from forms.preferences import Preferences, RecentLibrary, save
from forms.shell.overlay import Buttons, Overlay
from forms.shell.page import Page, Target
from forms.shell.shell import Shell
from forms.single import FrontRequests, ask_to_front
from ledger.book import Ledger
from ledger.errors import LedgerError
from ledger.library import Library
from ledger.lock import LibraryBusy
from ledger.unlocking import PassphraseNeeded
from ledger.vault import Vault

if TYPE_CHECKING:
    from forms.dialogs.unlock import UnlockSheet

_LOOK = 400
"""Milliseconds between two looks whether a second start asked for this window."""


class App:
    """One window with at most one open library. `preferences` are kept in the user's folder after each change."""

    def __init__(self, root: tk.Tk, preferences: Preferences) -> None:
        self.root, self.preferences = root, preferences
        self._garbage = Garbage(root)
        self.background = Background(root, self.fail)
        self.apart = Apart(self.background)
        self.overlay = Overlay(root)
        self.chooser = Chooser(root)
        self.desk: Desk = None  # type: ignore[assignment]  # screens exist only while a library is open
        self.shell: Shell | None = None
        self.drafting: Drafting = None  # type: ignore[assignment]
        self._waiting: tk.Widget | None = None
        self._requests: FrontRequests | None = None
        self._timer = ""
        self._lock: UnlockSheet | None = None
        self._idle = Idle(self)
        self._pause = backups.AfterPause(self)
        root.report_callback_exception = self._raised  # type: ignore[method-assign]
        # Tk would show a dialog of its own, in English.
        root.tk.createcommand("bgerror", lambda words: self.fail(tk.TclError(words)))
        root.protocol("WM_DELETE_WINDOW", self.quit)
        bind_keys(self)

    # The library

    def open(
        self,
        library: Path,
        then: Callable[[], object] | None = None,
        *,
        held: Callable[[], object] | None = None,
        passphrase: str | Vault = "",
        refused: Callable[[Exception], object] | None = None,
    ) -> None:
        """Open a library in place of the one that is open; what goes wrong is told, and the open one stays.

        When another window has it open, that comes to the front, and `held` follows, else it is told here. A passphrase
        that is needed is asked for; one that was given and is wrong is told to `refused`.
        """

        def opened(ledger: Ledger) -> None:
            self.close_library()
            self._show(ledger)
            # Drawn before the records are read: with a thread at work every step of the drawing would wait for it.
            self.root.update_idletasks()
            self.desk.load(self._not_read)
            backups.opened(self)
            # Whoever types has something else to look at before; until then the table would only be in the way.
            self.desk.figures(lambda _: self.background.run(pinyin.warm, lane=THINK))
            if then is not None:
                then()

        who = self.preferences.who
        self.background.run(
            lambda: Ledger.open(library, who=who, passphrase=passphrase),
            opened,
            lambda error: self._locked(error, Place(library, passphrase), then, held, refused),
        )

    def close_library(self) -> None:
        """Put the library away: drafts are kept, the ledger is closed, the screens go."""
        if self.shell is None:
            return
        if self.desk.changing:
            self.background.settle()  # else what is being saved now would be left as a draft, too
        self.drafting.flush()
        self.shell.leave()
        self._pause.stop()
        backups.closing(self)
        if self.desk.vault is not None:
            spool.clear(self.desk.path)  # what was printed lies there as anybody can read it
        self.desk.close()
        self.shell.destroy()
        self.shell = self._requests = None

    def lock(self) -> None:
        """Cover the window until the passphrase is typed; nothing is closed. Without a passphrase nothing happens."""
        if self.shell is None or self.desk.vault is None or (self._lock is not None and self._lock.shown):
            return
        from forms.dialogs.unlock import ask_to_go_on

        self._lock = ask_to_go_on(self)

    def leave_locked(self) -> None:
        """The clerk does not open a library that wants a passphrase: the open one stays, else one can be chosen."""
        if self.shell is None:
            self.welcome()

    def welcome(self) -> None:
        """Show what can be begun when no library is open."""
        from forms.shell.welcome import Welcome

        self._place(Welcome(self))

    def quit(self) -> None:
        """Close the window; what was asked for is finished first, and what is being typed stays as drafts."""
        self._keep_geometry()
        self.close_library()
        if self._timer:
            self.root.after_cancel(self._timer)
        self._idle.stop()
        self.apart.close()
        self.background.finish()
        self._garbage.stop()
        for timer in self.root.tk.splitlist(self.root.tk.call("after", "info")):
            # customtkinter's own would outlive the window. What a timer calls goes with the widget that it belongs to.
            self.root.tk.call("after", "cancel", timer)
        self.root.destroy()

    # The screens

    def go(self, slug: str, target: Target | None = None) -> Page | None:
        """Bring a screen to the front, and open `target` on it."""
        return self.shell.go(slug, target) if self.shell is not None else None

    def say(self, sentence: str, tone: str = "") -> None:
        """Tell in the status line what happened."""
        if self.shell is not None:
            self.shell.status.say(sentence, tone)

    def ask(self, title: str, sentence: str, buttons: Buttons, then: Callable[[str], object]) -> None:
        """Ask a question; `then` gets the key of the button, "" for Esc."""
        self.overlay.ask(title, sentence, buttons, then)

    def fail(self, error: BaseException) -> None:
        """Tell what could not be done; an error of the program itself is logged, and can be copied."""
        if isinstance(error, LedgerError):
            self.overlay.tell("没有做成", str(error))
            return
        folder = self.desk.path if self.shell is not None else None
        told = faults.report(error, folder)
        log = faults.write_log(told, folder) if folder is not None else None
        sentence = str(faults.Unforeseen(error, log))
        buttons = (("ok", "知道了", "main"), ("copy", "复制", "plain"))
        self.ask("程序出了差错", sentence, buttons, lambda key: self._copied(told) if key == "copy" else None)

    def mention(self, error: Exception) -> None:
        """Tell in the status line what was not kept: a sheet would take the keyboard from who is typing."""
        if not isinstance(error, LedgerError):
            raise error
        self.say(str(error), "bad")

    def undo(self) -> None:
        """Undo the last change of the ledger."""
        self._turn(
            lambda: self.desk.undo(lambda done: self.say(f"已撤销：{self.desk.future[-1].words}")), "没有可以撤销的操作"
        )

    def redo(self) -> None:
        """Do again what was undone last."""
        self._turn(
            lambda: self.desk.redo(lambda done: self.say(f"已重做：{self.desk.past[-1].words}")), "没有可以重做的操作"
        )

    def remember(self, preferences: Preferences) -> None:
        """Keep changed preferences."""
        if preferences != self.preferences:
            self.preferences = preferences
            self.background.run(lambda: save(preferences), failed=self.mention, lane=FILES)

    def zoom(self, zoom: float) -> None:
        """Zoom the window, and remember it."""
        changed = self.preferences.with_zoom(zoom)
        if changed.zoom != self.preferences.zoom:
            self.remember(changed)
            theme.set_zoom(changed.zoom)

    # Inside

    def _turn(self, turn: Callable[[], None], nothing: str) -> None:
        try:
            turn()
        except NothingToUndo:
            self.say(nothing)

    def _show(self, ledger: Ledger) -> None:
        self.desk = Desk(ledger, self.background)
        drafts = Drafts(Library(ledger.path).drafts, self.desk.files_key)
        self.drafting = Drafting(self.root, self.background, drafts, self.mention)
        self._requests = FrontRequests(ledger.path)
        self.shell = Shell(self)
        self.desk.listen(self._changed)
        campaign = self.desk.campaign
        self.root.title(f"{campaign.name}　{campaign.unit}　台帐")
        self.shell.status.library(f"台帐库：{ledger.path}")
        self._place(self.shell)
        self.go("workbench")
        opened = RecentLibrary(ledger.path, campaign.name, campaign.unit, campaign.year)
        self.remember(self.preferences.with_opened(opened))
        self._offer_drafts(drafts)
        if not self._timer:
            self._look()

    def _place(self, widget: tk.Widget) -> None:
        """Let `widget` fill the window."""
        if self._waiting is not None and self._waiting.winfo_exists():
            self._waiting.destroy()
        self._waiting = widget
        widget.place(x=0, y=0, relwidth=1, relheight=1)

    def _changed(self, kinds: Changed) -> None:
        if not self.desk.reading:
            self._pause.changed()
        if self.shell is not None:
            self.shell.changed(kinds)

    def _offer_drafts(self, drafts: Drafts) -> None:
        from forms.dialogs.drafts import offer

        self.background.run(drafts.all, lambda found: offer(self, found), lane=FILES)

    def _not_opened(self, error: Exception, place: Place, held: Callable[[], object] | None = None) -> None:
        def asked(answered: bool) -> None:
            if answered and held is not None:
                held()
                return
            if answered:
                self.overlay.tell("已经打开", "这个台帐库已在另一个窗口里打开，已请它到最前面。")
            else:
                self._tell_unopened(error, place)
            if self.shell is None:
                self.welcome()

        if isinstance(error, LibraryBusy):
            self.background.run(lambda: ask_to_front(error.folder), asked, lane=FILES)
        else:
            asked(False)

    def _locked(
        self,
        error: Exception,
        place: Place,
        then: Callable[[], object] | None,
        held: Callable[[], object] | None,
        refused: Callable[[Exception], object] | None,
    ) -> None:
        """A library was not opened; when it wants a passphrase, it is asked for."""
        if isinstance(error, PassphraseNeeded):
            from forms.dialogs.unlock import ask_to_open

            ask_to_open(self, place.folder, then)
        elif refused is not None:
            refused(error)
        else:
            self._not_opened(error, place, held)

    def _not_read(self, error: Exception) -> None:
        """The records cannot be read: nothing can be shown of this library."""
        place = Place(self.desk.path, self.desk.vault or "")
        self.close_library()
        self._not_opened(error, place)

    def _tell_unopened(self, error: Exception, place: Place) -> None:
        """Tell why a library does not open; for a damaged one, what can be done about it."""
        from forms.dialogs import rescue

        if rescue.may_be_damaged(error):
            rescue.offer(self, place, error)
        else:
            self.fail(error)

    def _copied(self, words: str) -> bool:
        self.root.clipboard_clear()
        self.root.clipboard_append(words)
        return False

    def _raised(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.fail(error)

    def _look(self) -> None:
        """Come to the front when a second start of the program asks for it."""
        if self._requests is not None and self._requests.pending():
            self.root.deiconify()
            self.root.lift()
            self.root.focus_force()
        self._timer = self.root.after(_LOOK, self._look)

    def _keep_geometry(self) -> None:
        from forms.launch import geometry_of

        geometry = geometry_of(self.root)
        if geometry is not None:
            self.remember(replace(self.preferences, geometry=geometry))
