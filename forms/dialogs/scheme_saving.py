"""What is done when an edited scheme is saved: its text, and the records that name a stage by a name it had."""

from __future__ import annotations

from forms.actions import Action, Edit, ReplaceScheme
from forms.dialogs.scheme_draft import Draft
from ledger.fields import Choice
from ledger.snapshot import Snapshot

_SOURCE = "活动方案"
"""What errors call the edited text."""


def saving(draft: Draft, snapshot: Snapshot, reason: str) -> Action:
    """Puts the draft in place of the scheme; where a stage was renamed, its records follow in the same action."""
    following = renamed_records(draft, snapshot)
    return ReplaceScheme(draft.text(), reason, _SOURCE, Edit(following) if following else None)


def renamed_records(draft: Draft, snapshot: Snapshot) -> tuple[tuple[str, dict[str, str], None], ...]:
    """The records that name a renamed stage, with the new name for each field, as `Edit` takes them."""
    now = {each["key"]: str(each.get("name", "")) for each in draft.rows("stages")}
    names = {each.name: now[each.key] for each in snapshot.scheme.stages if now.get(each.key, each.name) != each.name}
    found = []
    for record in snapshot.records if names else ():
        fields = [each.name for each in record.declared.fields if isinstance(each, Choice) and each.source == "stages"]
        data = {name: names[record[name]] for name in fields if record[name] in names}
        if data:
            found.append((record.uid, data, None))
    return tuple(found)
