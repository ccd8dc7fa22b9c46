"""The local page: answers to this machine's browser, to nobody else and to no other site.

It listens on 127.0.0.1 only. Every address holds a random token, so that no other page can name
one; Host must be our own (against DNS rebinding), Origin and Sec-Fetch-Site too. There are no
cookies and no CORS headers, and the content security policy lets no inline script, no outside
request and no frame pass. Answers are our own files, JSON and PNG: a paper's text is never markup.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
import sys
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from urllib.parse import parse_qs, urlsplit

from xlscorecard.model.decision import Action
from xlscorecard.model.errors import CannotRead
from xlscorecard.review.desk import Desk

HOST = "127.0.0.1"
# A decision is a few words; anything longer is no message of ours.
_LONGEST_BODY = 4_096
_FILES = {
    "": ("index.html", "text/html; charset=utf-8"),
    "review.css": ("review.css", "text/css; charset=utf-8"),
    "review.js": ("review.js", "text/javascript; charset=utf-8"),
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_PICTURE = re.compile(r"page/(\d{1,7})/(\d{1,5})\.png")


class ReviewServer(ThreadingHTTPServer):
    """Serves one desk until it is shut down; ``address`` is where the browser goes."""

    daemon_threads = True
    # On Windows this would let another program take over the port.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, desk: Desk, port: int = 0) -> None:
        super().__init__((HOST, port), _Handler)
        self.desk = desk
        self.token = secrets.token_urlsafe(32)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that has gone on to the next value is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://{HOST}:{self.server_address[1]}"

    @property
    def address(self) -> str:
        """The page, with its token."""
        return f"{self.origin}/{self.token}/"


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    server_version = "xlscorecard"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        path = self._path()
        if path is None:
            return
        desk = self.server.desk
        query = {name: found[0] for name, found in parse_qs(urlsplit(self.path).query).items()}
        picture = _PICTURE.fullmatch(path)
        if path in _FILES:
            name, kind = _FILES[path]
            self._send(HTTPStatus.OK, page_file(name), kind)
        elif picture is not None:
            self._picture(int(picture[1]), int(picture[2]))
        elif path == "state":
            self._json({"counts": desk.counts(), "doubt": self._shown(desk.next_open(-1))})
        elif path == "doubt":
            self._doubt(query.get("number", ""))
        elif path == "means" and self._number(query.get("number", "")) is not None:
            number = self._number(query["number"]) or 0
            self._json({"means": desk.interpreted(number, query.get("text", ""))})
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "there is no such page")

    def do_POST(self) -> None:
        path = self._path()
        if path is None:
            return
        # A browser names the origin of every POST; without it, it is no page of ours.
        if self.headers.get("Origin") != self.server.origin:
            self._refuse(HTTPStatus.FORBIDDEN, "another site may not decide")
            return
        if self.headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
            self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "JSON is wanted")
            return
        body = self._body()
        if body is None:
            return
        if path == "decide":
            self._decide(body)
        elif path == "undo":
            at = self.server.desk.undo()
            self._json({"counts": self.server.desk.counts(), "doubt": self._shown(at)})
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "there is no such page")

    def _path(self) -> str | None:
        """What stands behind the token; None when the request was refused."""
        host = f"{HOST}:{self.server.server_address[1]}"
        if self.headers.get_all("Host") != [host]:
            self._refuse(HTTPStatus.FORBIDDEN, "this is not our address")
            return None
        if self.headers.get("Origin", self.server.origin) != self.server.origin:
            self._refuse(HTTPStatus.FORBIDDEN, "another site may not read")
            return None
        token, slash, path = urlsplit(self.path).path.removeprefix("/").partition("/")
        right = hmac.compare_digest(token.encode(), self.server.token.encode())
        if not slash or not right:
            self._refuse(HTTPStatus.FORBIDDEN, "the address lacks its token")
            return None
        # A link elsewhere may lead to the page itself, but nothing else may be fetched from there.
        if path and self.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            self._refuse(HTTPStatus.FORBIDDEN, "another site may not read")
            return None
        return path

    def _body(self) -> dict[str, object] | None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > _LONGEST_BODY:
            self.close_connection = True
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the message is too long")
            return None
        try:
            body = json.loads(self.rfile.read(int(length)))
        except ValueError:
            body = None
        if not isinstance(body, dict):
            self._refuse(HTTPStatus.BAD_REQUEST, "the message is not understood")
            return None
        return body

    def _decide(self, body: dict[str, object]) -> None:
        desk = self.server.desk
        number, text = body.get("number"), body.get("text", "")
        known = isinstance(number, int) and not isinstance(number, bool)
        if not known or not isinstance(number, int) or not 0 <= number < len(desk):
            self._refuse(HTTPStatus.BAD_REQUEST, "there is no such value")
            return
        action = body.get("action")
        if not isinstance(text, str) or action not in {"accept", "correct", "absent", "withdraw"}:
            self._refuse(HTTPStatus.BAD_REQUEST, "the decision is not understood")
            return
        try:
            desk.decide(number, Action(str(action)), text)
        except CannotRead as error:
            self._refuse(HTTPStatus.CONFLICT, str(error))
            return
        following = number if action == "withdraw" else desk.next_open(number)
        shown = self._shown(number if following is None else following)
        self._json({"counts": desk.counts(), "doubt": shown, "done": following is None})

    def _doubt(self, text: str) -> None:
        number = self._number(text)
        if number is None:
            self._refuse(HTTPStatus.NOT_FOUND, "there is no such value")
        else:
            self._json({"counts": self.server.desk.counts(), "doubt": self._shown(number)})

    def _number(self, text: str) -> int | None:
        count = len(self.server.desk)
        return int(text) if re.fullmatch(r"\d{1,9}", text) and int(text) < count else None

    def _shown(self, number: int | None) -> dict[str, object] | None:
        return None if number is None else self.server.desk.shown(number)

    def _picture(self, paper: int, page: int) -> None:
        drawn = self.server.desk.pictures.page(paper, page)
        if drawn is None:
            self._refuse(HTTPStatus.NOT_FOUND, "there is no picture of this page")
        else:
            self._send(HTTPStatus.OK, drawn.png, "image/png", keep=True)

    def _json(self, answer: dict[str, object]) -> None:
        body = json.dumps(answer, ensure_ascii=True).encode()
        self._send(HTTPStatus.OK, body, "application/json")

    def _refuse(self, status: HTTPStatus, reason: str) -> None:
        # What is left of a refused message must not be taken for the next one.
        self.close_connection = True
        self._send(status, json.dumps({"error": reason}).encode(), "application/json")

    def _send(self, status: HTTPStatus, body: bytes, kind: str, *, keep: bool = False) -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "private, max-age=3600" if keep else "no-store")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
        """Nothing is logged: the address holds the token."""


@cache
def page_file(name: str) -> bytes:
    """A file of the page, as shipped."""
    return files("xlscorecard.review").joinpath("page", name).read_bytes()
