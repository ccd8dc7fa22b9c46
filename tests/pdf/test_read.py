"""Files that are fine, and files that are not."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas

from tests.pdf.making import draw_pdf
from xlscorecard.model.errors import CannotRead
from xlscorecard.pdf import read
from xlscorecard.pdf.read import document_facts, read_pdf


def text(paper: Any) -> None:
    paper.drawString(50, 250, "Target 62%")


def three_pages(path: Path) -> Path:
    paper = canvas.Canvas(str(path), pagesize=(400, 300))
    for number in range(1, 4):
        paper.drawString(50, 250, f"page{number}")
        paper.showPage()
    paper.save()
    return path


def test_pages_come_one_by_one_in_order(tmp_path: Path) -> None:
    pages = read_pdf(three_pages(tmp_path / "a.pdf"))
    assert [(page.number, page.words[0].text) for page in pages] == [
        (1, "page1"),
        (2, "page2"),
        (3, "page3"),
    ]


def test_some_pages_only(tmp_path: Path) -> None:
    path = three_pages(tmp_path / "a.pdf")
    assert [page.number for page in read_pdf(path, range(2, 9))] == [2, 3]
    assert list(read_pdf(path, range(7, 9))) == []


def test_a_long_paper_is_opened_anew_in_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "PAGES_AT_ONCE", 2)
    pages = read_pdf(three_pages(tmp_path / "a.pdf"))
    assert [page.words[0].text for page in pages] == ["page1", "page2", "page3"]


def test_facts(tmp_path: Path) -> None:
    facts = document_facts(draw_pdf(tmp_path / "a.pdf", text))
    assert (facts.pages, facts.title) == (1, "Quarter 1 report")


def reason(path: Path) -> CannotRead:
    with pytest.raises(CannotRead) as caught:
        list(read_pdf(path))
    error = caught.value
    assert error.file == str(path)
    assert error.advice
    assert "\n" not in str(error)
    return error


def test_missing_folder_and_empty(tmp_path: Path) -> None:
    assert "no such file" in reason(tmp_path / "none.pdf").reason
    assert "folder" in reason(tmp_path).reason
    empty = tmp_path / "empty.pdf"
    empty.touch()
    assert "empty" in reason(empty).reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    assert "pipe" in reason(pipe).reason


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"PK\x03\x04 a Word file", "docx"),
        (b"\xd0\xcf\x11\xe0 an old Word file", ".doc"),
        (b"<!DOCTYPE html><title>Log in</title>", "web page"),
        (b"plain text", "Ask"),
    ],
)
def test_what_is_no_pdf_is_told_apart(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    error = reason(path)
    assert "not a PDF" in error.reason
    assert word in error.advice


def test_locked(tmp_path: Path) -> None:
    path = draw_pdf(tmp_path / "a.pdf", text, encrypt=StandardEncryption("open", "owner"))
    assert "password" in reason(path).reason


def test_encrypted_without_a_password_to_open_is_read(tmp_path: Path) -> None:
    path = draw_pdf(tmp_path / "a.pdf", text, encrypt=StandardEncryption("", "owner"))
    assert next(read_pdf(path)).words[0].text == "Target"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_cut_short(tmp_path: Path, share: float) -> None:
    path = three_pages(tmp_path / "a.pdf")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert "ends too early" in reason(path).reason


def test_garbage_behind_a_right_header(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"\nstartxref\n99\n%%EOF\n")
    assert "damaged" in reason(path).reason


def test_a_page_with_too_many_characters_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "MAX_CHARACTERS", 5)
    page = next(read_pdf(draw_pdf(tmp_path / "a.pdf", text)))
    assert "characters" in page.unread
    assert page.words == ()


def test_a_page_with_too_many_objects_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "MAX_OBJECTS", 0)
    assert "objects" in next(read_pdf(draw_pdf(tmp_path / "a.pdf", text))).unread
