"""The commands, in the order they are listed; a module is read only when one of its commands is wanted."""

from __future__ import annotations

import functools
import importlib

from forms.commands.verbs import Command

MODULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("window", ("gui",)),
    ("submission", ("demo", "export")),
    ("exchange", ("exports", "exchange", "twin")),
    ("handing_over", ("handover",)),
    ("receiving", ("verify", "receive", "receipt")),
    ("merging", ("merge", "ranking")),
    ("backing_up", ("backup",)),
    ("restoring", ("restore",)),
    ("doctoring", ("doctor",)),
    ("protecting", ("protect", "passphrase", "unprotect")),
    ("printing", ("print",)),
    ("papers", ("paper",)),
    ("numbering", ("number",)),
    ("catalogue", ("schemes", "kinds")),
    ("registers", ("register",)),
    ("records", ("init", "add", "edit", "list", "attach", "detach", "delete", "undelete", "history")),
    ("finding", ("find",)),
    ("following", ("follow",)),
    ("sheets", ("template", "import")),
    ("names", ("check-names",)),
    ("results", ("gaps", "score", "rule")),
    ("scheme", ("scheme",)),
    ("statistics", ("stats",)),
    ("reports", ("report",)),
)
"""Each module with the verbs of its `COMMANDS`."""

VERBS: tuple[str, ...] = tuple(verb for _, verbs in MODULES for verb in verbs)


def command_of(verb: str) -> Command | None:
    """The command called `verb`, None when there is none."""
    module = next((name for name, verbs in MODULES if verb in verbs), "")
    return next((each for each in _commands(module) if each.verb == verb), None) if module else None


def commands() -> tuple[Command, ...]:
    """All commands."""
    return tuple(command for name, _ in MODULES for command in _commands(name))


@functools.cache
def _commands(module: str) -> tuple[Command, ...]:
    found: tuple[Command, ...] = importlib.import_module(f"forms.commands.{module}").COMMANDS
    return found
