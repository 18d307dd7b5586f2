"""目录.html: the master index as one page that opens by double-click, without a network, and links to every file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from exports.compose import Composition
from exports.names import BOUND
from exports.papers.binding import Place
from exports.papers.parts import index_date
from ledger.filing import Item
from ledger.snapshot import Snapshot

_STYLE = """
body { font: 16px/1.6 "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; color: #222 }
h1 { font-size: 1.5em; margin-bottom: 0 } h2 { font-size: 1.1em; margin: 1.6em 0 .4em } p { margin: .3em 0 }
table { border-collapse: collapse; width: 100% } th, td { border: 1px solid #bbb; padding: .25em .5em; text-align: left }
th { background: #f0f0f0; font-weight: 600 } td.n { text-align: right; white-space: nowrap } a { color: #1a4f8b }
@media print { a { color: inherit; text-decoration: none } body { margin: 0; max-width: none } }
"""  # noqa: E501

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""No script, picture or frame from anywhere, were a word ever to pass for markup."""

_PROGRAMS = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}


def contents_page(
    snapshot: Snapshot,
    composition: Composition,
    files: dict[str, tuple[str, ...]],
    others: tuple[str, ...],
    first: Mapping[str, int],
) -> str:
    """The page; `files` gives the files of each paper by its key, `others` those of the whole, all relative.

    `first` is the place of each paper in the bound PDF, from 1, blank sides counted: what a reader is told to open.
    """
    campaign = snapshot.campaign
    title = f"{campaign.year}年度{campaign.name}"
    lines = [
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><title>{escape(title)}</title>',
        f"<style>{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1><p>{escape(campaign.unit)}</p>",
        f"<p>{_links(others)}</p>",
    ]
    for volume in composition.volumes:
        index = _links(files[f"index:{volume.no}"])
        lines.append(f"<h2>{escape(volume.no)}　{escape(volume.name)}</h2><p>{index}</p><table><thead><tr>")
        lines += [f"<th>{head}</th>" for head in ("件号", "题名", "日期", "页数", "页号", "文件")]
        lines.append("</tr></thead><tbody>")
        lines += [_row(item, composition.places[item.key], files[item.key], first[item.key]) for item in volume.items]
        lines.append("</tbody></table>")
    lines.append("</body></html>")
    return "\n".join(lines) + "\n"


def _row(item: Item, place: Place, files: tuple[str, ...], opened: int) -> str:
    page = f'<a href="{quote(BOUND)}#page={opened}">{place.first}</a>'
    return (
        f"<tr><td>{item.number:04d}</td><td>{escape(item.title)}</td><td>{index_date(item.date)}</td>"
        f'<td class="n">{place.pages}</td><td class="n">{page}</td><td>{_links(files)}</td></tr>'
    )


def _links(paths: tuple[str, ...]) -> str:
    return "　".join(_link(path) for path in paths)


def _link(path: str) -> str:
    """A link that says what opens: the format of a paper, the name of anything else."""
    name = path.rpartition("/")[2]
    stem, _, suffix = name.rpartition(".")
    program = _PROGRAMS.get(suffix, "")
    if "/附件/" in path or not program:
        label = name
    elif re.match(r"\d{4}_", name):
        label = program
    else:
        label = f"{stem.removeprefix('00_').removeprefix('99_')}（{program}）"
    return f'<a href="{quote(path)}">{escape(label)}</a>'
