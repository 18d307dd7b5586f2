"""The plan of a scheme read from its tables: stages, standards, required papers, volumes and rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ledger.schemes.errors import BadRuleValue, BadSpan, SchemeError
from ledger.schemes.model import Required, Rule, Stage, Standard, Task, Volume
from ledger.schemes.rules import RULES, set_rule
from ledger.schemes.spans import days_of
from ledger.schemes.table import Table

STAGE_KEYS = ("key", "name", "span", "tasks")
STANDARD_KEYS = ("key", "name", "points")
REQUIRED_KEYS = ("key", "name", "stage", "kind", "where", "least", "signed", "node", "points", "basis", "proves")
VOLUME_KEYS = ("no", "name", "code", "kinds", "stage")


def stages(root: Table, year: int) -> tuple[Stage, ...]:
    """The stages with their days in `year`."""
    return root.rows("stages", STAGE_KEYS, lambda row: _stage(row, year))


def _stage(row: Table, year: int) -> Stage:
    span = row.text("span")
    try:
        first, last = days_of(span, year)
    except ValueError as error:
        raise BadSpan(row.source, row.place("span"), f"不对：{error}") from None
    return Stage(row.text("key"), row.text("name"), span, first, last, row.rows("tasks", ("key", "name"), _task))


def _task(row: Table) -> Task:
    return Task(row.text("key"), row.text("name"))


def standards(root: Table) -> tuple[Standard, ...]:
    """The qualitative standards."""
    return root.rows("standards", STANDARD_KEYS, _standard)


def _standard(row: Table) -> Standard:
    return Standard(row.text("key"), row.text("name"), row.texts("points"))


def required(root: Table) -> tuple[Required, ...]:
    """The papers that the stages demand."""
    return root.rows("required", REQUIRED_KEYS, _required)


def _required(row: Table) -> Required:
    return Required(
        key=row.text("key"),
        name=row.text("name"),
        stage=row.text("stage"),
        kind=row.text("kind"),
        proves=row.text("proves"),
        where=row.words("where"),
        least=row.whole("least", 1),
        signed=row.flag("signed"),
        node=row.text("node", ""),
        points=row.number_or_none("points"),
        basis=row.text("basis", ""),
    )


def volumes(root: Table) -> tuple[Volume, ...]:
    """The volumes of the submission."""
    return root.rows("volumes", VOLUME_KEYS, _volume)


def _volume(row: Table) -> Volume:
    return Volume(row.text("no"), row.text("name"), row.text("code"), row.texts("kinds"), row.text("stage", ""))


def rules(root: Table) -> tuple[Rule, ...]:
    """All rules, those of the scheme's own `[rules]` with its value and, when given, its source."""
    own = Table(root.source, "rules", root.data.get("rules", {}), tuple(rule.key for rule in RULES))
    return tuple(_rule(rule, own.data[rule.key], own) if rule.key in own.data else rule for rule in RULES)


def _rule(rule: Rule, given: Any, own: Table) -> Rule:
    """`rule` with what the scheme says: a value, or a table of value and source."""
    value, source = given, rule.source
    if isinstance(given, dict):
        table = Table(own.source, own.place(rule.key), given, ("value", "source"))
        value, source = given.get("value"), table.text("source")
    try:
        chosen = set_rule(rule, value)
    except BadRuleValue as error:
        reason = f"不能取“{value}”，可取：{'、'.join(error.offered)}"
        raise SchemeError(own.source, own.place(rule.key), reason) from None
    return replace(chosen, default=chosen.value, source=source)
