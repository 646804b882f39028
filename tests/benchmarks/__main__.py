"""All benchmarks, one after another."""

from __future__ import annotations

import asyncio

from tests.benchmarks import (
    bytes,
    checking,
    classroom,
    commands,
    keys,
    memory,
    painting,
    requests,
    review,
    ssh,
    stopping,
    watching,
)


async def main() -> None:
    """Run them; each prints its own figures."""
    on_machine = (commands, requests, checking, painting, keys, bytes, ssh, watching, memory, classroom, stopping)
    for each in (*on_machine, review):
        await each.main()
        print()


asyncio.run(main())
