"""run.py and what stands behind it, without network, root or Wine."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import checks, demo, environment, executable, fonts, main, screens, system, windows, wine
from scripts.environment import SetupError

ROOT = Path(__file__).resolve().parent.parent
PYTHON = Path(sys.executable)

FAKE_FORMS = """
import pathlib, sys
target = pathlib.Path(sys.argv[2])
if target.exists():
    sys.exit(2)
target.mkdir()
(target / "报送").mkdir()
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose program only makes the demo's folder, and refuses one that exists as the real one does."""
    package = tmp_path / "forms"
    package.mkdir()
    (package / "__main__.py").write_text(FAKE_FORMS, encoding="utf-8")
    return tmp_path


def test_the_demo_can_be_made_twice_in_a_row(checkout: Path) -> None:
    assert demo.run(checkout, PYTHON, None) == 0
    (checkout / "demo" / "改过.txt").touch()
    assert demo.run(checkout, PYTHON, None) == 0
    assert sorted(path.name for path in (checkout / "demo").iterdir()) == [demo.MARK, "报送"]


def test_a_demo_folder_of_somebody_else_is_left_alone(checkout: Path) -> None:
    (checkout / "demo").mkdir()
    (checkout / "demo" / "自己的.txt").touch()
    with pytest.raises(SetupError, match="没有动它"):
        demo.run(checkout, PYTHON, None)
    assert (checkout / "demo" / "自己的.txt").is_file()


def test_a_folder_that_was_named_is_never_replaced(checkout: Path) -> None:
    assert demo.run(checkout, PYTHON, checkout / "别处") == 0
    assert demo.run(checkout, PYTHON, checkout / "别处") == 2
    assert not (checkout / "别处" / demo.MARK).exists()


def test_an_up_to_date_environment_installs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "requirements" / "runtime.txt"
    lock.parent.mkdir()
    lock.write_bytes(b"first")
    installed: list[bytes] = []
    monkeypatch.setattr(environment, "works", lambda python: True)
    monkeypatch.setattr(environment, "install", lambda python, lock: installed.append(lock.read_bytes()))
    (tmp_path / ".venv").mkdir()
    environment.prepare(tmp_path, "runtime")
    environment.prepare(tmp_path, "runtime")
    lock.write_bytes(b"second")
    environment.prepare(tmp_path, "runtime")
    assert installed == [b"first", b"second"]


def test_a_failed_install_leaves_no_stamp_and_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "requirements" / "runtime.txt"
    lock.parent.mkdir()
    lock.write_text("??? no requirement", encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    install = environment.install
    monkeypatch.setattr(environment, "works", lambda python: True)
    monkeypatch.setattr(environment, "install", lambda python, lock: install(PYTHON, lock))
    for _ in range(2):
        with pytest.raises(SetupError, match="pip 的原话"):
            environment.prepare(tmp_path, "runtime")
    assert list((tmp_path / ".venv").iterdir()) == []


def test_a_python_without_ensurepip_is_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(SetupError, match=r"缺少 venv 或 ensurepip.*python3-venv") as caught:
        environment.create(tmp_path / "venv")
    assert "\n" not in str(caught.value)


def test_what_is_no_working_python_is_made_anew(tmp_path: Path) -> None:
    assert environment.works(PYTHON)
    assert not environment.works(tmp_path / "python")
    (tmp_path / "python").touch(mode=0o644)
    assert not environment.works(tmp_path / "python")


@pytest.mark.parametrize("arguments", [["jump"], [], ["demo", "a", "b"], ["check", "--fast"]])
def test_bad_usage_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main.run(arguments)
    assert caught.value.code == 2
    assert "usage: run.py" in capsys.readouterr().err


def test_pytest_arguments_go_through_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(environment, "prepare", lambda root, lock: PYTHON)
    monkeypatch.setattr(checks, "test", lambda root, python, rest: seen.append(rest) or 0)
    main.run(["test", "tests/test_run.py", "-k", "demo", "-x"])
    main.run(["test"])
    assert seen == [["tests/test_run.py", "-k", "demo", "-x"], []]


NONE = (system.Tool("no-such-program", "no-such-package", "某些测试"),)


def test_a_missing_program_is_an_error_under_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "may_install", lambda: False)
    with pytest.raises(SetupError, match="no-such-package"):
        system.provide(NONE, {"CI": "true"})


def test_a_missing_program_is_named_with_the_tests_it_costs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "may_install", lambda: False)
    system.provide(NONE, {})
    assert "某些测试（需要 no-such-package）" in capsys.readouterr().err


def test_what_apt_installed_is_missing_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    answers = [NONE, ()]
    monkeypatch.setattr(system, "may_install", lambda: True)
    monkeypatch.setattr(system, "missing", lambda tools: answers.pop(0))
    monkeypatch.setattr(system, "apt", asked.append)
    system.provide(NONE, {"CI": "true"})
    assert asked == [["no-such-package"]]


@pytest.mark.skipif(sys.platform != "linux", reason="Xvfb is for Linux")
def test_a_screen_of_our_own_only_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: f"/usr/bin/{program}")
    assert system.SCREEN in system.wanted({})
    assert system.SCREEN not in system.wanted({"DISPLAY": ":0"})
    with system.screen({"DISPLAY": ":0"}) as environ:
        assert environ == {"DISPLAY": ":0"}


