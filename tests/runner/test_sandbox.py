"""Protects: what a child may do on macOS is said in a profile that lets in nothing else, and is tried beforehand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.runner import mac, seatbelt
from tutor.runner import sandbox
from tutor.runner.ladder import REFUSED, SANDBOX
from tutor.runner.sandbox import Sandbox, profile, quoted


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"])))
def test_whatever_a_path_holds_it_stays_one_string(text):
    form = seatbelt.parsed(f"(allow file-read* (subpath {quoted(text)}))")
    assert form == [["allow", "file-read*", ["subpath", form[0][2][1]]]]
    assert seatbelt.unquoted(form[0][2][1]) == text


@pytest.mark.parametrize("text", ["a\nb", "a\0b", "a\rb", "a\x7fb", "\udc80"])
def test_what_no_string_can_hold_is_refused(text):
    with pytest.raises(ValueError, match="can't be named"):
        quoted(text)


def test_a_profile_lets_in_what_it_was_told_and_nothing_beside(tmp_path):
    granted, scratch, hidden = tmp_path / "gran ted", tmp_path / 'my "scratch" (1)', tmp_path / "gran ted" / "hidden"
    hidden.mkdir(parents=True)
    scratch.mkdir()
    (granted / "file").write_text("")
    single = tmp_path / "single; (allow default)"
    single.write_text("")
    rules = seatbelt.Profile(profile([granted, single], scratch, sys.executable, [hidden]))
    assert rules.allows("file-read*", str(granted / "file"))
    assert rules.allows("file-read*", str(single))
    assert rules.allows("file-read*", str(scratch / "mine"))
    assert rules.allows("file-write*", str(scratch / "mine"))
    assert rules.may_execute(sys.executable)
    others = [tmp_path / "other", Path.home() / ".ssh", Path("/private/etc/passwd"), tmp_path]
    for path in (hidden / "solution.py", *others):
        assert not rules.allows("file-read*", str(path)), path
    for path in (granted / "file", single, tmp_path / "other", tmp_path):
        assert not rules.allows("file-write*", str(path)), path
    assert not rules.may_execute("/bin/sh")


def test_nothing_of_the_network_of_other_processes_or_of_services_is_let_in(tmp_path):
    for gpu in (False, True):
        forms = seatbelt.parsed(profile([], tmp_path, sys.executable, gpu=gpu))
        allowed = [form for form in forms if form[0] == "allow"]
        allowed += [form[2] for form in forms if form[0] == "if" and form[2][0] == "allow"]
        words = {word for form in allowed for word in form[1:] if isinstance(word, str)}
        assert not {word for word in words if word.startswith(("network", "mach-per", "process-fork", "job", "apple"))}
        assert ("mach-lookup" in words) is ("iokit-open" in words) is gpu
        (signals,) = [form for form in allowed if form[1] == "signal"]
        assert signals == ["allow", "signal", ["target", "self"]]
        unfiltered = {form[1] for form in allowed if len(form) == 2}
        assert unfiltered == {"mach-bootstrap", "syscall*"}, "every other rule says of what"


def test_paths_are_those_without_links(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    rules = seatbelt.Profile(profile([tmp_path / "link"], tmp_path / "link" / "run-1", sys.executable))
    assert rules.allows("file-read*", str(tmp_path / "real" / "file"))
    assert rules.writable_folders() == [tmp_path / "real" / "run-1"]


def test_a_folder_that_cannot_be_named_is_told_and_no_traceback(tmp_path):
    with pytest.raises(OSError, match="can't be named"):
        Sandbox("/usr/bin/sandbox-exec").command([sys.executable], [], tmp_path / "a\nb")


def test_what_a_child_may_read_is_there_and_holds_no_course(tmp_path):
    package, course = tmp_path / "package", tmp_path / "package" / "course"
    course.mkdir(parents=True)
    found = sandbox.readable([package, tmp_path / "gone"])
    assert package in found
    assert all(path.exists() for path in found)
    hidden = sandbox.hidden([course])
    rules = seatbelt.Profile(profile(found, tmp_path / "scratch", sys.executable, hidden))
    assert rules.allows("file-read*", str(package / "code.py"))
    assert rules.allows("file-read*", sandbox.__file__)
    builtin = Path(sandbox.__file__).parents[1] / "builtin" / "solutions" / "a.py"
    for path in (course / "a.py", builtin, mac.ROOT / "solutions" / "a.py", mac.ROOT / "pyproject.toml"):
        assert not rules.allows("file-read*", str(path)), path


def test_a_second_copy_of_the_program_is_hidden(tmp_path, monkeypatch):
    (tmp_path / "tutor").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert tmp_path / "tutor" in sandbox.hidden([])
    assert Path(sandbox.__file__).parents[1] not in sandbox.hidden([])


def test_a_sandbox_survives_the_way_to_a_child():
    given = Sandbox("/usr/bin/sandbox-exec", (Path("/the course"),), True)
    assert Sandbox.from_json(given.as_json()) == given


def test_it_is_tried_by_doing_and_leaves_nothing(tmp_path):
    tools, folder = tmp_path / "tools", tmp_path / "folder"
    tools.mkdir()
    folder.mkdir()
    found = sandbox.try_out(mac.sandbox_exec(tools), folder)
    assert (found.rung, found.lacks) == (SANDBOX, ())
    assert found.safe
    assert found.files
    assert "never tried on a Mac" in found.notice
    assert len(found.notice) <= 70, "it is told on one line of 80 cells"
    assert list(folder.iterdir()) == []


def test_one_that_does_not_hold_is_found_out_with_what_it_let_through(tmp_path):
    found = sandbox.try_out(mac.paper_wall(tmp_path), tmp_path)
    assert found.rung == REFUSED
    for escape in ("a file was read", "a file was overwritten", "a socket listened", "a process was forked"):
        assert escape in found.lacks[0]


@pytest.mark.parametrize(
    ("script", "why"),
    [
        (None, "No such file"),
        ("exit 65", "65"),
        ("echo 'sandbox-exec: profile: unbound variable: nonsense' >&2; exit 65", "unbound variable: nonsense"),
        ("echo '[1]'", "the trial died"),
    ],
)
def test_one_that_fails_is_told_in_a_line(tmp_path, script, why):
    command = tmp_path / "sandbox-exec"
    if script is not None:
        command.write_text(f"#!/bin/sh\n{script}\n")
        command.chmod(0o755)
    found = sandbox.try_out(str(command), tmp_path)
    assert found.rung == REFUSED
    assert why in found.lacks[0]
    assert "\n" not in found.refusal()


def test_a_child_that_is_not_behind_it_is_not_used(tmp_path):
    with pytest.raises(OSError, match="not around this process"):
        Sandbox("/usr/bin/sandbox-exec").see_to_it(tmp_path / "run-1")


def test_asked_to_try_nothing_it_tries_nothing(tmp_path):
    assert sandbox.try_out("/nowhere", tmp_path, at_most=REFUSED).rung == REFUSED
