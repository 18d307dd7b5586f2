"""打开我.html: the page of a package that opens by double-click, without a network: what is inside, what to do now."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from exports.handover.facts import Facts
from exports.handover.layout import (
    ALGORITHM,
    ARCHIVE,
    DIRECTORY,
    EXPLANATION,
    ITEM_LIST,
    LIBRARY,
    MANIFEST,
    OTHER,
    PAGE,
    PAYLOAD,
    REGISTER,
    REPORT,
    Purpose,
)
from ledger.fields import chinese_date
from ledger.sizes import size_in_words
from ledger.snapshot import day_of

_STYLE = """
body { font: 16px/1.7 "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; margin: 2em auto; max-width: 56em; padding: 0 1em; color: #222 }
h1 { font-size: 1.5em; margin-bottom: 0 } h2 { font-size: 1.1em; margin: 1.6em 0 .4em } p, li { margin: .3em 0 }
table { border-collapse: collapse } th, td { border: 1px solid #bbb; padding: .25em .7em; text-align: left; vertical-align: top }
th { background: #f0f0f0; font-weight: 600; white-space: nowrap } a { color: #1a4f8b } code { background: #f3f3f3; padding: 0 .25em; word-break: break-all }
@media print { a { color: inherit; text-decoration: none } body { margin: 0; max-width: none } }
"""  # noqa: E501

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The page loads nothing and runs nothing, whatever stands in the names."""


def welcome(facts: Facts) -> bytes:
    """The page, UTF-8; every word of the ledger in it is escaped."""
    info = facts.info
    title = f"{info.unit}{info.year}年度{info.campaign_name}移交包"
    lines = [
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1>",
        *_inside(facts),
        "<h2>收到以后怎么做</h2><ol>",
        *(f"<li>{step}</li>" for step in _steps(facts)),
        "</ol>",
        *_check(facts),
        "</body></html>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _inside(facts: Facts) -> Iterator[str]:
    info = facts.info
    rows = [
        ("用途", info.purpose.words),
        ("打包", f"{chinese_date(day_of(info.made))}，{info.by}"),
        (
            ARCHIVE,
            f"{facts.volumes}卷{len(facts.items)}件，{info.files}个文件，{size_in_words(info.size)}",
        ),
        ("编号", info.package),
    ]
    if facts.copy:
        kept = f"{info.records}条记录，{facts.copy.files}个文件，{size_in_words(facts.copy.size)}；不带口令"
        rows.insert(3, ("台帐库", kept))
    yield "<h2>里面有什么</h2><table>"
    for head, words in rows:
        yield f"<tr><th>{escape(head)}</th><td>{escape(words)}</td></tr>"
    yield "</table><ul>"
    archive = f"{PAYLOAD}/{ARCHIVE}/{info.year}"
    listed, bound = _link(f"{archive}/目录.html", "电子档案目录"), _link(f"{archive}/合订本.pdf", "合订本")
    yield f"<li>{listed}：逐件查看；{bound}</li>"
    for paper in (REGISTER, ITEM_LIST, REPORT):
        place = f"{PAYLOAD}/{OTHER}/{paper}"
        yield f"<li>{_link(f'{place}.pdf', paper)}（PDF），{_link(f'{place}.docx', 'Word')}</li>"
    explained = _link(f"{PAYLOAD}/{EXPLANATION}", EXPLANATION)
    yield f"<li>{explained}，{_link(f'{PAYLOAD}/{DIRECTORY}', DIRECTORY)}</li></ul>"


def _steps(facts: Facts) -> Iterator[str]:
    if facts.copy:
        yield "把整个文件夹复制到电脑的硬盘上，不要在U盘上直接打开台帐库。"
        yield (
            f"打开台帐程序，选“接收移交包”，选中这个文件夹。程序先核对，再让您看清里面有什么，才放进来；"
            f"台帐库在“{escape(LIBRARY)}”里，不要自己动手改。"
        )
        if facts.info.purpose is Purpose.BRANCH:
            yield "上级单位汇总时，各单位的移交包逐个接收，互不覆盖。"
        yield "接收后程序给出一份回执，交还移交方导入，双方就都有记录。"
    else:
        yield "先按下面的办法核对，再看电子档案。"
    yield f"{escape(REGISTER)}一式两份，打印出来双方检验、签名、盖章，各留一份。"
    yield "U盘只用来传送：档案部门要求存到光盘等载体时，把整个文件夹原样复制过去。"


def _check(facts: Facts) -> Iterator[str]:
    yield "<h2>怎样核对没有缺、没有变</h2>"
    yield "<p>三种办法任选一种，都不需要联网：</p><ul>"
    yield "<li>台帐程序：选“核对移交包”，或运行 <code>taizhang verify 移交包的位置</code>。</li>"
    yield "<li>任何支持BagIt 1.0（RFC 8493）的工具，例如 <code>bagit.py --validate 移交包的位置</code>。</li>"
    yield (
        f"<li>手工：{_link(MANIFEST, MANIFEST)}每行是一个文件的{ALGORITHM}和位置。在Windows的命令提示符里运行 "
        "<code>certutil -hashfile 文件 SHA256</code>，与那一行对照。</li></ul>"
    )
    yield (
        f"<p>电子档案校验清单的{ALGORITHM}：<code>{facts.info.submission_digest}</code>，与纸质{escape(REGISTER)}上的应当一致。"
        f"本页（{PAGE}）不是电子档案，随包附送。</p>"
    )


def _link(path: str, words: str) -> str:
    return f'<a href="{escape(quote(path))}">{escape(words)}</a>'