@pytest.mark.tool("Xvfb")
def test_our_own_screen_answers_and_ends_with_the_block() -> None:
    with system.screen({}) as environ:
        socket = Path("/tmp/.X11-unix/X" + environ["DISPLAY"].removeprefix(":"))
        assert socket.exists()
    assert not socket.exists()


def pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ \n;]+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["runtime", "test", "tools", "build"])
def test_every_direct_dependency_is_locked_at_its_pin_with_hashes(name: str) -> None:
    wanted, locked = pins(f"{name}.in"), pins(f"{name}.txt")
    assert wanted.items() <= locked.items()
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    for block in re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in block, block


def test_both_locks_agree_since_they_share_one_environment() -> None:
    assert pins("runtime.txt").items() <= pins("test.txt").items()


def test_windows_takes_what_only_windows_needs() -> None:
    lock = (ROOT / "requirements" / "test.txt").read_text(encoding="utf-8")
    assert "colorama==0.4.6 ; sys_platform == 'win32'" in lock
    assert "sys_platform" not in wine.for_windows(lock)


@pytest.mark.parametrize("name", ["runtime", "test"])
def test_windows_takes_each_library_once_whatever_python_installs_it(name: str) -> None:
    lock = wine.for_windows((ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8"))
    assert " ; " not in lock
    names = re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)
    assert len(names) == len(set(names))
    assert set(names) == set(pins(f"{name}.txt"))
    assert wine.NUMPY in lock


def test_a_path_as_wine_writes_it() -> None:
    assert wine.drive(Path("/tmp/台帐 库/报送")) == "Z:\\tmp\\台帐 库\\报送"


def submission(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_equal_folders_have_no_differences(tmp_path: Path) -> None:
    files = {"00_总目录.pdf": b"one", "01_组织领导/0001.docx": b"two"}
    assert windows.differences(submission(tmp_path / "a", files), submission(tmp_path / "b", files)) == []


def test_every_file_that_differs_is_named(tmp_path: Path) -> None:
    ours = submission(tmp_path / "a", {"甲.pdf": b"abc", "册/乙.pdf": b"ab", "丙.pdf": b"x", "同.txt": b"same"})
    theirs = submission(tmp_path / "b", {"甲.pdf": b"aXc", "册/乙.pdf": b"abc", "丁.pdf": b"x", "同.txt": b"same"})
    assert windows.differences(ours, theirs) == [
        "只在本机：丙.pdf",
        "只在 Windows：丁.pdf",
        "内容不同：册/乙.pdf（长短；本机 2 字节，Windows 3 字节）",
        "内容不同：甲.pdf（第 2 字节起；本机 3 字节，Windows 3 字节）",
    ]


def test_two_empty_folders_prove_nothing(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="无从比较"):
        windows.differences(tmp_path / "a", tmp_path / "b")


class PretendedWindows:
    """Stands for the Python under Wine: makes the demo's folder with the content it is told."""

    def __init__(self, checkout: Path, content: bytes) -> None:
        self.folder, self.root, self.content = checkout / "build", checkout, content

    def run(self, arguments: list[str], environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
        folder = Path(arguments[-1].removeprefix("Z:").replace("\\", "/"))
        submission(folder / "报送", {"00_总目录.pdf": self.content})
        return subprocess.CompletedProcess(arguments, 0, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="Wine is for Linux")
@pytest.mark.parametrize(("content", "code"), [(b"same", 0), (b"other", 1)])
def test_both_demos_are_compared_and_kept_when_they_differ(
    checkout: Path, content: bytes, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    made = "(target / '报送' / '00_总目录.pdf').write_bytes(b'same')\n"
    (checkout / "forms" / "__main__.py").write_text(FAKE_FORMS + made, encoding="utf-8")
    pretended = PretendedWindows(checkout, content)
    assert windows.compare_demos(PYTHON, pretended, {}) == code
    assert ("00_总目录.pdf" in capsys.readouterr().out) == bool(code)
    assert (checkout / "build" / "differing" / "windows" / "报送" / "00_总目录.pdf").is_file() == bool(code)


@pytest.mark.skipif(sys.platform == "win32", reason="Wine is for Linux")
def test_a_demo_that_fails_is_not_compared(checkout: Path) -> None:
    (checkout / "forms" / "__main__.py").write_text("raise SystemExit(3)", encoding="utf-8")
    with pytest.raises(SetupError, match="本机退出码 3，Windows 退出码 0"):
        windows.compare_demos(PYTHON, PretendedWindows(checkout, b""), {})


@pytest.mark.parametrize(("ci", "outcome"), [("", "1 passed, 1 skipped"), ("true", "1 passed, 1 error")])
def test_a_test_that_needs_a_missing_program_is_skipped_or_under_ci_fails(
    tmp_path: Path, ci: str, outcome: str
) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    lines = ["import pytest", "@pytest.mark.tool('no-such-program')", "def test_a(): pass", "def test_b(): pass"]
    (tmp_path / "test_it.py").write_text("\n".join(lines), encoding="utf-8")
    command = [PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_it.py"]
    environ = {**os.environ, "CI": ci}
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
    assert outcome in done.stdout


def test_lint_fails_on_a_fault_and_says_where(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    (tmp_path / "run.py").write_text('"""A door."""\n', encoding="utf-8")
    for room in ("ledger", "exports", "forms", "scripts"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").write_text('"""A room."""\n', encoding="utf-8")
    assert checks.lint(tmp_path, PYTHON) == 0
    bad = '"""A room."""\n\nfrom __future__ import annotations\n\nimport os\n'
    (tmp_path / "ledger" / "bad.py").write_text(bad, encoding="utf-8")
    assert checks.lint(tmp_path, PYTHON) == 1
    assert "F401" in capfd.readouterr().out


@pytest.mark.parametrize("suite", ["assert True", "assert False"])
def test_the_last_line_is_that_of_pytest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], suite: str
) -> None:
    (tmp_path / "test_it.py").write_text(f"def test_it():\n    {suite}\n", encoding="utf-8")
    (tmp_path / "setup.cfg").write_text("[tool:pytest]\n", encoding="utf-8")
    monkeypatch.setattr(checks, "lint", lambda root, python: 0)
    monkeypatch.setattr(system, "provide", lambda tools, environ: None)
    monkeypatch.setenv("DISPLAY", os.environ.get("DISPLAY", ":0"))
    done = checks.test(tmp_path, PYTHON, ["-p", "no:cacheprovider"])
    assert done == (0 if suite == "assert True" else 1)
    assert re.search(r"=+ 1 (passed|failed) in [\d.]+s =+\n$", capfd.readouterr().out)


def test_failing_lint_fails_the_run_though_the_tests_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "test_it.py").write_text("def test_it():\n    pass\n", encoding="utf-8")
    monkeypatch.setattr(checks, "lint", lambda root, python: 1)
    monkeypatch.setattr(system, "provide", lambda tools, environ: None)
    monkeypatch.setenv("DISPLAY", os.environ.get("DISPLAY", ":0"))
    assert checks.test(tmp_path, PYTHON, ["-q", "-p", "no:cacheprovider"]) == 1
    assert "1 passed" in capfd.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="CI is a Linux script")
def test_ci_calls_the_command_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
    assert "run.py test" in script.read_text(encoding="utf-8")
    assert "python run.py test" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_shipped_faces_are_the_ones_recorded() -> None:
    for name, recorded in fonts.SHIPPED.items():
        content = (ROOT / "assets" / "fonts" / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == recorded, name


@pytest.mark.skipif(sys.platform == "win32", reason="pictures are taken under Xvfb")
def test_pictures_of_screens_need_a_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: None)
    with pytest.raises(SetupError, match="xvfb"):
        screens.run(tmp_path, PYTHON, tmp_path / "out")


def test_every_variant_of_the_window_has_a_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    taken: list[str] = []

    def taking(
        root: Path, python: Path, library: Path, target: Path, variant: screens.Variant, environ: object
    ) -> bool:
        taken.append(variant.name)
        return variant.mode == "light"

    monkeypatch.setattr(screens, "taken", taking)
    monkeypatch.setattr(screens, "_BUILD", "")
    monkeypatch.setattr(system, "screen", lambda environ: contextlib.nullcontext({"DISPLAY": ":9"}))
    assert screens.run(tmp_path, PYTHON, None) == 1
    assert len(set(taken)) == 8
    assert "1920x1080-dark-150" in capsys.readouterr().out


def test_a_window_is_waited_for_as_long_as_its_process_lives(tmp_path: Path) -> None:
    file = tmp_path / "opened.json"
    process = subprocess.Popen([PYTHON, "-c", "import time; time.sleep(60)"])
    file.write_text("stands", encoding="utf-8")
    assert windows.awaited(process, file) == "stands"
    process.kill()
    process.wait()
    assert windows.awaited(process, tmp_path / "never") == ""


def test_what_a_program_under_wine_said_is_kept_though_its_desktop_lives_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wine, "PATIENCE", 0.5)
    child = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(3)'])"
    process = subprocess.Popen([PYTHON, "-c", f"{child}; print('台帐')"], stdout=subprocess.PIPE)
    assert wine.finish(process).stdout.strip() == "台帐"


def test_the_executable_is_a_folder_with_the_assets_and_what_tables_name(tmp_path: Path) -> None:
    words = executable.options(ROOT, tmp_path / "work", tmp_path / "out")
    assert {"--onedir", "--windowed"} <= set(words)
    assert f"{wine.drive(ROOT / 'assets')};assets" in words
    for package in ("forms", "exports", "ledger"):
        assert words[words.index(package) - 1] == "--collect-submodules"
    assert words[-1] == wine.drive(ROOT / "forms" / "__main__.py")


def test_an_office_without_its_writer_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = tmp_path / "soffice"
    office.write_text("#!/bin/sh\n", encoding="utf-8")
    office.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not system.present("soffice")
    (tmp_path / "libswlo.so").touch()
    assert system.present("soffice")
