"""移交: a handover package made on a stick, and below it what was handed over and received."""

from __future__ import annotations

import tkinter as tk
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from exports.handover.errors import PackageStopped
from exports.handover.job import Medium, PackageJob
from exports.handover.layout import Purpose
from forms import about, package_facts, packing, theme
from forms.apart import Handle, ProcessEnded, Stopped
from forms.background import FILES
from forms.packing import PackageWish
from forms.screens.handover_list import HandoverList
from forms.screens.handover_package_done import PackageDone
from forms.screens.handover_package_failed import PackageFailed
from forms.screens.handover_package_form import PackageForm
from forms.screens.handover_part import Part
from forms.shell.page import Target
from forms.widgets.cards import Card
from forms.widgets.progress import Progress
from forms.widgets.scroll_area import ScrollArea
from ledger.errors import LedgerError
from ledger.handovers import note_out
from ledger.identity import utc_now
from ledger.library import Library

if TYPE_CHECKING:
    from exports.handover.job import Made
    from forms.app import App
    from forms.desk import Changed

_OPEN_TO_ALL = (
    "这个台帐库设了口令，可移交包里的台帐库不带口令，不加密的话，谁拿到U盘都能看到全部内容。"
    "建议回去选“为路上安全加密”。"
)


class Package(Part):
    """The form, the progress, the result or the failure at the top; the list below."""

    help = (
        "把资料交给档案室（馆）、接手的同事或上级单位：选好交给谁、放到哪里，按“做移交包”。\n"
        "移交包是一个标准的文件夹（BagIt），里面有全部电子文件、登记表、清单、核验报告和每个文件的校验值。\n"
        "写完以后程序会把每个文件从U盘上重新读出来核对，核对无误才说“可以拔出”；中途取消、拔掉或写满，不会留下半份。\n"
        "做的时候窗口可以照常使用，只是先不要改动台帐：改了就要重做。\n"
        "要在路上防丢失，可以加密成一个包，口令另外告诉接收人；交档案室（馆）的不要加密。\n"
        "下面记着移交过和收到过的每一个包。对方核对以后会给一个“移交回执”文件，用“导入回执”登记。"
    )

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, app)
        self.handle: Handle | None = None
        self._wish: PackageWish | None = None
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=1)
        self._area = ScrollArea(self, style="TFrame")
        self._area.grid(row=0, column=0, sticky="nsew")
        card = Card(self._area.body, "做移交包")
        card.pack(fill="x", pady=(0, theme.px(10)))
        self.form = PackageForm(card.body, app, self.start)
        self.progress = Progress(card.body, self._stop)
        self.done = PackageDone(card.body, app, self.again)
        self.failed = PackageFailed(card.body, self.once_more, self.again)
        self.list = HandoverList(self._area.body, app)
        self.list.pack(fill="x")
        self._turn(self.form)
        self.bind("<Destroy>", self._gone, add="+")
        last = package_facts.place_of(app.preferences)
        app.background.run(lambda: _clear(last), lane=FILES)

    # What a part does

    def shown(self) -> None:
        """The stick may be another, the ledger changed."""
        self.refresh(None)
        (self.progress.button if self.running else self._front).focus_set()

    def refresh(self, changed: Changed | None) -> None:
        """Ask the disk and the library again."""
        self.form.refresh()
        self.list.refresh()

    def open(self, target: Target) -> None:
        """Make a package of the export whose number the preset names."""
        number = target.preset.get("export")
        if isinstance(number, int) and not self.running:
            self.again()
            self.form.take_export(number)

    def cancel(self) -> None:
        """Stop what is under way."""
        if self.running:
            self.progress.button.invoke()

    # Making

    @property
    def running(self) -> bool:
        """Whether a package is on its way."""
        return self.handle is not None

    def start(self) -> None:
        """Begin, unless one is on its way or the answers are not whole."""
        form, desk = self.form, self.app.desk
        if self.running or desk.reading or (dest := form.destination()) is None:
            return
        job = PackageJob(
            dest,
            self.app.preferences.who,
            utc_now(),
            about.version(),
            Purpose(form.purpose),
            submission=form.offer.folder if form.offer else None,
            passphrase=form.seal.passphrase,
            volume=form.volume,
            medium=Medium(kind=form.medium.text.strip()),
            # A library with a passphrase keeps no papers open to all.
            cache=None if desk.vault else Library(desk.path).cache,
        )
        wish = PackageWish(desk.path, job, desk.vault, form.own_place)
        if desk.vault is not None and job.with_library and not job.passphrase:
            buttons = (("", "回去加密", "main"), ("open", "不加密，做移交包", "danger"))
            self.app.ask("包里的内容没有口令", _OPEN_TO_ALL, buttons, lambda key: self._begin(wish) if key else None)
            return
        self._begin(wish)

    def once_more(self) -> None:
        """Make again what was not made."""
        if self._wish is not None and not self.running:
            self._begin(replace(self._wish, job=replace(self._wish.job, now=utc_now())))

    def again(self) -> None:
        """Show the form for another package."""
        self._ask_again()
        self.form.button.focus_set()

    def _ask_again(self) -> None:
        self._wish = None
        self.done.hide()
        self.form.refresh()
        self._turn(self.form)

    def _begin(self, wish: PackageWish) -> None:
        self._wish = wish
        # Kept from now on: what is left there when the computer goes off is removed at the next visit.
        self.app.remember(package_facts.with_place(self.app.preferences, wish.job.dest))
        self.progress.begin("正在准备……")
        self._turn(self.progress)
        self.progress.button.focus_set()
        self.app.say("正在做移交包，窗口可以照常使用，先不要改动台帐")
        self.handle = self.app.apart.run(
            packing.pack,
            wish,
            progress=self.progress.show,
            done=lambda made: self._made(made, wish),
            failed=lambda error: self._refused(error, wish),
        )

    def _stop(self) -> None:
        if self.handle is not None:
            self.progress.stopping("正在取消，清除没有做完的文件……")
            self.handle.cancel()

    def _made(self, made: Made, wish: PackageWish) -> None:
        """It stands: the library shall remember it."""
        self.progress.button.enable(False)
        self.app.desk.read(
            lambda ledger: note_out(ledger.session, packing.handover_of(made, wish)),
            lambda _: self._show_done(made, wish, ""),
            lambda error: self._not_noted(made, wish, error),
        )

    def _not_noted(self, made: Made, wish: PackageWish, error: Exception) -> None:
        self._show_done(made, wish, f"{packing.NOT_NOTED}{error}" if isinstance(error, LedgerError) else "")
        if not isinstance(error, LedgerError):
            self.app.fail(error)

    def _show_done(self, made: Made, wish: PackageWish, note: str) -> None:
        self.handle = self._wish = None
        if not self.winfo_exists():
            return
        self.form.seal.forget()
        self.done.show(made, note, encrypted=bool(wish.job.passphrase))
        self._turn(self.done)
        self.list.refresh()
        self.app.say("移交包已做成并核对，可以拔出", "good")
        if self.winfo_viewable():
            self.done.focus_set()

    def _refused(self, error: Exception, wish: PackageWish) -> None:
        if isinstance(error, Stopped | ProcessEnded):  # by force: what was begun lies there
            dest = wish.job.dest
            self.app.background.run(lambda: _clear(dest), lambda _: self._over(error), self._over, lane=FILES)
        else:
            self._over(error)

    def _over(self, error: Exception) -> None:
        """Nothing was made: back to the form when that was wished, else tell why, and offer to go on."""
        self.handle = None
        if not self.winfo_exists():
            return
        stopped = isinstance(error, PackageStopped | Stopped)
        self.app.say("已取消，没有留下任何文件" if stopped else "没有做成移交包", "" if stopped else "bad")
        if isinstance(error, LedgerError) and not stopped:
            self.failed.show(str(error))
            self._turn(self.failed)
        else:
            self._ask_again()
        if self.winfo_viewable():  # else whoever is at another screen would lose the keyboard
            (self.failed if self._front is self.failed else self.form.button).focus_set()
        if not isinstance(error, LedgerError):
            self.app.fail(error)

    # Showing

    def _turn(self, front: PackageForm | Progress | PackageDone | PackageFailed) -> None:
        """Show one of form, progress, result and failure."""
        self._front: tk.Widget = front
        for each in (self.form, self.progress, self.done, self.failed):
            if each is not front:
                each.pack_forget()
        front.pack(fill="x")
        self._area.to_top()

    def _gone(self, event: tk.Event[tk.Misc]) -> None:
        """The library is closed: nobody waits for the package any more."""
        if event.widget is self and self.handle is not None:
            self.handle.drop()


def _clear(*places: Path) -> None:
    """Remove what was left by a process that was ended by force."""
    from exports.handover.staging import clear  # reads what makes bags

    clear(*places)


PART = Package
