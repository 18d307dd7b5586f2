"""One field of several records set to the same value, as one change that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from forms import theme
from forms.actions import Edit
from forms.backups import Guarded
from forms.form_editors import Sources, editor_for
from forms.shell.overlay import Sheet
from forms.widgets.choice_box import ChoiceBox
from forms.widgets.editor import EditorBase
from forms.widgets.sentence import Sentence
from ledger.backup import BULK
from ledger.clean import clean
from ledger.entries import differs
from ledger.errors import InputError
from ledger.fields import Choice, Context, Field, LongText, Rows
from ledger.kinds import Kind
from ledger.records import Record

if TYPE_CHECKING:
    from forms.app import App

_WIDTH = 600
_HOW = (
    "先在列表里选中要一起修改的记录：按住 Shift 用方向键连着选，或按 Ctrl+A 全选；"
    "用鼠标时按住 Ctrl 逐条点选。选好以后再点“批量修改”。"
)


def edit_many(app: App, kind: Kind, uids: Sequence[str]) -> None:
    """Ask for a field and its value, and set it in the records with these uids."""
    records = [record for uid in uids if (record := app.desk.snapshot.get(uid)) and record.kind == kind.slug]
    if not records:
        app.overlay.tell("还没有选中记录", _HOW)
    else:
        _Bulk(app, kind, records)


def settable(kind: Kind) -> tuple[Field, ...]:
    """The fields of which several records may have the same value."""
    return tuple(each for each in kind.fields if not isinstance(each, LongText | Rows) and each.name != kind.unique)


def changed_by(records: Sequence[Record], kind: Kind, field: Field, typed: Any, context: Context) -> list[Record]:
    """The records that `typed` would change. Raises InputError when it is no value of the field."""
    value = field.parse(clean(typed, field.label), context)
    return [record for record in records if differs(kind, field.name, record.values, value)]


class _Bulk:
    """The sheet: the field, its editor, and what would happen."""

    def __init__(self, app: App, kind: Kind, records: Sequence[Record]) -> None:
        self._app, self._kind, self._records = app, kind, records
        self._field: Field | None = None
        self._editor: EditorBase | None = None
        title = f"批量修改{len(records)}条{kind.title}"
        buttons = (("edit", "修改", "main"), ("", "取消", "plain"))
        self._sheet: Sheet = app.overlay.show(title, self._fill, buttons, self._answered, width=_WIDTH)
        self._preview()

    def _fill(self, body: ttk.Frame) -> Any:
        self._labels = {field.label: field for field in settable(self._kind)}
        which = Choice(name="which", label="栏目", choices=tuple(self._labels))
        self._body = ttk.Frame(body, style="Panel.TFrame", height=theme.px(200), width=theme.px(_WIDTH))
        self._body.grid_propagate(False)
        self._body.columnconfigure(1, weight=1)
        self._body.pack(fill="both", expand=True)
        self._which = ChoiceBox(self._body, which, self._app.desk.context)
        self._which.on_change(self._choose)
        self._which.inner.bind("<Return>", self._go_on, add="+")
        for row, words in enumerate(("改哪一栏", "改成")):
            label = ttk.Label(self._body, text=words, style="Panel.TLabel")
            label.grid(row=row, column=0, sticky="nw", padx=(0, theme.px(12)), pady=theme.px(8))
        self._which.grid(row=0, column=1, sticky="ew", pady=theme.px(4))
        self._told = Sentence(self._body, style="PanelMuted.TLabel", wraplength=theme.px(_WIDTH - 20))
        self._told.grid(row=2, column=0, columnspan=2, sticky="w", pady=theme.px(10))
        return self._which.inner

    def _choose(self) -> None:
        """Put the editor of the field that is named now."""
        field = self._labels.get(str(self._which.typed()).strip())
        if field is not self._field:
            if self._editor is not None:
                self._editor.destroy()
                self._editor = None
            self._field = field
            if field is not None:
                self._editor = editor_for(self._body, field, Sources(self._app.desk.context, self._titles))
                self._editor.grid(row=1, column=1, sticky="ew", pady=theme.px(4))
                self._editor.on_change(self._preview)
                self._editor.lift(self._which)  # in reading order for Tab
        self._preview()

    def _go_on(self, event: object) -> str:
        """Enter goes from the field to its value."""
        if self._editor is not None:
            self._editor.focus()
        return "break"

    def _titles(self, slug: str) -> list[tuple[str, str]]:
        snapshot = self._app.desk.snapshot
        return [(record.uid, snapshot.title(record)) for record in snapshot.of(slug)]

    def _changed(self) -> list[Record]:
        """What would be changed by what stands there. Raises InputError."""
        if self._field is None or self._editor is None:
            return []
        return changed_by(self._records, self._kind, self._field, self._editor.typed(), self._app.desk.context())

    def _preview(self) -> None:
        """Say how many records would be changed, and let it be done when there are any."""
        sentence, tone, count = "选好栏目，填上新的内容；空着就是把这一栏清空。", "PanelMuted.TLabel", 0
        if self._field is not None and self._editor is not None:
            try:
                count = len(self._changed())
                blank = "（清空）" if not self._editor.typed() else ""
                sentence = f"将修改选中的{len(self._records)}条中的{count}条{blank}"
                sentence += "。" if count else "：其余的本来就是这样，不用改。"
                tone = "Panel.TLabel"
            except InputError as error:
                sentence, tone = str(error), "PanelWarn.TLabel"
        self._told.configure(text=sentence, style=tone)
        self._sheet.buttons["edit"].enable(count > 0)

    def _answered(self, key: str) -> bool:
        """Whether the sheet closes."""
        if not key:
            return True
        field, editor = self._field, self._editor
        if field is None or editor is None:
            return False
        try:
            records = self._changed()
        except InputError as error:
            editor.fault(str(error))
            return False
        if records and not editor.typed():
            self._ask_blank(field, records)
        elif records:
            self._edit(field, editor.typed(), records)
        return False

    def _ask_blank(self, field: Field, records: Sequence[Record]) -> None:
        sentence = f"新的内容是空的。要把{len(records)}条记录的“{field.label}”清空吗？"
        buttons = (("", "不清空", "main"), ("yes", "清空", "danger"))

        def answered(key: str) -> None:
            if key == "yes":
                self._edit(field, "", records)

        self._app.ask("清空一栏", sentence, buttons, answered)

    def _edit(self, field: Field, typed: Any, records: Sequence[Record]) -> None:
        app = self._app
        self._sheet.close()
        action = Edit(tuple((record.uid, {field.name: typed}, record.revision) for record in records))
        said = f"已修改{len(records)}条，可按 Ctrl+Z 一次撤销"
        app.desk.change(Guarded(BULK, action), lambda _: app.say(said, "good"))
