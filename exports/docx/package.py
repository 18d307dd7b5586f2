"""An empty A4 package built in code, so that nothing of python-docx's default template reaches a paper."""

from __future__ import annotations

import datetime as dt
import functools
import io
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

import docx
from docx.opc.coreprops import CoreProperties
from docx.opc.oxml import serialize_part_xml
from docx.oxml.parser import parse_xml

from exports.docx.page_setup import PageSetup
from exports.docx.runs import Runs, clean
from exports.docx.styles import styles_xml
from exports.docx.zipping import read_package, write_package
from exports.page import Paper
from exports.typeset.faces import Role

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNDATED = dt.datetime(2000, 1, 1)
_TITLE_LIMIT = 255

_ALTERNATIVES = {
    Role.BODY: "仿宋,仿宋_GB2312,FangSong,华文仿宋",
    Role.TITLE: "方正小标宋简体,方正小标宋_GBK,华文中宋,宋体",
    Role.HEI: "黑体,SimHei,华文黑体,微软雅黑",
    Role.KAI: "楷体,楷体_GB2312,KaiTi,华文楷体",
    Role.SONG: "宋体,SimSun,华文宋体",
}
"""What a computer without the named face shows instead; without this Word would take any face."""
_RARE = "\U00020000"
_RARE_ALTERNATIVES = "SimSun-ExtB,宋体-ExtB"


def empty_document(paper: Paper, page: PageSetup, runs: Runs) -> Any:
    """A python-docx document with the page, styles, footers and properties of `paper`, and nothing in it."""
    document = docx.Document(io.BytesIO(_empty(page, runs, numbered=paper.numbered and page.numbered)))
    _set_properties(document.core_properties, paper)
    return document


def empty_members(paper: Paper, page: PageSetup, runs: Runs) -> dict[str, bytes]:
    """The members of the same document as python-docx saves it, for a paper that needs no more parts than these."""
    members = dict(_saved(page, runs, numbered=paper.numbered and page.numbered))
    core = parse_xml(members[_CORE])
    _set_properties(CoreProperties(core), paper)
    members[_CORE] = serialize_part_xml(core)
    return members


_CORE = "docProps/core.xml"


@functools.lru_cache(maxsize=32)
def _empty(page: PageSetup, runs: Runs, *, numbered: bool) -> bytes:
    buffer = io.BytesIO()
    write_package({name: (_HEAD + xml).encode() for name, xml in _parts(page, runs, numbered).items()}, buffer)
    return buffer.getvalue()


@functools.lru_cache(maxsize=32)
def _saved(page: PageSetup, runs: Runs, *, numbered: bool) -> Mapping[str, bytes]:
    buffer = io.BytesIO()
    docx.Document(io.BytesIO(_empty(page, runs, numbered=numbered))).save(buffer)
    return read_package(buffer.getvalue())


def _set_properties(properties: Any, paper: Paper) -> None:
    author, moment = clean(paper.author)[:_TITLE_LIMIT], _moment(paper.date)
    properties.title = clean(paper.title)[:_TITLE_LIMIT]
    properties.author = properties.last_modified_by = author
    properties.created = properties.modified = moment
    properties.language = "zh-CN"
    properties.revision = 1


def _moment(date: str) -> dt.datetime:
    """Midnight of the paper's own date; a day that is unknown must not become the day of printing."""
    try:
        return dt.datetime.combine(dt.date.fromisoformat(date), dt.time())
    except ValueError:
        return _UNDATED


