"""Files taken in, kept by content, and checked."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ledger.attachments import DuplicateAttachment, Inspected, UnknownRole, UnusableFile
from ledger.refusals import AttachmentNotFound, RecordNotFound
from tests.ledger.books import OPINION, as_scan, new_book

SCAN = b"%PDF-1.7 scan"


def scan(folder: Path, name: str = "签字页.pdf", content: bytes = SCAN) -> Path:
    """A file to be attached."""
    path = folder / name
    path.write_bytes(content)
    return path


def stored_files(library: Path) -> list[str]:
    """What lies in the store of attachments."""
    return sorted(
        path.relative_to(library / "attachments").as_posix()
        for path in (library / "attachments").rglob("*")
        if path.is_file()
    )


def test_the_original_is_kept_byte_for_byte_under_its_hash(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        attachment = book.attach(opinion.uid, scan(tmp_path), role="signed", inspect=as_scan)
        sha256 = hashlib.sha256(SCAN).hexdigest()
        assert attachment.file.path == book.path / "attachments" / sha256[:2] / f"{sha256}.pdf"
        assert attachment.file.read_bytes() == SCAN
        assert (attachment.sha256, attachment.size, attachment.pages) == (sha256, len(SCAN), 1)
        assert (attachment.name, attachment.role, attachment.media) == ("签字页.pdf", "signed", "application/pdf")
        assert attachment.normal is None
        assert book.get(opinion.uid).attachments == (attachment,)
        assert book.records("opinion")[0].attachments == (attachment,)
        assert stored_files(book.path) == [f"{sha256[:2]}/{sha256}.pdf"]


def test_the_upright_picture_lies_beside_the_original(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        photo = scan(tmp_path, "会场.jpg", b"sideways")
        attachment = book.attach(
            opinion.uid, photo, role="photo", inspect=lambda path: Inspected("image/jpeg", ".jpg", 1, b"upright")
        )
        assert attachment.normal is not None
        assert attachment.normal.read_bytes() == b"upright"
        assert attachment.normal.path.parent.parent == book.path / "attachments" / "normal"
        assert attachment.file.read_bytes() == b"sideways"
        assert photo.read_bytes() == b"sideways"


def test_the_same_content_is_stored_once(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        first = book.add("opinion", OPINION)
        second = book.add("opinion", OPINION)
        one = book.attach(first.uid, scan(tmp_path, "甲.pdf"), role="signed", inspect=as_scan)
        two = book.attach(second.uid, scan(tmp_path, "乙.pdf"), role="annex", inspect=as_scan)
        assert one.file == two.file
        assert (one.name, two.name) == ("甲.pdf", "乙.pdf")
        assert len(stored_files(book.path)) == 1
        with pytest.raises(DuplicateAttachment, match="丙.pdf"):
            book.attach(first.uid, scan(tmp_path, "丙.pdf"), role="annex", inspect=as_scan)
        assert one.file.path.exists()


def test_attachments_stand_in_the_order_they_were_added(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        for name in ("丙.pdf", "甲.pdf", "乙.pdf"):
            book.attach(opinion.uid, scan(tmp_path, name, name.encode()), role="annex", inspect=as_scan)
        assert [each.name for each in book.get(opinion.uid).attachments] == ["丙.pdf", "甲.pdf", "乙.pdf"]


def test_a_detached_file_leaves_the_record_but_not_the_library(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        attachment = book.attach(opinion.uid, scan(tmp_path), role="signed", inspect=as_scan)
        book.detach(attachment.uid)
        assert book.get(opinion.uid).attachments == ()
        assert attachment.file.path.exists()
        words = [(change.action, change.field, change.old, change.new) for change in book.history(opinion.uid)[1:]]
        assert words == [("attach", "签字扫描件", "", "签字页.pdf"), ("detach", "签字扫描件", "签字页.pdf", "")]
        with pytest.raises(AttachmentNotFound):
            book.detach(attachment.uid)
        assert book.attach(opinion.uid, scan(tmp_path), role="signed", inspect=as_scan).file == attachment.file


def test_what_cannot_be_attached_leaves_nothing(tmp_path: Path) -> None:
    def refuse(path: Path) -> Inspected:
        raise UnusableFile(path, "文件已加密", "请去掉密码后再添加")

    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        deleted = book.add("opinion", OPINION)
        book.delete(deleted.uid)
        for uid, path, role, inspect, wrong in (
            (opinion.uid, scan(tmp_path), "signed", refuse, UnusableFile),
            (opinion.uid, tmp_path / "没有.pdf", "signed", as_scan, UnusableFile),
            (opinion.uid, tmp_path, "signed", as_scan, UnusableFile),
            (opinion.uid, scan(tmp_path), "scan", as_scan, UnknownRole),
            ("没有", scan(tmp_path), "signed", as_scan, RecordNotFound),
            (deleted.uid, scan(tmp_path), "signed", as_scan, RecordNotFound),
        ):
            with pytest.raises(wrong):
                book.attach(uid, path, role=role, inspect=inspect)
        assert stored_files(book.path) == []
        assert book.get(opinion.uid).attachments == ()
        assert [change.action for change in book.history(opinion.uid)] == ["add"]


def test_changed_files_are_told_when_their_content_is_read(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        attachment = book.attach(opinion.uid, scan(tmp_path), role="signed", inspect=as_scan)
        assert book.file_faults(hashed=True) == ()
        attachment.file.path.write_bytes(SCAN.upper())
        assert book.file_faults() == ()
        (fault,) = book.file_faults(hashed=True)
        assert fault.attachment == attachment
        assert "签字页.pdf" in fault.sentence
        assert "内容变了" in fault.sentence


def test_a_picture_that_came_in_without_an_upright_copy_gets_one_when_taken_in_again(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        first, second = book.add_many("opinion", [OPINION, OPINION])
        photo = scan(tmp_path, "会场.jpg", b"sideways")
        old = book.attach(first.uid, photo, role="photo", inspect=lambda path: Inspected("image/jpeg", ".jpg", 1, None))
        assert old.normal is None
        book.attach(
            second.uid, photo, role="photo", inspect=lambda path: Inspected("image/jpeg", ".jpg", 1, b"upright")
        )
        for record in book.records("opinion"):
            assert record.attachments[0].normal is not None
            assert record.attachments[0].normal.read_bytes() == b"upright"
