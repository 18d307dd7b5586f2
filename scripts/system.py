"""Programs of the system that some tests use, and a screen for the window's tests."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.environment import SetupError


@dataclass(frozen=True)
class Tool:
    """A program or Java library, the Debian package it comes in, and what cannot be tested without it."""

    program: str
    package: str
    use: str


SCREEN = Tool("Xvfb", "xvfb", "窗口的测试")
SIZE = "1920x1080x24"
"""Of a screen of our own; the windows on it are as large as a test wants."""
TOOLS = (
    Tool("pdftotext", "poppler-utils", "用 poppler 读回 PDF 文字的测试"),
    Tool("qpdf", "qpdf", "用 qpdf 检查 PDF 结构的测试"),
    Tool("7z", "p7zip-full", "用 7-Zip 打开加密移交包的测试"),
    Tool("soffice", "libreoffice-writer-nogui", "在 LibreOffice 中打开 docx 的测试"),
    Tool("fc-list", "fontconfig", "窗口字体的测试"),
    Tool("xdotool", "xdotool", "只用键盘走完全程的测试"),
    Tool("gcc", "build-essential", "在系统调用处终止程序、让磁盘写满、模拟断电的测试"),
    Tool("java", "default-jre-headless", "用 PDFBox Preflight 验证 PDF/A 的测试"),
    Tool("preflight.jar", "libpdfbox2-java", "用 PDFBox Preflight 验证 PDF/A 的测试"),
    Tool("jaxb-api.jar", "libjaxb-api-java", "用 PDFBox Preflight 验证 PDF/A 的测试"),
)
BESIDE = {"soffice": "libswlo.so"}
"""What must lie beside a program for it to do what it is wanted for."""
JARS = Path("/usr/share/java")
"""Where Debian puts the libraries of Java, which are no programs of the path."""


def wanted(environ: Mapping[str, str]) -> tuple[Tool, ...]:
    """The tools the tests use here: a screen of our own only on Linux and where there is none."""
    return (SCREEN, *TOOLS) if sys.platform == "linux" and not environ.get("DISPLAY") else TOOLS


def missing(tools: tuple[Tool, ...]) -> tuple[Tool, ...]:
    """Those of `tools` that are not here."""
    return tuple(tool for tool in tools if not present(tool.program))


def present(program: str) -> bool:
    """Whether a program is on the path, or a Java library (its name ends in .jar) where Debian puts them.

    LibreOffice is there only with its Writer: other packages bring soffice, too.
    """
    if program.endswith(".jar"):
        return (JARS / program).is_file()
    found = shutil.which(program)
    part = BESIDE.get(program)
    return found is not None and (part is None or (Path(found).resolve().parent / part).is_file())


def provide(tools: tuple[Tool, ...], environ: Mapping[str, str]) -> None:
    """Install what is missing where that is allowed; else say which tests are skipped, or under CI raise SetupError."""
    lacking = missing(tools)
    if lacking and may_install():
        apt([tool.package for tool in lacking])
        lacking = missing(tools)
    if not lacking:
        return
    packages = "、".join(tool.package for tool in lacking)
    if environ.get("CI") == "true":
        raise SetupError(f"CI 环境缺少系统软件包 {packages}：请先装好（apt-get install），否则有测试会被跳过。")
    uses = "；".join(f"{tool.use}（需要 {tool.package}）" for tool in lacking)
    print(f"本机缺少几个程序，下列测试将跳过：{uses}。", file=sys.stderr)


def may_install() -> bool:
    """Whether this is Debian or Ubuntu and we are its root."""
    return sys.platform == "linux" and shutil.which("apt-get") is not None and os.geteuid() == 0


def apt(packages: list[str]) -> None:
    """Install Debian packages; what apt says is shown only when it fails."""
    print(f"正在安装系统软件包：{' '.join(packages)} ……", file=sys.stderr)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    patience = ["-o", "DPkg::Lock::Timeout=300"]  # another apt may be at work
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-q", *patience, *command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            env=environ,
            check=False,
        )
        if done.returncode:
            print(done.stdout[-4000:] + done.stderr[-4000:], file=sys.stderr)


@contextlib.contextmanager
def screen(environ: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The environment with a DISPLAY: the one there is, or an Xvfb of our own that ends with the block."""
    if environ.get("DISPLAY") or shutil.which("Xvfb") is None:
        yield dict(environ)
        return
    reading, writing = os.pipe()
    options = ["-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"]
    server = subprocess.Popen(
        ["Xvfb", *options], pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with open(reading, encoding="ascii") as answer:  # noqa: PTH123  a descriptor, not a path
            number = answer.readline().strip()
        if not number:
            raise SetupError("虚拟屏幕 Xvfb 启动不了：请设好 DISPLAY 后再运行，或检查 Xvfb 的安装。")
        yield {**environ, "DISPLAY": f":{number}"}
    finally:
        server.terminate()
        server.wait()
