"""All benchmarks, one after another."""

from __future__ import annotations

import asyncio

from tests.benchmarks import checking, memory, painting


async def main() -> None:
    """Run them; each prints its own figures."""
    for each in (checking, painting, memory):
        await each.main()
        print()


asyncio.run(main())
