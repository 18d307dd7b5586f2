"""A table inside a record: decisions of a meeting, members of a group, points of a check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ledger.fields.base import Context, Field, FieldError, Json

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Rows(Field):
    """Rows of `columns`; typed as a list of JSON objects."""

    type_name: ClassVar[str] = "表格"
    columns: tuple[Field, ...]
    indexed: bool = False

    def read(self, raw: object, context: Context) -> tuple[Row, ...]:
        """The rows, each with every column; an error names the row and the column."""
        if not isinstance(raw, list | tuple) or not all(isinstance(row, Mapping) for row in raw):
            names = "、".join(column.name for column in self.columns)
            raise FieldError(self.label, raw, f"应是若干行的表格，每行含有{names}")
        return tuple(self._row(number, row, context) for number, row in enumerate(raw, 1))

    def _row(self, number: int, raw: Row, context: Context) -> Row:
        known = {column.name for column in self.columns}
        unknown = next((name for name in raw if name not in known), None)
        if unknown is not None:
            raise FieldError(f"{self.label}第{number}行", unknown, f"没有这一列，只有{'、'.join(sorted(known))}")
        values = {}
        for column in self.columns:
            try:
                values[column.name] = column.parse(raw.get(column.name), context)
                if column.required and values[column.name] is None:
                    raise FieldError(column.label, "", "这一列每行都要填，请补上，或删去这一行")
            except FieldError as error:
                raise FieldError(f"{self.label}第{number}行的{column.label}", error.given, error.want) from error
        return values

    def show(self, value: tuple[Row, ...] | None) -> str:
        """The rows as text, one a line, for histories and searching."""
        return "\n".join(self._line(row) for row in value or ())

    def _line(self, row: Row) -> str:
        words = ((column.label, column.show(row.get(column.name))) for column in self.columns)
        return "，".join(f"{label}：{shown}" for label, shown in words if shown)

    def cells(self, value: tuple[Row, ...] | None) -> tuple[tuple[str, ...], ...]:
        """The rows as the words of a table."""
        return tuple(tuple(column.show(row.get(column.name)) for column in self.columns) for row in value or ())

    def dump(self, value: tuple[Row, ...] | None) -> Json:
        """A list of objects."""
        if not value:
            return None
        return [{column.name: column.dump(row.get(column.name)) for column in self.columns} for row in value]

    def load(self, stored: Json) -> tuple[Row, ...] | None:
        """The stored rows; a column added later is None."""
        if not isinstance(stored, list):
            return None
        rows = [row for row in stored if isinstance(row, dict)]
        return tuple({column.name: column.load(row.get(column.name)) for column in self.columns} for row in rows)
