"""The styles of a paper: one flat table per page set-up, written as styles.xml."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from exports.docx.page_setup import PageSetup
from exports.docx.runs import Runs, fonts
from exports.typeset.faces import Role

TITLE_SIZE = 22
"""2号 in points."""

IMPRINT_SIZE, IMPRINT_LINE = 14, 400
"""4号 in points and its pitch in twips."""

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LANGUAGE = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
"""As Chinese Word writes it: were Latin text Chinese too, LibreOffice would break 2015 between two digits."""
_BUILT_IN = {"Normal", "Title", "Heading1", "Heading2", "Heading3", "Heading4", "Caption", "Footer"}


@dataclass(frozen=True)
class Style:
    """One paragraph style: `size` in points; `line` (exact), `before`, `after` and `tighten` in twips."""

    id: str
    name: str
    role: Role
    size: float
    line: int
    align: str = "both"
    outline: int | None = None
    keep_next: bool = False
    tighten: int = 0
    before: int = 0
    after: int = 0
    snap: bool = False
    """Whether lines stand on the document grid; a line larger than the grid would be given two of its lines."""


def styles_of(page: PageSetup) -> tuple[Style, ...]:
    """Every style that a paper on `page` uses; the first is the default.

    Level 1 is 黑体, level 2 楷体, levels 3 and 4 仿宋 (GB/T 9704-2012, 7.3.3).
    """
    size, head, line, tight = page.size, page.head_size, page.line, page.tighten
    cell, cell_line, form, form_line = page.cell_size, page.cell_line, page.form_size, page.form_line
    return (
        Style("Normal", "Normal", Role.BODY, size, line, tighten=tight, snap=True),
        Style(
            "Title",
            "Title",
            Role.TITLE,
            TITLE_SIZE,
            title_line(page, TITLE_SIZE),
            "center",
            keep_next=True,
            after=0 if page.official else 10 * TITLE_SIZE,
        ),
        *(
            Style(
                f"Heading{level}",
                f"heading {level}",
                role,
                head if level == 1 else size,
                line,
                outline=level - 1,
                keep_next=True,
                tighten=tight,
                before=0 if page.official else 160,
                after=0 if page.official else 60,
                snap=True,
            )
            for level, role in enumerate((Role.HEI, Role.KAI, Role.BODY, Role.BODY), 1)
        ),
        Style("Caption", "caption", Role.HEI, form, form_line, "center", keep_next=True, before=120, after=80),
        Style("PictureCaption", "图片说明", Role.HEI, form, form_line, "center", before=60, after=120),
        Style("Picture", "图片", Role.BODY, size, 0, "center", keep_next=True, before=120),
        Style("TableText", "表格文字", Role.BODY, cell, cell_line, "left"),
        Style("TableHead", "表头", Role.HEI, cell, cell_line, "center", keep_next=True),
        Style("FormText", "表单文字", Role.BODY, form, form_line),
        Style("FormLabel", "表单栏目", Role.HEI, form, form_line, "center"),
        Style("Mark", "发文机关标志", Role.TITLE, TITLE_SIZE, line, "center", keep_next=True),
        Style("MarkRow", "发文字号", Role.BODY, size, line, "left", keep_next=True, tighten=tight),
        Style("Imprint", "版记", Role.BODY, IMPRINT_SIZE, IMPRINT_LINE, before=60, after=60),
        Style("TableGap", "表后空白", Role.BODY, 1, 20, "left"),
        Style("SignatureLine", "签署行", Role.BODY, size, line if page.official else round(line * 1.6), "left"),
        Style("Footer", "footer", Role.SONG, page.number_size, page.number_line, "center"),
    )


def title_line(page: PageSetup, size: float) -> int:
    """The exact line pitch of a title: a grid line on the official page, 1.6 em elsewhere."""
    return page.line if page.official else round(size * 32)


def styles_xml(page: PageSetup, runs: Runs) -> str:
    """The content of word/styles.xml: no theme fonts, no latent styles, Chinese everywhere."""
    body = fonts(runs.family(Role.BODY))
    return (
        f'<w:styles xmlns:w="{_NAMESPACE}">'
        f"<w:docDefaults><w:rPrDefault><w:rPr>{body}{_size(page.size)}{_LANGUAGE}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>"
        + "".join(_style_xml(style, runs, default=index == 0) for index, style in enumerate(styles_of(page)))
        + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        "</w:styles>"
    )


def _style_xml(style: Style, runs: Runs, *, default: bool) -> str:
    built_in = style.id in _BUILT_IN
    kind = ' w:default="1"' if default else "" if built_in else ' w:customStyle="1"'
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    following = "" if default else f'<w:basedOn w:val="Normal"/><w:next w:val="{_next(style)}"/>'
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{style.id}"><w:name w:val={quoteattr(style.name)}/>{following}'
        f"<w:qFormat/><w:pPr>{'<w:keepNext/>' if style.keep_next else ''}<w:widowControl/>"
        '<w:kinsoku/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:adjustRightInd w:val="0"/><w:snapToGrid w:val="{int(style.snap)}"/>'
        f'<w:spacing w:before="{style.before}" w:after="{style.after}" {_line(style.line)}/>'
        f'<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f'<w:rPr>{fonts(runs.family(style.role))}<w:spacing w:val="{style.tighten}"/>{_size(style.size)}'
        f"{_LANGUAGE}</w:rPr></w:style>"
    )


def _next(style: Style) -> str:
    """The style of the paragraph typed after this one."""
    return "Normal" if style.keep_next else style.id


def _line(line: int) -> str:
    """An exact pitch, or (0) as high as the content: a picture in an exact line would be cut off."""
    return f'w:line="{line}" w:lineRule="exact"' if line else 'w:line="240" w:lineRule="auto"'


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'
