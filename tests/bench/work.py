"""The library of work B, and an export of it that finds its place free."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.place import Place
from tests.bench.timing import Contestant

PAPERS = 1000
"""Papers of the campaign."""


@dataclass(frozen=True)
class Work:
    """The library of work B, and the folder of everything made from it."""

    place: Place
    folder: Path
    library: Path

    @property
    def out(self) -> Path:
        """Where an export goes; it is taken away before the next."""
        return self.folder / "报送"

    def export(
        self, *options: str, library: Path | None = None, before: Callable[[], None] | None = None
    ) -> Contestant:
        """An export that finds its place free; `before` is done first."""

        def free() -> None:
            shutil.rmtree(self.out, ignore_errors=True)
            if before:
                before()

        command = self.place.export(library or self.library, self.out, "--bundled-fonts", *options)
        return Contestant(command, free, accepted=(0, 1), makes=self.out)
