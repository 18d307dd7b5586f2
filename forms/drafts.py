"""What is being typed, kept while it is typed: a small file in the library for each form that is not saved yet."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ledger.causes import reason
from ledger.durable import PART, replace_file
from ledger.errors import InputError, StorageError
from ledger.kinds import KINDS, SECRET
from ledger.own_registers import PREFIX
from ledger.private import mode_of
from ledger.sealing import BrokenSeal, open_whole, seal_whole

MOST = 2_000_000
"""Bytes of one draft; more than any form takes that somebody types."""

_SEAL = 1000
"""Bytes that a sealed draft may be longer."""
DAMAGED = ".damaged"
"""The end of the name under which a draft that cannot be read stays in the folder."""

_NEW = "new"
_PLAIN = re.compile(r"[0-9A-Za-z_-]{1,64}")


class DraftTooLong(InputError):
    """More was typed than a draft keeps."""

    def __init__(self, title: str) -> None:
        super().__init__(f"“{title}”写得太长，草稿存不下：请先保存这一条，再接着写。")


class CannotKeepDraft(StorageError):
    """The disk refused a draft."""

    def __init__(self, title: str, cause: OSError) -> None:
        super().__init__(f"“{title}”的草稿没有存下（{reason(cause)}）：请先保存这一条，再检查磁盘。")


class CannotDropDraft(StorageError):
    """The disk refused to remove a draft."""

    def __init__(self, path: Path, cause: OSError) -> None:
        super().__init__(f"已经用不着的草稿“{path.name}”没有删掉（{reason(cause)}）：下次打开时请把它丢弃。")


class CannotReadDrafts(StorageError):
    """The disk refused to read what was kept."""

    def __init__(self, folder: Path, cause: OSError) -> None:
        super().__init__(f"上次没有保存的内容读不出来（“{folder}”{reason(cause)}），草稿原样留着：请检查磁盘和权限。")


@dataclass(frozen=True)
class Draft:
    """A form as it was typed: `typed` by field name, as the editors give it.

    `uid` is empty for a record that is not in the ledger yet, otherwise `revision` is the one that was being changed.
    `title` is what the form is called when drafts are shown; `at` when it was kept (UTC), of a secret kind the day.
    """

    kind: str
    uid: str
    revision: int | None
    typed: Mapping[str, Any]
    title: str
    at: dt.datetime

    @property
    def key(self) -> str:
        """What `Drafts.drop` takes; one draft is kept for a key."""
        return key_of(self.kind, self.uid)


@dataclass(frozen=True)
class Found:
    """The drafts of a library, latest first, and a sentence for each that could not be read."""

    drafts: tuple[Draft, ...]
    faults: tuple[str, ...] = ()


def key_of(kind: str, uid: str = "") -> str:
    """The key of the draft of a record, or of a new one. Raises ValueError for what can be no part of a file's name."""
    for part in (kind, uid or _NEW):
        if not _PLAIN.fullmatch(part):
            raise ValueError(f"no part of a draft's key: {part!r}")
    return f"{kind}-{uid or _NEW}"


