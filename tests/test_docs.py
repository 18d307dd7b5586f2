"""The documents say what is true: commands, dependencies, licences, files they name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ledger.kinds import KINDS
from scripts import fonts, main

ROOT = Path(__file__).resolve().parent.parent


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def direct(name: str) -> list[str]:
    return re.findall(r"^([a-z0-9-]+)==", read(f"requirements/{name}.in"), re.MULTILINE)


@pytest.mark.parametrize("name", [each for lock in ("runtime", "test", "tools", "build") for each in direct(lock)])
def test_every_direct_dependency_says_why_in_one_line(name: str) -> None:
    assert len(re.findall(rf"^- `{name}`: .{{20,}}\.$", read("CONTRIBUTING.md"), re.MULTILINE)) == 1


def test_no_dependency_is_explained_that_is_not_there() -> None:
    section = read("CONTRIBUTING.md").split("## Why each dependency")[1].split("\n## ")[0]
    explained = re.findall(r"^- `([^`]+)`:", section, re.MULTILINE)
    assert sorted(explained) == sorted(direct("runtime") + direct("test") + direct("tools") + direct("build"))


@pytest.mark.parametrize("name", re.findall(r"^([a-z0-9-]+)==", read("requirements/runtime.txt"), re.MULTILINE))
def test_every_installed_library_has_its_licence_in_the_notices(name: str) -> None:
    assert re.search(rf"^\| (.*, )?{name}(,.*)? \| .*\w", read("NOTICE.md"), re.MULTILINE)


def test_the_readme_begins_with_the_two_commands() -> None:
    lines = [line for line in read("README.md").splitlines() if line.strip()]
    assert lines[0].startswith("# ")
    assert lines[1].startswith("```")
    assert lines[2].split()[:3] == ["python", "run.py", "demo"]
    assert lines[3].split()[:3] == ["python", "run.py", "test"]


def test_every_command_of_run_py_is_described_and_no_other() -> None:
    described = set(re.findall(r"^\| `python run\.py (\w+)", read("CONTRIBUTING.md"), re.MULTILINE))
    actions = [action for action in main.parser()._actions if action.choices]
    assert described == set(actions[0].choices or ())


def test_every_bundled_face_is_noticed_with_a_licence_text_that_is_there() -> None:
    notice, here = read("NOTICE.md"), read("assets/fonts/README.md")
    shipped = sorted(path.name for path in (ROOT / "assets" / "fonts").glob("*.ttf"))
    assert shipped == sorted(fonts.SHIPPED)
    for name in shipped:
        assert f"`{name}`" in notice, name
        assert f"`{name}`" in here, name
    for source in fonts.SOURCES:
        assert source in here, source
    texts = {path.name for path in (ROOT / "assets" / "fonts" / "licences").iterdir()}
    assert texts == {name for name in texts if f"`{name}`" in notice}


NAMES = {"LAYOUTS", "MODULES", "SCREENS", "EDITORS", "PAGE", "DIR", "ARGS", "COPYING"}
"""Words in capitals that are names in code, not files."""


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "NOTICE.md", "assets/fonts/README.md"])
def test_every_path_a_document_names_exists(document: str) -> None:
    made = {"demo", "build/fonts/", "demo/报送"}
    rooms = r"(?:ledger|exports|forms|assets|scripts|tests|requirements)/[\w./-]+"
    named = set(re.findall(rf"`({rooms}|[A-Z]+(?:\.md)?)`", read(document))) - made
    for path in sorted(named):
        assert (ROOT / path).exists() or path in NAMES, path


def test_the_models_named_for_new_kinds_are_kinds() -> None:
    slugs = {kind.slug for kind in KINDS}
    named = re.findall(r"`(\w+)\.py` \(", read("CONTRIBUTING.md"))
    assert named
    assert set(named) <= slugs


def test_the_changelog_speaks_of_what_is_not_released_first() -> None:
    headings = re.findall(r"^## (.+)$", read("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == "未发布"
