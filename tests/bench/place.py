"""Where a bench works: the checkout, its scratch folder, the program's Python, and that of the peers."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

PEERS = ("typst", "weasyprint", "docxtpl")
CONTESTANTS = "tests.bench.contestants"
_VERSIONS = """
import importlib.metadata, json, sys
installed = {each.name.lower(): each.version for each in importlib.metadata.distributions()}
print(json.dumps({name: installed[name] for name in sys.argv[1:] if name in installed}))
"""


@dataclass(frozen=True)
class Place:
    """The checkout, the two Pythons, and the peers that are there with their versions."""

    root: Path
    ours: Path
    theirs: Path
    peers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path, ours: Path, theirs: Path) -> Place:
        """Ask the Python of the peers which of them it has."""
        told = subprocess.run([theirs, "-c", _VERSIONS, *PEERS], capture_output=True, text=True, check=False).stdout
        return cls(root, ours, theirs, json.loads(told or "{}"))

    @property
    def scratch(self) -> Path:
        """The folder for everything a bench makes."""
        return self.root / "build" / "bench"

    def folder(self, name: str) -> Path:
        """An empty folder in the scratch folder."""
        made = self.scratch / name
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        return made

    def contestant(self, module: str, *arguments: str | Path) -> list[str | Path]:
        """The command of a contestant that runs under the program's Python."""
        return [self.ours, "-m", f"{CONTESTANTS}.{module}", *arguments]

    def peer(self, module: str, *arguments: str | Path) -> list[str | Path]:
        """The command of a contestant that runs under the Python of the peers."""
        return [self.theirs, self.root / "tests" / "bench" / "contestants" / f"{module}.py", *arguments]

    def export(self, library: Path, target: Path, *options: str) -> list[str | Path]:
        """The command that exports a library."""
        return [self.ours, "-m", "forms", "export", library, target, *options]


def lacking(name: str) -> str:
    """Why a comparison with a peer is left out."""
    return f"本机没有装上{name}"
