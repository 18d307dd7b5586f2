"""What fields ask of their ledger while they read: the scheme's words, the roster, and records by title."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from ledger.acceptances import points_of
from ledger.errors import InputError
from ledger.fields.base import Context, PersonName
from ledger.kinds import Kind, kind_of
from ledger.kinds.holiday import calendar_of
from ledger.records import Record
from ledger.schemes.model import Scheme
from ledger.schemes.rules import OPEN
from ledger.workdays import Calendar

_OF_ITEMS = {"items": "name", "windows": "window"}
"""Sources of choices that service items give, with the field they come from."""
_SHOWN = 5  # uids told in one sentence
_MOST = 40  # characters of what was typed that are told


class UnknownLink(InputError):
    """A text names no record of the kind that a field links to."""

    def __init__(self, kind: Kind, text: str) -> None:
        self.kind, self.text = kind, text
        super().__init__(f"没有叫“{_cut(text)}”的{kind.title}，请先添加它，或核对名称。")


class AmbiguousLink(InputError):
    """A text is the title of several records."""

    def __init__(self, kind: Kind, text: str, uids: Iterable[str]) -> None:
        self.kind, self.text, self.uids = kind, text, tuple(uids)
        listed = "、".join(self.uids[:_SHOWN]) + ("等" if len(self.uids) > _SHOWN else "")
        super().__init__(f"有{len(self.uids)}条{kind.title}都叫“{_cut(text)}”，请改填编号（{listed}）。")


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[:_MOST]}……"


@dataclass(frozen=True)
class Lookup:
    """Answers out of one state of a ledger; made anew after every change. `living` gives the records of a kind."""

    scheme: Scheme
    living: Callable[[str], tuple[Record, ...]]

    def context(self) -> Context:
        """What fields may ask."""
        return Context(
            year=self.scheme.year,
            choices=self.choices,
            person=self.person,
            link=self.link,
            calendar=self._calendar,
            rule=self.rule,
            stated=self.stated,
        )

    def rule(self, key: str) -> str:
        """The value in force of a rule of the scheme, empty when there is none of that key."""
        return next((rule.value for rule in self.scheme.rules if rule.key == key), "")

    def choices(self, source: str) -> tuple[str, ...]:
        """The words of a source of Choice fields: the scheme's, or those of the matters handled (事项目录).

        None for a source that there is not.
        """
        if source in _OF_ITEMS:
            return self._of_items[source]
        return self._words.get(source, ())

    def person(self, text: str) -> PersonName:
        """The person on the roster of this uid or exact name; otherwise only a name."""
        return self._people.get(text) or PersonName(text)

    def link(self, kind: str, text: str) -> str:
        """The uid of the living record of this uid or title. Raises UnknownLink, AmbiguousLink."""
        titles = self._titles(kind)
        found = titles.get(text, [])
        if len(found) > 1:
            raise AmbiguousLink(kind_of(kind), text, found)
        if not found:
            raise UnknownLink(kind_of(kind), text)
        return found[0]

    def stated(self, key: str) -> bool:
        """Whether the scheme itself speaks of what a rule reads, so that it is no mere default."""
        return any(rule.key == key and rule.source != OPEN for rule in self.scheme.rules)

    @cached_property
    def _of_items(self) -> dict[str, tuple[str, ...]]:
        """What the living service items have in the fields of _OF_ITEMS, each once."""
        items = self.living("service_item")
        return {
            source: tuple(dict.fromkeys(str(item[name]) for item in items if item[name]))
            for source, name in _OF_ITEMS.items()
        }

    @cached_property
    def _people(self) -> dict[str, PersonName]:
        people = [PersonName(str(record["name"]), record.uid) for record in self.living("person")]
        return {key: person for person in people for key in (person.name, person.uid or "")}

    @cached_property
    def _calendar(self) -> Calendar:
        return calendar_of(self.living("holiday"))

    @cached_property
    def _known_titles(self) -> dict[str, dict[str, list[str]]]:
        return {}

    def _titles(self, kind: str) -> dict[str, list[str]]:
        """Uids by title and by uid, of one kind."""
        if kind not in self._known_titles:
            titles: dict[str, list[str]] = {}
            for record in self.living(kind):
                titles.setdefault(kind_of(kind).title_of(dict(record.values)), []).append(record.uid)
                titles[record.uid] = [record.uid]
            self._known_titles[kind] = titles
        return self._known_titles[kind]

    @cached_property
    def _words(self) -> dict[str, tuple[str, ...]]:
        scheme = self.scheme
        groups = [group for node in scheme.nodes for group in node.groups]
        words: dict[str, Iterable[str]] = {
            "stages": (stage.name for stage in scheme.stages),
            "tasks": (task.name for stage in scheme.stages for task in stage.tasks),
            "groups": (group.name for group in groups),
            "identities": (member for group in groups for member in group.members),
            "standards": (standard.name for standard in scheme.standards),
            "points": (f"{each.name}：{point}" for each in scheme.standards for point in each.points),
            "volumes": (volume.name for volume in scheme.volumes),
            "tables": (table.name for table in scheme.tables),
            "check_points": points_of(scheme),
            "bands": (band.name for node in scheme.nodes for band in node.bands),
        }
        return {source: tuple(dict.fromkeys(each)) for source, each in words.items()}
