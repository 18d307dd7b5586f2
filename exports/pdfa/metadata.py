"""Title, author and dates of a PDF, written twice: in the Info dictionary and as XMP, and always the same."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Mapping

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold; they are left out of both copies, so that these agree."""
_PROGRAM = "taizhang"
_OPEN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
_RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
_CLOSE = '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'


def info_entries(*, title: str, author: str, subject: str, day: str) -> dict[str, str]:
    """The entries of an Info dictionary; raises ValueError when `day` is not a date in ISO form."""
    date = f"D:{dt.date.fromisoformat(day):%Y%m%d}000000+08'00'"
    entries = {
        "/Title": title,
        "/Author": author,
        "/Subject": subject,
        "/Creator": _PROGRAM,
        "/Producer": _PROGRAM,
        "/CreationDate": date,
        "/ModDate": date,
    }
    legal = {key: _ILLEGAL.sub("", value) for key, value in entries.items()}
    return {key: value for key, value in legal.items() if value}


def packet_of(info: Mapping[str, str], *, claim: bool) -> bytes:
    """The XMP packet that says what the entries of an Info dictionary say (ISO 19005-1, 6.7.3).

    Each namespace has a description of its own: PDFBox reads no other form.
    """
    words = {key: html.escape(value, quote=False) for key, value in info.items()}
    title, author, subject = (words.get(key, "") for key in ("/Title", "/Author", "/Subject"))
    core = "<dc:format>application/pdf</dc:format>"
    core += _words("dc:title", "Alt", title) + _words("dc:creator", "Seq", author)
    core += _words("dc:description", "Alt", subject)
    basic = _element("xmp:CreateDate", _moment(words.get("/CreationDate", "")))
    basic += _element("xmp:ModifyDate", _moment(words.get("/ModDate", "")))
    basic += _element("xmp:CreatorTool", words.get("/Creator", ""))
    parts = [
        _description("dc", "http://purl.org/dc/elements/1.1/", core),
        _description("xmp", "http://ns.adobe.com/xap/1.0/", basic),
        _description("pdf", "http://ns.adobe.com/pdf/1.3/", _element("pdf:Producer", words.get("/Producer", ""))),
    ]
    if claim:
        level = _element("pdfaid:part", "1") + _element("pdfaid:conformance", "B")
        parts.append(_description("pdfaid", "http://www.aiim.org/pdfa/ns/id/", level))
    return (_OPEN + _RDF + "".join(parts) + _CLOSE).encode()


def _moment(date: str) -> str:
    """A date of PDF (D:20150630000000+08'00') as XMP writes it (2015-06-30T00:00:00+08:00); empty if it is none."""
    found = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:([+-]\d\d)'(\d\d)'?|Z.*)", date)
    if not found:
        return ""
    year, month, day, hour, minute, second, east, east_minute = found.groups()
    zone = f"{east}:{east_minute}" if east else "Z"
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}"


def _description(prefix: str, namespace: str, inside: str) -> str:
    return f'<rdf:Description rdf:about="" xmlns:{prefix}="{namespace}">{inside}</rdf:Description>\n'


def _element(name: str, text: str) -> str:
    return f"<{name}>{text}</{name}>" if text else ""


def _words(name: str, kind: str, text: str) -> str:
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    return _element(name, f"<rdf:{kind}><rdf:li{language}>{text}</rdf:li></rdf:{kind}>" if text else "")
