"""Protects: what a child says of itself before it dies is heard, whatever it had not read by then."""

from __future__ import annotations

import os
import signal
import socket

import pytest

from tutor.runner.spares import Spare


@pytest.mark.asyncio(loop_scope="session")
async def test_the_last_word_of_a_child_that_died_with_its_task_unread_is_heard(tmp_path):
    pid = os.fork()
    if pid == 0:
        signal.pause()
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    spare = Spare(pid, os.pidfd_open(pid), here, tmp_path)
    there.send(b'{"fault": "no room for a scratch folder"}')
    spare.hand_over(b"{}", {})
    there.close()
    spare.kill()
    os.waitpid(pid, 0)
    spare.buried(97)
    assert spare.fault == "no room for a scratch folder"
