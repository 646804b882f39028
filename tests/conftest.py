"""What all tests share: English, whatever the language of the machine they run on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tutor import language


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The locale says English, and what a test has chosen ends with it."""
    for name in ("LANGUAGE", "LC_MESSAGES", "LANG", language.CHOICE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    language.use(language.ENGLISH)
    yield
    language.use(language.ENGLISH)
