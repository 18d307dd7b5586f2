"""Registers that the clerk defines himself: a definition becomes a kind like any other, or is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from ledger.errors import InputError
from ledger.fields import (
    BoundedNumber,
    Choice,
    Choices,
    Date,
    Field,
    LongText,
    Money,
    Month,
    People,
    Person,
    Score,
    Text,
    Whole,
)
from ledger.fields.choices import split_words
from ledger.kinds.kind import Form, Kind, Values
from ledger.kinds.own_register import EACH, NO, YES
from ledger.records import Record

OWN_REGISTER = "own_register"
"""The kind whose records are definitions."""
PREFIX = "own-"
"""Begins the slug of every kind that the clerk defined."""

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BROKEN = "{}:!"
"""Characters that cannot stand in the name of a field: titles are patterns over these names."""
_MOST = 40
"""Fields that a register of one's own may have."""

_TYPES: dict[str, Callable[..., Field]] = {
    "文字": Text,
    "长文字": LongText,
    "整数": Whole,
    "数字": Score,
    "金额": Money,
    "日期": Date,
    "月份": Month,
    "单选": Choice,
    "多选": Choices,
    "本单位人员": Person,
    "多名人员": People,
    "约数": BoundedNumber,
}
"""The field type for each word of the definition."""

_WIDTHS = {"文字": 14, "长文字": 24, "日期": 11, "月份": 9, "多名人员": 14}
_SAMPLES = {
    "文字": "示例",
    "长文字": "示例文字",
    "整数": 1,
    "数字": "1",
    "金额": "100",
    "日期": "2015年7月1日",
    "月份": "2015年7月",
    "本单位人员": "沈文君",
    "多名人员": "沈文君、周启明",
    "约数": "10余",
}


class BadDefinition(InputError):
    """A register that cannot be as it is defined: `title` is its name, `why` what is wrong.

    `field` is the name of the field of the definition where it is wrong; of its columns `row` (from 1, 0 for all) and
    `cell` the name of the cell. `cure` is what to do where the definition is written as data.
    """

    def __init__(
        self, title: str, why: str, field: str = "columns", row: int = 0, cell: str = "label", cure: str = ""
    ) -> None:
        self.title, self.why, self.field, self.row, self.cell = title, why, field, row, cell
        super().__init__(f"自建登记簿“{title}”{why}{cure}，请改正后再保存。")


class StillHeld(InputError):
    """A register that still holds records is not deleted."""

    def __init__(self, title: str, count: int) -> None:
        super().__init__(f"登记簿“{title}”还有{count}条记录，先删除这些记录才能删除登记簿。")


class RegisterDeleted(InputError):
    """A record cannot come back while the register that it stood in is in the recycle bin."""

    def __init__(self, title: str) -> None:
        super().__init__(f"登记簿“{title}”已在回收站，请先恢复登记簿，再恢复它的记录。")


def kind_from(values: Values) -> Kind:
    """The kind that a definition describes. Raises BadDefinition, whatever a spoilt one holds."""
    title = title_in(values)
    fields = _fields(title, values.get("columns") or ())
    dated = next((field.name for field in fields if isinstance(field, Date | Month)), "")
    return Kind(
        slug=slug_in(values),
        title=title,
        paper=str(values.get("paper") or title),
        fields=fields,
        form=Form.EACH if values.get("form") == EACH else Form.REGISTER,
        date=dated,
        subject=f"{{{_telling(fields).name}}}",
        group="自建登记簿",
        proof=str(values.get("proof") or ""),
        note=str(values.get("note") or "自建登记簿。"),
    )


def title_in(values: Values) -> str:
    """The name of the register that is defined. Raises BadDefinition when there is none."""
    title = values.get("title")
    if not isinstance(title, str) or not title.strip():
        raise BadDefinition(str(title or "（没有名称）"), "没有名称", "title")
    return title


def slug_in(values: Values) -> str:
    """The slug of the kind that a definition describes, of a spoilt one too."""
    return f"{PREFIX}{values.get('code') or ''}"


def _telling(fields: tuple[Field, ...]) -> Field:
    """The field that a record is told by: the essential one."""
    return next(field for field in fields if field.essential)


def _fields(title: str, rows: Iterable[Mapping[str, Any]]) -> tuple[Field, ...]:
    """The fields of the rows; the first text that must be filled, else the first field, is what tells records apart."""
    listed = list(rows)
    if not listed:
        raise BadDefinition(title, "没有任何栏目，至少写一个")
    if len(listed) > _MOST:
        raise BadDefinition(title, f"的栏目有{len(listed)}个，最多{_MOST}个")
    needed = [row for row in listed if row.get("type") == "文字" and row.get("required") == YES]
    telling = needed[0] if needed else listed[0]
    fields = tuple(_field(title, number, row, row is telling) for number, row in enumerate(listed, 1))
    for what, names in (("名称", [field.label for field in fields]), ("原名称", [field.name for field in fields])):
        twice = next((at for at, name in enumerate(names) if name in names[:at]), None)
        if twice is not None:
            raise BadDefinition(title, f"有两个栏目的{what}都是“{names[twice]}”", row=twice + 1)
    return fields


