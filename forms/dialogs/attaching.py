"""Files that are given to a record: what they are to it, and which of them could not be taken."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.actions import Attach, NoneAttached, Outcome
from forms.widgets.button import Segments
from forms.widgets.sentence import Sentence
from ledger.attachments import ROLES
from ledger.errors import LedgerError
from ledger.records import Record

if TYPE_CHECKING:
    from forms.app import App

_BY_TYPE = "by_type"
_PICTURES = {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".bmp", ".tif", ".tiff", ".webp", ".gif"}
_SHOWN = 12
"""Files that are named; of more the number is told."""


def attach_files(app: App, record: Record, paths: Sequence[Path]) -> None:
    """Ask what the files are to the record, and attach them; those that cannot be taken are named in one sheet."""
    roles = {path: suggested(record, path) for path in paths}
    several = len(set(roles.values())) > 1
    chosen: list[Segments] = []

    def fill(body: ttk.Frame) -> tk.Misc | None:
        Sentence(body, text=_listed(roles), style="Panel.TLabel", wraplength=theme.px(540)).pack(anchor="w")
        ttk.Label(body, text="作为", style="PanelBold.TLabel").pack(anchor="w", pady=(theme.px(12), theme.px(4)))
        others = next((ROLES[role] for role in roles.values() if role != "photo"), "")
        choices = [*ROLES.items(), *([(_BY_TYPE, f"图片作照片，其余作{others}")] if several else [])]
        segments = Segments(body, choices, lambda _: None, taken=_BY_TYPE if several else next(iter(roles.values())))
        segments.pack(anchor="w")
        chosen.append(segments)
        return None

    def answered(key: str) -> None:
        if key:
            taken = chosen[0].taken
            files = tuple((path, role if taken == _BY_TYPE else taken) for path, role in roles.items())
            _attach(app, record, files)

    title = f"给{app.desk.snapshot.named(record, 20)}添加{len(roles)}个附件"
    app.overlay.show(title, fill, (("add", "添加", "main"), ("", "不添加", "plain")), answered)


def suggested(record: Record, path: Path) -> str:
    """What a file most likely is: a picture of a meeting a photo, the first file of what must be signed its scan."""
    kind = record.declared
    if path.suffix.lower() in _PICTURES and kind.has("photos"):
        return "photo"
    signed = any(each.role == "signed" for each in record.attachments)
    return "signed" if kind.signed and not signed else "annex"


def _attach(app: App, record: Record, files: tuple[tuple[Path, str], ...]) -> None:
    app.say(f"正在拷入{len(files)}个文件……")

    def done(outcome: Outcome) -> None:
        count = len(outcome.attachments)
        app.say(f"已添加{count}个附件", "warn" if outcome.failures else "good")
        if outcome.failures:
            tell_failures(app, count, outcome.failures)

    def failed(error: Exception) -> None:
        app.say("没有添加附件", "bad")
        if isinstance(error, NoneAttached):
            tell_failures(app, 0, error.failures)
        elif isinstance(error, LedgerError):
            app.overlay.tell("附件没有添加", str(error))
        else:
            raise error

    app.desk.change(Attach(record.uid, files), done, failed)


def tell_failures(app: App, count: int, failures: Sequence[LedgerError]) -> None:
    """Which files were not taken, and why."""
    head = f"{count}个已添加，{len(failures)}个没有添加：" if count else f"{len(failures)}个文件都没有添加："
    lines = [str(failure) for failure in failures[:_SHOWN]]
    more = [f"另有{len(failures) - _SHOWN}个。"] if len(failures) > _SHOWN else []
    app.overlay.tell("有文件没有添加", "\n".join([head, *lines, *more]))


def _listed(roles: dict[Path, str]) -> str:
    names = [path.name for path in list(roles)[:_SHOWN]]
    more = f"……共{len(roles)}个" if len(roles) > _SHOWN else ""
    return "、".join(names) + more
