"""HTTP in, HTTP out: requests to /sparql go to the pool of workers, and what came of them becomes a response.

`application(settings, workers=4)` is an ASGI application; whatever a request holds, its answer is a status with a sentence.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import KabargrafError
from kg.server.media import GRAPHS, best
from kg.server.pool import Pool
from kg.server.protocol import Fault, read
from kg.server.worker import Answer, Settings, said

PATH = "/sparql"
BODY = 1 << 20  # bytes of a query: longer ones are refused
HEARD = 64 << 20  # bytes that are read of one, and thrown away, so that the client hears that it is too long
HERE = ["localhost", "127.0.0.1", "::1", "[::1]"]
DESCRIPTION = Path(__file__).parent / "description.ttl"
SAFE = {"X-Content-Type-Options": "nosniff", "Vary": "Accept"}  # what articles say is never taken for a page


def application(
    settings: Settings,
    workers: int,
    *,
    origins: Sequence[str] = (),
    local: bool = True,
    on_start: Callable[[], None] = lambda: None,
) -> Starlette:
    """The endpoint; pages of these `origins` may read its answers. A `local` one answers only to names of this machine: a
    page that has its own name point here (DNS rebinding) gets nothing.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        try:
            async with Pool(settings, workers) as pool:
                app.state.pool = pool
                on_start()
                yield
        except KabargrafError as error:  # the server would print it with all that called it
            app.state.failed = error
            raise

    middleware = []
    if local:
        middleware.append(Middleware(TrustedHostMiddleware, allowed_hosts=HERE, www_redirect=False))
    if origins:
        middleware.append(
            Middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET", "POST"], allow_headers=["*"])
        )
    return Starlette(
        routes=[Route(PATH, sparql, methods=["GET", "POST"])],
        middleware=middleware,
        exception_handlers={HTTPException: _elsewhere},
        lifespan=lifespan,
    )


async def sparql(request: Request) -> Response:
    """A request to the endpoint."""
    try:
        body = await _body(request) if request.method == "POST" else b""
        content_type, accept = (_header(request, name) for name in ("content-type", "accept"))
        asked = read(request.method, request.scope["query_string"], content_type, body)
        if asked is None:
            return _response(_description(request, accept))
        dataset = asked.dataset
        default, named = (dataset.default, dataset.named) if dataset else ((), ())
        wanted = {"query": asked.query, "default": default, "named": named, "accept": accept}
        return _response(await _while_awaited(request, wanted))
    except Fault as fault:
        return _response(said(fault.status, fault.words), fault.headers)
    except ClientDisconnect:
        return Response(status_code=400)  # nobody hears it
    except asyncio.CancelledError:  # uvicorn ends what still runs at the end
        return _response(said(503, "the server has been stopped"))


async def _while_awaited(request: Request, wanted: dict[str, Any]) -> Answer:
    """The pool's answer; given up, with its worker, as soon as the client has gone."""
    pool: Pool = request.app.state.pool
    answering = asyncio.create_task(pool.ask(wanted))
    leaving = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not answering.done():
            raise ClientDisconnect
        return answering.result()
    finally:
        leaving.cancel()
        answering.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _body(request: Request) -> bytes:
    body, size = bytearray(), 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= BODY:
            body += chunk
        elif size > HEARD:
            break
    if size > BODY:
        raise Fault(413, f"a query has at most {BODY >> 20} MB", {"Connection": "close"})
    return bytes(body)


def _header(request: Request, name: str) -> str:
    """All values of a header as one."""
    return ",".join(request.headers.getlist(name))


def _description(request: Request, accept: str) -> Answer:
    """What this service is, about the address at which it was asked."""
    media = best(accept, GRAPHS)
    if media is None:
        raise Fault(406, f"the description of this service can be had as {', '.join(GRAPHS)}")
    try:
        address = f"{request.url.scheme}://{request.url.netloc}{PATH}"
        triples = ox.parse(DESCRIPTION.read_bytes(), ox.RdfFormat.TURTLE, base_iri=address)
        prefixes = {
            "formats": "http://www.w3.org/ns/formats/",
            "sd": "http://www.w3.org/ns/sparql-service-description#",
        }
        return Answer(200, media, ox.serialize(triples, format=GRAPHS[media], prefixes=prefixes) or b"")
    except (ValueError, SyntaxError):
        raise Fault(400, "the Host of the request is no name of a machine") from None


async def _elsewhere(request: Request, error: Exception) -> Response:
    """Another address, or another method than GET, HEAD and POST."""
    assert isinstance(error, HTTPException)
    words = f"nothing is here: the endpoint is {PATH}" if error.status_code == 404 else "a query is sent by GET or POST"
    return _response(said(error.status_code, words), dict(error.headers or {}))


def _response(answer: Answer, headers: dict[str, str] | None = None) -> Response:
    return Response(answer.body, answer.status, media_type=answer.media, headers={**SAFE, **(headers or {})})
