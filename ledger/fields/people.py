"""People as papers name them, and links to other records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ledger.fields.base import Context, Field, FieldError, Json, PersonName
from ledger.fields.choices import split_words


@dataclass(frozen=True, kw_only=True)
class Person(Field):
    """One person: a name or a uid; on the roster or not (who is not is reported as a problem, never refused)."""

    type_name: ClassVar[str] = "人员"
    width: float = 6

    def read(self, raw: object, context: Context) -> PersonName:
        """The person, with its uid when it stands on the roster."""
        return _person(self.label, raw, context)

    def show(self, value: PersonName | None) -> str:
        """The name."""
        return value.name if value else ""

    def dump(self, value: PersonName | None) -> Json:
        """Name and uid."""
        return _dump(value) if value else None

    def load(self, stored: Json) -> PersonName | None:
        """The stored person."""
        return _load(stored) if stored is not None else None


@dataclass(frozen=True, kw_only=True)
class People(Field):
    """Several people, as a list or joined by 、; a name that stands twice is refused."""

    type_name: ClassVar[str] = "多名人员"
    width: float = 12
    indexed: bool = False

    def read(self, raw: object, context: Context) -> tuple[PersonName, ...]:
        """The people in the order given."""
        words = raw if isinstance(raw, list | tuple) else split_words(raw)
        if not words:
            raise FieldError(self.label, raw, "应填写姓名，几个人之间用顿号隔开")
        people = tuple(_person(self.label, word, context) for word in words)
        names = [person.name for person in people]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise FieldError(self.label, twice, "这个姓名写了两遍，请删去一个；同名的人请在人员名册里加以区别")
        return people

    def show(self, value: tuple[PersonName, ...] | None) -> str:
        """The names joined by 、."""
        return "、".join(person.name for person in value or ())

    def dump(self, value: tuple[PersonName, ...] | None) -> Json:
        """A list of names and uids."""
        return [_dump(person) for person in value] if value else None

    def load(self, stored: Json) -> tuple[PersonName, ...] | None:
        """The stored people."""
        return tuple(_load(person) for person in stored) if isinstance(stored, list) else None


@dataclass(frozen=True, kw_only=True)
class LinkTo(Field):
    """A record of another kind, given by its uid or by its title."""

    type_name: ClassVar[str] = "关联记录"
    kind: str
    indexed: bool = False

    def read(self, raw: object, context: Context) -> str:
        """The uid of the record."""
        if not isinstance(raw, str):
            raise FieldError(self.label, raw, "应填写所关联记录的编号或名称")
        return context.link(self.kind, raw.strip())

    def show(self, value: str | None) -> str:
        """Nothing: a uid says nothing on paper; papers print the linked record's title themselves."""
        return ""


def _person(label: str, raw: object, context: Context) -> PersonName:
    if isinstance(raw, PersonName):
        return raw
    if isinstance(raw, dict) and isinstance(raw.get("name"), str):
        raw = raw["name"]
    if not isinstance(raw, str) or not raw.strip():
        raise FieldError(label, raw, "应填写姓名")
    if len(raw.strip()) > 50:
        raise FieldError(label, f"{raw.strip()[:10]}……", "姓名最多50字，几个人请分开填写")
    return context.person(raw.strip())


def _dump(person: PersonName) -> Json:
    return {"name": person.name, "uid": person.uid}


def _load(stored: Json) -> PersonName:
    if isinstance(stored, dict) and isinstance(stored.get("name"), str):
        uid = stored.get("uid")
        return PersonName(str(stored["name"]), uid if isinstance(uid, str) else None)
    return PersonName(str(stored))
