from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.book import Ledger
from ledger.renewal import renewed
from tests.ledger.books import OPINION, START, as_scan, counting, new_book

steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "ballot", "many", "date", "words", "delete", "restore"]),
        st.integers(0, 30),
        st.sampled_from(["2015.7.2", "2015.7.3", ""]),
    ),
    max_size=14,
)


def one_second(folder: Path) -> Ledger:
    """A ledger whose clock stands still: everything is made in one second."""
    return Ledger.create(
        folder / "台帐库",
        unit="第五税务分局",
        year=2015,
        scheme_id="qidong-2015",
        clock=lambda: START + dt.timedelta(0),
        new_uid=counting(),
    )


@settings(max_examples=30, deadline=None)
@given(steps)
def test_what_is_renewed_is_what_would_be_read(done: list[tuple[str, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, one_second(Path(folder)) as book:
        review = book.add("review", {"title": "2015年度", "organiser": "某镇人民政府"})
        last = book.snapshot()
        for what, which, day in done:
            living = [record for record in book.records() if record.uid != review.uid]
            bin_ = book.records(deleted=True)
            come, gone = [], []
            opinions = [record for record in living if record.kind == "opinion"]
            match what:
                case "add":
                    come = [book.add("opinion", {**OPINION, "date": day})]
                case "many":
                    come = list(book.add_many("opinion", [{**OPINION, "date": day}] * 3))
                case "ballot":
                    come = [
                        book.add(
                            "ballot", {"review": review.uid, "group": "党政领导班子", "score": str(80 + which % 3)}
                        )
                    ]
                case "date" if opinions:
                    come = [book.edit(opinions[which % len(opinions)].uid, {"date": day})]
                case "words" if opinions:
                    come = [book.edit(opinions[which % len(opinions)].uid, {"content": f"建议{which}"})]
                case "delete" if living:
                    gone = [living[which % len(living)].uid]
                    book.delete(gone[0])
                case "restore" if bin_:
                    come = [book.restore(bin_[which % len(bin_)].uid)]
            last = renewed(last, come, gone, book.records)
            assert last == book.snapshot()


def test_an_attachment_comes_with_its_record(tmp_path: Path) -> None:
    scan = tmp_path / "签到册.pdf"
    scan.write_bytes(b"%PDF")
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        last = book.snapshot()
        book.attach(opinion.uid, scan, role="signed", inspect=as_scan)
        assert renewed(last, [book.get(opinion.uid)], (), book.records) == book.snapshot()
