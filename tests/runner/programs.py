"""Small programs that the tests run as tasks, in real children. *Child side.*"""

from __future__ import annotations

from tutor.runner.child import Job


def echo(job: Job) -> None:
    """Print a line, send back the data and one blob."""
    print("hello")
    job.send({"t": "echo", "data": job.data}, [b"raw"])


def source(job: Job) -> None:
    """Run source text that knows `job`; what it raises escapes."""
    exec(compile(job.data["source"], "<source>", "exec"), {"job": job})


def probe(job: Job) -> None:
    """Try each snippet by name and send what came of it: "did it", or the exception's name and text."""
    for name, snippet in job.data["snippets"].items():
        try:
            exec(compile(snippet, f"<{name}>", "exec"), {"job": job})
            outcome = "did it"
        except BaseException as error:
            outcome = f"{type(error).__name__}: {error}"
        job.send({"t": "tried", "name": name, "outcome": outcome})


def produce(job: Job) -> None:
    """Send `count` numbered frames of `size` bytes, then do `then`."""
    for number in range(job.data["count"]):
        job.send({"t": "number", "n": number}, [b"x" * job.data.get("size", 0)])
    exec(job.data.get("then", ""), {"job": job})


def consume(job: Job) -> None:
    """Read all of the other child's frames, then tell their numbers and how it ended."""
    got = [frame.header["n"] for frame in job.frames()]
    job.send({"t": "got", "got": got, "ended": job.peer_ended()})


def judge_early(job: Job) -> None:
    """Read one frame only and be done."""
    first = next(job.frames())
    job.send({"t": "got", "got": [first.header["n"]]})


def hang(job: Job) -> None:
    """Never come back."""
    while job:
        pass
