"""A file that cannot be read gives one clear line, whatever is wrong with it."""

from __future__ import annotations

import contextlib
import tempfile
import zipfile
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.word.making import NAMES, make_word, par, run, table
from xlscorecard.model.errors import CannotRead
from xlscorecard.word.read import read_word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
BOMB = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w>&b;</w>'


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def word_stream(flags: int) -> bytes:
    return b"\xec\xa5" + bytes(8) + bytes([0, flags]) + bytes(500)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04 and no more", "the file is damaged"),
        (b"just text", "this is not a Word document"),
        (b"%PDF-1.7 ...", "this is a PDF, not a Word document"),
        (b"<html><body>table</body></html>", "this is a web page, not a Word document"),
        (OLE + utf16("EncryptedPackage"), "the file is protected by a password"),
        (OLE + word_stream(1) + utf16("WordDocument"), "the file is protected by a password"),
        (OLE + utf16("Workbook"), "this is an Excel workbook, not a Word document"),
    ],
)
def test_no_word_file(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(content)
    with pytest.raises(CannotRead) as caught:
        read_word(path)
    assert caught.value.reason == reason
    assert caught.value.advice
    assert str(caught.value).startswith("paper.docx: ")


def test_missing_and_folder(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="there is no such file"):
        read_word(tmp_path / "none.docx")
    with pytest.raises(CannotRead, match="this is not a file"):
        read_word(tmp_path)


def repacked(path: Path, part: str, content: bytes) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return path


@pytest.mark.parametrize(
    ("part", "content", "reason"),
    [
        ("word/document.xml", b"<w:document", "the file is damaged"),
        ("word/document.xml", b"<other/>", "this is not a Word document"),
        ("word/document.xml", BOMB, "declares a document type"),
        ("word/document.xml", BOMB.decode().encode("utf-16"), "declares a document type"),
        ("_rels/.rels", b"<x/>", "this is not a Word document"),
    ],
)
def test_damaged_or_hostile_parts(tmp_path: Path, part: str, content: bytes, reason: str) -> None:
    path = repacked(make_word(tmp_path / "paper.docx", par("x")), part, content)
    with pytest.raises(CannotRead, match=reason):
        read_word(path)


def test_a_package_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(CannotRead, match="this is an Excel workbook under a Word name"):
        read_word(path)


def test_every_cut_of_a_paper_is_read_or_refused_plainly(tmp_path: Path) -> None:
    whole = make_word(tmp_path / "whole.docx", par("x")).read_bytes()
    path = tmp_path / "paper.docx"
    for length in range(1, len(whole), 37):
        path.write_bytes(whole[:length])
        with pytest.raises(CannotRead):
            read_word(path)


EVERYTHING = (
    par(run("Scorecard", '<w:b/><w:color w:val="C00000" w:themeColor="accent1"/>'))
    + table("!Measure {fill=404040} | RAG {span=2} \n a {merge} | G {fill=00B050} | 1 \n ^ | R | 2")
    + par('<w:r><w:sym w:font="Wingdings" w:char="F0E9"/><w:pict><v:oval fillcolor="red"/></w:pict>'
          '<w:fldChar w:fldCharType="begin"/></w:r>')
)  # fmt: skip
JUNK = ["", "-1", "99999999999999", "0x", "NaN", "1e400", "é", "none", "FFFFFFFFF"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["drop", "twice", *JUNK])), max_size=6)
)
def test_whatever_a_strange_maker_writes_is_read_or_refused_plainly(
    changes: list[tuple[int, str]],
) -> None:
    root = etree.fromstring(f"<w:body {NAMES}>{EVERYTHING}</w:body>")
    for number, change in changes:
        elements = list(root.iter())
        element = elements[number % len(elements)]
        parent = element.getparent()
        if change in {"drop", "twice"} and parent is not None:
            parent.remove(element) if change == "drop" else parent.append(deepcopy(element))
        for name in element.attrib if change in JUNK else ():
            element.set(name, change)
    body = "".join(etree.tostring(child, encoding="unicode") for child in root)
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(CannotRead):
        read_word(make_word(Path(folder) / "paper.docx", body))


def test_a_package_that_unpacks_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = repacked(make_word(tmp_path / "paper.docx", par("x")), "word/x.bin", bytes(200_000))
    monkeypatch.setattr("xlscorecard.model.archive.MOST_BYTES_IN_ALL", 100_000)
    with pytest.raises(CannotRead, match="the file would unpack to more than a paper can hold"):
        read_word(path)
