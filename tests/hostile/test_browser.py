"""Scripts in every text that a paper can set, in a real browser: each page that we write is opened
in Chromium with its content security policy switched off, and still nothing runs or is fetched."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import chromium
from tests.hostile.test_injection import scorecard
from tests.review.making import box_of, draw_paper
from xlscorecard.engine.rules import read_rules
from xlscorecard.history.find import find_histories
from xlscorecard.history.write import write_charts
from xlscorecard.model.decision import Action
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.review.decisions import read_decisions
from xlscorecard.review.desk import Desk
from xlscorecard.review.pictures import Pictures
from xlscorecard.review.report import write_report
from xlscorecard.review.server import ReviewServer
from xlscorecard.store.sqlite import write_sqlite

SCRIPTS = (
    "<script>ran('tag')</script>",
    "</title></style></script></textarea><script>ran('closed')</script>",
    "<img src=x onerror=ran('img')>",
    "\"><svg onload=ran('svg')><a xlink:href=\"javascript:ran('link')\">",
    "' autofocus tabindex=0 onfocus=ran('quote') x='",
    '" autofocus tabindex=0 onfocus=ran("double") x="',
    "--><iframe srcdoc=\"<script>parent.ran('frame')</script>\"></iframe>",
    "]]><script xmlns='http://www.w3.org/1999/xhtml'>ran('xml')</script>",
    "<?xml-stylesheet href='http://192.0.2.1/x.css'?><meta http-equiv=refresh content=0;url=//x>",
    "javascript:ran('url')",
    "&lt;script&gt;ran('twice')&lt;/script&gt; {{7*7}} ${ran('template')}",
)
TEXT = " ".join(SCRIPTS)
# What our own pages hold none of, or only their own.
FOREIGN = (
    "iframe, object, embed, base, form:not(#correction), img, [onerror], [onload], [onfocus],"
    " [autofocus], a[href*=javascript], script:not([src='review.js']), meta[http-equiv=refresh]"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(
        tmp_path_factory.mktemp("profile"), "--allow-file-access-from-files", bypass_csp=True
    ) as context:
        yield context


class Watched:
    """A page of the browser, and all that it has done of its own."""

    def __init__(self, browser: Any) -> None:
        self.page = browser.new_page()
        self.done: list[str] = []
        self.asked: set[str] = set()
        self.page.expose_function("ran", lambda what: self.done.append(str(what)))
        self.page.on("dialog", lambda dialog: self.done.append(dialog.message))
        self.page.on("request", lambda request: self.asked.add(request.url))

    def assert_quiet(self, *homes: str) -> None:
        """Nothing has run, nothing has come in as markup, and only our own was asked for."""
        assert self.page.query_selector_all(FOREIGN) == []
        self.page.wait_for_timeout(50)
        assert self.done == []
        assert [url for url in self.asked if not url.startswith(homes)] == []


@pytest.fixture
def watched(browser: Any) -> Iterator[Watched]:
    found = Watched(browser)
    yield found
    found.page.close()


def card(paper: Path) -> Scorecard:
    """Scripts in each field, in sure and in doubtful values, with pictures to show beside them."""
    made = scorecard(TEXT)
    (record,) = made.records
    values = tuple(
        replace(value, confidence=0.4, page=1, bbox=box_of(0)) for value in record.observations
    )
    finding = replace(made.findings[0], row=None, column=None)
    return replace(
        made,
        paper=replace(made.paper, sha256=draw_paper(paper)),
        records=(replace(record, observations=values),),
        findings=(*made.findings, finding),
    )


def test_it_would_be_seen_if_a_script_ran(watched: Watched, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(f"<body>{TEXT}</body>", encoding="utf-8")
    watched.page.goto((tmp_path / "bad.html").as_uri())
    watched.page.wait_for_timeout(300)
    assert {"closed", "img", "svg"} <= set(watched.done)


def test_the_report_of_doubts(watched: Watched, tmp_path: Path) -> None:
    store = tmp_path / "all.sqlite"
    made = card(tmp_path / "q1.pdf")
    write_sqlite([made], store)
    desk = Desk(store, (made,), Pictures({0: tmp_path / "q1.pdf"}), TEXT)
    desk.decide(0, Action.CORRECT, "81")
    report = tmp_path / "report"
    write_report((made,), read_decisions(store), Pictures({0: tmp_path / "q1.pdf"}), report)
    pages = sorted(report.glob("*.html"))
    assert len(pages) > 3
    for path in pages:
        watched.page.goto(path.as_uri())
        assert "ran('closed')" in watched.page.text_content("main")
        watched.assert_quiet(report.as_uri())


def test_the_page_of_the_review(watched: Watched, tmp_path: Path) -> None:
    store = tmp_path / "all.sqlite"
    made = card(tmp_path / "q1.pdf")
    write_sqlite([made], store)
    server = ReviewServer(Desk(store, (made,), Pictures({0: tmp_path / "q1.pdf"}), TEXT))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        page = watched.page
        page.goto(server.address)
        page.wait_for_selector("#doubt:not([hidden])")
        for _ in range(len(server.desk)):
            assert "ran('closed')" in page.text_content("main")
            watched.assert_quiet(server.address)
            before = page.text_content("#progress")
            page.keyboard.press("a")
            page.wait_for_function(
                "old => document.getElementById('progress').textContent !== old", arg=before
            )
        watched.assert_quiet(server.address)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_charts_of_a_history(watched: Watched, tmp_path: Path) -> None:
    cards = []
    for quarter in (1, 2, 3):
        made = scorecard(TEXT)
        (record,) = made.records
        value = replace(record.observations[0], period=f"2017/18 Q{quarter}")
        record = replace(record, observations=(value,), catalogue=None)
        cards.append(replace(made, records=(record,)))
    charts = tmp_path / "charts"
    write_charts(find_histories(cards, read_rules("default")), charts)
    (chart,) = charts.glob("*.svg")
    watched.page.goto(chart.as_uri())
    assert "ran(" in watched.page.evaluate("document.documentElement.textContent")
    watched.assert_quiet(charts.as_uri())
