"""Whatever a learner names as a file, the answer is a text or one clear line."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Ran, is_one_line
from tutor.commands.faults import UserFault
from tutor.commands.files import LARGEST, read_text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "the file is empty"),
        (b"\x7fELF\0\0\1", "not a text file"),
        ("x = 1\n".encode("utf-16"), "not a text file"),
        (b"x = 1\ny = '\xe9'\n", "answer.py:2: not UTF-8"),
        (b"#" * (LARGEST + 1), "larger than 1 MiB"),
    ],
)
def test_files_that_can_not_be_an_answer(tutor: Callable[..., Ran], tmp_path: Path, content: bytes, says: str) -> None:
    """Each is told for what it is, before anything is started."""
    (tmp_path / "answer.py").write_bytes(content)
    for words in (["check", "arithmetic/doubling/double"], ["run"]):
        ran = tutor(*words, tmp_path / "answer.py")
        assert (ran.status, ran.out) == (2, "")
        assert is_one_line(ran.err)
        assert says in ran.err


@pytest.mark.parametrize(("name", "says"), [("missing.py", "no such file"), (".", "a folder"), ("nul\0", "can't be")])
def test_names_that_lead_nowhere(tutor: Callable[..., Ran], name: str, says: str) -> None:
    """No such file, a folder, and a name no file can have."""
    ran = tutor("run", name)
    assert (ran.status, ran.out) == (2, "")
    assert is_one_line(ran.err)
    assert says in ran.err


def test_text_is_read_as_written(tmp_path: Path) -> None:
    """A mark at the beginning and other systems' line ends make no difference."""
    (tmp_path / "a.py").write_bytes("\ufeffx = '形'\r\ny = 2\r".encode())
    assert read_text(str(tmp_path / "a.py")) == "x = '形'\ny = 2\n"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads what is piped in, and an endless pipe is not read to its end."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x = 1\n")))
    assert read_text("-") == "x = 1\n"
    with pytest.raises(UserFault, match="larger than 1 MiB"):
        read_text("/dev/zero")
