"""The commands, in the order they are listed."""

from __future__ import annotations

from forms.commands import catalogue, names, numbering, printing, records, results, sheets, submission
from forms.commands.verbs import Command

COMMANDS: tuple[Command, ...] = (
    *submission.COMMANDS,
    printing.PRINT,
    numbering.NUMBER,
    catalogue.SCHEMES,
    catalogue.KINDS_COMMAND,
    *records.COMMANDS,
    *sheets.COMMANDS,
    names.CHECK_NAMES,
    *results.COMMANDS,
)
