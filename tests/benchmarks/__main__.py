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
    ssh,
    stopping,
    watching,
)


async def main() -> None:
    """Run them; each prints its own figures."""
    for each in (commands, requests, checking, painting, keys, bytes, ssh, watching, memory, classroom, stopping):
        await each.main()
        print()


asyncio.run(main())
