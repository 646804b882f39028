"""*Screen side.* The spare children that wait for a task, and the tasks that wait for a child."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from tutor.language import _
from tutor.runner.spares import Spare
from tutor.runner.task import Ended

SPARES = 2  # a check uses two children
STILLBIRTHS = 3  # spares that die in a row, before it is taken for the machine's fault


@dataclass(eq=False)
class _Request:
    count: int
    granted: asyncio.Future[list[Spare] | Ended]


class Nursery:
    """Who gets which child, in the order of asking. `fork` orders so many new ones of the host.

    New children are ordered for those who wait or, while nobody could be delayed by it, for whoever comes next. Where
    they take long to be ready, `ahead` orders those at once.
    """

    def __init__(self, parallel: int, fork: Callable[[int], None]) -> None:
        self._parallel = parallel
        self._fork = fork
        self.ahead = False
        self._open = False
        self._active = 0
        self._ordered = 0
        self._stillborn = 0
        self._waiting: deque[_Request] = deque()
        self._idle: deque[Spare] = deque()
        self._doomed: set[Spare] = set()  # ended before they were needed, and not buried yet

    @property
    def busy(self) -> bool:
        """Whether a task is under way or waits."""
        return bool(self._active or self._waiting)

    @property
    def awaited(self) -> bool:
        """Whether a task waits for children."""
        return bool(self._waiting)

    def open(self) -> None:
        """There is a host to fork."""
        self._open = True
        self._serve()

    def renew(self) -> None:
        """Have other children in place of those that wait: new ones are warmer."""
        while self._idle:
            self._idle.popleft().kill()
        self._order()

    def close(self) -> None:
        """The host is gone, and with it all spares. Those who wait go on waiting."""
        self._open = False
        self._ordered = self._stillborn = 0
        self._idle.clear()
        self._doomed.clear()

    async def take(self, count: int) -> list[Spare] | Ended:
        """Wait for `count` children, all at once; `leave` is owed for them. Or be told why there are none."""
        self._stillborn = 0
        request = _Request(count, asyncio.get_running_loop().create_future())
        self._waiting.append(request)
        self._serve()
        try:
            return await request.granted
        except asyncio.CancelledError:
            if request in self._waiting:
                self._waiting.remove(request)
            elif request.granted.done() and not request.granted.cancelled():
                self.give_back(request.granted.result())
            raise

    def leave(self) -> None:
        """A task is over; its children are used up."""
        self._active -= 1
        self._stillborn = 0
        self._serve()

    def born(self, spare: Spare) -> None:
        """A child that was ordered has come."""
        self._ordered -= 1
        self._idle.append(spare)
        self._serve()

    def buried(self, spare: Spare) -> None:
        """A child has ended. One that ended before it was needed could not be set up."""
        if spare in self._idle or spare in self._doomed:
            self._doomed.discard(spare)
            self._idle = deque(each for each in self._idle if each is not spare)
            self._lose(_("the sandbox could not be set up: {fault}").format(fault=spare.fault or "no word of why"))
        self._serve()

    def unborn(self, why: str) -> None:
        """A child that was ordered does not come."""
        self._ordered -= 1
        self._lose(why)
        self._serve()

    def _lose(self, why: str) -> None:
        self._stillborn += 1
        if self._stillborn >= STILLBIRTHS:
            self.refuse(Ended("lost", detail=why))

    def refuse(self, ended: Ended) -> None:
        """Tell all who wait that they get nothing, and why."""
        while self._waiting:
            granted = self._waiting.popleft().granted
            if not granted.done():
                granted.set_result(ended)

    def give_back(self, granted: list[Spare] | Ended) -> None:
        """What was granted is not wanted any more."""
        if not isinstance(granted, Ended):
            self._active -= 1
            self._idle.extend(spare for spare in granted if not spare.exited.done())
            self._serve()

    def _serve(self) -> None:
        if not self._open:
            return
        self._doomed.update(spare for spare in self._idle if not spare.lives)
        self._idle = deque(spare for spare in self._idle if spare not in self._doomed)
        while self._waiting and self._active < self._parallel and len(self._idle) >= self._waiting[0].count:
            request = self._waiting.popleft()
            if request.granted.done():  # given up a moment ago
                continue
            self._active += 1
            request.granted.set_result([self._idle.popleft() for _ in range(request.count)])
        self._order()

    def _order(self) -> None:
        free = max(0, self._parallel - self._active)
        wanted = sum(request.count for request in list(self._waiting)[:free])
        if self.ahead or not self._active:
            wanted = max(wanted, SPARES)
        missing = wanted - len(self._idle) - self._ordered
        if missing > 0 and self._stillborn < STILLBIRTHS:
            self._ordered += missing
            self._fork(missing)
