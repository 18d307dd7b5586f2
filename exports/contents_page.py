"""目录.html: the master index as one page that opens by double-click, without a network, and links to every file."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from exports.compose import Composition
from exports.papers.parts import index_date
from ledger.snapshot import Snapshot

_STYLE = """
body { font: 16px/1.6 "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; color: #222 }
h1 { font-size: 1.5em; margin-bottom: 0 } h2 { font-size: 1.1em; margin: 1.6em 0 .4em } p { margin: .3em 0 }
table { border-collapse: collapse; width: 100% } th, td { border: 1px solid #bbb; padding: .25em .5em; text-align: left }
th { background: #f0f0f0; font-weight: 600 } td.n { text-align: right; white-space: nowrap } a { color: #1a4f8b }
@media print { a { color: inherit; text-decoration: none } body { margin: 0; max-width: none } }
"""  # noqa: E501


def contents_page(
    snapshot: Snapshot, composition: Composition, files: dict[str, tuple[str, ...]], others: tuple[str, ...]
) -> str:
    """The page; `files` gives each item's files by key, `others` what does not belong to an item, all relative."""
    campaign = snapshot.campaign
    title = f"{campaign.year}年度{campaign.name}"
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style></head><body>',
        f"<h1>{escape(title)}</h1><p>{escape(campaign.unit)}</p>",
        f"<p>{'　'.join(_link(path) for path in others)}</p>",
    ]
    for volume in composition.volumes:
        lines.append(f"<h2>{escape(volume.no)}　{escape(volume.name)}</h2><table><thead><tr>")
        lines += [f"<th>{head}</th>" for head in ("件号", "题名", "日期", "页数", "页号", "文件")]
        lines.append("</tr></thead><tbody>")
        for item in volume.items:
            place = composition.places[item.key]
            links = "　".join(_link(path) for path in files[item.key])
            lines.append(
                f"<tr><td>{item.number:04d}</td><td>{escape(item.title)}</td><td>{index_date(item.date)}</td>"
                f'<td class="n">{place.pages}</td><td class="n"><a href="{quote("合订本.pdf")}#page={place.first}">'
                f"{place.first}</a></td><td>{links}</td></tr>"
            )
        lines.append("</tbody></table>")
    lines.append("</body></html>")
    return "\n".join(lines) + "\n"


def _link(path: str) -> str:
    name = path.rsplit("/", 1)[-1]
    words = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}
    stem, _, suffix = name.rpartition(".")
    label = f"{stem}（{words[suffix]}）" if suffix in words and "/" not in path else words.get(suffix, name)
    if "/附件/" in path:
        label = name
    return f'<a href="{quote(path)}">{escape(label)}</a>'
