"""Inspection of files on their way into the ledger, in a process of its own: they come from anywhere."""

from __future__ import annotations

from pathlib import Path

from exports.look import look_into
from exports.quarantine import QUARANTINE, Overstrained
from ledger.attachments import Inspected, UnusableFile

_SECONDS = 30.0
"""What a sound file never takes: a look into a thousand scanned pages takes a few seconds."""
_PACE = 2_000_000
"""Bytes for which a second more is given: what an old USB stick reads."""


def inspect(path: Path) -> Inspected:
    """What the file at `path` is, found from its content; pictures come with their upright JPEG.

    Raises UnusableFile with the reason for a file that is empty, damaged, encrypted, not what its name says, of a
    type that papers cannot show, or that cannot be opened within bounds of time and memory; CannotRead when the disk
    refuses it.
    """
    try:
        found: Inspected = QUARANTINE.ask(look_into, path.absolute(), _seconds(path))
    except Overstrained as error:
        advice = "请从来源处再拷贝一份；是PDF的，请用PDF阅读器打开并打印成新的PDF，再添加"
        raise UnusableFile(path, error.why, advice) from error
    return found


def _seconds(path: Path) -> float:
    """How long a look into the file may take; one that is not there is soon found not to be."""
    return _SECONDS + (path.stat().st_size / _PACE if path.is_file() else 0)
