"""The local page's answers, and that no other site and no wrong address gets any."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.review.making import HOSTILE, reviewing
from xlscorecard.review.decisions import read_decisions
from xlscorecard.review.server import HOST, ReviewServer


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[ReviewServer, Path]]:
    with reviewing(tmp_path) as served:
        yield served


def ask(
    server: ReviewServer,
    path: str,
    *,
    method: str = "GET",
    body: object = None,
    headers: dict[str, str | None] | None = None,
) -> tuple[int, dict[str, str], bytes]:
    """A request as our own page's script makes it, but for ``headers`` (None leaves one out)."""
    sent: dict[str, str | None] = {"Host": f"{HOST}:{server.server_address[1]}"}
    if method == "POST":
        sent |= {"Origin": server.origin, "Content-Type": "application/json"}
    sent |= headers or {}
    connection = http.client.HTTPConnection(HOST, int(server.server_address[1]), timeout=10)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    content = b"" if body is None else json.dumps(body).encode()
    for name, value in sent.items():
        if value is not None:
            connection.putheader(name, value)
    if method == "POST":
        connection.putheader("Content-Length", str(len(content)))
    connection.endheaders(content)
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def test_the_page_its_state_and_its_pictures(served: tuple[ReviewServer, Path]) -> None:
    server, _ = served
    status, headers, body = ask(server, f"/{server.token}/")
    assert status == 200
    assert b"Review of doubtful values" in body
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    state = json.loads(ask(server, f"/{server.token}/state")[2])
    assert state["counts"]["doubts"] == 5
    assert state["doubt"]["raw"] == "87.5%"
    assert state["doubt"]["picture"]["box"] == [390.0, 120.0, 470.0, 144.0]
    status, headers, picture = ask(
        server, f"/{server.token}/{state['doubt']['picture']['address']}"
    )
    assert (status, headers["Content-Type"]) == (200, "image/png")
    assert picture.startswith(b"\x89PNG")


def test_it_listens_on_this_machine_only(served: tuple[ReviewServer, Path]) -> None:
    assert served[0].server_address[0] == "127.0.0.1"
    assert len(served[0].token) >= 40


def test_every_answer_has_the_strict_headers(served: tuple[ReviewServer, Path]) -> None:
    server, _ = served
    for path in (f"/{server.token}/", f"/{server.token}/state", "/", "/favicon.ico"):
        headers = ask(server, path)[1]
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert not [name for name in headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "localhost"},
        {"Host": None},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_cannot_read(
    served: tuple[ReviewServer, Path], headers: dict[str, str | None]
) -> None:
    server, _ = served
    for path in ("state", "page/0/1.png", "review.js"):
        status, _, body = ask(server, f"/{server.token}/{path}", headers=headers)
        assert status in {400, 403}
        assert b"Northmere" not in body


@pytest.mark.parametrize("path", ["/", "/state", "/wrong-token/state", "//state", "/%2e%2e/state"])
def test_without_the_token_there_is_nothing(served: tuple[ReviewServer, Path], path: str) -> None:
    status, _, body = ask(served[0], path)
    assert status == 403
    assert b"Northmere" not in body


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": None},
        {"Sec-Fetch-Site": "cross-site"},
        {"Host": "evil.example"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
    ],
)
def test_another_site_cannot_write(
    served: tuple[ReviewServer, Path], headers: dict[str, str | None]
) -> None:
    server, store = served
    body = {"number": 0, "action": "accept"}
    status, _, _ = ask(server, f"/{server.token}/decide", method="POST", body=body, headers=headers)
    assert status in {403, 415}
    assert read_decisions(store) == ()


@pytest.mark.parametrize(
    "body",
    [
        {"number": -1, "action": "accept"},
        {"number": 5, "action": "accept"},
        {"number": True, "action": "accept"},
        {"number": "0", "action": "accept"},
        {"number": 0, "action": "drop"},
        {"number": 0, "action": "correct", "text": ""},
        {"number": 0, "action": "correct", "text": "x" * 501},
        {"number": 0, "action": "correct", "text": ["81"]},
        {"number": 4, "action": "absent"},
        ["accept"],
        "accept",
        {"number": 0, "action": "correct", "text": "x" * 10_000},
    ],
)
def test_a_message_that_makes_no_sense_changes_nothing(
    served: tuple[ReviewServer, Path], body: object
) -> None:
    server, store = served
    status, _, _ = ask(server, f"/{server.token}/decide", method="POST", body=body)
    assert status in {400, 409, 413}
    assert read_decisions(store) == ()


def test_a_decision_is_stored_before_it_is_confirmed(served: tuple[ReviewServer, Path]) -> None:
    server, store = served
    body = {"number": 0, "action": "correct", "text": "81.5%"}
    status, _, answer = ask(server, f"/{server.token}/decide", method="POST", body=body)
    assert status == 200
    assert json.loads(answer)["doubt"]["raw"] == "64.0%"
    (kept,) = read_decisions(store)
    assert (kept.action, kept.text, kept.who) == ("correct", "81.5%", "Ann")
    told = json.loads(ask(server, f"/{server.token}/doubt?number=0")[2])
    assert told["doubt"]["decision"]["means"] == "81.5 per cent"
    ask(server, f"/{server.token}/undo", method="POST", body={})
    told = json.loads(ask(server, f"/{server.token}/doubt?number=0")[2])
    assert told["doubt"]["decision"] is None
    assert [d.action for d in read_decisions(store)] == ["correct", "withdraw"]


def test_a_papers_text_is_data_in_every_answer(served: tuple[ReviewServer, Path]) -> None:
    server, _ = served
    _, headers, body = ask(server, f"/{server.token}/doubt?number=3")
    assert headers["Content-Type"] == "application/json"
    assert json.loads(body)["doubt"]["title"] == HOSTILE
    for name in ("", "review.js", "review.css"):
        assert b"alert(" not in ask(server, f"/{server.token}/{name}")[2]
