"""Which characters of a text need another face than the text's own, or have none: on paper, in docx and on screen."""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from exports.papers.parts import printed
from exports.typeset.faces import Faces, Role
from ledger.characters import LOST, is_compatible, is_half, is_private, is_strange, standard_for
from ledger.records import Record
from ledger.snapshot import Snapshot

_LAST_BASIC = "\uffff"
"""Behind it Tk 8.6 counts a character as two: the cursor may stand beside it, its width may be wrong."""

_SHOWN_PLACES = 3
_TITLE = 20
"""Characters of a record's title that a note repeats: that of a register's entry is all of its text."""

_OURS = {
    "GW Fangsong": "自带的仿宋",
    "GW Song Bold": "自带的小标宋",
    "GW Hei": "自带的黑体",
    "GW Kai": "自带的楷体",
    "GW Song": "自带的宋体",
    "GW Song More": "自带的宋体",
    "GW Rare": "自带的生僻字体",
}
"""What clerks call the faces shipped with the program."""


class Screen(enum.Enum):
    """How the window shows a character."""

    SHOWN = "shown"
    WEAK = "weak"
    LACKING = "lacking"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class CharacterNote:
    """A character that the face of its role does not draw, with its places in the text, counted from 1.

    `paper` is the family that draws it on paper and in PDF and `docx` the one that a docx names for it; both are
    empty when no face has the character. `joined` is the unified ideograph that it is stored as, if it is a double.
    """

    ch: str
    places: tuple[int, ...]
    paper: str
    docx: str
    screen: Screen
    joined: str = ""

    @property
    def point(self) -> str:
        """The code point, such as U+20BB7."""
        return f"U+{ord(self.ch):04X}"

    @property
    def standard(self) -> str:
        """The standard character proposed for one of private use, empty when none is known."""
        return standard_for(self.ch)

    @property
    def usable(self) -> bool:
        """Whether it may be entered and can be printed."""
        return bool(self.paper) and not is_strange(self.ch)

    @property
    def telling(self) -> bool:
        """Whether a clerk should hear of it: marks that a neighbouring face draws are as they should be."""
        return not self.usable or bool(self.joined) or unicodedata.category(self.ch) in ("Lo", "Cn")

    @property
    def sentence(self) -> str:
        """What it is, where it stands, and what becomes of it or what to do."""
        listed = "、".join(map(str, self.places[:_SHOWN_PLACES])) + ("……" if len(self.places) > _SHOWN_PLACES else "")
        return f"{self._name()}（{self.point}，第{listed}个字）{self._fate()}。"

    def _name(self) -> str:
        if is_private(self.ch):
            return "自造字"
        if is_half(self.ch):
            return "残缺字符"
        return "字形选择符" if unicodedata.category(self.ch) == "Mn" else f"“{self.ch}”"

    def _fate(self) -> str:
        if is_private(self.ch):
            wanted = f"标准字“{self.standard}”（U+{ord(self.standard):04X}）" if self.standard else "国家标准里有的字"
            return f"换一台电脑就认不出来，不能登记：请改用{wanted}"
        if is_strange(self.ch):
            what = "是字符丢失后留下的" if self.ch == LOST else "不是任何文字"
            return f"{what}，不能登记：请对照原件重新输入"
        joined = f"会存成同一个字的标准写法“{self.joined}”（U+{ord(self.joined):04X}），" if self.joined else ""
        if not self.paper:
            return f"{joined}哪种字体里都没有，印不出来：请改用其他写法，或安装含有它的字体"
        paper = _OURS.get(self.paper) or f"“{self.paper}”"
        return f"{joined}纸上和PDF里用{paper}，docx里写明“{self.docx}”{_ON_SCREEN[self.screen]}"


_ON_SCREEN = {
    Screen.SHOWN: "，屏幕上能显示",
    Screen.WEAK: "，屏幕上可能显示不好、光标错位，不影响保存和打印",
    Screen.LACKING: "，屏幕上的字体里没有，不影响保存和打印",
    Screen.UNKNOWN: "",
}


