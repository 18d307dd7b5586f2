"""说明文件.TXT and 文件目录.XML, which every medium that goes to an archive must have (档发〔2012〕7号, annex 2)."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from exports.handover.facts import Facts, gigabytes
from exports.handover.layout import (  # fmt: skip
    ALGORITHM,
    ARCHIVE,
    DIRECTORY,
    EXPLANATION,
    ITEM_LIST,
    LIBRARY,
    MANIFEST,
    OTHER,
    PAGE,
    REGISTER,
    REPORT,
)
from exports.handover.submission import Filed
from exports.papers.parts import index_date
from ledger.fields import chinese_date
from ledger.snapshot import day_of

_BLANK = "（由移交单位填写）"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, however it is escaped."""


def explanation(facts: Facts) -> bytes:
    """说明文件.TXT: UTF-8 with a byte order mark and CRLF, so that any editor on Windows shows it as it is."""
    lines = [line.replace("\r", " ").replace("\n", " ") for line in _explained(facts)]
    return ("\ufeff" + "".join(f"{line}\r\n" for line in lines)).encode("utf-8")


def _explained(facts: Facts) -> list[str]:
    info, medium = facts.info, facts.medium
    numbers = f"{medium.first} 至 {medium.last}".strip(" 至") or _BLANK
    lines = [
        f"移交包：{facts.name}",
        f"编号：{info.package}",
        f"单位：{info.unit}",
        f"内容：{info.year}年度{info.campaign_name}，{facts.volumes}卷{len(facts.items)}件，{info.files}个文件",
        f"用途：{info.purpose.words}",
        f"数据量：{gigabytes(info.size)}",
        f"载体类型、容量：{medium.kind or _BLANK}",
        f"载体顺序号：{numbers}",
        f"载体保管人：{_BLANK}",
        f"制作人：{info.by}",
        f"制作日期：{chinese_date(day_of(info.made))}",
        f"检查人：{_BLANK}",
        "",
        "需要的硬件和软件：普通电脑；看PDF用任何PDF阅读器，看docx、xlsx用WPS或Word、Excel，看目录用浏览器。不需要联网。",
        "",
        "里面有什么：",
        f"  {EXPLANATION}　本文件",
        f"  {DIRECTORY}　每件的档号、责任者、题名、日期和电子档案名称",
        f"  {ARCHIVE}　按年度、类别存放的电子档案；打开其中的“目录.html”可逐件查看",
        f"  {OTHER}　{REGISTER}、{ITEM_LIST}、{REPORT}和移交信息",
    ]
    if facts.copy:
        lines.append(f"  {LIBRARY}　整个台帐库，用台帐程序接收；不带口令，拿到的人都能看，请妥善保管")
    return [
        *lines,
        "",
        f"怎样核对：上一级文件夹里的“{PAGE}”说明了做法，“{MANIFEST}”列出每个文件的{ALGORITHM}校验值（BagIt 1.0）。",
    ]


def directory(facts: Facts) -> bytes:
    """文件目录.XML: an entry for each item with the columns of the annex, every file of it by its path."""
    root = ET.Element("文件目录")
    for name, words in (
        ("单位", facts.info.unit),
        ("年度", str(facts.info.year)),
        ("件数", str(len(facts.items))),
        ("编号", facts.info.package),
    ):
        _put(root, name, words)
    for number, each in enumerate(facts.items, 1):
        _entry(ET.SubElement(root, "文件"), number, each, f"{ARCHIVE}/{facts.info.year}/")
    ET.indent(root, " ")
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _entry(element: ET.Element, number: int, each: Filed, folder: str) -> None:
    item = each.item
    for name, words in (
        ("顺序号", str(number)),
        ("档号", item.archive_no),
        ("责任者", item.author),
        ("题名", item.title),
        ("日期", index_date(item.date)),
        ("密级", item.secrecy),
    ):
        _put(element, name, words)
    names = ET.SubElement(element, "电子档案名称")
    for file in each.files:
        _put(names, "名称", folder + file.path)
    _put(element, "备注", item.note)


def _put(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, name).text = _NOT_IN_XML.sub("\ufffd", words)
