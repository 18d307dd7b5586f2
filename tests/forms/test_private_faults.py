"""What is written of a fault never repeats what stands in a record: no phone number, score, name or passphrase."""

from __future__ import annotations

import json
import logging
import pickle
import subprocess
import sys
import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exports.quarantine import Quarantine, QuarantineFault
from forms import faults
from forms.apart_process import FAULT, _answer
from ledger.book import Ledger
from ledger.records import Record
from ledger.tracing import way_of
from tests.ledger.samples import add_sample

PHONE, SCORE, NAME, PASSPHRASE = "13800138000", "87.3125", "欧阳试金石", "correct horse 试金石"
SECRETS = (PHONE, SCORE, "试金石", "correct horse")


def raised(function: Callable[[], object]) -> Exception:
    """What a call raises."""
    try:
        function()
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


def chained() -> None:
    """An error made of another one's message, as many a program makes it."""
    try:
        {}[PHONE]
    except KeyError as error:
        raise RuntimeError(f"no {error} for {NAME} of {SCORE}") from error


def half(record: Record) -> None:
    """An error in whose way a record, its values and a passphrase are in hand."""
    passphrase, phone = PASSPHRASE, record["phone"]
    raise ValueError(record, dict(record.values), passphrase, phone)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    with Ledger.create(tmp_path / "台帐库", unit="某分局", year=2015, scheme_id="qidong-2015", who="试金石") as ledger:
        return add_sample(ledger, "visit", phone=PHONE, contact=NAME)


def clean(written: str) -> str:
    """What was written, without any of what shall not be."""
    assert [secret for secret in SECRETS if secret in written] == [], written
    return written


ERRORS: tuple[Callable[[], object], ...] = (
    chained,
    lambda: int(PHONE + "号"),
    lambda: float(f"{SCORE}分"),
    lambda: json.loads(f'{{"phone": {PHONE}, "who": {NAME}}}'),
    lambda: {}[PASSPHRASE],
    lambda: getattr(object(), NAME),
    lambda: [].index(PHONE),  # type: ignore[arg-type]
    lambda: pickle.dumps(lambda: PHONE),
    lambda: (Path(f"/{NAME}/{PHONE}")).read_bytes(),
    lambda: PHONE.encode("ascii") + NAME.encode("ascii"),
)


@pytest.mark.parametrize("number", range(len(ERRORS)))
def test_the_log_has_the_way_to_an_error_and_no_message(
    tmp_path: Path, number: int, caplog: pytest.LogCaptureFixture
) -> None:
    error = raised(ERRORS[number])
    with caplog.at_level(logging.DEBUG):
        for folder in (tmp_path, None):
            told = faults.report(error, folder)
            assert type(error).__name__ in clean(told) and "test_private_faults.py" in told
    faults.write_log(told, tmp_path)
    clean((tmp_path / faults.NAME).read_text(encoding="utf-8"))
    clean(caplog.text)
    clean(str(faults.Unforeseen(error, tmp_path)))


def test_an_error_that_holds_a_record_tells_nothing_of_it(tmp_path: Path, record: Record) -> None:
    clean(faults.report(raised(lambda: half(record)), tmp_path))


def test_records_and_history_show_no_values_when_they_are_written_out(tmp_path: Path, record: Record) -> None:
    assert clean(repr(record)) == f"Record(visit {record.uid})"
    with Ledger.open(tmp_path / "台帐库", who="查看") as ledger:
        ledger.edit(record.uid, {"phone": "13900139000", "contact": "别人"})
        changes = ledger.history(record.uid)
        assert any(change.old == PHONE for change in changes)
        shown = repr(changes).replace("who='试金石'", "who=''")  # who worked is no value of a record
        assert "13900139000" not in clean(shown)
        clean(repr(ledger.snapshot().records))


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        (f'expected floating-point number but got "{SCORE}"', 'expected floating-point number but got "…"'),
        (f'bad screen distance "{PHONE} {NAME}', 'bad screen distance "…"'),
        ('bad window path name ".!frame.!entry2"', 'bad window path name ".!frame.!entry2"'),
        (f'bad window path name ".{NAME}"', 'bad window path name "…"'),
    ],
)
def test_of_the_words_of_tk_only_names_of_widgets_stay(tmp_path: Path, message: str, kept: str) -> None:
    told = faults.report(tk.TclError(message), tmp_path)
    assert f"Z {kept}\n" in clean(told)


def test_an_error_in_the_process_apart_or_in_quarantine_tells_its_way_only(tmp_path: Path) -> None:
    what, content = pickle.loads(_answer(pickle.dumps((_spoilt, PHONE)), lambda *_: None, _Never()))
    assert what == FAULT and "ValueError" in clean(content)
    own = Quarantine()
    with pytest.raises(QuarantineFault) as caught:
        own.ask(int, f"{PHONE}{NAME}", 30)
    own.close()
    assert "ValueError" in clean(faults.report(caught.value, tmp_path))


def _spoilt(argument: Any, tell: object, stop: object) -> None:
    raise ValueError(argument)


class _Never:
    def is_set(self) -> bool:
        return False


def test_a_fault_of_a_command_prints_its_way_only(tmp_path: Path) -> None:
    code = (
        "import sys, forms.cli as cli\n"
        "def spoilt(words):\n"
        f"    raise ValueError({PHONE!r}, {PASSPHRASE!r})\n"
        "cli._run = spoilt\n"
        "sys.argv = ['taizhang', 'list']\n"
        "sys.exit(cli.main())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1 and done.stdout == ""
    assert "ValueError" in clean(done.stderr) and done.stderr.endswith("请把以上内容发给维护人员。\n")


def test_errors_that_led_to_each_other_in_a_circle_end() -> None:
    first, second = ValueError(PHONE), KeyError(PHONE)
    first.__cause__, second.__cause__ = second, first
    assert clean(way_of(first)).split() == ["KeyError", "ValueError"]
