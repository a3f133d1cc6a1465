"""A few processes that wait for queries → `await pool.ask(request)`: the answer of the next free one, within its time.

A query that runs over its time, or that nobody waits for any more, is ended with its process, and another takes the place.
"""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kg.errors import KabargrafError
from kg.server.protocol import Fault
from kg.server.worker import Answer, Settings

CHILD = "import kg.server.worker; kg.server.worker.answer_parent()"
WAITING = 64  # queries that wait for a free process: more are told to come back
RETRY = {"Retry-After": "5"}


class Pool:
    """Processes that each answer one query at a time; used with `async with`, at the end of which none is left."""

    def __init__(self, settings: Settings, size: int) -> None:
        self._settings, self._size = settings, size
        self._idle: asyncio.Queue[Process] = asyncio.Queue()
        self._living: set[Process] = set()
        self._replacing: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._closed = False

    async def __aenter__(self) -> Self:
        if None in await asyncio.gather(*(self._start() for _ in range(self._size))):
            await self.__aexit__(None, None, None)
            raise KabargrafError("the processes that answer queries do not start: is there enough memory for them?")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._closed = True
        for task in self._replacing:
            task.cancel()
        await asyncio.gather(*self._replacing, return_exceptions=True)
        for worker in self._living:
            _kill(worker)
        await asyncio.gather(*(worker.wait() for worker in self._living))

    async def ask(self, request: dict[str, Any]) -> Answer:
        """The answer to a request as `worker.answer` takes it.

        Raises Fault: 503 where too many wait, 504 at the end of its time, 403 where it needs too much memory.
        """
        worker = await self._free()
        last = True
        try:
            async with asyncio.timeout(self._settings.timeout):
                answer, last = await _exchange(worker, json.dumps(request).encode() + b"\n")
        except TimeoutError:
            mend = "narrow it, or add a LIMIT"
            raise Fault(504, f"the query was stopped after {self._settings.timeout:g} seconds: {mend}") from None
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            raise Fault(
                403,
                f"QueryRequestRefused: the query needed more than {self._settings.memory >> 20} MB of memory, or its "
                "brackets are nested too deeply: narrow it, or add a LIMIT",
            ) from None
        finally:
            if last:
                self._replace(worker)
            else:
                self._idle.put_nowait(worker)
        return answer

    async def _free(self) -> Process:
        """The next process that has nothing to do."""
        if self._waiting >= WAITING:
            raise Fault(503, "too many queries wait to be answered: try again in a few seconds", RETRY)
        self._waiting += 1
        try:
            async with asyncio.timeout(self._settings.timeout):
                while (worker := await self._idle.get()).returncode is not None:
                    self._replace(worker)  # something else has ended it
        except TimeoutError:
            raise Fault(503, "all processes are busy with other queries: try again in a few seconds", RETRY) from None
        finally:
            self._waiting -= 1
        return worker

    def _replace(self, worker: Process) -> None:
        _kill(worker)
        if self._closed:
            return
        task = asyncio.create_task(self._renew(worker))
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    async def _renew(self, worker: Process) -> None:
        await worker.wait()
        self._living.discard(worker)
        while await self._start() is None:
            await asyncio.sleep(1)

    async def _start(self) -> Process | None:
        """A new process among the idle ones, None where it did not come up."""
        home = str(Path(__file__).parents[2])  # so that the other process finds this very package
        paths = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH")]))
        try:
            worker = await asyncio.create_subprocess_exec(
                *(sys.executable, "-c", CHILD, json.dumps(asdict(self._settings))),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,  # the engine's last words where it has no memory left
                start_new_session=True,  # Ctrl-C is for the server, which ends them itself
                # without memory the engine hangs where it would print a backtrace
                env={**os.environ, "PYTHONPATH": paths, "RUST_BACKTRACE": "0"},
            )
        except OSError:
            return None
        self._living.add(worker)
        assert worker.stdout
        if not await worker.stdout.readline():
            await worker.wait()
            self._living.discard(worker)
            return None
        self._idle.put_nowait(worker)
        return worker


async def _exchange(worker: Process, request: bytes) -> tuple[Answer, bool]:
    """The answer, and whether it is this worker's last."""
    assert worker.stdin
    assert worker.stdout
    worker.stdin.write(request)
    await worker.stdin.drain()
    head = json.loads(await worker.stdout.readline())
    body = await worker.stdout.readexactly(head["length"])
    return Answer(head["status"], head["media"], body), head["last"]


def _kill(worker: Process) -> None:
    with suppress(ProcessLookupError):
        worker.kill()