def _field(title: str, number: int, row: Mapping[str, Any], telling: bool) -> Field:
    label, sort = str(row.get("label") or ""), str(row.get("type") or "")
    if not label:
        raise BadDefinition(title, f"第{number}个栏目没有名称", row=number)
    if sort not in _TYPES:
        raise BadDefinition(title, f"第{number}个栏目“{label}”的类型“{sort}”不认识", row=number, cell="type")
    width = row.get("width") or _WIDTHS.get(sort, 8)
    if not isinstance(width, int) or width < 0:
        raise BadDefinition(title, f"第{number}个栏目“{label}”的列宽“{width}”不是数", row=number, cell="width")
    name = str(row.get("key") or label)
    broken = next((sign for sign in name if sign in _BROKEN), None)
    if broken is not None:
        raise BadDefinition(title, f"第{number}个栏目“{name}”的名称里不能有“{broken}”", row=number)
    given: dict[str, Any] = {
        "name": name,
        "label": label,
        "required": telling or row.get("required") == YES,
        "essential": telling,
        "indexed": row.get("listed") != NO,
        "width": float(width),
        "sample": _SAMPLES.get(sort, ""),
    }
    if sort == "数字":
        given["most"] = Decimal(10) ** 12
    words = split_words(row.get("choices") or "") or ()
    if sort in ("单选", "多选"):
        if len(set(words)) < 2:
            why = f"第{number}个栏目“{label}”是{sort}，要写出两个以上不同的可选的词"
            raise BadDefinition(title, why, row=number, cell="choices")
        given |= {"choices": words, "sample": words[0]}
    elif words:
        why = f"第{number}个栏目“{label}”不是单选或多选，不能写可选的词"
        raise BadDefinition(title, why, row=number, cell="choices")
    return _TYPES[sort](**given)


def refuse_definitions(kind: Kind, taken: Iterable[Values], kinds: Iterable[Kind]) -> None:
    """Raise BadDefinition for the first of the definitions that are taken together that collides with another kind."""
    if kind.slug == OWN_REGISTER:
        standing = list(kinds)
        for values in taken:
            refuse_collision(values, standing)
            standing.append(kind_from(values))


def refuse_change(
    kind: Kind, old: Values, new: Values, kinds: Iterable[Kind], records: Callable[[str], Iterable[Record]]
) -> None:
    """Raise BadDefinition when a changed definition collides, or loses what `records` of its kind hold.

    `kinds` are the taken ones, without a stand-in for the definition itself.
    """
    if kind.slug == OWN_REGISTER:
        try:
            before = kind_from(old)
        except BadDefinition:  # a spoilt definition is mended: nothing that it made can be lost
            refuse_collision(new, kinds)
            return
        refuse_collision(new, (each for each in kinds if each.slug != before.slug))
        refuse_loss(before, kind_from(new), records(before.slug))


def refuse_collision(values: Values, taken: Iterable[Kind]) -> None:
    """Raise BadDefinition for a definition that is none, or that collides with a kind that is `taken`."""
    refuse_code(values)
    title, kind = title_in(values), kind_from(values)
    for other in taken:
        if other.slug == kind.slug:
            raise BadDefinition(title, f"的代号“{values['code']}”已经给了“{other.title}”", "code")
        if other.title == kind.title:
            raise BadDefinition(title, "与已有的登记簿同名", "title")


def refuse_code(values: Values) -> None:
    """Raise BadDefinition for a code that no register can be called by."""
    code = str(values.get("code") or "")
    if not _CODE.fullmatch(code):
        raise BadDefinition(title_in(values), f"的代号“{code}”只能用小写字母、数字和中间的短横", "code")


def refuse_loss(old: Kind, new: Kind, records: Iterable[Record]) -> None:
    """Raise BadDefinition when the new definition could not read what `records` of the old one hold."""
    kept = {field.name: field for field in new.fields}
    gone = [field for field in old.fields if type(kept.get(field.name)) is not type(field)]
    kept_records = list(records)
    if old.slug != new.slug and kept_records:
        raise BadDefinition(old.title, f"已有{len(kept_records)}条记录，代号不能再改", "code")
    for field in gone:
        held = sum(record[field.name] not in (None, "", ()) for record in kept_records)
        if held:
            why = f"的栏目“{field.label}”已有{held}条记录填写，不能删去或改类型"
            row = next((at for at, each in enumerate(new.fields, 1) if each.name == field.name), 0)
            cure = f"；改名称的，在“原名称”里填“{field.name}”"
            raise BadDefinition(old.title, why, row=row, cell="type", cure=cure)


def refuse_orphan(kind: Kind, kinds: Iterable[Kind]) -> None:
    """Raise RegisterDeleted when records of a kind come back that is not among the `kinds` there are."""
    if kind.slug.startswith(PREFIX) and kind.slug not in {each.slug for each in kinds}:
        raise RegisterDeleted(kind.title)


def refuse_removal(kind: Kind, values: Values, held: Callable[[str], int]) -> None:
    """Raise StillHeld when a register is to be deleted of whose slug there are records, `held` says how many."""
    if kind.slug != OWN_REGISTER:
        return
    count = held(slug_in(values))
    if count:
        raise StillHeld(str(values.get("title") or ""), count)
