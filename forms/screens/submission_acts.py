"""What is done with a submission that stands: look at its folder and its bound PDF, print it, exchange sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exports.exchange import Exchange, plan
from exports.names import BOUND
from forms import submitting
from forms.background import FILES, THINK
from forms.destinations import free
from forms.opening import open_folder
from forms.submitting import Exchanged, ExchangeWish
from ledger.exported import BoundVolume, Export

if TYPE_CHECKING:
    from forms.app import App


def show_folder(app: App, folder: Path) -> None:
    """Open a folder in the file manager."""
    app.background.run(lambda: open_folder(folder), lane=FILES)


def look(app: App, folder: Path) -> None:
    """Show the bound PDF of a submission in the window."""
    from forms.screens.submission_sheet import BoundSheet  # reads what prints, half a second that the start spares

    BoundSheet(app, folder / BOUND)


def print_bound(app: App, folder: Path, bound: BoundVolume) -> None:
    """Hand the bound PDF over to the printer, when the clerk agrees to so many sheets."""
    file = folder / BOUND
    if bound.duplex:
        sheets = f"共{bound.sides}面，双面打印{-(-bound.sides // 2)}张；打印机要设为双面、长边翻转"
    else:
        sheets = f"共{bound.sides}面，单面打印{bound.sides}张"
    sentence = f"要打印合订本“{file}”吗？{sheets}。"

    def answered(key: str) -> None:
        if key == "print":
            app.say("正在交给打印机……")
            app.background.run(lambda: _sent(file), lambda words: app.say(words, "good"), lane=FILES)

    app.ask("打印合订本", sentence, (("print", "打印", "main"), ("", "不打印", "plain")), answered)


def offer_exchange(app: App, old: Export, new: Export) -> None:
    """Tell how many sheets of `old` are exchanged for those of `new`, and write them when the clerk wants them."""

    def planned(both: tuple[Exchange, Exchange]) -> None:
        few, all_ = (submitting.counted(each, old, new, None) for each in both)
        _ask(app, old, new, few, all_)

    def plans() -> tuple[Exchange, Exchange]:
        return plan(old.bound, new.bound), plan(old.bound, new.bound, numbers=True)

    app.background.run(plans, planned, lane=THINK)


def _ask(app: App, old: Export, new: Export, few: Exchanged, all_: Exchanged) -> None:
    if not all_.out and not all_.into:
        app.overlay.tell("抽换页", f"第{new.number}次与第{old.number}次导出相比，没有要抽换的页。")
        return
    told, buttons = [f"手里的纸是第{old.number}次导出印的，换成第{new.number}次的："], []
    if few.out or few.into:
        told.append(f"取出{few.out}张，换入{few.into}张（整本{few.sheets}张）。")
        buttons.append(("few", "做抽换页", "main"))
    else:
        told.append("内容都没有变。")
    if few.moved:
        told.append(f"另有{few.moved}张只是页码顺延；连它们一起换，要取出{all_.out}张，换入{all_.into}张。")
        buttons.append(("all", "连页码顺延的一起换", "plain" if buttons else "main"))
    buttons.append(("", "不做", "plain"))

    def answered(key: str) -> None:
        if key:
            _choose_place(app, old, new, numbers=key == "all")

    app.ask("抽换页", "".join(told), tuple(buttons), answered)


def _choose_place(app: App, old: Export, new: Export, *, numbers: bool) -> None:
    parent = app.chooser.folder("抽换页放到哪里：请选择文件夹")
    if parent is None:
        return
    name = f"抽换页_第{old.number}次换成第{new.number}次"
    snapshot = app.desk.snapshot

    def begin(dest: Path) -> None:
        app.say("正在做抽换页……")
        wish = ExchangeWish(snapshot, old, new, dest, numbers)
        app.apart.run(submitting.exchange, wish, done=lambda made: _made(app, made), failed=app.fail)

    app.background.run(lambda: free(parent, name), begin, lane=FILES)


def _made(app: App, made: Exchanged) -> None:
    folder = made.folder
    if folder is None:
        app.say("没有要抽换的页")
        return
    app.say(f"抽换页已写到“{folder}”", "good")
    into = f"打印“抽换页.pdf”{made.into}张，" if made.into else ""
    sentence = f"已写到“{folder}”。{into}按清单先从旧的里取出{made.out}张，再换入新的。"
    _offer(app, "抽换页做好了", sentence, lambda: show_folder(app, folder))


def _offer(app: App, title: str, sentence: str, shown: Callable[[], object]) -> None:
    buttons: Sequence[tuple[str, str, str]] = (("folder", "打开文件夹", "main"), ("", "关闭", "plain"))
    app.ask(title, sentence, buttons, lambda key: shown() if key else None)


def _sent(file: Path) -> str:
    from forms import printer

    return printer.send(file).words
