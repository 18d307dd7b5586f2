"""What every field of a kind can do: take what was typed, keep it as JSON, and say it again on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ledger.errors import InputError
from ledger.workdays import Calendar

_SHOWN = 40
"""Characters of a wrong value that its message repeats."""

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


class FieldError(InputError):
    """One field cannot take what was given: its label, what was given, and what it wants instead."""

    def __init__(self, label: str, given: object, want: str) -> None:
        self.label, self.given, self.want = label, given, want
        words = "" if given is None else str(given)
        if len(words) > _SHOWN:
            words = f"{words[:_SHOWN]}……"
        shown = f"“{words}”" if words else "空白"
        super().__init__(f"“{label}”不能填{shown}：{want}。")


class MissingValue(FieldError):
    """A field was left blank that a record cannot be kept without."""

    def __init__(self, label: str) -> None:
        super().__init__(label, "", "没有这一项就分不清是哪一条记录，请补上")


@dataclass(frozen=True)
class PersonName:
    """A person as written on a paper; `uid` is set when the name stands on the roster (人员名册)."""

    name: str
    uid: str | None = None


@dataclass(frozen=True)
class Context:
    """What a field may ask of its ledger while it reads what was typed.

    `year` completes dates without a year; `choices` gives the words of a source such as "stages" or "groups";
    `person` looks a name or uid up on the roster; `link` turns a uid or a title into the uid of a record of a kind,
    or raises InputError. `calendar` tells working days, `rule` the value in force of a rule of the scheme ("" when
    there is none of that key), `stated` whether the scheme itself says how it reads it.
    """

    year: int | None = None
    choices: Callable[[str], tuple[str, ...]] = lambda source: ()
    person: Callable[[str], PersonName] = PersonName
    link: Callable[[str, str], str] = lambda kind, text: text
    calendar: Calendar = field(default_factory=Calendar)
    rule: Callable[[str], str] = lambda key: ""
    stated: Callable[[str], bool] = lambda key: False


@dataclass(frozen=True, kw_only=True)
class Field:
    """A named, labelled place of a kind; subclasses say which values it takes.

    `name` is the English key in files and JSON, `label` the words on screen and paper. A `required` field left blank is
    reported as a gap but does not stop the clerk from saving; an `essential` one does, because the record could not be
    told from others without it. `sample` is a value as it would be typed and must parse. `indexed` fields stand in
    register tables and lists; `width` is their share there. `aliases` are other heads under which older papers keep the
    field; an import knows it by them as well.
    """

    type_name: ClassVar[str] = ""
    """The Chinese name of the type, shown by `taizhang kinds`."""

    name: str
    label: str
    required: bool = False
    essential: bool = False
    hint: str = ""
    sample: Any = ""
    indexed: bool = True
    width: float = 10
    private: bool = field(default=False)
    """Phone numbers and the like: left out of papers unless asked for (design §4.12)."""
    aliases: tuple[str, ...] = ()

    def parse(self, raw: object, context: Context) -> Any:
        """The value of what was typed or read from JSON; None when blank. Raises FieldError, MissingValue."""
        if raw is None or (isinstance(raw, str) and not raw.strip()) or raw in ([], (), {}):
            if self.essential:
                raise MissingValue(self.label)
            return None
        return self.read(raw, context)

    def read(self, raw: object, context: Context) -> Any:
        """The value of a `raw` that is not blank. Raises FieldError."""
        raise FieldError(self.label, raw, "这种栏目不能直接填写")

    def show(self, value: Any) -> str:
        """The words that stand on paper for `value`; an empty string for None."""
        return "" if value is None else str(value)

    def dump(self, value: Any) -> Json:
        """`value` as JSON for storage."""
        return None if value is None else str(value)

    def load(self, stored: Json) -> Any:
        """The value that `dump` stored."""
        return stored
