"""A scheme while it is edited: the tables of its file, what their keys are called, and who uses what."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ledger.errors import InputError
from ledger.fields import Choice, Context
from ledger.kinds import Kind
from ledger.schemes.dump import Data, row, tables_of, text_from
from ledger.schemes.model import Scheme

ORDER = (
    "id", "name", "basis", "year", "goals", "root", "assessor", "methods", "inspection", "stages", "standards",
    "duties", "lists", "targets", "rewards", "vetoes", "figures", "outlines", "required", "volumes", "nodes", "tables",
    "rules", "lost",
)  # fmt: skip
"""The keys of a file, in the order in which they are written."""
ITEMS = "items"
"""Where the items of all check tables stand while they are edited; `TABLE` of each is the key of its table."""
TABLE = "table"
_CALLED = {"stages": "阶段", "nodes": "计分项目", "tables": "检查表", "kinds": "登记簿", "rates": "统计数"}
_BY_SOURCE = ("stages", "standards", "tables")
"""Parts whose names records are asked for (`where`), by the source of choices that gives them."""
_SHOWN = 3


class UnknownName(InputError):
    """A form names a stage, register or the like that there is not."""

    def __init__(self, source: str, name: str) -> None:
        super().__init__(f"没有叫“{name}”的{_CALLED[source]}：请从列出的里面选。")


class StillUsed(InputError):
    """A part that others refer to cannot be taken out."""

    def __init__(self, name: str, users: Sequence[str]) -> None:
        more = f"等{len(users)}处" if len(users) > _SHOWN else ""
        super().__init__(f"“{name}”还用在{'、'.join(users[:_SHOWN])}{more}：先改那里，再删这一项。")


class Draft:
    """The tables of a scheme as they are being changed; `text` is the file that they make.

    `kinds` are the registers of the library, `rates` the figures of the statistics by key.
    """

    def __init__(self, scheme: Scheme, kinds: Sequence[Kind], rates: Mapping[str, str]) -> None:
        self.year = scheme.year
        self.kinds = {kind.slug: kind for kind in kinds}
        self._rates = dict(rates)
        self.data: Data = {}
        self.take(scheme)
        self._saved = self.text()

    def take(self, scheme: Scheme) -> None:
        """Go on with another scheme."""
        self.data = tables_of(scheme)
        tables = self.data.get("tables", [])
        self.data[ITEMS] = [{TABLE: table["key"], **item} for table in tables for item in table.get(ITEMS, ())]
        for table in tables:
            table.pop(ITEMS, None)

    @property
    def dirty(self) -> bool:
        """Whether anything is otherwise than it was taken up or saved."""
        return self.text() != self._saved

    def saved(self, scheme: Scheme) -> None:
        """The scheme is kept as it stands here; it is taken up again as it was kept."""
        self.take(scheme)
        self._saved = self.text()

    def text(self) -> str:
        """The file. What follows from the rest is filled in: a volume for a new stage, a node for a new table."""
        data = copy.deepcopy(self.data)
        items = data.pop(ITEMS, [])
        for table in data.get("tables", ()):
            table[ITEMS] = [
                {key: value for key, value in each.items() if key != TABLE}
                for each in items
                if each.get(TABLE) == table["key"]
            ]
        data["nodes"] = [*data.get("nodes", ()), *_missing_nodes(data)]
        data["volumes"] = [*data.get("volumes", ()), *_missing_volumes(data)]
        if not data.get("root") and data["nodes"]:
            data["root"] = _root(data["nodes"])
        return text_from(row(**{key: data[key] for key in ORDER if key in data}))

    def rows(self, part: str) -> list[Data]:
        """The tables of a part; they are changed in place."""
        found: list[Data] = self.data.setdefault(part, [])
        return found

    # Names

    def names(self, source: str) -> dict[str, str]:
        """What keys of stages, nodes, tables, kinds or rates are called; those of one name are told apart by it."""
        match source:
            case "kinds":
                found = {slug: kind.title for slug, kind in self.kinds.items()}
            case "rates":
                found = dict(self._rates)
            case _:
                found = {each["key"]: str(each.get("name", "")) for each in self.rows(source)}
        titles = list(found.values())
        return {key: name if titles.count(name) == 1 else f"{name}（{key}）" for key, name in found.items()}

    def name(self, source: str, key: str) -> str:
        """What a key is called; the key itself when there is nothing of it."""
        return self.names(source).get(key, key)

    def key(self, source: str, name: str) -> str:
        """The key of what is called so. Raises UnknownName."""
        for key, each in self.names(source).items():
            if each == name:
                return key
        raise UnknownName(source, name)

    def context(self, kind_title: str = "") -> Context:
        """What the forms may ask; `kind_title` is the register of which fields are asked for."""

        def choices(source: str) -> tuple[str, ...]:
            if source == "columns":
                kind = next((each for each in self.kinds.values() if each.title == kind_title), None)
                return tuple(field.label for field in kind.fields) if kind is not None else ()
            return tuple(self.names(source).values())

        return Context(year=self.year, choices=choices)

    def new_key(self, part: str, stem: str) -> str:
        """A key that no table of the part has."""
        taken = {each.get("key") for each in self.rows(part)}
        if part in ("nodes", "tables"):
            taken |= {group["key"] for each in self.rows("nodes") for group in each.get("groups", ())}
            taken |= {each["key"] for each in (*self.rows("nodes"), *self.rows("tables"))}
        return next(key for number in range(1, len(taken) + 2) if (key := f"{stem}-{number}") not in taken)

    # What hangs together

    def renamed(self, part: str, old: str, new: str) -> None:
        """A stage, standard or table is called otherwise: where records are asked for by its name, too."""
        if old == new or part not in _BY_SOURCE:
            return
        for each in (*self.rows("required"), *self.rows("duties")):
            kind = self.kinds.get(each.get("kind", ""))
            for name, words in each.get("where", {}).items():
                field = kind.field(name) if kind is not None and kind.has(name) else None
                if isinstance(field, Choice) and field.source == part and words == old:
                    each["where"][name] = new

    def refuse_removal(self, part: str, table: Data) -> None:
        """Raise StillUsed when others refer to a table."""
        users = list(dict.fromkeys(self._users(part, table)))
        if users:
            raise StillUsed(str(table.get("name", "")), users)

    def _users(self, part: str, table: Data) -> Iterator[str]:
        key, name = table.get("key"), table.get("name")
        match part:
            case "stages":
                yield from _told("必备资料", self.rows("required"), lambda each: each.get("stage") == key)
                asked = (*self.rows("required"), *self.rows("duties"))
                yield from _told("条件", asked, lambda each: name in each.get("where", {}).values())
            case "nodes":
                yield from _told("必备资料", self.rows("required"), lambda each: each.get("node") == key)
                yield from _told("计分", self.rows("nodes"), lambda each: key in _parts(each))
                yield from ("总得分" for _ in range(self.data.get("root") == key))
                yield from ("查资料的计分项目" for _ in range(self.data.get("inspection") == key))
            case "tables":
                yield from _told("计分", self.rows("nodes"), lambda each: each.get(TABLE) == key)
                yield from ("检查项目" for _ in range(any(each.get(TABLE) == key for each in self.rows(ITEMS))))


def _told(words: str, rows: Iterable[Data], uses: Any) -> Iterator[str]:
    return (f"{words}“{each.get('name', '')}”" for each in rows if uses(each))


def _parts(node: Data) -> set[str]:
    return {part["key"] for part in node.get("parts", ())}


def _missing_nodes(data: Data) -> Iterator[Data]:
    """A node for every table that none is scored by."""
    nodes = data.get("nodes", [])
    taken = {each["key"] for each in nodes}
    for table in data.get("tables", ()):
        if table["key"] not in {each.get(TABLE) for each in nodes}:
            key = table["key"] if table["key"] not in taken else f"{table['key']}-score"
            yield row(key=key, name=table["name"], kind="table", full=table.get("full"), table=table["key"])


def _missing_volumes(data: Data) -> Iterator[Data]:
    """A volume for every stage that none collects."""
    volumes = data.get("volumes", [])
    numbers = {each["no"] for each in volumes}
    collected = {each.get("stage") for each in volumes}
    for stage in data.get("stages", ()):
        if stage["key"] not in collected:
            no = next(no for no in (f"{number:02}" for number in range(1, 1000)) if no not in numbers)
            numbers.add(no)
            yield {"no": no, "name": stage["name"], "code": f"JD{no}", "stage": stage["key"]}


def _root(nodes: Sequence[Data]) -> str:
    """The node that is the result when none is named: the first that is no part of another."""
    used = {part for each in nodes for part in _parts(each)}
    return str(next((each["key"] for each in nodes if each["key"] not in used), nodes[0]["key"]))
