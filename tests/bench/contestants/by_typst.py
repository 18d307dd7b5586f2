"""Work A by typst: words.json in, a PDF out; the faces are given as a folder."""

from __future__ import annotations

import sys
from pathlib import Path

import typst


def main(root: Path, source: Path, target: Path, fonts: Path) -> None:
    """Compile the document; `source` lies below `root`."""
    typst.compile(
        Path(__file__).with_name("work_a.typ"),
        output=target,
        root=root,
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs={"words": "/" + source.relative_to(root).as_posix()},
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]))
