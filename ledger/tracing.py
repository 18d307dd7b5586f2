"""The way through the code to an error, fit for a log: where it happened and of what sort, never what was in hand.

Messages of errors may repeat what stands in a record: a name, a phone number, the score of a ballot, a passphrase.
"""

from __future__ import annotations

import traceback


class ErrorElsewhere(Exception):
    """An error of the program in another process; the message is the way to it, as `way_of` tells it."""


def way_of(error: BaseException) -> str:
    """Sort and places of `error`, and of the errors that led to it, the first of them first; no message of any."""
    return "\n".join(map(_place, _led(error)))


def _place(error: BaseException) -> str:
    return type(error).__name__ + "\n" + "".join(traceback.format_tb(error.__traceback__))


def _led(error: BaseException) -> list[BaseException]:
    """The error, and before it what led to it."""
    led: list[BaseException] = []
    each: BaseException | None = error
    while each is not None and each not in led:
        led.append(each)
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return led[::-1]
