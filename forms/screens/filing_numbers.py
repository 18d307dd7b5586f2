"""Giving 件号 and 档号 for good: what would be given is shown first."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.actions import Edit, Outcome, Together
from forms.background import THINK
from forms.filing_view import Filing, fixing
from forms.shell.page import Target
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.sentence import Sentence
from ledger.filing_settings import filing_plan
from ledger.fixed_numbers import FixedNumber

if TYPE_CHECKING:
    from forms.app import App

_WIDTH = 820
_COLUMNS = (
    ListColumn("mark", "件号", 6),
    ListColumn("archive_no", "档号", 16),
    ListColumn("title", "题名", 22, stretch=True),
)
_NO_PLAN = "编定的号记在归档方案里，现在还没有登记。请先在“归档设置”里填全宗号、保管期限并保存，再来编定。"

Numbers = tuple[FixedNumber, ...]


def fix_numbers(app: App, filing: Filing) -> None:
    """Show the numbers that would be given now, and give them when the clerk says so."""
    if filing_plan(filing.snapshot) is None:
        buttons = (("go", "去填归档设置", "main"), ("", "先不编定", "plain"))
        app.ask("编定件号", _NO_PLAN, buttons, lambda key: app.go("filing", Target("filing_plan")) if key else None)
        return
    app.background.run(lambda: fixing(filing), lambda found: _ask(app, filing, *found), lane=THINK)


def _ask(app: App, filing: Filing, every: Numbers, new: Numbers) -> None:
    if not new:
        app.say(f"现有{len(every)}件的件号都已编定，没有要新编的")
        return

    def answered(key: str) -> None:
        if key:
            _fix(app, filing, every, len(new))

    buttons = (("fix", f"编定{len(new)}件", "main"), ("", "先不编定", "plain"))
    app.overlay.show("编定件号", lambda body: _fill(body, every, new), buttons, answered, width=_WIDTH)


def told(every: Numbers, new: Numbers) -> str:
    """What giving them means, in sentences."""
    kept = len(every) - len(new)
    before = f"已经编定的{kept}件不变。" if kept else ""
    blank = sum(not each.archive_no for each in new)
    lacking = f"有{blank}件的档号还编不出来：全宗号或保管期限没有填，这次只定件号。" if blank else ""
    return (
        f"下面{len(new)}件的件号、档号从此不变，以后新增的接着往下编，删去的号也不给别的文件。{before}{lacking}"
        "请先核对次序。编定以后可以按 Ctrl+Z 撤销。"
    )


def _fill(body: ttk.Frame, every: Numbers, new: Numbers) -> tk.Misc | None:
    words = Sentence(body, text=told(every, new), style="Panel.TLabel", wraplength=theme.px(_WIDTH - 20))
    words.pack(anchor="w", pady=(0, theme.px(8)))
    listing = Listing(body, _COLUMNS, multiple=False)
    listing.configure(width=theme.px(_WIDTH), height=theme.px(380))
    listing.pack(fill="both", expand=True)
    rows = [ListRow(f"{each.volume} {each.paper}", _cells(each)) for each in new]
    listing.put(rows)
    listing.select((rows[0].uid,))
    return listing.tree


def _cells(each: FixedNumber) -> tuple[str, ...]:
    return f"{each.volume}-{each.number:04d}", each.archive_no, each.title


def _fix(app: App, filing: Filing, every: Numbers, new: int) -> None:
    plan = filing_plan(filing.snapshot)
    assert plan is not None
    # Of the revision that was shown: what another change made of the order must be looked at again.
    edit = Edit(((plan.uid, {"fixed": [each.row() for each in every]}, plan.revision),))

    def done(outcome: Outcome) -> None:
        app.say(f"已编定{new}件，件号、档号不再变动；可按 Ctrl+Z 撤销", "good")

    app.desk.change(Together(f"编定{new}件的件号", (edit,)), done)
