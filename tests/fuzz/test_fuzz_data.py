"""Fuzzing of what strangers may give as data: JSON, CSV, Parquet and SQLite outputs, rule files,
and the structure of a PDF. Each is a sound file with foreign bodies in it, read or refused."""

from __future__ import annotations

import contextlib
import json
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bulk.making import paper_bytes
from tests.fuzz.papers import VOCABULARY
from tests.fuzz.test_fuzz import check_document, check_scorecard
from tests.hostile.test_injection import scorecard
from tests.scorecards import leicestershire
from xlscorecard.engine.evaluate import context_of, judge_record
from xlscorecard.engine.rules import parse_rules, shipped_names
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.fields import Row
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.outputs import write_decided
from xlscorecard.pipeline import read_document
from xlscorecard.store.json import to_json
from xlscorecard.store.read import read_data

_SETTINGS = settings(deadline=None, suppress_health_check=list(HealthCheck))
_NUMBERS = st.one_of(
    st.integers(), st.floats(), st.sampled_from([10**400, -0.0, 1e308, 2**63, "NaN", "1e999999"])
)
_SCALARS = st.one_of(
    st.none(), st.booleans(), _NUMBERS, st.text(max_size=8), st.sampled_from(VOCABULARY)
)
_JSON = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)


@cache
def _samples() -> tuple[Scorecard, ...]:
    council = leicestershire()
    return replace(council, records=council.records[:2]), scorecard("text")


@cache
def _cards() -> tuple[Row, ...]:
    return tuple(to_json(card) for card in _samples())


def _places(data: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path to each part of JSON data."""
    inner = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    return [here, *(place for key, part in inner for place in _places(part, (*here, key)))]


@st.composite
def json_data(draw: st.DrawFn) -> Any:
    """A scorecard's JSON in which some parts are something else, missing, or there twice."""
    data = json.loads(json.dumps(draw(st.sampled_from(_cards()))))
    for _ in range(draw(st.integers(1, 4))):
        places = [place for place in _places(data) if place]
        if not places:
            break
        *above, last = draw(st.sampled_from(places))
        holder = data
        for key in above:
            holder = holder[key]
        kind = draw(st.integers(0, 3))
        if kind == 0:
            del holder[last]
        elif kind == 1 and isinstance(holder, list):
            holder.append(holder[last])
        else:
            holder[last] = draw(_JSON)
    return data


@st.composite
def _edited(draw: st.DrawFn, whole: bytes, pieces: tuple[bytes, ...]) -> bytes:
    """Bytes with some cut out, doubled, changed, or replaced by a piece."""
    content = bytearray(whole)
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(content)))
        length = draw(st.sampled_from([0, 1, 1, 4, 20, 200]))
        kind = draw(st.integers(0, 2))
        if kind == 0:
            new = draw(st.binary(max_size=6))
        elif kind == 1:
            new = draw(st.sampled_from(pieces))
        else:
            other = draw(st.integers(0, len(content)))
            new = bytes(content[other : other + length])
        content[start : start + length] = new
    return bytes(content)


_CSV_PIECES = (
    *(b",", b";", b"\t", b'"', b'""', b"\r", b"\n", b"\x00", b"\xff", b"'=1+1", b"1e999", b"[["),
    *(b'{"a":', b"true", b"-1", b"99999999999999999999", b"NaN"),
)
_TOML_PIECES = (
    *(b"\n[[rule]]\n", b"\n[polarity]\n", b'"""', b"=", b"{", b"[", b"]", b'"10%"', b"-1", b"nan"),
    *(b"inf", b"1e400", b"2017-01-01", b'""', b"true", b"[[[[[[", b"id = ", b"units = []\n"),
    *(b'amber = { share = "-5%", least = "1e999pp" }\n', b"\x00", b"\xff", b'"1% of scale"'),
    *(b'"none"', b"99999999999999999999"),
)
_PDF_PIECES = (
    *(b" 0 R", b"3 0 R", b"<<", b">>", b"[", b"]", b"stream\n", b"endstream", b"endobj", b"(\\"),
    *(b"/Length -1", b"/Count 99999999", b"/Kids [2 0 R]", b"/MediaBox [0 0 1e9 1e9]", b"%%EOF"),
    *(b"/Filter [/FlateDecode /ASCIIHexDecode]", b"/Rotate 45", b"/UserUnit 1e30", b"-1", b"null"),
    *(b"99999999999", b"/Widths [1e38 nan]", b"/ToUnicode 3 0 R", b"/Encoding /Identity-H"),
    *(b"startxref\n0", b"/Type /ObjStm", b"/Parent 3 0 R"),
)


@cache
def _written(ending: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"data{ending}"
        write_decided(_samples(), path)
        return path.read_bytes()


def _check_data(content: bytes, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(CannotRead):
        path = Path(folder) / f"data{ending}"
        path.write_bytes(content)
        for card in read_data(path):
            check_scorecard(card)


@settings(_SETTINGS, max_examples=80)
@given(json_data())
def test_json_data(data: Any) -> None:
    _check_data(json.dumps(data).encode("ascii"), ".json")


@settings(_SETTINGS, max_examples=80)
@given(st.deferred(lambda: _edited(_written(".csv"), _CSV_PIECES)))
def test_csv_data(content: bytes) -> None:
    _check_data(content, ".csv")


@settings(_SETTINGS, max_examples=30)
@given(st.deferred(lambda: _edited(_written(".parquet"), _CSV_PIECES)))
def test_parquet_data(content: bytes) -> None:
    _check_data(content, ".parquet")


@settings(_SETTINGS, max_examples=30)
@given(st.deferred(lambda: _edited(_written(".sqlite"), _CSV_PIECES)))
def test_sqlite_data(content: bytes) -> None:
    _check_data(content, ".sqlite")


@cache
def _rule_files() -> tuple[bytes, ...]:
    folder = Path(__file__).parents[2] / "xlscorecard" / "engine"
    return tuple((folder / f"{name}.toml").read_bytes() for name in shipped_names())


@settings(_SETTINGS, max_examples=80)
@given(st.deferred(lambda: st.sampled_from(_rule_files()).flatmap(
    lambda whole: _edited(whole, _TOML_PIECES))))  # fmt: skip
def test_rule_file(content: bytes) -> None:
    """Rules that are read can be judged by."""
    with contextlib.suppress(CannotRead, UnicodeDecodeError):
        rules = parse_rules(content.decode("utf-8"))
        card = _samples()[0]
        context = context_of(card, rules)
        for record in card.records:
            judge_record(record, context)


@settings(_SETTINGS, max_examples=60)
@given(st.deferred(lambda: _edited(paper_bytes(1), _PDF_PIECES)))
def test_pdf_structure(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(CannotRead):
        path = Path(folder) / "paper.pdf"
        path.write_bytes(content)
        check_document(read_document(path))


TARGETS = {
    "json": test_json_data,
    "csv": test_csv_data,
    "parquet": test_parquet_data,
    "sqlite": test_sqlite_data,
    "rules": test_rule_file,
    "structure": test_pdf_structure,
}
