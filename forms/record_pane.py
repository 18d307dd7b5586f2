"""The form of one record with what belongs to it: saving, drafts, attached files, and what is wrong with it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from forms import theme
from forms.actions import Action, Add, Edit, Outcome
from forms.drafting import draft_of
from forms.form import FormFrame
from forms.form_editors import typed_form
from forms.keys import shortcut
from forms.widgets.attachments_box import AttachmentsBox
from forms.widgets.button import Button
from forms.widgets.related_box import RelatedBox
from ledger.entries import FieldProblems
from ledger.errors import LedgerError
from ledger.kinds import Kind
from ledger.records import Record
from ledger.refusals import DuplicateValue

if TYPE_CHECKING:
    from forms.app import App


MakeForm = Callable[..., FormFrame]
"""Makes the form of a kind; called as FormFrame is."""

NOTHING = "在左边选一条，或按“新增”（Ctrl+N）登记一条新的。"


class RecordPane(ttk.Frame):
    """Shows a record or a new one; `saved(record)` hears of each that was saved. Forms are built once for each kind.

    `forms` has, by slug, the forms of kinds that are filled in otherwise than others.
    """

    def __init__(
        self,
        parent: tk.Misc,
        app: App,
        saved: Callable[[Record], object],
        forms: Mapping[str, MakeForm] | None = None,
    ) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self.app, self._saved, self._made = app, saved, forms or {}
        self.kind: Kind | None = None
        self.record: Record | None = None
        self._forms: dict[str, FormFrame] = {}
        self._saving = False
        self._afterwards: list[Callable[[], object]] = []
        self._turns = 0
        """How often something else came to be shown: who saves may have gone on before the answer is there."""
        self._build()

    @property
    def form(self) -> FormFrame | None:
        """The form that is shown."""
        return self._forms.get(self.kind.slug) if self.kind is not None else None

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.form is not None and self.form.dirty

    def show(self, record: Record) -> None:
        """Show a record, with what was typed for it and not saved the last time."""
        form = self._in_front(record.declared)
        self.record = record
        form.show(record.values)
        self._files.show(record)
        self._related.show(record)
        self._restore()
        self._tell()

    def new(self, kind: Kind, preset: Mapping[str, Any] | None = None) -> None:
        """Show a blank form of a kind with something filled in, or what was typed in one and not saved."""
        form = self._in_front(kind)
        self.record = None
        form.show(None, preset or {})
        self._files.show(None, kind)
        self._related.show(None)
        if not preset:
            self._restore()
        self._tell()
        form.focus_field()

    def copy(self, record: Record) -> None:
        """Show a new record with the contents of another one; what may stand only once is left blank."""
        kind = record.declared
        unique = kind.unique
        self.new(
            kind, {field.name: typed_form(field, record[field.name]) for field in kind.fields if field.name != unique}
        )

    def clear(self) -> None:
        """Show nothing but what to do first."""
        if self.form is not None:
            self.form.pack_forget()
        self.kind = self.record = None
        self._turns += 1
        self._foot.pack_forget()
        self._files.pack_forget()
        self._nothing.place(relx=0.5, rely=0.4, anchor="center")
        self._tell()

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save what was typed; `then` follows when that was done. What cannot be saved is told at its field."""
        form, kind = self.form, self.kind
        if form is None or kind is None:
            return
        if self._saving:
            self._afterwards += [then] if then is not None else []
            return
        typed, sent = form.typed(), form.everything()
        if self.record is not None and not typed:
            self.app.say("没有改动，不用保存")
            if then is not None:
                then()
            return
        form.faults({})
        self._saving, self._afterwards = True, [then] if then is not None else []
        record, turn = self.record, self._turns
        action: Action = Edit(((record.uid, typed, record.revision),)) if record else Add(kind.slug, (typed,))
        self.app.desk.change(
            action,
            lambda outcome: self._done(outcome, record, sent if turn == self._turns else None),
            lambda error: self._refused(error, here=turn == self._turns),
        )

    def discard(self) -> None:
        """Forget what was typed."""
        if self.kind is None:
            return
        self.app.drafting.drop(self.kind.slug, self.record.uid if self.record else "")
        if self.record is not None:
            self.show(self.record)
        else:
            self.clear()

    def leave(self, then: Callable[[], object], stay: Callable[[], object] | None = None) -> None:
        """Do `then` now, or after the clerk has said what becomes of what is typed; `stay` when he goes on typing."""
        if not self.dirty:
            then()
            return

        def chosen(key: str) -> None:
            if key == "save":
                self.save(then)
            elif key == "drop":
                self.discard()
                then()
            elif stay is not None:
                stay()

        name = f"“{self._title()}”"
        buttons = (("save", "保存", "main"), ("drop", "不保存", "danger"), ("", "继续填写", "plain"))
        self.app.ask("还没有保存", f"{name}填写的内容还没有保存。", buttons, chosen)

    def redefine(self, slug: str) -> None:
        """The register `slug` is defined otherwise, or gone: its form is made anew, and what is typed stays in it."""
        form = self._forms.pop(slug, None)
        if form is None:
            return
        shown, record, typed = self.kind is not None and self.kind.slug == slug, self.record, form.typed()
        form.destroy()
        if not shown:
            return
        self.clear()
        snapshot = self.app.desk.snapshot
        now = snapshot.get(record.uid) if record is not None else None
        kind = next((each for each in snapshot.kinds if each.slug == slug), None)
        if kind is None or (record is not None and now is None):
            return
        if now is not None:
            self.show(now)
        else:
            self.new(kind)
        if self.form is not None and typed:
            self.form.restore(typed)
            self._typed()

    def follow(self) -> None:
        """The ledger changed: show the record as it is now, unless it is being changed here."""
        if self.record is None:
            return
        now = self.app.desk.snapshot.get(self.record.uid)
        if now is None:
            self.clear()
        elif now is not self.record and not self.dirty and not self._saving:
            self.show(now)
        elif now is not self.record:
            self._files.show(now)
            self._related.show(now)

    # Inside

    def _build(self) -> None:
        head = ttk.Frame(self, style="Panel.TFrame", padding=(theme.px(16), theme.px(10), theme.px(16), theme.px(4)))
        self._head = ttk.Label(head, style="PanelHead.TLabel")
        self._state = ttk.Label(head, style="PanelSmallMuted.TLabel")
        self._head.pack(side="left")
        self._state.pack(side="right")
        head.pack(fill="x")
        foot = ttk.Frame(self, style="Panel.TFrame", padding=(theme.px(16), theme.px(8)))
        self._files = AttachmentsBox(self, self.app)
        self._body = ttk.Frame(self, style="Panel.TFrame")
        self._save = Button(foot, "保存", self.save, role="main", key=shortcut("save"))
        self._drop = Button(foot, "放弃改动", self.discard)
        self._save.pack(side="left")
        self._drop.pack(side="left", padx=8)
        self._related = RelatedBox(foot, self.app)
        self._related.pack(side="right")
        self._nothing = ttk.Label(self._body, text=NOTHING, style="PanelMuted.TLabel", justify="center")
        self._body.bind("<Configure>", lambda event: self._nothing.configure(wraplength=max(event.width - 24, 80)))
        self._foot = foot
        self._body.pack(fill="both", expand=True)
        # In reading order for Tab: the form, the files, then the buttons.
        self._body.lower(self._files)
        foot.lift()
        self.clear()

    def _in_front(self, kind: Kind) -> FormFrame:
        if self.form is not None and self.kind is not kind:
            self.form.pack_forget()
        if kind.slug not in self._forms:
            desk = self.app.desk
            make = self._made.get(kind.slug, FormFrame)
            self._forms[kind.slug] = make(
                self._body, kind, context=desk.context, titles=self._titles, on_change=self._typed
            )
        if self.kind is None:
            self._nothing.place_forget()
            # At the foot before the body takes the room that is left.
            self._foot.pack(side="bottom", fill="x", before=self._body)
            self._files.pack(side="bottom", fill="x", before=self._body)
        self.kind = kind
        self._turns += 1
        form = self._forms[kind.slug]
        form.pack(fill="both", expand=True)
        return form

    def _titles(self, slug: str) -> list[tuple[str, str]]:
        snapshot = self.app.desk.snapshot
        return [(record.uid, snapshot.title(record)) for record in snapshot.of(slug)]

    def _restore(self) -> None:
        """Put back what was typed and not saved, if it was typed for the record as it is now."""
        assert self.kind is not None and self.form is not None
        draft = self.app.drafting.of(self.kind.slug, self.record.uid if self.record else "")
        if draft is None:
            return
        self.form.restore(draft.typed)
        self.app.say("已放回上次没有保存的内容，请核对后保存", "warn")

    def _typed(self) -> None:
        self._tell()
        form, kind, record = self.form, self.kind, self.record
        if form is None or kind is None:
            return
        uid, revision = (record.uid, record.revision) if record else ("", None)
        title = self._title()

        def draft() -> Any:
            # The form may show another record by then.
            same = self.form is form and (self.record.uid if self.record else "") == uid
            return draft_of(kind.slug, uid, revision, form.typed(), title) if same else None

        self.app.drafting.keep_soon(kind.slug, uid, draft)

    def _done(self, outcome: Outcome, record: Record | None, sent: Mapping[str, Any] | None) -> None:
        """It was saved; `sent` is what the form held then, None when the form shows something else by now."""
        self._saving, made = False, outcome.come[0]
        self.app.say(f"已保存：{outcome.words}", "good")
        uid = record.uid if record else ""
        if not self.dirty or sent is not None or self._key() != (made.kind, uid):
            self.app.drafting.drop(made.kind, uid)
        if sent is None or self.form is None:
            self._saved(made)
            return
        self.record = self.app.desk.snapshot.get(made.uid) or made
        self.form.adopt(self.record.values, sent)
        self._files.show(self.record)
        self._related.show(self.record)
        self._tell()
        if self.dirty:
            self._typed()  # what was written meanwhile is the draft of the record that there is now
        self._saved(made)
        for then in self._afterwards:
            self.leave(then)

    def _key(self) -> tuple[str, str]:
        """Kind and uid of what is shown, as drafts are called."""
        return (self.kind.slug if self.kind else "", self.record.uid if self.record else "")

    def _refused(self, error: Exception, *, here: bool) -> None:
        """It was not saved; `here` when the form still shows it."""
        self._saving = False
        form, kind = self.form if here else None, self.kind
        if form is not None and kind is not None and isinstance(error, FieldProblems):
            form.faults({name: str(problem) for name, problem in error.by_field.items()})
            self.app.say(f"没有保存：有{len(error.by_field)}处要改，见红字", "bad")
        elif form is not None and kind is not None and isinstance(error, DuplicateValue):
            form.faults({kind.unique: str(error)})
            self.app.say("没有保存：有1处要改，见红字", "bad")
        elif isinstance(error, LedgerError):
            self.app.say("没有保存", "bad")
            self.app.fail(error)
        else:
            raise error

    def _title(self) -> str:
        if self.record is not None:
            return self.app.desk.snapshot.short(self.record)
        return f"新的{self.kind.title}" if self.kind else ""

    def _tell(self) -> None:
        """The head and the buttons, as things stand."""
        self._head.configure(text=self._title())
        state = "还没有保存" if self.dirty else "" if self.record is None else "已保存"
        tone = "PanelSmallWarn.TLabel" if self.dirty else "PanelSmallMuted.TLabel"
        self._state.configure(text=state, style=tone)
        self._save.enable(self.kind is not None)
        self._drop.enable(self.dirty)
