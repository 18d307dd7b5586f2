"""The rooms: forms -> exports -> ledger, never back; what each may import; how every module begins."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("ledger", "exports", "forms")
"""From the bottom up: a room knows those before it."""
TK = {"tkinter", "_tkinter", "customtkinter", "darkdetect"}
DATABASE = {"peewee", "playhouse", "sqlcipher3", "sqlite3"}
KNOWN = {"Cryptodome", "chinese_calendar", "tomli_w"}
"""What the ledger knows besides the standard library and peewee."""
PAPER = {"PIL", "bagit", "budoux", "docx", "lxml", "openpyxl", "pikepdf", "pypdfium2", "pyzipper", "reportlab"}
LINES = 400


def faults(root: Path) -> list[str]:
    """Every break of the rules in the rooms below `root`, as "path: what"."""
    found = []
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            tree, where = ast.parse(text), path.relative_to(root).as_posix()
            found += [f"{where}: {fault}" for fault in [*import_faults(tree, where), *shape_faults(tree, text)]]
    return found


def import_faults(tree: ast.Module, where: str) -> list[str]:
    """Imports that the room of `where` may not have."""
    room = where.split("/")[0]
    above = set(ROOMS[ROOMS.index(room) + 1 :])
    found = []
    for name in imported(tree):
        top = name.split(".")[0]
        if top in above:
            found.append(f"imports {name}, a room above {room}")
        elif top in TK and room != "forms":
            found.append(f"imports {name}, Tk below forms")
        elif top in DATABASE and not where.startswith("ledger/store/"):
            found.append(f"imports {name} outside ledger/store")
        elif name.startswith("."):
            found.append("imports relatively, which hides the room")
        elif room == "ledger" and top not in sys.stdlib_module_names | DATABASE | KNOWN | {"ledger"}:
            found.append(f"imports {name}, but the ledger knows only the standard library and its few own")
        elif room == "exports" and top not in sys.stdlib_module_names | PAPER | {"exports", "ledger"}:
            found.append(f"imports {name}, which is none of the libraries of paper")
    return found


def imported(tree: ast.Module) -> list[str]:
    """Every module that is imported anywhere in the file; a relative import begins with a dot."""
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append("." * node.level + (node.module or ""))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("__import__", "importlib.import_module"):
            names += [str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant)]
    return names


def shape_faults(tree: ast.Module, text: str) -> list[str]:
    """What every module must have: a docstring first, the future import, and no more lines than can be read."""
    found = [] if ast.get_docstring(tree) else ["does not open with a docstring"]
    future = any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body)
    if len(tree.body) > 1 and not future:
        found.append("lacks from __future__ import annotations")
    if len(text.splitlines()) > LINES:
        found.append(f"has more than {LINES} lines")
    return found


def test_the_rooms_keep_their_rules() -> None:
    assert faults(ROOT) == []


def test_every_room_is_looked_at() -> None:
    for room in ROOMS:
        assert list((ROOT / room).rglob("*.py")), room


HEAD = '"""A sentence."""\n\nfrom __future__ import annotations\n\n'


@pytest.mark.parametrize(
    ("place", "text", "fault"),
    [
        ("ledger/book.py", HEAD + "import exports.page\n", "imports exports.page, a room above ledger"),
        ("exports/job.py", HEAD + "from forms.cli import main\n", "imports forms.cli, a room above exports"),
        ("exports/job.py", HEAD + "def f():\n    import tkinter.ttk\n", "imports tkinter.ttk, Tk below forms"),
        ("ledger/book.py", HEAD + "import customtkinter\n", "imports customtkinter, Tk below forms"),
        ("ledger/book.py", HEAD + "import peewee\n", "imports peewee outside ledger/store"),
        ("forms/cli.py", HEAD + "import sqlite3\n", "imports sqlite3 outside ledger/store"),
        ("exports/job.py", HEAD + "from playhouse import migrations\n", "imports playhouse outside ledger/store"),
        ("ledger/book.py", HEAD + "import docx\n", "imports docx, but the ledger knows only the standard library"),
        (
            "ledger/book.py",
            HEAD + "import importlib\nimportlib.import_module('lxml')\n",
            "imports lxml, but the ledger",
        ),
        ("exports/job.py", HEAD + "import fpdf\n", "imports fpdf, which is none of the libraries of paper"),
        ("ledger/book.py", HEAD + "from . import store\n", "imports relatively"),
        ("ledger/book.py", "from __future__ import annotations\n", "does not open with a docstring"),
        ("forms/cli.py", '"""A sentence."""\n\nimport sys\n', "lacks from __future__ import annotations"),
        ("forms/cli.py", HEAD + "#\n" * 400, "has more than 400 lines"),
    ],
)
def test_a_broken_rule_is_found(tmp_path: Path, place: str, text: str, fault: str) -> None:
    module = tmp_path / place
    module.parent.mkdir()
    module.write_text(text, encoding="utf-8")
    found = faults(tmp_path)
    assert len([each for each in found if each.startswith(f"{place}: {fault}")]) == 1, found


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("ledger/store/tables.py", HEAD + "import peewee\nimport sqlite3\nfrom ledger.errors import LedgerError\n"),
        ("exports/job.py", HEAD + "import docx\nfrom ledger import book\n"),
        ("forms/app.py", HEAD + "import customtkinter\nimport exports.job\nimport ledger.book\n"),
        ("forms/__init__.py", '"""A sentence."""\n'),
    ],
)
def test_what_is_allowed_passes(tmp_path: Path, place: str, text: str) -> None:
    module = tmp_path / place
    module.parent.mkdir(parents=True)
    module.write_text(text, encoding="utf-8")
    assert faults(tmp_path) == []
