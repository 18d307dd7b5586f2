"""Which fields the clerk chose for the heads of older tables, kept among the preferences for the next time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from forms.preferences import Preferences
from ledger.fields import Json

_SCREEN, _NAME = "import", "columns"
_MOST = 60
"""Heads of tables that are remembered."""


def remembered(preferences: Preferences) -> Mapping[str, Sequence[str]]:
    """The names of fields by the key of their heads, "" for a column that is left out."""
    kept = preferences.screens.get(_SCREEN, {}).get(_NAME)
    return {
        key: tuple(str(name) for name in names)
        for key, names in (kept.items() if isinstance(kept, dict) else ())
        if isinstance(names, list) and all(isinstance(name, str) for name in names)
    }


def with_choice(preferences: Preferences, key: str, names: Sequence[str]) -> Preferences:
    """`preferences` that remember this choice too, the latest last and the oldest forgotten."""
    others = [(each, kept) for each, kept in remembered(preferences).items() if each != key]
    latest: dict[str, Json] = {each: list(kept) for each, kept in [*others, (key, names)][-_MOST:]}
    return preferences.with_screen(_SCREEN, **{_NAME: latest})
