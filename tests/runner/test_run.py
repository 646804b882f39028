"""Protects: one task in one fresh child comes back with what it said, or with the true reason why it didn't."""

from __future__ import annotations

import asyncio

import pytest

from tests.runner.support import frames, outcomes, source, task
from tutor.runner import wire
from tutor.runner.task import Limits

pytestmark = pytest.mark.asyncio(loop_scope="session")

MB = 1 << 20
HURRIED = Limits(wall=0.4)
PATIENT = Limits(wall=60)


async def test_a_program_gets_its_data_and_its_frames_come_back(runner):
    ended = await runner.run(task("echo", number=3, text="é"))
    assert ended.reason == "done"
    assert ended.stdout == "hello\n"
    assert wire.read_frames(ended.result) == [
        wire.Frame({"t": "echo", "data": {"number": 3, "text": "é"}}, (b"raw",)),
    ]


async def test_nothing_is_left_of_the_run_before(runner):
    await runner.run(source("import builtins, torch; builtins.left = 1; torch.left = 1; open('left', 'w').write('x')"))
    tried = await outcomes(
        runner,
        {
            "builtins": "import builtins; builtins.left",
            "torch": "import torch; torch.left",
            "file": "import os; assert os.listdir() == [], os.listdir()",
        },
    )
    assert tried["builtins"].startswith("AttributeError")
    assert tried["torch"].startswith("AttributeError")
    assert tried["file"] == "did it"


async def test_seeds_make_every_generator_repeat(runner):
    text = (
        "import random, numpy, torch; "
        "job.send({'t': 'drawn', 'v': [random.random(), numpy.random.rand(), torch.rand(1).item()]})"
    )
    first, again, other = [frames(await runner.run(source(text, seed=seed))) for seed in (2**48 + 1, 2**48 + 1, 7)]
    assert first == again
    assert all(one != two for one, two in zip(first[0]["v"], other[0]["v"], strict=True))


@pytest.mark.parametrize(
    ("text", "reason", "status"),
    [
        ("import os; os._exit(0)", "died", 0),
        ("import os; os._exit(97)", "died", 97),
        ("import os; os.kill(os.getpid(), 9)", "died", -9),
        ("import os; os.abort()", "died", -6),
        ("import ctypes; ctypes.string_at(0)", "died", -11),
        ("import os; os.close(4); raise SystemExit(0)", "died", 97),
        ("while True: pass", "timeout", -9),
        ("import time; time.sleep(100)", "timeout", -9),
        ("import threading; threading.Event().wait()", "timeout", -9),
        ("import torch; a = torch.ones(3000, 3000)\nwhile True: a = a @ a", "timeout", -9),
        ("import os\nwhile True: os.write(4, b'')", "timeout", -9),
        ("import os, time; os.write(4, b'\\xff' * 100); time.sleep(9)", "died", -9),
        ("import os; os.write(4, b'\\x10\\0\\0\\0' + b'{' * 16)\nwhile True: pass", "died", -9),
    ],
)
async def test_every_other_end_has_its_reason(runner, text, reason, status):
    ended = await runner.run(source(text, HURRIED if reason == "timeout" else PATIENT))
    assert (ended.reason, ended.status) == (reason, status), ended


async def test_what_breaks_in_a_program_is_told_and_no_death(runner):
    ended = await runner.run(source("print('before')\nraise KeyError('lost')"))
    assert ended.reason == "done"
    assert ended.stdout == "before\n"
    assert frames(ended) == [{"t": "broke", "type": "KeyError", "message": "'lost'", "at": "<source>:2"}]
    assert ended.detail == "KeyError: 'lost' (<source>:2)"


@pytest.mark.parametrize("text", ["raise SystemExit(0)", "raise KeyboardInterrupt", "raise GeneratorExit"])
async def test_raising_what_nobody_catches_is_breaking(runner, text):
    ended = await runner.run(source(text))
    assert ended.reason == "done"
    assert frames(ended)[0]["t"] == "broke"


