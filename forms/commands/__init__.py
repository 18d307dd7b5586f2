"""The commands, in the order they are listed."""

from __future__ import annotations

from forms.commands import catalogue, records, results, submission
from forms.commands.verbs import Command

COMMANDS: tuple[Command, ...] = (
    *submission.COMMANDS,
    catalogue.SCHEMES,
    catalogue.KINDS_COMMAND,
    *records.COMMANDS,
    *results.COMMANDS,
)
