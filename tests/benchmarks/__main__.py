"""All benchmarks, one after another."""

from __future__ import annotations

import asyncio

from tests.benchmarks import checking, classroom, memory, painting, requests, stopping


async def main() -> None:
    """Run them; each prints its own figures."""
    for each in (requests, checking, painting, memory, classroom, stopping):
        await each.main()
        print()


asyncio.run(main())