async def test_a_program_that_does_not_exist_is_lost_and_says_so(runner):
    ended = await runner.run(task("no_such_program"))
    assert ended.reason == "lost"
    assert "no_such_program" in ended.detail


async def test_a_job_that_is_no_json_is_the_callers_mistake(runner):
    with pytest.raises(ValueError, match="JSON"):
        await runner.run(task("echo", number=float("nan")))
    assert (await runner.run(task("echo"))).reason == "done"


async def test_an_end_frame_forged_early_ends_the_run(runner):
    text = "import os, time; os.write(4, b'\\x0b\\0\\0\\0{\"t\":\"end\"}'); job.send({'t': 'late'}); time.sleep(100)"
    ended = await runner.run(source(text))
    assert ended.reason == "done"
    assert frames(ended) == []


async def test_printed_text_keeps_its_order_and_its_markup(runner):
    text = """if True:
        import sys, os
        print('[b]one[/b]'); print('two', file=sys.stderr); os.write(1, b'three\\n'); print('\\x1b[2J')
    """
    assert (await runner.run(source(text))).stdout == "[b]one[/b]\ntwo\nthree\n\\x1b[2J\n"


async def test_what_was_printed_before_a_hang_is_kept(runner):
    ended = await runner.run(source("print('got here')\nwhile True: pass", HURRIED))
    assert (ended.reason, ended.stdout) == ("timeout", "got here\n")


async def test_a_flood_of_printing_is_cut_and_counted_and_ends_no_run(runner):
    ended = await runner.run(
        source("for _ in range(100): print('x' * (1024 * 1024 - 1))", Limits(output=1000, wall=60))
    )
    assert ended.reason == "done"
    assert ended.cut == 100 * MB - 1000
    assert ended.stdout == "x" * 1000


async def test_printed_text_comes_as_it_is_printed(runner):
    heard: list[str] = []
    arrived = asyncio.Event()

    def hear(text: str) -> None:
        heard.append(text)
        arrived.set()

    run = asyncio.ensure_future(runner.run(source("print('now\\x1b')\nwhile True: pass", Limits(wall=60)), hear))
    await arrived.wait()
    assert heard == ["now\\x1b\n"]
    runner.cancel()
    assert (await run).reason == "cancelled"


async def test_a_result_of_many_megabytes_arrives_whole(runner):
    text = "import torch; job.send({'t': 'big'}, [memoryview(torch.arange(2_000_000).numpy()).cast('B')])"
    (frame,) = wire.read_frames((await runner.run(source(text))).result)
    assert len(frame.blobs[0]) == 16_000_000
    assert frame.blobs[0][-8:] == (1_999_999).to_bytes(8, "little")


async def test_many_tasks_at_once_all_come_back_their_own(runner):
    ended = await asyncio.gather(*(runner.run(task("echo", number=number)) for number in range(20)))
    assert [frames(one)[0]["data"]["number"] for one in ended] == list(range(20))


async def test_torch_may_use_threads_and_packages_can_be_imported(runner):
    text = (
        "import torch; torch.set_num_threads(2)\n"
        "a = torch.rand(600, 600, requires_grad=True); (a @ a).sum().backward()\n"
        "import mpmath; import pandas; pandas.Timestamp('2024-03-01', tz='Europe/Rome')\n"
        "import tempfile; tempfile.TemporaryFile().write(b'x')\n"
        "model = torch.nn.Linear(2, 1); torch.optim.SGD(model.parameters(), lr=.1).step()\n"
        "torch.save(model.state_dict(), 'model.pt'); torch.load('model.pt')\n"
        "import asyncio; asyncio.run(asyncio.sleep(0)); import multiprocessing\n"
        "pandas.DataFrame({'a': [1]}).to_csv('a.csv'); assert pandas.read_csv('a.csv').shape == (1, 2)"
    )
    ended = await runner.run(source(text))
    assert (ended.reason, ended.detail) == ("done", "")