@dataclass(frozen=True)
class Drafts:
    """The drafts in a folder (`Library.drafts`), which is made with the first of them.

    Only the window that holds the library's lock uses it. A draft is on the disk when `keep` comes back. With a `key`
    (of a library with a passphrase) they lie there sealed.
    """

    folder: Path
    key: bytes = field(default=b"", repr=False)

    def keep(self, draft: Draft) -> None:
        """Keep `draft` in place of the one of its key. Raises DraftTooLong, CannotKeepDraft."""
        kept = _discreet(draft)
        data = _written(kept)
        if len(data) > MOST:
            raise DraftTooLong(draft.title)
        path = self._path(draft.key)
        try:
            self.folder.mkdir(mode_of(self.folder, 0o777), exist_ok=True)
            replace_file(path, seal_whole(self.key, data))
            if kept.at != draft.at:  # nor may the file tell the time
                os.utime(path, (kept.at.timestamp(), kept.at.timestamp()))
        except OSError as error:
            raise CannotKeepDraft(draft.title, error) from error

    def drop(self, key: str) -> None:
        """Forget the draft of `key`; does nothing when there is none. Raises CannotDropDraft."""
        try:
            self._path(key).unlink(missing_ok=True)
        except OSError as error:
            raise CannotDropDraft(self._path(key), error) from error

    def all(self) -> Found:
        """Every draft; one that is damaged is set aside in the folder and told.

        Values of fields that the kind no longer has are passed over. Raises CannotReadDrafts when the disk refuses.
        """
        drafts, faults = [], []
        try:
            for path in self._files():
                read = self._read(path)
                if isinstance(read, Draft):
                    drafts.append(read)
                else:
                    faults.append(read)
        except OSError as error:
            raise CannotReadDrafts(self.folder, error) from error
        return Found(tuple(sorted(drafts, key=lambda draft: (draft.at, draft.key), reverse=True)), tuple(faults))

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"

    def _files(self) -> Iterator[Path]:
        """The files of drafts; what a program that was killed left half-written is removed."""
        if not self.folder.is_dir():
            return
        for path in sorted(self.folder.iterdir()):
            if path.name.endswith(PART):
                path.unlink(missing_ok=True)
            elif path.suffix == ".json":
                yield path

    def _read(self, path: Path) -> Draft | str:
        """The draft at `path`, or the sentence that says why it cannot be read."""
        try:
            data = open_whole(self.key, path.read_bytes()) if path.stat().st_size <= MOST + _SEAL else b""
            draft = _draft(json.loads(data.decode("utf-8", "surrogatepass")))
            if f"{draft.key}.json" != path.name:
                raise ValueError("the draft of another form")
        except _UnknownKind as unknown:
            return f"草稿“{path.name}”是“{unknown}”这种记录的，本程序没有这一种，草稿原样留着：请用较新的程序打开。"
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError, BrokenSeal):
            aside = _set_aside(path)
            left = f"原文件改名为“{aside.name}”留在“{self.folder}”"
            return f"草稿“{path.name}”已经损坏，读不出来，{left}：请核对那一条记录。"
        return draft


class _UnknownKind(Exception):
    """A draft of a kind that a later program has."""


def _discreet(draft: Draft) -> Draft:
    """Of a secret kind the time of day is left out: it would tell who voted when."""
    if draft.kind in SECRET:
        return replace(draft, at=draft.at.replace(hour=0, minute=0, second=0, microsecond=0))
    return draft


def _written(draft: Draft) -> bytes:
    data = {
        "kind": draft.kind,
        "uid": draft.uid,
        "revision": draft.revision,
        "title": draft.title,
        "at": draft.at.astimezone(dt.UTC).isoformat(),
        "typed": dict(draft.typed),
    }
    # Half characters, as a failed input leaves them, are the form's to refuse, not the draft's.
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


def _draft(data: Any) -> Draft:
    """The draft that `_written` wrote. Raises _UnknownKind; ValueError, TypeError or KeyError for anything else."""
    slug, uid, revision, title = data["kind"], data["uid"], data["revision"], data["title"]
    if not isinstance(slug, str) or not isinstance(uid, str) or not isinstance(title, str):
        raise TypeError("no words where words stand")
    if not isinstance(data["typed"], dict):
        raise TypeError("no fields")
    if isinstance(revision, bool) or not isinstance(revision, int | None):
        raise TypeError("no revision")
    at = dt.datetime.fromisoformat(data["at"])
    if at.tzinfo is None:
        raise ValueError("a time of no place")
    fields = _fields(slug)
    typed = {name: _typed(value) for name, value in data["typed"].items() if fields is None or name in fields}
    return Draft(slug, uid, revision, typed, title, at)


def _fields(slug: str) -> frozenset[str] | None:
    """The names of a kind's fields; None for the clerk's own registers, which only the library knows."""
    if slug.startswith(PREFIX):
        return None
    kind = next((kind for kind in KINDS if kind.slug == slug), None)
    if kind is None:
        raise _UnknownKind(slug)
    return frozenset(field.name for field in kind.fields)


def _typed(value: Any) -> Any:
    """What an editor gives: text, several texts, or the rows of a table. Raises TypeError."""
    match value:
        case str():
            return value
        case list() if all(isinstance(each, str) for each in value) or all(map(_is_row, value)):
            return value
    raise TypeError("nothing that is typed")


def _is_row(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(words, str) for words in value.values())


def _set_aside(path: Path) -> Path:
    """Give a damaged draft a name of its own; where the disk refuses, it keeps the one it has."""
    number = 1
    while (aside := path.with_name(f"{path.stem}-{number}{DAMAGED}")).exists():
        number += 1
    with suppress(OSError):  # it is told all the same, and again next time
        path.rename(aside)
        return aside
    return path
