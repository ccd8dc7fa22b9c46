"""References at the head of a title, in a cell of their own, and ASCOF codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscorecard.values.reference import looks_like_reference, normalise_code, split_reference


@pytest.mark.parametrize(
    ("text", "reference", "title"),
    [
        (
            "28 Annual reviews completed (all services)",
            "28",
            "Annual reviews completed (all services)",
        ),
        ("49 18+ services (access, MASH)", "49", "18+ services (access, MASH)"),
        ("12 Out of work benefit claimants", "12", "Out of work benefit claimants"),
        ("7. Waste sent to landfill", "7", "Waste sent to landfill"),
        ("1.2 Council tax collected", "1.2", "Council tax collected"),
        ("ASCOF 3D pt 1 % of SUs", "ASCOF 3D pt 1", "% of SUs"),
        ("ASCOF 1C(1A) Adults with support", "ASCOF 1C(1A)", "Adults with support"),
        ("ASCOF 1C pt 2a Adults", "ASCOF 1C pt 2a", "Adults"),
        ("ASCOF1A Quality of life", "ASCOF1A", "Quality of life"),
        ("2A (i) Permanent admissions", "2A (i)", "Permanent admissions"),
        ("1C(1A) Adults", "1C(1A)", "Adults"),
        ("3D: Information", "3D", "Information"),
        ("PVP01 People supported", "PVP01", "People supported"),
        ("STF100 - Average sickness", "STF100", "Average sickness"),
        ("CORP02La Red rated Large Projects", "CORP02La", "Red rated Large Projects"),
        ("P08 Out of work benefit claimants", "P08", "Out of work benefit claimants"),
        ("NI 193 Municipal waste", "NI 193", "Municipal waste"),
        ("NI193: Municipal waste", "NI193", "Municipal waste"),
        ("P1: Applications decided", "P1", "Applications decided"),
    ],
)
def test_a_reference_at_the_head(text: str, reference: str, title: str) -> None:
    assert split_reference(text) == (reference, title)


@pytest.mark.parametrize(
    "text",
    [
        "65+ clients home 91 days after discharge",
        "% of sequels",
        "18+ services",
        "18-64 year olds admitted",
        "91 days after discharge",
        "2 Week Wait for cancer",
        "1 in 4 people",
        "2.5% of the budget",
        "CO2 emissions from council operations",
        "CO2 Emissions",
        "P1 crimes solved",
        "PM10: annual mean",
        "KS2 Reading, writing and maths",
        "S42 Enquiries concluded",
        "A4 paper used",
        "2017 Survey of tenants",
        "16-17 year olds NEET",
        "Annual reviews",
        "PVP01",
        "28",
        "",
    ],
)
def test_no_reference_at_the_head(text: str) -> None:
    assert split_reference(text) == (None, text)


@pytest.mark.parametrize(
    "text",
    ["PVP01", "2A (i)", "NI 193", "7", "28", "1.2", "ASCOF2A1", "ASCOF 1C pt 1a", "STF100", "H10",
     "0544", "SLI Core: Reviews", "Local", "1I(2)", "CORP02La"],
)  # fmt: skip
def test_a_cell_that_is_a_reference(text: str) -> None:
    assert looks_like_reference(text)


@pytest.mark.parametrize(
    "text", ["", "Annual reviews", "62%", "Q2", "£3.1m", "N/A", "1,639", "12.5%", "High"]
)
def test_a_cell_that_is_none(text: str) -> None:
    assert not looks_like_reference(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ASCOF2A1", "2A(1)"),
        ("2A pt 1", "2A(1)"),
        ("2A part 1", "2A(1)"),
        ("2A(1)", "2A(1)"),
        ("2A (i)", "2A(1)"),
        ("2A (ii)", "2A(2)"),
        ("2a(1)", "2A(1)"),
        ("ASCOF 3D pt 1", "3D(1)"),
        ("1C (ii)", "1C(2)"),
        ("ASCOF 1C pt 2a", "1C(2A)"),
        ("ASCOF1C1b", "1C(1B)"),
        ("1C(2A)", "1C(2A)"),
        ("1С(2А)", "1C(2A)"),  # Cyrillic
        ("2B", "2B"),
        ("1I", "1I"),
        ("1I (ii)", "1I(2)"),
        ("ASCOF 1I pt 2", "1I(2)"),
        ("PVP01", None),
        ("7A", None),
        ("28", None),
        ("", None),
    ],
)
def test_the_normal_form_of_a_code(text: str, code: str | None) -> None:
    assert normalise_code(text) == code


CODES = st.builds(
    "{}{}{}".format,
    st.sampled_from("123456"),
    st.sampled_from("ABCDEFGHIJ"),
    st.sampled_from(["", "(1)", "(2)", "(3)", "(1A)", "(2B)"]),
)


@given(CODES)
def test_the_normal_form_is_its_own(code: str) -> None:
    assert normalise_code(code) == code
    assert normalise_code(f"ASCOF {code}") == code


@given(st.text(max_size=60))
def test_nothing_of_a_title_is_lost(text: str) -> None:
    reference, title = split_reference(text)
    kept = "".join(char for char in f"{reference or ''}{title}" if char.isalnum())
    printed = "".join(char for char in " ".join(text.split()) if char.isalnum())
    # Ligatures are undone and invisible characters dropped; nothing else goes.
    assert len(kept) >= len(printed)
    looks_like_reference(text)
    normalise_code(text)


@pytest.mark.parametrize(
    ("printed", "reference", "title"),
    [
        ("Homes – new, ‘affordable’", None, "Homes – new, ‘affordable’"),
        ("NI 155 – Homes – “affordable”", "NI 155", "Homes – “affordable”"),
        ("28. Residents’ views", "28", "Residents’ views"),
        ("Re\u00adcycling\u00a0rate of \ufb02ats", None, "Recycling rate of flats"),
    ],
)
def test_a_title_keeps_its_own_dashes_and_quotes(
    printed: str, reference: str | None, title: str
) -> None:
    assert split_reference(printed) == (reference, title)
