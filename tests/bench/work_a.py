"""Work A: 2,000 index rows of seven columns and 400 paragraphs as one PDF; and the floor under it."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2

from exports.typeset.faces import Faces, Role
from exports.typeset.layout import lay_out
from exports.typeset.sheets import Words
from tests.bench.contestants import ours
from tests.bench.place import Place, lacking
from tests.bench.report import Entry, Figure, Skipped
from tests.bench.timing import Contestant, Race, race
from tests.bench.words import index_rows, paragraphs

ROWS, PARAGRAPHS = 2000, 400
COLUMNS = (
    ("顺序号", 8, True),
    ("文号", 24, False),
    ("责任者", 15, False),
    ("题名", 27, False),
    ("日期", 11, True),
    ("页号", 7, True),
    ("备注", 8, False),
)
"""Head, share of the width, and whether the cells are centred."""
LIMITS = {"typst": 0.6, "weasyprint": 0.15}


def measure(place: Place) -> list[Entry]:
    """Ours against typst and WeasyPrint."""
    folder, source = _source(place)
    fonts = place.root / "assets" / "fonts"
    contestants = {"ours": Contestant(place.contestant("ours", source, folder / "ours.pdf"))}
    commands = {
        "typst": place.peer("by_typst", place.root, source, folder / "typst.pdf", fonts),
        "weasyprint": place.peer("by_weasyprint", source, folder / "weasyprint.pdf", fonts),
    }
    contestants |= {name: Contestant(command) for name, command in commands.items() if name in place.peers}
    done = race(contestants, cwd=place.root)
    entries: list[Entry] = [Figure("A：本程序", done.seconds("ours"), "秒", note=_outcome(folder / "ours.pdf"))]
    for name, limit in LIMITS.items():
        entries += _against(place, folder, done, name, limit)
    return entries


def _against(place: Place, folder: Path, done: Race, name: str, limit: float) -> list[Entry]:
    if name not in place.peers:
        return [Skipped(f"A：本程序 / {name}", lacking(name))]
    theirs = Figure(f"A：{name} {place.peers[name]}", done.seconds(name), "秒", note=_outcome(folder / f"{name}.pdf"))
    return [theirs, Figure(f"A：本程序 / {name}", done.ratio("ours", name), most=limit)]


def floor(place: Place) -> list[Entry]:
    """Ours against reportlab drawing the same runs with `drawString` and nothing else."""
    folder, source = _source(place, "floor")
    runs = folder / "runs.json"
    runs.write_text(json.dumps(_runs(source), ensure_ascii=False), encoding="utf-8", newline="\n")
    contestants = {
        "ours": Contestant(place.contestant("ours", source, folder / "ours.pdf")),
        "floor": Contestant(place.contestant("floor", runs, folder / "floor.pdf")),
    }
    done = race(contestants, cwd=place.root)
    note = "reportlab只用drawString在同样的位置画同样的字，不排版，不画线"
    return [
        Figure("A：drawString底线", done.seconds("floor"), "秒", note=note),
        Figure("A：本程序 / 底线", done.ratio("ours", "floor")),
    ]


def _source(place: Place, name: str = "a") -> tuple[Path, Path]:
    """The scratch folder of this work, and the words that every contestant is given."""
    folder = place.folder(name)
    source = folder / "words.json"
    words = {
        "title": "归档文件目录",
        "columns": COLUMNS,
        "rows": index_rows(ROWS),
        "paragraphs": paragraphs(PARAGRAPHS),
    }
    source.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8", newline="\n")
    return folder, source


def _runs(source: Path) -> dict[str, object]:
    """Every run of our own pages, as (font, size, x, y, spacing, text), and the files of the fonts."""
    faces = Faces.bundled()
    files = {face.font: str(face.path) for face in (*map(faces.face, Role), *faces.behind)}
    pages = []
    for sheet in lay_out(ours.paper(source), faces):
        drawn = [mark for mark in (*sheet.repeated, *sheet.marks) if isinstance(mark, Words)]
        runs = [(mark.font, mark.size, mark.x, mark.y, mark.spacing, mark.text) for mark in drawn]
        pages.append({"size": (sheet.width, sheet.height), "runs": runs})
    used = {run[0] for page in pages for run in page["runs"]}
    return {"fonts": {font: path for font, path in files.items() if font in used}, "pages": pages}


def _outcome(path: Path) -> str:
    """Pages, characters and size of what a contestant made, to show that all did the same work."""
    with pypdfium2.PdfDocument(path) as pdf:
        texts = (page.get_textpage().get_text_bounded() for page in pdf)
        characters = sum(len("".join(text.split())) for text in texts)
        return f"{len(pdf)}页，{characters}字，{path.stat().st_size / 1e6:.1f} MB"
