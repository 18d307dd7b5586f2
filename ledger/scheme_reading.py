"""A scheme that comes from outside, read against the kinds of a library: what it asks for must be possible here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ledger.characters import is_strange
from ledger.clean import clean_text
from ledger.fields import Choice
from ledger.kinds import Kind
from ledger.kinds.kind import Values
from ledger.lookup import Lookup
from ledger.own_registers import OWN_REGISTER, PREFIX, BadDefinition, kind_from, slug_in
from ledger.schemes.asked import asked
from ledger.schemes.errors import SchemeError, UnknownReference
from ledger.schemes.load import read_scheme
from ledger.schemes.model import Scheme


class LackingRegister(SchemeError):
    """A scheme asks for a register of the clerk's own that this library does not have."""

    def __init__(self, source: str, key: str, slug: str) -> None:
        self.slug = slug
        code = slug.removeprefix(PREFIX)
        super().__init__(source, key, f"用到代号为“{code}”的自建登记簿，本台帐库没有它，可先在“自建登记簿”里建一本")


def read_for(text: str, year: int | None, source: str, kinds: Sequence[Kind]) -> Scheme:
    """The scheme of `text` for a library that has `kinds`; for its own year when `year` is None.

    Raises SchemeError naming file, place and reason.
    """
    cleaned = clean_text(text, source)
    _refuse_strange(cleaned, source)
    names = {kind.slug: tuple(field.name for field in kind.fields) for kind in kinds}
    try:
        scheme = read_scheme(cleaned, year, source, names)
    except UnknownReference as error:
        if error.value.startswith(PREFIX):
            raise LackingRegister(error.source, error.key, error.value) from error
        raise
    _refuse_unmet(scheme, source, {kind.slug: kind for kind in kinds})
    return scheme


def refuse_asked(kind: Kind, old: Values, new: Values | None, scheme: Scheme) -> None:
    """Raise BadDefinition when a register of the clerk's own loses what the scheme asks for; `new` None: all of it.

    Without it the scheme could not be read when the library is opened the next time.
    """
    if kind.slug != OWN_REGISTER:
        return
    title, after = str(old["title"]), kind_from(new) if new is not None else None
    for _, slug, where in asked(scheme):
        if slug != slug_in(old):
            continue
        if after is None or after.slug != slug:
            what = "不能删除" if after is None else "代号不能再改"
            raise BadDefinition(title, f"活动方案里用到，{what}；先在“活动方案”里去掉它")
        lost = next((name for name in where if not after.has(name)), "")
        if lost:
            label = next((row["label"] for row in old["columns"] or () if row.get("key") == lost), lost)
            raise BadDefinition(title, f"的栏目“{label}”活动方案里用到，不能删去")


def _refuse_unmet(scheme: Scheme, source: str, kinds: Mapping[str, Kind]) -> None:
    """Raise SchemeError where no record can ever have the words that are asked for."""
    offered = Lookup(scheme, lambda slug: ()).choices
    for place, slug, where in asked(scheme):
        for name, words in where.items():
            field = kinds[slug].field(name)
            if not words or not isinstance(field, Choice) or field.other or field.source in ("items", "windows"):
                continue
            choices = field.choices or offered(field.source)
            if words not in choices:
                known = "、".join(choices) or "无"
                raise SchemeError(source, f"{place}.where.{name}", f"写作“{words}”，但“{field.label}”只有：{known}")


def _refuse_strange(text: str, source: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        found = next((ch for ch in line if is_strange(ch)), "")
        if found:
            raise SchemeError(source, "", f"第{number}行有自造字或乱码（U+{ord(found):04X}），换一台电脑就认不出来")
