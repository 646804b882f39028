"""Protects what was done from kill -9: the quick part of `python -m tests.soak.crashes`, each kind a few times."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.soak.crashes import DOINGS, kill
from tutor.progress import opening


@pytest.mark.parametrize("kind", DOINGS)
def test_nothing_is_lost_by_a_kill(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BACKUP_EVERY", 0.0)
    for number in range(3):
        assert kill(kind, tmp_path / str(number), random.Random(f"{kind}:{number}")) == []