def _parts(page: PageSetup, runs: Runs, numbered: bool) -> dict[str, str]:
    parts = {
        "_rels/.rels": _relationships(
            (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ),
        "docProps/app.xml": (
            f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>台帐</Application></Properties>'
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
        ),
        "word/document.xml": _document(page, numbered),
        "word/styles.xml": styles_xml(page, runs),
        "word/settings.xml": _settings(page.official and numbered),
        "word/fontTable.xml": _font_table(runs),
    }
    links = [(f"{_OFFICE}/relationships/{name}", f"{name}.xml") for name in ("styles", "settings", "fontTable")]
    if numbered:
        for name, xml in _footers(page, runs).items():
            parts[f"word/{name}"] = xml
            links.append((f"{_OFFICE}/relationships/footer", name))
    parts["word/_rels/document.xml.rels"] = _relationships(*links)
    parts["[Content_Types].xml"] = _content_types(parts)
    return parts


def _relationships(*links: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _content_types(parts: dict[str, str]) -> str:
    kinds = {
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "word/document.xml": f"{_TYPE}.document.main+xml",
        "word/styles.xml": f"{_TYPE}.styles+xml",
        "word/settings.xml": f"{_TYPE}.settings+xml",
        "word/fontTable.xml": f"{_TYPE}.fontTable+xml",
        "word/footer1.xml": f"{_TYPE}.footer+xml",
        "word/footer2.xml": f"{_TYPE}.footer+xml",
        "word/footer3.xml": f"{_TYPE}.footer+xml",
    }
    listed = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items() if name in parts
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{listed}</Types>"
    )


def _document(page: PageSetup, numbered: bool) -> str:
    footers = ""
    if numbered:
        footers = '<w:footerReference w:type="default" r:id="rId4"/>'
        if page.official:
            footers += '<w:footerReference w:type="even" r:id="rId5"/>'
    turned = ' w:orient="landscape"' if page.width > page.height else ""
    grid = f'<w:docGrid w:type="lines" w:linePitch="{page.line}"/>' if page.official else ""
    return (
        f'<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}"><w:body><w:sectPr>{footers}'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{turned}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}"'
        f' w:header="{page.footer}" w:footer="{page.footer}" w:gutter="0"/>{grid}</w:sectPr></w:body></w:document>'
    )


def _settings(two_sided: bool) -> str:
    """Compatibility mode 15 keeps table borders inside the text area; older modes hang them into the margin."""
    return (
        f'<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        + ("<w:evenAndOddHeaders/>" if two_sided else "")
        + '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat></w:settings>"
    )


def _font_table(runs: Runs) -> str:
    alternatives = {runs.family(role): names for role, names in _ALTERNATIVES.items()}
    alternatives.setdefault(runs.drawn_by(Role.SONG, _RARE), _RARE_ALTERNATIVES)
    listed = "".join(
        f"<w:font w:name={quoteattr(family)}><w:altName w:val={quoteattr(names)}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for family, names in alternatives.items()
    )
    return f'<w:fonts xmlns:w="{WORD}">{listed}</w:fonts>'


def _footers(page: PageSetup, runs: Runs) -> dict[str, str]:
    """Page numbers between 一字线: outer side with one character free on official pages, else centred.

    GB/T 9704-2012, 7.5: 4号宋体, 7 mm below the text area, odd pages right, even pages left. The third footer is
    for pages that show no number.
    """
    if not page.official:
        return {"footer1.xml": _footer(runs, '<w:jc w:val="center"/>')}
    return {
        "footer1.xml": _footer(runs, '<w:ind w:rightChars="100" w:right="280"/><w:jc w:val="right"/>'),
        "footer2.xml": _footer(runs, '<w:ind w:leftChars="100" w:left="280"/><w:jc w:val="left"/>'),
        "footer3.xml": f'<w:ftr xmlns:w="{WORD}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p></w:ftr>',
    }


def _footer(runs: Runs, place: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    before, after = (runs.xml(text, Role.SONG, Role.SONG) for text in ("— ", " —"))
    return (
        f'<w:ftr xmlns:w="{WORD}"><w:p><w:pPr><w:pStyle w:val="Footer"/>{place}</w:pPr>{before}{mark("begin")}'
        f'<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>{mark("separate")}'
        f"{runs.xml('1', Role.SONG, Role.SONG)}{mark('end')}{after}</w:p></w:ftr>"
    )
