"""Programs that never end by themselves, by what they are stuck in. Each prints a line first. For tests, benchmarks."""

from __future__ import annotations

ENDLESS = {
    "a loop": "while True: pass",
    "a loop in C": "sum(range(10 ** 12))",
    "a power of a power": "10 ** 10 ** 8",
    "a pattern that backtracks": "import re; re.match('(a+)+b', 'a' * 64)",
    "signals ignored": """
import signal
for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
while True: pass
""",
    "stopped by itself": "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
    "many threads": """
import threading
def loop():
    while True: pass
for _ in range(40):
    threading.Thread(target=loop, daemon=True).start()
loop()
""",
    "a flood of printing": "while True: print('x' * 65536)",
    "a flood of frames": "while True: job.send({'t': 'n'}, [bytes(65536)])",
    "a fork storm": """
import os
while True:
    try:
        os.fork()
    except OSError:
        continue
""",
    "taking 900 MiB": """
held = []
while True:
    held.append(bytearray(b'x' * (16 << 20)))
    if len(held) > 56:
        held.clear()
""",
    "writing files": """
while True:
    with open('f', 'wb') as file:
        file.write(bytes(1 << 20))
""",
}
HEAVY = {"a large product of matrices": "import torch; a = torch.ones(6000, 6000)\nwhile True: a = a @ a"}
