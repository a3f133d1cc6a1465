"""A store and an address → a SPARQL endpoint over its newest edition, until Ctrl-C: `serve(Settings("kg-store"), workers=4)`.

`protocol.py` reads a request, `media.py` chooses the format, `worker.py` answers in a process of its own, `pool.py` keeps these
processes, `application.py` is what speaks HTTP. Why it is so: `docs/decisions/serve.md`.
"""

import errno
import ipaddress
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from kg.errors import KabargrafError

if TYPE_CHECKING:
    from kg.server.worker import Settings


def serve(
    settings: "Settings",
    workers: int,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    origins: Sequence[str] = (),
    announce: Callable[[str], None] = lambda url: None,
) -> None:
    """Answer requests until interrupted; `announce` is told the address as soon as it answers. Port 0 is any free one.

    Raises KabargrafError where Starlette or uvicorn is missing, and where the address cannot be had.
    """
    try:
        import uvicorn

        from kg.server.application import PATH, application
    except ModuleNotFoundError as error:
        if error.name not in ("starlette", "uvicorn"):
            raise
        raise KabargrafError(
            "the graph is served by Starlette and uvicorn, which are not here: pip install 'kabargraf[serve]'"
        ) from None
    with _listening(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        url = f"http://{shown}:{listener.getsockname()[1]}{PATH}"
        app = application(settings, workers, origins=origins, local=_is_local(listener), on_start=lambda: announce(url))
        server = uvicorn.Server(
            uvicorn.Config(
                app, log_level="critical", access_log=False, server_header=False, timeout_graceful_shutdown=1
            )
        )
        with suppress(KeyboardInterrupt):
            try:
                server.run(sockets=[listener])
            except SystemExit:
                raise getattr(app.state, "failed", None) or KabargrafError("the server did not start") from None


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError, OverflowError):
        raise KabargrafError(
            f"--host {host}: no such address: 127.0.0.1 is this machine, 0.0.0.0 all its networks"
        ) from None
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(2048)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise KabargrafError(
                f"port {port} of {host} is taken by another program: name another with --port"
            ) from None
        raise KabargrafError(f"{host}:{port} cannot be listened at: {error.strerror}") from None
    return listener


def _is_local(listener: socket.socket) -> bool:
    return ipaddress.ip_address(listener.getsockname()[0].partition("%")[0]).is_loopback
