"""One paragraph as XML: its style, and only what differs from the style."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """What one paragraph sets itself; lengths in twips, `left` to `hang` in characters of `char` twips.

    `left` moves all lines, `indent` only the first; `hang` characters of the first line stand left of the others.
    `line` 0 leaves the style's pitch.
    """

    char: int = 0
    left: float = 0
    indent: float = 0
    right: float = 0
    hang: float = 0
    align: str = ""
    line: int = 0
    keep_next: bool = False
    new_page: bool = False
    tabs: tuple[tuple[str, int], ...] = ()
    """Kind and position of each tab stop."""
    before: int = 0
    """White above, in twips."""
    border: str = ""
    """The attributes of a rule below."""
    section: str = ""
    """The w:sectPr of a section that ends with this paragraph."""


def paragraph(style: str, content: str, settings: Settings) -> str:
    """A w:p with its properties in the order that the schema demands."""
    stops = "".join(f'<w:tab w:val="{kind}" w:pos="{at}"/>' for kind, at in settings.tabs)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>'
        + ("<w:keepNext/>" if settings.keep_next else "")
        + ("<w:pageBreakBefore/>" if settings.new_page else "")
        + (f"<w:pBdr><w:bottom {settings.border}/></w:pBdr>" if settings.border else "")
        + (f"<w:tabs>{stops}</w:tabs>" if stops else "")
        + _spacing(settings)
        + _indents(settings)
        + (f'<w:jc w:val="{settings.align}"/>' if settings.align else "")
        + f"{settings.section}</w:pPr>{content}</w:p>"
    )


def _spacing(settings: Settings) -> str:
    before = f' w:before="{settings.before}"' if settings.before else ""
    line = f' w:line="{settings.line}" w:lineRule="exact"' if settings.line else ""
    return f"<w:spacing{before}{line}/>" if before or line else ""


def _indents(settings: Settings) -> str:
    """Indents in characters and in twips: Word shows the first, everything else reads the second.

    What wrapped lines stand under is given in twips alone, because Word would count characters without the page's
    tightening.
    """
    char, written = settings.char, []
    if settings.left:
        written.append(f'w:left="{round(settings.left * char)}"')
    if settings.hang:
        written.append(f'w:hanging="{round(settings.hang * char)}"')
    elif settings.indent:
        chars, length = round(settings.indent * 100), round(settings.indent * char)
        written.append(f'w:firstLineChars="{chars}" w:firstLine="{length}"')
    if settings.right:
        written.append(f'w:rightChars="{round(settings.right * 100)}" w:right="{round(settings.right * char)}"')
    return f"<w:ind {' '.join(written)}/>" if written else ""
