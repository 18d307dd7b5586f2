"""Whether a PDF keeps the rules of PDF/A-1b (ISO 19005-1), looked at before it is called so."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from exports.pdfa.marking import packet
from exports.pdfa.resources import Seen, drawing_problems
from exports.pdfa.streams import stream_problems
from exports.pdfa.tree import inherited, is_transparency_group, operators

_MOST = 8191
"""Entries of an array (ISO 19005-1, 6.1.12, from the limits of PDF 1.4): a flat tree of more pages breaks it."""
_ACTIONS = frozenset(
    Name("/" + kind)
    for kind in ("Launch", "Sound", "Movie", "ResetForm", "ImportData", "JavaScript", "SetState", "NOP", "Hide")
)
"""ISO 19005-1, 6.6.1."""
_MOVES = (Name.NextPage, Name.PrevPage, Name.FirstPage, Name.LastPage)
_MARKUP = ("FreeText", "Line", "Square", "Circle", "Highlight", "Underline", "Squiggly", "StrikeOut", "Stamp", "Ink")
_NOTES = frozenset(Name("/" + kind) for kind in ("Text", "Link", "Popup", "Widget", "PrinterMark", "TrapNet", *_MARKUP))
"""ISO 19005-1, 6.5.2: the annotations of PDF 1.4 but for files, sounds and films."""
_PRINT, _UNSEEN = 4, 1 | 2 | 32
"""Flags of an annotation: to be printed; invisible, hidden, not to be viewed (6.5.3)."""


def problems(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """What keeps the file from being PDF/A-1b, as Chinese clauses with their page; empty when nothing is found.

    The structure is looked at, not every drop of ink: fonts and their widths, pictures, colours, transparency,
    operators, annotations, actions, files inside, and whether the metadata agree. Each thing used by many pages is
    named at the first. The file must have been through `mark`. Nothing is changed.
    """
    found = [*_file_problems(pdf), *_bookmark_problems(pdf)]
    seen: Seen = set()
    for number, page in enumerate(pdf.pages, 1):
        found += [f"第{number}页{problem}" for problem in dict.fromkeys(_page_problems(page.obj, seen))]
    return tuple(dict.fromkeys(found))


def _file_problems(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if pdf.is_encrypted:
        yield "文件已加密"
    if not _has_intent(root):
        yield "没有注明颜色特性（OutputIntent）"
    metadata = root.get("/Metadata")
    if not isinstance(metadata, Stream) or metadata.read_bytes() != packet(pdf, claim=True):
        yield "元数据（XMP）缺失，或与文档信息不一致"
    if "/OCProperties" in root:
        yield "有可隐藏的图层"
    names = root.get("/Names", Dictionary())
    if "/EmbeddedFiles" in names:
        yield "夹带了其他文件"
    if "/JavaScript" in names:
        yield "带有脚本或其他动作"
    if "/AA" in root or _is_forbidden(root.get("/OpenAction")):
        yield "带有脚本或其他动作"
    if "/Trapped" in pdf.trailer.get("/Info", Dictionary()):
        yield "文档信息里有Trapped一项"
    if _is_crowded(root.Pages):
        yield f"页面目录的一层超过{_MOST}项"


def _has_intent(root: pikepdf.Object) -> bool:
    """ISO 19005-1, 6.2.2: one profile of colours, for RGB."""
    for intent in root.get("/OutputIntents", Array()).as_list():
        profile = intent.get("/DestOutputProfile")
        if intent.get("/S") == Name.GTS_PDFA1 and isinstance(profile, Stream):
            return profile.get("/N") == 3 and profile.read_bytes()[16:20] == b"RGB "
    return False


def _is_crowded(node: pikepdf.Object) -> bool:
    kids = node.get("/Kids", Array())
    return len(kids) > _MOST or any(_is_crowded(kid) for kid in kids.as_list() if kid.get("/Type") == Name.Pages)


def _is_forbidden(action: pikepdf.Object | None) -> bool:
    """Whether an action, or one that follows it, does more than to go somewhere."""
    if not isinstance(action, Dictionary):
        return False
    if action.get("/S") in _ACTIONS or (action.get("/S") == Name.Named and action.get("/N") not in _MOVES):
        return True
    after = action.get("/Next")
    return any(_is_forbidden(each) for each in (after.as_list() if isinstance(after, Array) else [after]))


def _bookmark_problems(pdf: pikepdf.Pdf) -> Iterator[str]:
    waiting = [pdf.Root.get("/Outlines", Dictionary()).get("/First")]
    while waiting:
        entry = waiting.pop()
        while isinstance(entry, Dictionary):
            if _is_forbidden(entry.get("/A")):
                yield "书签带有脚本或其他动作"
            waiting.append(entry.get("/First"))
            entry = entry.get("/Next")


def _page_problems(page: pikepdf.Object, seen: Seen) -> Iterator[str]:
    if is_transparency_group(page):
        yield "使用了透明效果"
    if "/AA" in page:
        yield "带有脚本或其他动作"
    contents = page.get("/Contents")
    for part in contents.as_list() if isinstance(contents, Array) else [contents]:
        if isinstance(part, Stream):
            yield from stream_problems(part)
    yield from drawing_problems(operators(page), inherited(page, "/Resources") or Dictionary(), seen)
    for note in page.get("/Annots", Array()).as_list():
        yield from _note_problems(note, seen)


def _note_problems(note: pikepdf.Object, seen: Seen) -> Iterator[str]:
    """ISO 19005-1, 6.5: an annotation is printed as it is seen, and looks the same everywhere."""
    if note.get("/Subtype") not in _NOTES:
        yield "有不允许的批注"
    flags = int(note.get("/F", 0))
    if note.get("/Subtype") != Name.Popup and (not flags & _PRINT or flags & _UNSEEN):
        yield "批注或链接没有设为随页打印"
    if float(note.get("/CA", 1)) != 1:
        yield "使用了透明效果"
    if "/AA" in note or _is_forbidden(note.get("/A")):
        yield "批注带有脚本或其他动作"
    looks = note.get("/AP")
    if isinstance(looks, Dictionary):
        look = looks.get("/N")
        if len(looks) != 1 or look is None:
            yield "批注有多种外观"
        elif isinstance(look, Stream):
            yield from drawing_problems(look.read_bytes(), look.get("/Resources", Dictionary()), seen)
