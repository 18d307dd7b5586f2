"""The files of a library: missing, spoilt, without an upright picture, known to nobody, or half-written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from ledger.attachments import holds, normal_file, original_file
from ledger.causes import reason
from ledger.doctor.findings import Finding, Severity, some
from ledger.doctor.patient import Patient
from ledger.durable import PART
from ledger.kept_files import KeptFile
from ledger.sizes import size_in_words
from ledger.store.files import StoredFile

Step = Callable[[int, str], None]
"""Takes the bytes just looked at, and what is looked at; raises to stop."""

_FROM = "修复时会到备份里去找；备份里也没有的，从纸质原件重新扫描，再添加。"


def originals(patient: Patient, step: Step) -> Iterator[Finding]:
    """Originals that are missing, or not what they were when they were taken in."""
    for file in patient.files.values():
        step(file.size, f"附件{file.name}")
        why = original_fault(original_file(patient.library, file), file)
        if why:
            sentence = f"附件“{file.name}”{_whose(patient, file)}的文件{why}。"
            yield Finding("spoilt-file", Severity.FAULT, sentence, _FROM, (file.sha256,))


def original_fault(kept: KeptFile, file: StoredFile) -> str:
    """What is wrong with the file that holds an original, "" when nothing is."""
    try:
        if not kept.is_file():
            return "不见了"
        if kept.path.stat().st_size == 0 and file.size:
            return "是空的"
        if kept.size() != file.size:
            return "长度变了"
        return "" if holds(kept, file.sha256) else "内容变了"
    except OSError as error:
        return f"读不出来（{reason(error)}）"


def uprights(patient: Patient) -> Iterator[Finding]:
    """Upright pictures that are missing or empty; they can be made anew from the originals."""
    for file in patient.files.values():
        picture = normal_file(patient.library, file)
        if picture is not None and not has_content(picture):
            sentence = f"附件“{file.name}”{_whose(patient, file)}的转正图片不见了，或是空的。"
            yield Finding("no-upright", Severity.FAULT, sentence, "修复时会从原件重新做一张。", (file.sha256,))


def has_content(kept: KeptFile) -> bool:
    """Whether the file is there and holds anything."""
    with suppress(OSError):
        return kept.is_file() and kept.path.stat().st_size > 0
    return False


def orphans(patient: Patient) -> Iterator[Finding]:
    """Files in the folder of attachments that no row knows of, and what a program that was cut off left there."""
    strange, scratch = strangers(patient)
    if strange:
        size = size_in_words(sum(path.stat().st_size for path in strange))
        sentence = f"attachments 里有{len(strange)}个文件（{size}）没有任何附件用到。"
        names = tuple(path.name for path in strange)
        yield Finding("orphan-file", Severity.NOTE, sentence, "留着无妨；修复时原样带过去。", names)
    if scratch:
        sentence = f"attachments 里有{len(scratch)}个没有写完的临时文件。"
        yield Finding(
            "scratch-file", Severity.NOTE, sentence, "下次正常打开时自动清除。", tuple(p.name for p in scratch)
        )


def strangers(patient: Patient) -> tuple[list[Path], list[Path]]:
    """The files that no row knows of, and half-written ones."""
    known = set()
    for file in patient.files.values():
        known.add(original_file(patient.library, file).path)
        picture = normal_file(patient.library, file)
        if picture is not None:
            known.add(picture.path)
    folder = patient.library.attachments
    found = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    scratch = [path for path in found if path.name.endswith(PART)]
    return [path for path in found if path not in known and path not in scratch], scratch


def _whose(patient: Patient, file: StoredFile) -> str:
    """The records that the file is attached to, in brackets."""
    uids = dict.fromkeys(each.record for each in patient.attachments if each.file.sha256 == file.sha256)
    titles = [patient.title(patient.by_uid[uid]) for uid in uids]
    return f"（{some(titles)}）" if titles else "（已取下）"
