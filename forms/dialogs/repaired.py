"""What a repair regained and lost, and what shall become of the repaired copy."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.closed_library import closed
from forms.dialogs.import_rows import sheet_width
from forms.dialogs.restoring import listed, tell_restored
from forms.examination_words import OUTCOMES, outcome_rows, repaired_summary, state_after
from forms.place import Place
from forms.widgets.sentence import Sentence
from ledger.doctor.losses import Repaired
from ledger.identity import utc_now
from ledger.restoring import Restored, replace_by
from ledger.safekeeping.course import Course

if TYPE_CHECKING:
    from forms.app import App

_PLACED = (
    "要接着用，就换到原来的位置：换之前，现在的台帐库会先留一份（读不出来的，原样留下）；这个副本还在原处，不会删除。"
)
_SENTENCE = "正在把修复好的副本换到原来的位置，请稍等。中途断电也不要紧：要么是原来的样子，要么已经换好。"


def tell_repaired(app: App, place: Place, made: Repaired) -> None:
    """Show what was regained and lost; the copy can be put in place of the library, opened beside it, or left."""
    wide = sheet_width(app)

    def answered(key: str) -> None:
        # Not when Tk is idle: whatever lays itself out at that moment would lose its screen.
        if key == "open":
            app.root.after(1, lambda: app.open(made.folder, app.overlay.clear, passphrase=place.passphrase))
        elif key == "place":
            app.root.after(1, lambda: _put_in_place(app, place, made))

    usable = (("place", "换到原来的位置", "main"), ("open", "打开这个副本看看", "plain"))
    buttons = (*(() if made.after.damaged else usable), ("", "先放着", "plain"))
    app.overlay.show("修复好的副本", lambda body: _fill(body, made, wide), buttons, answered, width=wide)


def _fill(body: ttk.Frame, made: Repaired, wide: int) -> ttk.Treeview | None:
    spoilt = made.after.damaged
    sentences = [(repaired_summary(made), "Panel"), (state_after(made), "PanelBad" if spoilt else "Panel")]
    if not spoilt:
        sentences.append((_PLACED, "PanelSmallMuted"))
    for sentence, style in sentences:
        line = Sentence(body, text=sentence, style=f"{style}.TLabel", wraplength=theme.px(wide - 20))
        line.pack(anchor="w", pady=(0, theme.px(6)))
    rows = list(outcome_rows(made))
    return listed(body, OUTCOMES, rows, wide).tree if rows else None


def _put_in_place(app: App, place: Place, made: Repaired) -> None:
    who = app.preferences.who

    def done(stands: Restored) -> None:
        app.open(place.folder, lambda: tell_restored(app, stands), passphrase=place.passphrase)

    closed(
        app,
        "正在换上",
        _SENTENCE,
        lambda tell, stopped: replace_by(
            place.folder,
            made.folder,
            who=who,
            now=utc_now(),
            passphrase=place.passphrase,
            other_passphrase=place.passphrase,
            course=Course(tell, stopped),
        ),
        done,
        stoppable=True,
    )
