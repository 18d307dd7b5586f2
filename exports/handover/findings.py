"""What can be wrong with a handover package: typed findings, each with its path and one sentence for the clerk."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from ledger.sizes import size_in_words

_LONGEST = 120
"""Characters of a path that a sentence repeats; the path itself stays whole in the finding."""


def in_words(path: str) -> str:
    """A path of a stranger as a sentence may repeat it: no line ends, no reversing marks, not endless."""
    plain = "".join("�" if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else char for char in path)
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


@dataclass(frozen=True)
class Missing:
    """A file that is listed, or that every package has, and that is not there."""

    path: str

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, for the clerk."""
        return f"缺少文件“{in_words(self.path)}”：请重新拷贝整个移交包，还是缺少就请移交方重做。"


@dataclass(frozen=True)
class Altered:
    """A file that is not what the package says of it; `why` is how that is known."""

    path: str
    why: str = "校验值不同"

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, for the clerk."""
        return f"文件“{in_words(self.path)}”的内容与清单不符（{self.why}）：请重新拷贝，还是不符就请移交方重做。"


@dataclass(frozen=True)
class Unexpected:
    """A file that nothing in the package speaks of."""

    path: str

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, for the clerk."""
        return f"多出文件“{in_words(self.path)}”：清单里没有它，请不要打开，向移交方核实来源。"


@dataclass(frozen=True)
class WrongName:
    """A listed file (`path`) that stands there with the right content under another name (`found`)."""

    path: str
    found: str

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, for the clerk."""
        found, path = in_words(self.found), in_words(self.path)
        how = "看起来相同，但写法不同的名称" if found == path else f"“{found}”"
        return f"文件“{path}”的名称被改动，现在是{how}，内容没有变：请重新拷贝整个移交包。"


@dataclass(frozen=True)
class WrongCount:
    """A number that the file `path` says, and what was counted; `what` names it with its unit."""

    path: str
    what: str
    said: str
    found: str

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, for the clerk."""
        said = in_words(self.said) or "空白"
        return f"“{self.path}”写的{self.what}是{said}，实际是{self.found}：请向移交方核实后重做移交包。"


@dataclass(frozen=True)
class Unreadable:
    """A file that is there and cannot be read, or not as what it should be."""

    path: str
    why: str

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, for the clerk."""
        return f"文件“{in_words(self.path)}”读不出来（{self.why}）：请重新拷贝，还是读不出来就请移交方重做。"


@dataclass(frozen=True)
class Unsafe:
    """Something that no package of ours has and that could harm: it is not opened, and nothing after it is."""

    path: str
    why: str

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, for the clerk."""
        return f"“{in_words(self.path)}”不安全（{self.why}），整个移交包没有打开：请不要使用它，先向移交方核实。"


@dataclass(frozen=True)
class NotAPackage:
    """What was given is no handover package at all."""

    path: str
    why: str

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, for the clerk."""
        return f"“{in_words(self.path)}”不是完整的移交包（{self.why}）：请核对选的是不是移交包，或重新拷贝。"


Finding = Missing | Altered | Unexpected | WrongName | WrongCount | Unreadable | Unsafe | NotAPackage


def no_room(path: str, size: int) -> Unsafe:
    """An entry of a zip that claims, or gives, more bytes than a package of ours could hold."""
    return Unsafe(path, f"解开后有{size_in_words(size)}，与压缩前后的大小不相称")
