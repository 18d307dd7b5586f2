"""The registers that a ledger's own definitions make, read one by one: what cannot be read is told, never in the way.

A definition can be spoilt from outside, by a failing disk or another program. Then the records of that one register
wait, kept as they are, until its definition is mended; everything else goes on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ledger.errors import InputError
from ledger.fields import Field, Text
from ledger.kinds.kind import Kind, Values
from ledger.own_registers import PREFIX, BadDefinition, kind_from, refuse_code, slug_in


@dataclass(frozen=True)
class Unreadable:
    """A definition that makes no register: the uid of its record, the slug that it would have had, and why."""

    uid: str
    slug: str
    why: BadDefinition


class RegisterUnreadable(InputError):
    """What stands in a register cannot be read while its definition is spoilt."""

    def __init__(self, why: BadDefinition) -> None:
        super().__init__(f"自建登记簿“{why.title}”{why.why}，里面的记录暂时读不出来，都还在；先改好它的定义。")


class _Waiting(Kind):
    """Stands in for a register that a scheme asks for and that cannot be read: any field may be asked of it."""

    def field(self, name: str) -> Field:
        return Text(name=name, label=name)

    def has(self, name: str) -> bool:
        return True


class AnyField(Collection[str]):
    """The names of the fields of a register that cannot be read: every name may be one."""

    def __contains__(self, name: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def read_definitions(definitions: Iterable[tuple[str, Values]]) -> tuple[tuple[Kind, ...], tuple[Unreadable, ...]]:
    """The kinds of the definitions, given as uid and values, and those of which there are none.

    Of two with one code the first is the register.
    """
    kinds: dict[str, Kind] = {}
    unreadable = []
    for uid, values in definitions:
        slug = slug_in(values)
        try:
            refuse_code(values)
            kind = kind_from(values)
            if slug in kinds:
                raise BadDefinition(kind.title, f"的代号“{values['code']}”已经给了“{kinds[slug].title}”", "code")
            kinds[slug] = kind
        except BadDefinition as why:
            unreadable.append(Unreadable(uid, slug, why))
    return tuple(kinds.values()), tuple(unreadable)


def waiting(slug: str, title: str = "") -> Kind:
    """The stand-in for the register of this slug, which has no records as long as it cannot be read."""
    title = title or f"代号{slug.removeprefix(PREFIX)}的自建登记簿"
    return _Waiting(slug=slug, title=title, paper=title, fields=(), group="自建登记簿")
