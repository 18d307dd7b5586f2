"""Whole numbers, scores, money, percentages, and the half-known numbers of reports (40余, 约13, 90%以上)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from ledger.fields.base import Context, Field, FieldError, Json

_WIDE = str.maketrans("０１２３４５６７８９．－，％＊", "0123456789.-,%*")


def read_decimal(raw: object) -> Decimal | None:
    """The number that was typed, with or without thousands separators; None when it is none or not finite."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str | Decimal):
        return None
    text = str(raw).translate(_WIDE).strip()
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return None
    number = Decimal(text)
    return number if number else abs(number)  # “-0” is 0


def plain(number: Decimal) -> str:
    """`number` without an exponent and without trailing zeros after the point."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, kw_only=True)
class Whole(Field):
    """A count: a whole number that is not negative, followed by `unit` on paper."""

    type_name: ClassVar[str] = "整数"
    unit: str = ""
    most: int = 10_000_000
    width: float = 6

    def read(self, raw: object, context: Context) -> int:
        """The number typed, with or without its unit."""
        text = raw.strip().removesuffix(self.unit) if isinstance(raw, str) else raw
        number = read_decimal(text)
        if number is None or number != number.to_integral_value() or not 0 <= number <= self.most:
            raise FieldError(self.label, raw, f"应填0到{self.most}之间的整数")
        return int(number)

    def show(self, value: int | None) -> str:
        """The number alone; the unit stands in the label or the head."""
        return "" if value is None else str(value)

    def dump(self, value: int | None) -> Json:
        """A JSON number."""
        return value

    def load(self, stored: Json) -> int | None:
        """The stored number. Raises TypeError for what was never stored."""
        if stored is None or isinstance(stored, int):
            return stored
        raise TypeError(stored)


@dataclass(frozen=True, kw_only=True)
class _Number(Field):
    """A decimal number between `least` and `most`; stored as text so that no digit changes."""

    least: Decimal = Decimal(0)
    most: Decimal = Decimal("1e12")
    places: int = 4
    width: float = 7

    def read(self, raw: object, context: Context) -> Decimal:
        number = read_decimal(self._bare(raw))
        if number is None or not self.least <= number <= self.most:
            raise FieldError(self.label, raw, f"应填{plain(self.least)}到{plain(self.most)}之间的数")
        if number != round(number, self.places):
            raise FieldError(self.label, raw, f"最多保留{self.places}位小数")
        return number

    def _bare(self, raw: object) -> object:
        return raw

    def show(self, value: Decimal | None) -> str:
        return "" if value is None else plain(value)

    def dump(self, value: Decimal | None) -> Json:
        return None if value is None else f"{value:f}"

    def load(self, stored: Json) -> Decimal | None:
        return Decimal(stored) if isinstance(stored, str) else None


@dataclass(frozen=True, kw_only=True)
class Score(_Number):
    """A score of 0 to `most` points."""

    type_name: ClassVar[str] = "分数"
    most: Decimal = Decimal(100)

    def _bare(self, raw: object) -> object:
        return raw.strip().removesuffix("分") if isinstance(raw, str) else raw


@dataclass(frozen=True, kw_only=True)
class Money(_Number):
    """An amount in yuan, to the fen; takes 元 and 万元."""

    type_name: ClassVar[str] = "金额（元）"
    places: int = 2

    def _bare(self, raw: object) -> object:
        if not isinstance(raw, str):
            return raw
        text = raw.translate(str.maketrans("￥¥", "  ")).strip()
        tens_of_thousands = read_decimal(text.removesuffix("万元"))
        if text.endswith("万元") and tens_of_thousands is not None:
            return tens_of_thousands * 10_000
        return text.removesuffix("元")

    def show(self, value: Decimal | None) -> str:
        return "" if value is None else f"{value:,.2f}"


@dataclass(frozen=True, kw_only=True)
class Percent(_Number):
    """A percentage from 0 to `most`; the number is the figure before the sign."""

    type_name: ClassVar[str] = "百分比"
    most: Decimal = Decimal(100)

    def _bare(self, raw: object) -> object:
        return raw.translate(_WIDE).strip().removesuffix("%") if isinstance(raw, str) else raw

    def show(self, value: Decimal | None) -> str:
        return "" if value is None else f"{plain(value)}%"


@dataclass(frozen=True)
class Bounded:
    """A number as a report gives it: `written` is never lost, `value` is None when it is masked (“1*3”).

    `bound` is "exact", "least" (余, 多, 以上), "most" (以下, 近) or "about" (约, 左右); `percent` tells a rate.
    """

    written: str
    value: Decimal | None
    bound: str
    percent: bool = False


_BOUNDS = (
    ("least", re.compile(r"^(?:超过|超|逾|至少|不少于|不低于)|(?<=[\d百千万亿%])[余多]|以上")),
    ("most", re.compile(r"^(?:近|将近|接近|不到|不足|少于|至多|不多于|不超过|不高于)|以下|以内")),
    ("about", re.compile(r"^(?:约|大约|大概)|左右|上下")),
)
_FIGURE = re.compile(r"(?<!\d)-?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?")
_TIMES = {"百万": 10**6, "千万": 10**7, "万": 10**4, "亿": 10**8}
"""Words right behind a figure that multiply it."""


@dataclass(frozen=True, kw_only=True)
class BoundedNumber(Field):
    """A number that may be half known: 40余, 约13, 90%以上, 5000余人次, 1*3."""

    type_name: ClassVar[str] = "约数"
    width: float = 8

    def read(self, raw: object, context: Context) -> Bounded:
        """The number with its bound and the words as written; a masked number keeps no value."""
        if isinstance(raw, Bounded):
            return raw
        if isinstance(raw, bool) or not isinstance(raw, int | float | str | Decimal):
            raise FieldError(self.label, raw, "应填写数字，可带“余、约、近、以上、以下”等字")
        written = str(raw).strip()
        text = "".join(written.translate(_WIDE).split())
        figures = _FIGURE.findall(text)
        masked = "*" in text and bool(figures)
        if not masked and len(figures) != 1:
            raise FieldError(self.label, raw, "应正好含有一个数字，例如40余、约13、90%以上")
        bound = next((name for name, pattern in _BOUNDS if pattern.search(text)), "exact")
        return Bounded(written, None if masked else _value(text, figures[0]), bound, "%" in text)

    def show(self, value: Bounded | None) -> str:
        """The number as it was written."""
        return value.written if value else ""

    def dump(self, value: Bounded | None) -> Json:
        """The words as written; value and bound are read from them again."""
        return value.written if value else None

    def load(self, stored: Json) -> Bounded | None:
        """The number read again from its words."""
        return self.read(stored, Context()) if stored is not None else None


def _value(text: str, figure: str) -> Decimal:
    """The number that `figure` stands for in `text`, multiplied by 万 or 亿 behind it."""
    behind = text[text.index(figure) + len(figure) :]
    times = next((factor for word, factor in _TIMES.items() if behind.startswith(word)), 1)
    return Decimal(figure.replace(",", "")) * times
