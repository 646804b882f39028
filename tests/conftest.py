"""What all tests share: English on every machine, draws that come again, programs that start quickly."""

from __future__ import annotations

import os
import random
import secrets
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tutor import language


def pytest_configure() -> None:
    """Nothing here depends on chance or on how busy the machine is; and nothing is compiled twice.

    Programs are started hundreds of times: compiled once and kept, each is there in half the time.
    """
    settings.register_profile(
        "steady", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("steady")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


@pytest.fixture(autouse=True)
def one_seed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody gave a seed is drawn from the test's name: a test that fails by its draw fails each time."""
    monkeypatch.setattr(secrets, "randbits", random.Random(request.node.nodeid).getrandbits)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The locale says English, and what a test has chosen ends with it."""
    for name in ("LANGUAGE", "LC_MESSAGES", "LANG", language.CHOICE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    language.use(language.ENGLISH)
    yield
    language.use(language.ENGLISH)
