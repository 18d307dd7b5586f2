"""One or several of a list of words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from ledger.fields.base import Context, Field, FieldError, Json


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of `choices`, or of the words that the campaign's scheme gives for `source`."""

    type_name: ClassVar[str] = "单选"
    choices: tuple[str, ...] = ()
    source: str = ""
    """A source of Context.choices, such as stages, standards, groups; items, windows; tables, check_points."""
    other: bool = False
    """Whether words outside the list are taken too."""
    width: float = 8

    def read(self, raw: object, context: Context) -> str:
        """The chosen word."""
        return _one(self.label, raw, self.words(context), self.other)

    def words(self, context: Context) -> tuple[str, ...]:
        """The words to choose from."""
        return self.choices or context.choices(self.source)


@dataclass(frozen=True, kw_only=True)
class Choices(Field):
    """Any number of `choices`; typed as a list, or joined by 、 or commas."""

    type_name: ClassVar[str] = "多选"
    choices: tuple[str, ...] = ()
    source: str = ""
    other: bool = False

    def read(self, raw: object, context: Context) -> tuple[str, ...]:
        """The chosen words in the order given, each once."""
        listed = self.choices or context.choices(self.source)
        whole = isinstance(raw, str) and raw.strip() in listed  # a word of the list may hold a 、 itself
        words = (str(raw),) if whole else split_words(raw)
        if not words:
            raise FieldError(self.label, raw, "应填写一个或几个选项，用顿号隔开")
        return tuple(dict.fromkeys(_one(self.label, word, listed, self.other) for word in words))

    def show(self, value: tuple[str, ...] | None) -> str:
        """The words joined by 、."""
        return "、".join(value or ())

    def dump(self, value: tuple[str, ...] | None) -> Json:
        """A list of words."""
        return list(value) if value else None

    def load(self, stored: Json) -> tuple[str, ...] | None:
        """The stored words."""
        return tuple(str(word) for word in stored) if isinstance(stored, list) else None


def split_words(raw: object) -> tuple[str, ...] | None:
    """The words of a list, or of a text joined by 、 ， , ； ; or line breaks; None for anything else."""
    if isinstance(raw, str):
        return tuple(word for word in re.split(r"[、，,；;\n]\s*", raw.strip()) if word.strip())
    if isinstance(raw, list | tuple) and all(isinstance(word, str) for word in raw):
        return tuple(raw)
    return None


def _one(label: str, raw: object, words: tuple[str, ...], other: bool) -> str:
    text = raw.strip() if isinstance(raw, str) else ""
    if text in words or (other and text):
        return text
    listed = "、".join(words) if words else "（本活动方案没有给出可选项）"
    raise FieldError(label, raw, f"只能从这些里选：{listed}")
