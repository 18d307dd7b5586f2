"""What the program tells about itself: its version, and whose typefaces and libraries come with it."""

from __future__ import annotations

import configparser
import importlib.metadata
import re
from dataclasses import dataclass
from pathlib import Path

from ledger.assets import folder

PROGRAM = "taizhang"
_NOTICE = "NOTICE.md"
_ROW = re.compile(r"\| (?P<files>`Gw.+?) \| (?P<source>.+?) \| .+? \| (?P<licence>.+?) \| .+ \|")
"""A line of the table of typefaces in the notice."""


@dataclass(frozen=True)
class Typeface:
    """Files of a typeface that comes with the program, what they were made from, and under which licence."""

    files: str
    source: str
    licence: str


def version() -> str:
    """The version of the program, "" where nothing says it."""
    try:
        return importlib.metadata.version(PROGRAM)
    except importlib.metadata.PackageNotFoundError:
        setup = configparser.ConfigParser()
        setup.read(folder().parent / "setup.cfg", encoding="utf-8")
        return setup.get("metadata", "version", fallback="")


def notice() -> str:
    """The notice of everything that comes with the program, as it is shipped; "" where it is not. Reads the disk."""
    path: Path = folder().parent / _NOTICE
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def typefaces(text: str) -> tuple[Typeface, ...]:
    """The typefaces that a notice lists."""
    rows = (_ROW.fullmatch(line.strip()) for line in text.splitlines())
    return tuple(
        Typeface(_plain(row["files"]), _plain(row["source"]), _plain(row["licence"].split(":")[0]))
        for row in rows
        if row
    )


def flowing(text: str) -> str:
    """A text whose paragraphs are one line each, so that they are broken where they are shown; tables stay."""
    lines: list[str] = []
    for line in text.splitlines():
        joins = line and lines and lines[-1] and line[0] not in "#|>-" and lines[-1][0] not in "#|>-"
        lines[-1:] = [f"{lines[-1]} {line}"] if joins else [*lines[-1:], line]
    return "\n".join(lines)


def _plain(cell: str) -> str:
    return cell.replace("`", "").strip()
