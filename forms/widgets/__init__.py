"""The small things that screens are made of: editors, buttons, lists."""

from __future__ import annotations
