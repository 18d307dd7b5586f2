"""Proving the bundled faces: each is made again from its published source and must come out as the file shipped."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

from scripts import environment
from scripts.environment import SetupError

SOURCES = {
    "FandolFang-Regular.otf": "d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
    "HanaMinB.ttf": "829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c",
    "LXGWWenKai-Regular.ttf": "bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8",
    "NotoSansSC_500Medium.ttf": "b30853d205f3ecdde938b1488c735ee15a2e870d31331b992fdc53971e23ec4a",
    "NotoSerifSC_400Regular.ttf": "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
    "NotoSerifSC_700Bold.ttf": "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6",
}
"""What the faces are made from, by SHA-256; assets/fonts/README.md says where each is published."""

SHIPPED = {
    "GwFang-Regular.ttf": "15cf51806dc52577688ed2c422aed2169366b78092aadfe0d8f7731376fcecfe",
    "GwHei-Medium.ttf": "6fea020a1154b12c5f6bf809598c47d175ea43fbee2fedcc0d3b4bacb5fc24c1",
    "GwKai-Regular.ttf": "00446abbd22e54052b17fd3c53ac83e54529d98852a9fa759c3e45a698f86bf1",
    "GwMore-Regular.ttf": "4d08abc03534e2a8ae85645a4790a98127cebb5396aed3d19ca1c24cef69fdf4",
    "GwRare-Regular.ttf": "b53d9df1bf7e85b2b935951a24878f1d331d32f79f22bd05b9fb70fcb27034a0",
    "GwSong-Bold.ttf": "5a23c73cd4c41a14de03d537b05dab5c776226dcd8e1c331c20e717181402bad",
    "GwSong-Regular.ttf": "eb1884a05ada819242a0a7710956e28bd6221c11af09309fd623577cd888c697",
}
"""The faces in assets/fonts, by SHA-256."""


def run(root: Path) -> int:
    """Make all faces from the sources in build/fonts into build/fonts/made; 1 when one differs from the one shipped."""
    sources = root / "build" / "fonts"
    absent = [name for name, recorded in SOURCES.items() if digest(sources / name) != recorded]
    if absent:
        raise SetupError(
            f"“{sources}”里缺少原始字体，或与记录的校验值不符：{'、'.join(absent)}。"
            "请照 assets/fonts/README.md 的“从原始字体重做”取来放好，再运行一次。"
        )
    python = environment.prepare(root, "tools", root / "build" / "tools")
    made = sources / "made"
    made.mkdir(exist_ok=True)
    if subprocess.run(
        [python, "-m", "scripts.typefaces", root / "assets" / "fonts", made], cwd=root, check=False
    ).returncode:
        raise SetupError("字体没有做成，原因见上。")
    failed = 0
    for name, recorded in SHIPPED.items():
        same = digest(made / name) == recorded
        failed |= not same
        print(f"{name}：{'与随附的一致' if same else '与随附的不同'}")
    return failed


def digest(path: Path) -> str:
    """SHA-256 of a file; empty when there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
