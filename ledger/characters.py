"""Characters that other computers do not know, and the standard ones that have taken the place of private ones."""

from __future__ import annotations

import functools
import unicodedata

_RUNS = (
    (0xE76C, "€"),
    (0xE78D, "︐︒︑︓︔︕︖︗︘︙"),
    (0xE7C7, "ḿǹ"),
    (0xE7E7, "〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻"),
    (0xE815, "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱"),
    (0xE83D, "䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"),
)
"""Standard characters in the order of the private code points from the number on.

The private ones are where GBK (code page 936) puts its positions A2E3, A6D9–A6F3, A8BC, A8BF, A989–A995 and FE50–FEA0;
the standard ones are where GB 18030-2022 puts the same positions.
"""

_STANDARD = {chr(start + step): ch for start, run in _RUNS for step, ch in enumerate(run)}

_NAMES_STILL_TO_COME = range(0x20000, 0x40000)
"""The planes of ideographs: newer characters of names stand there than this program's tables know."""


LOST = "\ufffd"
"""What a conversion writes for a character that it could not read."""


def is_strange(ch: str) -> bool:
    """Whether `ch` cannot be taken into a ledger as a character of its own."""
    return is_private(ch) or ch == LOST or is_undefined(ch) or is_half(ch)


def is_half(ch: str) -> bool:
    """Whether `ch` is half a character (a lone surrogate), as a failed conversion leaves it."""
    return "\ud800" <= ch <= "\udfff"


def is_private(ch: str) -> bool:
    """Whether `ch` is of private use: every computer may draw another character for it, or none."""
    return "\ue000" <= ch <= "\uf8ff" or ch >= "\U000f0000"


def standard_for(ch: str) -> str:
    """The standard character for a private one, empty when none is known."""
    return _STANDARD.get(ch, "")


@functools.cache
def is_undefined(ch: str) -> bool:
    """Whether no standard gives `ch` a meaning; in the planes of ideographs only what never will have one."""
    point = ord(ch)
    if point in _NAMES_STILL_TO_COME:
        return point & 0xFFFE == 0xFFFE
    return unicodedata.category(ch) == "Cn"


def is_compatible(ch: str) -> bool:
    """Whether `ch` is a CJK compatibility ideograph, which becomes the unified one in NFC."""
    return ("\uf900" <= ch <= "\ufaff" or "\U0002f800" <= ch <= "\U0002fa1f") and unicodedata.normalize("NFC", ch) != ch
