"""The review as a person does it: in headless Chromium, by keyboard alone, checked with axe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import chromium
from tests.review.making import HOSTILE, draw_paper, misread, reviewing
from xlscorecard.review.decisions import read_decisions
from xlscorecard.review.pictures import Pictures, find_paper_files
from xlscorecard.review.report import write_report
from xlscorecard.review.server import ReviewServer

AXE = Path(__file__).resolve().parents[2] / ".cache/axe/node_modules/axe-core/axe.min.js"
PAGES = 12


@dataclass
class Seen:
    """A browser page, and what it fetched and complained of."""

    page: Any
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(
        tmp_path_factory.mktemp("profile"), viewport={"width": 1280, "height": 900}
    ) as context:
        yield context


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[ReviewServer, Path]]:
    with reviewing(tmp_path, PAGES) as served:
        yield served


@pytest.fixture
def seen(browser: Any, served: tuple[ReviewServer, Path]) -> Iterator[Seen]:
    found = Seen(browser.new_page())
    found.page.on("request", lambda request: found.asked.append(request.url))
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    found.page.on("dialog", lambda dialog: found.complaints.append(dialog.message))
    found.page.goto(served[0].address)
    found.page.wait_for_selector("#doubt:not([hidden])")
    yield found
    found.page.close()


def text(seen: Seen, name: str) -> str:
    return str(seen.page.text_content(f"#{name}"))


def press(seen: Seen, key: str, message: str) -> None:
    seen.page.keyboard.press(key)
    seen.page.wait_for_function(
        "told => document.getElementById('message').textContent.startsWith(told)", arg=message
    )


def axe(page: Any) -> list[str]:
    if not AXE.is_file():
        pytest.skip("axe-core is not fetched (./check fetches it)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)
    return [f"{v['id']}: {[n['html'] for n in v['nodes']]}" for v in found["violations"]]


def test_settled_by_keyboard_alone(seen: Seen, served: tuple[ReviewServer, Path]) -> None:
    _, store = served
    assert text(seen, "raw") == "87.5%"
    assert "overlap" in text(seen, "why")
    seen.page.keyboard.press("c")
    seen.page.keyboard.type("81.5%")
    seen.page.wait_for_function(
        "() => document.getElementById('preview').textContent.includes('81.5')"
    )
    press(seen, "Enter", "Corrected.")
    press(seen, "a", "Accepted.")
    press(seen, "n", "Marked as not there.")
    press(seen, "u", "Undone")
    press(seen, "s", "Skipped.")
    press(seen, "b", "Back.")
    kept = [(d.action.value, d.text) for d in read_decisions(store)]
    assert kept == [("correct", "81.5%"), ("accept", ""), ("absent", ""), ("withdraw", "")]
    assert not seen.complaints


def test_the_box_is_drawn_on_the_value(seen: Seen) -> None:
    rect = seen.page.query_selector("#page svg rect:last-child")
    box = [float(rect.get_attribute(name)) for name in ("x", "y", "width", "height")]
    x, y, width, height = box
    assert x <= 390 <= x + 4
    assert y <= 120 <= y + 4
    assert x + width >= 470
    assert y + height >= 144
    label = seen.page.get_attribute("#page svg", "aria-label")
    assert label == "Page 1 of q1.pdf, a box around the value read as 87.5%"


# From the key to the next value with both of its pictures on the screen.
TIMED = """
() => new Promise(done => {
  const title = document.getElementById('progress');
  const began = performance.now();
  const watch = new MutationObserver(async () => {
    watch.disconnect();
    const address = document.querySelector('#page image').getAttribute('href');
    const image = new Image();
    image.src = address;
    await image.decode();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)));
  });
  watch.observe(title, {childList: true});
  document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'a', bubbles: true}));
})
"""


def test_the_next_value_is_there_at_once(seen: Seen) -> None:
    # As a person does: a look at each value, then the key.
    taken = []
    for _ in range(12):
        seen.page.wait_for_timeout(250)
        taken.append(seen.page.evaluate(TIMED))
    assert sorted(taken)[len(taken) // 2] < 200, taken


def test_accessible_while_reviewing(seen: Seen) -> None:
    assert axe(seen.page) == []
    seen.page.keyboard.press("c")
    assert axe(seen.page) == []
    assert seen.page.evaluate("document.activeElement.id") == "text"


def test_single_keys_can_be_switched_off(seen: Seen, served: tuple[ReviewServer, Path]) -> None:
    seen.page.click("#single")
    seen.page.keyboard.press("a")
    seen.page.wait_for_timeout(100)
    assert read_decisions(served[1]) == ()
    seen.page.focus("#accept")
    press(seen, "Enter", "Accepted.")


def test_no_text_becomes_markup_and_nothing_is_asked_outside(
    seen: Seen, served: tuple[ReviewServer, Path]
) -> None:
    server, _ = served
    while text(seen, "title") != HOSTILE:
        seen.page.keyboard.press("s")
        seen.page.wait_for_function(
            "old => document.getElementById('title').textContent !== old"
            " || document.getElementById('place').textContent.includes('page')",
            arg=text(seen, "title"),
        )
        seen.page.wait_for_timeout(20)
    assert seen.page.query_selector("main img") is None
    assert seen.page.query_selector("main script") is None
    assert all(url.startswith(server.origin) for url in seen.asked)
    assert not seen.complaints


def test_narrow_and_enlarged_there_is_no_sideways_scrolling(seen: Seen) -> None:
    seen.page.set_viewport_size({"width": 320, "height": 640})
    width = seen.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320


def test_another_site_in_the_same_browser_gets_nothing(
    browser: Any, served: tuple[ReviewServer, Path]
) -> None:
    server, store = served
    page = browser.new_page()
    page.route("http://evil.example/**", lambda route: route.fulfill(
        body="<!doctype html><title>evil</title><body>", content_type="text/html"))  # fmt: skip
    page.goto("http://evil.example/")
    attack = """async ([address]) => {
      const results = [];
      for (const [path, options] of [
        ['state', {}], ['state', {mode: 'no-cors'}],
        ['decide', {method: 'POST', mode: 'no-cors', body: '{"number":0,"action":"accept"}'}],
        ['decide', {method: 'POST', headers: {'Content-Type': 'application/json'},
                    body: '{"number":0,"action":"accept"}'}],
      ]) {
        try {
          const answer = await fetch(address + path, options);
          results.push(await answer.text());
        } catch (error) { results.push(''); }
      }
      const picture = new Image();
      const drawn = new Promise(done => {
        picture.onload = () => done('drawn'); picture.onerror = () => done('');
      });
      picture.src = address + 'page/0/1.png';
      results.push(await drawn);
      const frame = document.createElement('iframe');
      frame.src = address;
      document.body.append(frame);
      await new Promise(done => { frame.onload = done; setTimeout(done, 1500); });
      try { results.push(frame.contentDocument ? frame.contentDocument.title : ''); }
      catch (error) { results.push(''); }
      return results;
    }"""
    results = page.evaluate(attack, [server.address])
    page.close()
    assert all(found == "" for found in results), results
    assert read_decisions(store) == ()


def test_the_static_report_is_accessible_and_runs_nothing(browser: Any, tmp_path: Path) -> None:
    cards = (misread("q1.pdf", draw_paper(tmp_path / "q1.pdf")),)
    pictures = Pictures(find_paper_files(cards, [tmp_path]))
    names = write_report(cards, (), pictures, tmp_path / "report")
    page = browser.new_page()
    complaints: list[str] = []
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    for name in ("index.html", names[0], names[3], names[4]):
        page.goto((tmp_path / "report" / name).as_uri())
        # The report lets no script run, so the checker comes in through the debugger.
        assert axe(page) == []
        assert page.query_selector("script") is None
        assert page.query_selector("img") is None
    page.goto((tmp_path / "report" / names[0]).as_uri())
    width = page.evaluate(
        "async () => { const i = new Image(); i.src = document.querySelector('image')"
        ".getAttribute('href'); await i.decode(); return i.naturalWidth; }"
    )
    page.close()
    assert width > 1000, "the picture of the page is there"
    assert not complaints
