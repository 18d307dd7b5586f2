"""A table of a TOML file read with care: every wrong key and type is named with its place."""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Any, TypeVar

from ledger.schemes.errors import MissingKey, UnknownKey, WrongType

Row = TypeVar("Row")

_TOO_MUCH = Decimal(10) ** 12
"""Beyond every weight, score and target; such numbers are slips of the hand, and too big to be added."""
_PLACES = 12
"""Decimal places of a number."""


class Table:
    """One TOML table at `path` of the file `source`; keys outside `known` are refused at once."""

    def __init__(self, source: str, path: str, data: object, known: Collection[str]) -> None:
        self.source, self.path = source, path
        if not isinstance(data, dict):
            raise WrongType(source, path, "一组“键 = 值”")
        self.data: dict[str, Any] = data
        for key in data:
            if key not in known:
                raise UnknownKey(source, self.place(key), known)

    def place(self, key: str) -> str:
        """`key` with the path before it, as shown in errors."""
        return f"{self.path}.{key}" if self.path else key

    def text(self, key: str, default: str | None = None) -> str:
        """A line of words; `default` None means that it must be there and not be blank.

        Blanks around it are no part of it: what is typed and chosen has none.
        """
        if key not in self.data and default is not None:
            return default
        value = self._need(key)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise WrongType(self.source, self.place(key), "非空的文字" if default is None else "文字")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of lines, empty when absent."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or any(not isinstance(each, str) or not each.strip() for each in value):
            raise WrongType(self.source, self.place(key), "一列文字")
        return tuple(each.strip() for each in value)

    def words(self, key: str) -> dict[str, str]:
        """A table of words, empty when absent."""
        value = self.data.get(key, {})
        if not isinstance(value, dict) or any(not isinstance(each, str) for each in value.values()):
            raise WrongType(self.source, self.place(key), "一组“栏目 = 文字”")
        return {name: each.strip() for name, each in value.items()}

    def number(self, key: str) -> Decimal:
        """A number of at least 0."""
        value = self._need(key)
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or not Decimal(value).is_finite():
            raise WrongType(self.source, self.place(key), "数字")
        if value < 0:
            raise WrongType(self.source, self.place(key), "不小于 0 的数字")
        number = Decimal(value)
        if number >= _TOO_MUCH or int(number.as_tuple().exponent) < -_PLACES:
            raise WrongType(self.source, self.place(key), f"小于1万亿的数字，小数不超过{_PLACES}位")
        return number

    def number_or_none(self, key: str) -> Decimal | None:
        """A number of at least 0, None when absent."""
        return self.number(key) if key in self.data else None

    def whole(self, key: str, default: int) -> int:
        """A whole number of at least 0."""
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise WrongType(self.source, self.place(key), "不小于 0 的整数")
        if value >= _TOO_MUCH:
            raise WrongType(self.source, self.place(key), "小于1万亿的整数")
        return value

    def flag(self, key: str) -> bool:
        """True or false, false when absent."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise WrongType(self.source, self.place(key), "true 或 false")
        return value

    def rows(self, key: str, known: Collection[str], build: Callable[[Table], Row]) -> tuple[Row, ...]:
        """What `build` makes of each table of a list, in order; empty when absent."""
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise WrongType(self.source, self.place(key), "一列表格")
        named = ((f"{self.place(key)}[{number}]", each) for number, each in enumerate(value, 1))
        return tuple(build(Table(self.source, path, each, known)) for path, each in named)

    def _need(self, key: str) -> Any:
        if key not in self.data:
            raise MissingKey(self.source, self.place(key))
        return self.data[key]
