"""The text of a title with the line ends that the PDF has."""

from __future__ import annotations

from exports.docx.page_setup import PageSetup
from exports.docx.runs import Runs, lines
from exports.page import Title
from exports.typeset.breaking import Setting
from exports.typeset.faces import Role
from exports.typeset.titles import title_lines

_POINT = 20


def title_text(title: Title, page: PageSetup, runs: Runs) -> str:
    """The lines of the title in the text area of `page`, a newline between each two."""
    setting, measure = Setting(Role.TITLE, title.size, title.size), page.text_width / _POINT
    broken = (title_lines(text, setting, runs.faces, measure) for text in lines(title.text))
    return "\n".join(line.text for each in broken for line in each)
