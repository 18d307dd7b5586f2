"""What the program looked at before handing over, in the words of the four properties: facts, never a verdict."""

from __future__ import annotations

import enum
import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pikepdf
from PIL import Image

from exports.handover.submission import Filed, Submission
from ledger.completeness import find_gaps
from ledger.consistency import find_problems
from ledger.filing import Item
from ledger.snapshot import Snapshot


class Property(enum.Enum):
    """The four properties (DA/T 70-2018)."""

    AUTHENTIC = "真实性"
    COMPLETE = "完整性"
    USABLE = "可用性"
    SAFE = "安全性"


@dataclass(frozen=True)
class Check:
    """Something looked at: of which property, what, how many of it, and what was found (nothing when empty)."""

    property: Property
    what: str
    scope: str
    found: tuple[str, ...] = ()


_RUNS = frozenset(
    {".exe", ".com", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".hta", ".scr", ".pif", ".msi"}
    | {".dll", ".lnk", ".jar", ".sh", ".docm", ".xlsm", ".pptm"}
)
"""Suffixes of what runs, or brings macros along."""
_PACKED = frozenset({".zip", ".rar", ".7z", ".gz", ".tar"})
_OFFICE = frozenset({".docx", ".xlsx", ".pptx"})
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif"})
_TEXTS = frozenset({".txt", ".html", ".xml", ".csv"})
_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0x10FFFF))
"""Code points that every computer shows otherwise, or not at all."""


def look(
    snapshot: Snapshot, submission: Submission, items: tuple[Filed, ...], step: Callable[[int, int, str], object]
) -> tuple[Check, ...]:
    """Every check, in the order of the properties; `step` is called before each file is opened and may raise."""
    return (
        *_authentic(submission, items),
        *_complete(snapshot, submission, items),
        *_usable(submission, step),
        *_safe(submission),
    )


def _authentic(submission: Submission, items: tuple[Filed, ...]) -> Iterator[Check]:
    numbered = [each.item for each in items if each.item.archive_no]
    official = [each.item for each in items if each.item.doc_no]
    # Every file was hashed against the list just before; a submission that differs is not packed at all.
    yield Check(Property.AUTHENTIC, "每个文件重新计算SHA-256，与校验清单对照", f"{len(submission.entries) - 1}个文件")
    yield Check(
        Property.AUTHENTIC,
        "档号不重复",
        f"{len(numbered)}件有档号，{len(items) - len(numbered)}件没有",
        _twice(numbered, lambda item: item.archive_no, "档号"),
    )
    yield Check(
        Property.AUTHENTIC,
        "文号不重复",
        f"{len(official)}件有文号",
        _twice(official, lambda item: f"{item.author} {item.doc_no}", "文号"),
    )
    yield Check(
        Property.AUTHENTIC,
        "同一卷里题名不重复",
        f"{len(items)}件",
        _twice((each.item for each in items), _title_in({each.item.key: each.volume.no for each in items}), "题名"),
    )
    yield Check(
        Property.AUTHENTIC,
        "题名、责任者、文号里没有各台电脑显示不一的自造字",
        f"{len(items)}件",
        tuple(f"“{each.item.title}”里有自造字" for each in items if _private(each.item)),
    )


def _title_in(volumes: dict[str, str]) -> Callable[[Item], str]:
    return lambda item: f"{volumes[item.key]}卷 {item.title}"


def _twice(items: Iterable[Item], word: Callable[[Item], str], what: str) -> tuple[str, ...]:
    counts = Counter(word(item) for item in items)
    return tuple(f"{what}“{each}”用了{count}次" for each, count in counts.items() if count > 1)


def _private(item: Item) -> bool:
    words = item.title + item.author + item.doc_no
    return any(first <= ord(char) <= last for char in words for first, last in _PRIVATE) or "\ufffd" in words


