"""Any sequence of verbs leaves the ledger as a plain dictionary would be, also after closing and opening."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from ledger.book import Ledger
from ledger.clean import clean_text
from tests.ledger.books import OPINION, new_book

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Co", "Cn", "Cc", "Z"), exclude_characters="\ufffd"),
    min_size=1,
    max_size=20,
).map(lambda t: "意" + t)


class Verbs(RuleBasedStateMachine):
    """Adds, edits, deletes and restores opinions beside a dictionary of what they should say."""

    living = Bundle("living")
    deleted = Bundle("deleted")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.book = new_book(Path(self.folder.name))
        self.words: dict[str, str] = {}
        self.gone: dict[str, str] = {}
        self.changes: dict[str, int] = {}

    @rule(target=living, contents=st.lists(WORDS, min_size=1, max_size=3))
    def add(self, contents: list[str]) -> object:
        added = self.book.add_many("opinion", [{**OPINION, "content": content} for content in contents])
        for record, content in zip(added, contents, strict=True):
            self.words[record.uid] = clean_text(content, "").strip()
            self.changes[record.uid] = 1
        return multiple(*(record.uid for record in added))

    @rule(uid=living, content=WORDS)
    def edit(self, uid: str, content: str) -> None:
        new = clean_text(content, "").strip()
        self.changes[uid] += self.words[uid] != new
        self.words[uid] = new
        assert self.book.edit(uid, {"content": content}).revision == self.changes[uid]

    @rule(target=deleted, uid=consumes(living))
    def delete(self, uid: str) -> str:
        self.book.delete(uid)
        self.gone[uid] = self.words.pop(uid)
        self.changes[uid] += 1
        return uid

    @rule(target=living, uid=consumes(deleted))
    def restore(self, uid: str) -> str:
        self.book.restore(uid)
        self.words[uid] = self.gone.pop(uid)
        self.changes[uid] += 1
        return uid

    @rule()
    def reopen(self) -> None:
        path, uids = self.book.path, self.book._new_uid
        self.book.close()
        self.book = Ledger.open(path, new_uid=uids)

    @invariant()
    def the_ledger_says_the_same(self) -> None:
        assert {record.uid: record["content"] for record in self.book.records()} == self.words
        assert {record.uid: record["content"] for record in self.book.records(deleted=True)} == self.gone
        for uid, count in self.changes.items():
            assert len(self.book.history(uid)) == count

    def teardown(self) -> None:
        self.book.close()
        self.folder.cleanup()


TestVerbs = Verbs.TestCase
TestVerbs.settings = settings(
    max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
