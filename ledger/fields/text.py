"""Short and long text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ledger.fields.base import Context, Field, FieldError


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """One line of text, at most `most` characters."""

    type_name: ClassVar[str] = "文字"
    most: int = 200

    def read(self, raw: object, context: Context) -> str:
        """The trimmed text; line breaks become spaces."""
        text = " ".join(_text(self.label, raw).split("\n")).strip()
        if len(text) > self.most:
            raise FieldError(
                self.label, f"{text[:12]}……（共{len(text)}字）", f"最多{self.most}字，请改短，或把全文写进较长的栏目"
            )
        return text


@dataclass(frozen=True, kw_only=True)
class LongText(Field):
    """Text of any length; line breaks separate paragraphs."""

    type_name: ClassVar[str] = "长文字"
    indexed: bool = False

    def read(self, raw: object, context: Context) -> str:
        """The text without blanks at its ends; Windows line ends become newlines."""
        return _text(self.label, raw).strip()


def _text(label: str, raw: object) -> str:
    if isinstance(raw, str):
        return raw.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    raise FieldError(label, raw, "应填写文字")
