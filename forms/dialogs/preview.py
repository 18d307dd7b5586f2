"""Looking at a paper or an attached file in the window, printing it from there, and saving it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.papers.prints import PRINTS, print_of
from forms.dialogs.preview_file import FileSheet
from forms.dialogs.preview_paper import PaperSheet
from forms.paper_making import NoPaper, papers_for
from ledger.attachments import ROLES
from ledger.kinds import Form, Kind, kind_of
from ledger.records import Attachment, Record
from ledger.statistics.periods import Period

if TYPE_CHECKING:
    from forms.app import App


def preview_record(app: App, record: Record) -> None:
    """Show the paper of a record, and what else can be printed of it; a record that is no paper says so."""
    _choose(app, record.declared, record)


def preview_register(app: App, kind: Kind) -> None:
    """Show the register of a kind, or the blank forms that belong to it; of single papers one must be chosen first."""
    if kind.form is Form.EACH and not any(each.of == kind.slug for each in PRINTS):
        app.say(f"请先选中要打印的{kind.title}")
    else:
        _choose(app, kind, None)


def preview_print(app: App, slug: str, record: Record | None = None, period: Period | None = None) -> None:
    """Show a print of exports/papers/prints, blank, of a record or of a period. Raises UnknownPrint."""
    PaperSheet(app, ((slug, print_of(slug).title),), kind_of(print_of(slug).of), record, period)


def preview_file(app: App, attachment: Attachment) -> None:
    """Show an attached file."""
    FileSheet(app, attachment, ROLES[attachment.role])


def _choose(app: App, kind: Kind, record: Record | None) -> None:
    try:
        papers = papers_for(kind, record)
    except NoPaper as error:
        app.overlay.tell("不能打印", str(error))
        return
    PaperSheet(app, papers, kind, record)