def look_at(
    text: str, faces: Faces, screen: Callable[[str], bool] | None = None, role: Role = Role.BODY
) -> tuple[CharacterNote, ...]:
    """Every character of `text` that the face of `role` does not draw itself, once, in order of appearance.

    `screen` says whether the window's own face has a character; None when nobody knows. The text may be one that has
    not been cleaned yet: what cannot be entered, and what becomes another character when stored, is noted, too.
    """
    places: dict[str, list[int]] = {}
    for place, ch in enumerate(text, 1):
        places.setdefault(ch, []).append(place)
    found = (_note(ch, tuple(at), faces, screen, role) for ch, at in places.items())
    return tuple(note for note in found if note)


def _note(
    ch: str, places: tuple[int, ...], faces: Faces, screen: Callable[[str], bool] | None, role: Role
) -> CharacterNote | None:
    joined = unicodedata.normalize("NFC", ch) if is_compatible(ch) else ""
    drawn = joined or ch
    font = faces.pick(role, drawn)[0]
    lacking = bool(faces.missing(drawn))
    if not (lacking or joined or is_strange(ch) or font != faces.face(role).font):
        return None
    paper, docx = ("", "") if lacking else (_family(faces, font), faces.family(role, drawn))
    return CharacterNote(ch, places, paper, docx, _on_screen(drawn, screen), joined)


def _on_screen(ch: str, screen: Callable[[str], bool] | None) -> Screen:
    if screen and not screen(ch):
        return Screen.LACKING
    if ch > _LAST_BASIC:
        return Screen.WEAK
    return Screen.SHOWN if screen else Screen.UNKNOWN


def _family(faces: Faces, font: str) -> str:
    """The family of a registered font: of the faces in use, else of a bundled one that stands behind them."""
    bundled = Faces.bundled()
    used = [each.face(role) for each in (faces, bundled) for role in Role] + [*faces.behind, *bundled.behind]
    return next(face.family for face in used if face.font == font)


@dataclass(frozen=True)
class Finding:
    """A note on a character of a library: whose it is, in which field; `record` is None for the campaign's names."""

    record: Record | None
    title: str
    label: str
    note: CharacterNote

    @property
    def sentence(self) -> str:
        """The note with its place in the library."""
        return f"“{self.title}”的“{self.label}”里，{self.note.sentence}"


def look_through(snapshot: Snapshot, faces: Faces) -> tuple[Finding, ...]:
    """What a clerk should know of the characters of a library's printed fields and of the names on its covers."""
    campaign = snapshot.campaign
    names = (("单位名称", campaign.unit), ("活动名称", campaign.name))
    covers = [(None, words, label, words) for label, words in names]
    fields = [each for record in snapshot.records for each in _fields(record)]
    return tuple(_findings([*covers, *fields], faces))


def look_at_records(records: Sequence[Record], faces: Callable[[], Faces]) -> tuple[Finding, ...]:
    """The same for some records; the faces are only asked for when a character is not among the common ones."""
    fields = [each for record in records for each in _fields(record)]
    return tuple(_findings(fields, faces())) if any(not _common(words) for *_, words in fields) else ()


_Place = tuple[Record | None, str, str, str]
"""Record, its title, the label of a field, and its words."""


def _fields(record: Record) -> Iterator[_Place]:
    kind = record.declared
    title = kind.title_of(dict(record.values))
    short = title if len(title) <= _TITLE else f"{title[:_TITLE]}……"
    for field in printed(kind):
        yield record, short, field.label, field.show(record[field.name])


def _findings(places: list[_Place], faces: Faces) -> Iterator[Finding]:
    for record, title, label, words in places:
        if not _common(words):
            yield from (Finding(record, title, label, note) for note in look_at(words, faces) if note.telling)


def _common(words: str) -> bool:
    """Whether all is in GB 2312, which every face for official documents has."""
    # The codec knows two marks of GB 2312 by other code points than are written today.
    try:
        words.replace("—", "").replace("·", "").encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
