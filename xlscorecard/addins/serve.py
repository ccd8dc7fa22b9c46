"""The local server of the Office.js add-in: this machine only, HTTPS, a token, limits.

Who may call: pages that this server itself has sent (same origin), with the token that stands
in the user's own manifest. Nothing is stored and nothing is logged but errors.
"""

from __future__ import annotations

import hmac
import secrets
import ssl
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

from xlscorecard.addins.certificate import find_certificate, write_private
from xlscorecard.addins.office_file import TYPES, office_files
from xlscorecard.addins.office_sources import PORT, manifest
from xlscorecard.functions.wire import BadCall, answer_batch
from xlscorecard.model.errors import CannotWrite

HOST = "127.0.0.1"
MOST_BYTES = 8_000_000
# A request must come in within this many seconds, and so many are worked on at once.
_PATIENCE = 15.0
_AT_ONCE = 8


class Server(ThreadingHTTPServer):
    """Bound to 127.0.0.1; ``token`` is what a call must bring."""

    daemon_threads = True

    def __init__(self, port: int, token: str, pyodide: Path | None = None) -> None:
        self.token = token
        self.pyodide = pyodide
        self.places = threading.BoundedSemaphore(_AT_ONCE)
        super().__init__((HOST, port), _Handler)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def base(self) -> str:
        return f"https://localhost:{self.port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up, or does not trust the certificate yet, is no error of ours."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server_version = "xlscorecard"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE
    server: Server

    _SAFE: ClassVar = (
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "no-store"),
    )

    def do_GET(self) -> None:
        if not self._at_home():
            return
        name = self.path.partition("?")[0].lstrip("/")
        content = office_files().get(name)
        if content is None and self.server.pyodide is not None and name.startswith("pyodide/"):
            content = _file_below(self.server.pyodide, name.removeprefix("pyodide/"))
        if content is None:
            self._send(HTTPStatus.NOT_FOUND, b"no such file", "text/plain")
            return
        ending = name[name.rfind(".") :]
        self._send(HTTPStatus.OK, content, TYPES.get(ending, "application/octet-stream"))

    def do_POST(self) -> None:
        if not self._at_home() or not self._allowed():
            return
        size = self.headers.get("Content-Length", "")
        chunked = self.headers.get("Transfer-Encoding") is not None
        if chunked or not (size.isascii() and size.isdecimal()):
            self._refuse(HTTPStatus.LENGTH_REQUIRED, "say how long the request is")
            return
        if int(size) > MOST_BYTES:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the request is too large")
            return
        if self.path.partition("?")[0] != "/batch":
            self._refuse(HTTPStatus.NOT_FOUND, "no such address")
            return
        if not self.server.places.acquire(timeout=_PATIENCE):
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, "too many requests at once")
            return
        try:
            body = self.rfile.read(int(size))
            reply = answer_batch(body.decode("utf-8"))
        except (BadCall, UnicodeDecodeError, RecursionError) as error:
            self._refuse(HTTPStatus.BAD_REQUEST, str(error))
            return
        finally:
            self.server.places.release()
        self._send(HTTPStatus.OK, reply.encode("utf-8"), "application/json; charset=utf-8")

    def _at_home(self) -> bool:
        """A name other than this machine's own means that somebody's page points here."""
        if self.headers.get("Host") in {
            f"localhost:{self.server.port}",
            f"{HOST}:{self.server.port}",
        }:
            return True
        self._refuse(HTTPStatus.MISDIRECTED_REQUEST, "this server answers this machine only")
        return False

    def _allowed(self) -> bool:
        origin = self.headers.get("Origin")
        given = self.headers.get("X-Scorecard-Token", "")
        same = origin in {None, self.server.base, f"https://{HOST}:{self.server.port}"}
        if same and hmac.compare_digest(given.encode(), self.server.token.encode()):
            return True
        self._refuse(HTTPStatus.FORBIDDEN, "the token is missing or wrong")
        return False

    def _refuse(self, status: HTTPStatus, reason: str) -> None:
        self.close_connection = True
        self._send(status, reason.encode("utf-8"), "text/plain; charset=utf-8")

    def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in self._SAFE:
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its own name
        """Addresses carry the token: nothing of a request is written down."""


def _file_below(folder: Path, name: str) -> bytes | None:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        return None
    return path.read_bytes()


def start_server(folder: Path, port: int = PORT, pyodide: Path | None = None) -> Server:
    """A server ready to ``serve_forever``; its certificate, token and manifest.xml stand in
    ``folder``, which this user alone may read. Raises CannotWrite where the port is taken."""
    certificate, key = find_certificate(folder)
    token = _find_token(folder / "token")
    try:
        server = Server(port, token, pyodide)
    except OSError as error:
        raise CannotWrite(
            f"{HOST}:{port}",
            f"cannot be listened on ({error.strerror})",
            advice="Another server may be running; name another port with --port.",
        ) from error
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certificate, key)
    # The handshake is left to each connection's own thread, so that none can hold up the rest.
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    write_private(folder / "manifest.xml", manifest(server.base, token).encode("utf-8"))
    return server


def _find_token(path: Path) -> str:
    """The user's token, kept so that the manifest stays good from day to day."""
    try:
        token = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        token = ""
    if len(token) < 32:
        token = secrets.token_urlsafe(32)
        write_private(path, token.encode("ascii"))
    return token
