"""说明文件.TXT and 文件目录.XML: well-formed whatever the titles and names are."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.handover.annexes import directory, explanation
from exports.handover.facts import Facts
from exports.handover.job import Medium
from exports.handover.submission import Filed, Submission, filed
from exports.manifest import Entry
from ledger.book import Ledger
from ledger.filing import Item, Volume
from ledger.snapshot import Snapshot
from tests.exports.handovers import library
from tests.exports.test_handover_layout import INFO


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    with Ledger.open(library(tmp_path_factory.mktemp("库")), read_only=True) as ledger:
        return ledger.snapshot()


def facts(snapshot: Snapshot, title: str, path: str = "01_组织领导/0001_方案.pdf", **words: str) -> Facts:
    item = Item("a", 1, title, dt.date(2015, 5, 8), archive_no=title, author=title, secrecy=title, note=title)
    entry = Entry(path, 5, "0" * 64)
    submission = Submission(Path(), (entry,), "0" * 64)
    items = (Filed(Volume("01", title, "", "", (item,)), item, (entry,)),)
    return Facts("包", dataclasses.replace(INFO, **words), Medium(), snapshot, submission, items, (), None)


TEXT = st.text(max_size=40)  # halves of characters are never in it


@given(title=TEXT, path=TEXT, unit=TEXT)
def test_the_directory_is_well_formed_for_any_names(snapshot: Snapshot, title: str, path: str, unit: str) -> None:
    root = ET.fromstring(directory(facts(snapshot, title, path, unit=unit)))
    (entry,) = root.findall("文件")
    assert [each.tag for each in entry] == ["顺序号", "档号", "责任者", "题名", "日期", "密级", "电子档案名称", "备注"]
    assert entry.findtext("日期") == "20150508"


@pytest.mark.parametrize("title", ["𠮷䶮“方案”<一> & '二'", "]]>", "<!--", "&amp;", "关于开展创建活动的意见" * 11])
def test_a_title_is_read_back_as_it_was(snapshot: Snapshot, title: str) -> None:
    root = ET.fromstring(directory(facts(snapshot, title, f"01_组织领导/0001_{title}.pdf")))
    assert root.findtext("文件/题名") == title
    assert root.findtext("文件/电子档案名称/名称") == f"电子档案/2015/01_组织领导/0001_{title}.pdf"


@given(unit=TEXT, by=TEXT)
def test_the_explanation_has_as_many_lines_whatever_the_names_are(snapshot: Snapshot, unit: str, by: str) -> None:
    plain = explanation(facts(snapshot, "")).decode("utf-8")
    text = explanation(facts(snapshot, "", unit=unit, by=by)).decode("utf-8")
    assert text.count("\n") == text.count("\r\n") == plain.count("\n")


def test_what_the_clerk_did_not_say_is_left_to_be_filled_in(snapshot: Snapshot) -> None:
    text = explanation(facts(snapshot, "")).decode("utf-8-sig")
    assert "载体类型、容量：（由移交单位填写）" in text and "检查人：（由移交单位填写）" in text


def test_files_belong_to_the_item_with_their_number(snapshot: Snapshot) -> None:
    paths = ("01_组织领导/0001_方案.pdf", "01_组织领导/0001_方案.docx", "01_组织领导/附件/0001-01_a_b-c.pdf",
             "01_组织领导/00_卷内目录.pdf", "合订本.pdf", "01_组织领导/00010_别的.pdf")  # fmt: skip
    submission = Submission(Path(), tuple(Entry(path, 1, "") for path in paths), "")
    first, *others = filed(snapshot, submission)
    assert [entry.path for entry in first.files] == [paths[0], paths[1], paths[2]]
    assert all(not each.files for each in others)