def _complete(snapshot: Snapshot, submission: Submission, items: tuple[Filed, ...]) -> Iterator[Check]:
    bare = tuple(f"{each.volume.no}-{each.item.number:04d}“{each.item.title}”" for each in items if not each.files)
    numbers: dict[str, set[int]] = {}
    for each in items:
        numbers.setdefault(each.volume.no, set()).add(each.item.number)
    yield Check(Property.COMPLETE, "文件数、字节数与校验清单一致", f"{len(submission.entries) - 1}个文件")
    yield Check(Property.COMPLETE, "每件都有电子文件", f"{len(items)}件", tuple(f"{name}没有电子文件" for name in bare))
    yield Check(
        Property.COMPLETE,
        "各卷件号从0001起连续",
        f"{len(numbers)}卷",
        tuple(_missing(volume, found) for volume, found in numbers.items() if len(found) < max(found)),
    )
    gaps, problems = find_gaps(snapshot), find_problems(snapshot)
    yield Check(
        Property.COMPLETE,
        f"《{snapshot.scheme.name}》要求的材料",
        f"{len(snapshot.records)}条记录",
        (f"缺项{len(gaps)}处、疑点{len(problems)}处，台帐的“缺项与疑点”里逐条列着",) if gaps or problems else (),
    )


def _missing(volume: str, found: set[int]) -> str:
    lacking = [f"{number:04d}" for number in range(1, max(found)) if number not in found]
    return f"{volume}卷没有件号{'、'.join(lacking[:_NAMED])}{'等' if len(lacking) > _NAMED else ''}"


_NAMED = 10
"""Things that are named one by one."""


def _usable(submission: Submission, step: Callable[[int, int, str], object]) -> Iterator[Check]:
    shut: list[str] = []
    opened: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for place, entry in enumerate(submission.entries):
        step(place, len(submission.entries), "逐个打开文件")
        suffix = PurePosixPath(entry.path).suffix.lower()
        how = _opener(suffix)
        if how is None:
            others[suffix.removeprefix(".") or "没有扩展名"] += 1
        else:
            opened[suffix.removeprefix(".")] += 1
            why = _trouble(how, submission.folder / entry.path)
            shut += [f"“{entry.path}”{why}"] if why else []
    yield Check(Property.USABLE, "文件能够打开", _counted(opened), tuple(shut))
    yield Check(
        Property.USABLE,
        "都是本程序认得的格式",
        f"{len(submission.entries)}个文件",
        (f"没有试着打开：{_counted(others)}，请说明用什么软件看",) if others else (),
    )
    packed = tuple(entry.path for entry in submission.entries if PurePosixPath(entry.path).suffix.lower() in _PACKED)
    yield Check(
        Property.USABLE,
        "没有压缩包（档案部门接收前要求解压）",
        f"{len(submission.entries)}个文件",
        tuple(f"“{path}”是压缩包" for path in packed),
    )


def _counted(counts: Counter[str]) -> str:
    return "，".join(f"{suffix} {count}个" for suffix, count in sorted(counts.items())) or "没有文件"


def _opener(suffix: str) -> Callable[[bytes], str] | None:
    if suffix == ".pdf":
        return _pdf
    if suffix in _OFFICE:
        return _office
    if suffix in _PICTURES:
        return _picture
    return _text if suffix in _TEXTS else None


def _trouble(opener: Callable[[bytes], str], path: Path) -> str:
    """What is wrong with a file, "" when it opens."""
    try:
        return opener(path.read_bytes())
    except pikepdf.PasswordError:
        return "有打开口令，档案部门要求解密"
    except (OSError, ValueError, SyntaxError, pikepdf.PdfError, zipfile.BadZipFile, Image.DecompressionBombError):
        return "打不开"


def _pdf(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return "" if len(pdf.pages) else "一页也没有"


def _office(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "内部损坏" if package.testzip() else ""


def _picture(data: bytes) -> str:
    with Image.open(io.BytesIO(data)) as picture:
        picture.verify()
    return ""


def _text(data: bytes) -> str:
    data.decode("utf-8-sig")
    return ""


def _safe(submission: Submission) -> Iterator[Check]:
    runs = tuple(entry.path for entry in submission.entries if PurePosixPath(entry.path).suffix.lower() in _RUNS)
    yield Check(Property.SAFE, "没有清单以外的文件", f"{len(submission.entries)}个文件")
    yield Check(
        Property.SAFE,
        "没有会自己运行或带宏的文件（看扩展名）",
        f"{len(submission.entries)}个文件",
        tuple(f"“{path}”可能会运行" for path in runs),
    )
