"""How far a restore or its rehearsal is, file by file, and whether it shall go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ledger.errors import InputError
from ledger.store.files import StoredFile

Tell = Callable[[int, int, str], object]
"""Takes the bytes done, the bytes in all, and what is being looked at."""


class RestoreStopped(InputError):
    """The clerk stopped a restore or a rehearsal."""

    def __init__(self) -> None:
        super().__init__("已停止，台帐库的记录没有改动：需要时可以重新开始。")


@dataclass
class Course:
    """Tells how far it is; `total` (bytes) is known once the files are."""

    tell: Tell = lambda *_: None
    stopped: Callable[[], bool] = lambda: False
    total: int = 0
    done: int = field(default=0, init=False)

    def begin(self, files: Iterable[StoredFile]) -> None:
        """These files are about to be looked at."""
        self.total, self.done = sum(file.size for file in files), 0
        self.look()

    def step(self, file: StoredFile) -> None:
        """This file is next. Raises RestoreStopped."""
        self.look()
        self.tell(self.done, self.total, f"附件{file.name}")
        self.done += file.size

    def look(self) -> None:
        """Raises RestoreStopped when it shall not go on."""
        if self.stopped():
            raise RestoreStopped
