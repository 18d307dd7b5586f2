"""The three papers of a package, each as PDF and docx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from exports.handover.facts import Facts
from exports.handover.layout import OTHER
from exports.page import Paper
from exports.papers.handover_list import item_list
from exports.papers.handover_register import register
from exports.papers.handover_report import report
from exports.rendering import render
from exports.typeset.faces import Faces

FORMATS = ("pdf", "docx")


def papers(facts: Facts, faces: Faces) -> Iterator[tuple[str, bytes]]:
    """Each file of each paper with its place below the payload folder."""
    for paper in (register(facts), item_list(facts), report(facts)):
        for suffix, data in render(spelled(paper, faces), FORMATS, faces).files.items():
            yield f"{OTHER}/{paper.title}.{suffix}", data


def spelled(paper: Paper, faces: Faces) -> Paper:
    """The paper with every character that no face has spelled out, such as 〔U+1F600〕.

    The names of files come from anywhere, and the list of them must not leave one out.
    """
    missing = faces.missing("".join(_words(paper.blocks)))
    table = {ord(char): f"〔U+{ord(char):04X}〕" for char in missing}
    return replace(paper, blocks=_translated(paper.blocks, table)) if table else paper


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _words(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _words(getattr(value, field.name))


def _translated(value: Any, table: Mapping[int, str]) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return value.translate(table)
    if isinstance(value, tuple):
        return tuple(_translated(each, table) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _translated(getattr(value, field.name), table) for field in fields(value)})
    return value
