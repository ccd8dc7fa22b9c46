"""A Word table is read as the grid that Word shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.word.making import cell, only_grid, par, read_made, run, table
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.grid import Grid, Paragraph


@pytest.mark.parametrize(
    ("picture", "texts", "spans"),
    [
        ("A | B \n C | D", [["A", "B"], ["C", "D"]], []),
        (
            "Priority {span=2} | RAG \n 1 | 2 | R",
            [["Priority", "", "RAG"], ["1", "2", "R"]],
            [(0, 0, 1, 2)],
        ),
        (
            "Owner {merge} | 1 \n ^ | 2 \n ^ | 3",
            [["Owner", "1"], ["", "2"], ["", "3"]],
            [(0, 0, 3, 1)],
        ),
        (
            "A {merge} | 1 \n B {merge} | 2 \n ^ | 3",
            [["A", "1"], ["B", "2"], ["", "3"]],
            [(1, 0, 2, 1)],
        ),
        ("Wide {span=2 merge} | x \n ^ | y", [["Wide", "", "x"], ["", "y", ""]], [(0, 0, 2, 2)]),
        # A merge that goes on from nothing is a cell of its own.
        ("A | B \n C | ^", [["A", "B"], ["C", ""]], []),
    ],
)
def test_spans(
    tmp_path: Path,
    picture: str,
    texts: list[list[str]],
    spans: list[tuple[int, int, int, int]],
) -> None:
    # The continuing cell of a wide merge has the span of its first.
    body = table(picture)
    if "Wide" in picture:
        body = body.replace("<w:vMerge/>", '<w:gridSpan w:val="2"/><w:vMerge/>')
        texts = [["Wide", "", "x"], ["", "", "y"]]
    grid = only_grid(read_made(tmp_path, body))
    assert grid.texts() == texts
    assert list(grid.spans()) == spans


def test_places_before_and_after_a_row_stay_empty(tmp_path: Path) -> None:
    body = table("A | B | C \n x | y").replace(
        "<w:tr><w:trPr></w:trPr>" + cell("x"),
        '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("x"),
    )
    grid = only_grid(read_made(tmp_path, body))
    assert grid.texts() == [["A", "B", "C"], ["", "x", "y"]]
    assert grid.at(1, 0) is None


def test_a_banner_that_only_states_its_width_spans_the_table(tmp_path: Path) -> None:
    body = table(
        "Measure {w=3000} | Target {w=1000} | Actual {w=1000} \n PREVENT NEED {w=5000} \n"
        " x {w=4000} | y {w=1000}",
        grid="3000 1000 1000",
    )
    grid = only_grid(read_made(tmp_path, body))
    assert list(grid.spans()) == [(1, 0, 1, 3), (2, 0, 1, 2)]


def test_old_horizontal_merges(tmp_path: Path) -> None:
    body = (
        "<w:tbl><w:tr>"
        + cell("A", '<w:hMerge w:val="restart"/>')
        + cell("", "<w:hMerge/>")
        + cell("B")
        + "</w:tr></w:tbl>"
    )
    grid = only_grid(read_made(tmp_path, body))
    assert list(grid.spans()) == [(0, 0, 1, 2)]
    assert grid.texts() == [["A", "", "B"]]


def test_repeated_header_rows_are_header_rows(tmp_path: Path) -> None:
    grid = only_grid(read_made(tmp_path, table("!Measure | Target \n !x | % \n A | 1")))
    assert grid.header_rows == 2
    assert [cell.header for cell in grid.cells] == [True] * 4 + [False] * 2


def test_deleted_and_hidden_rows_are_not_read(tmp_path: Path) -> None:
    deleted = "<w:tr><w:trPr><w:del w:id='1'/></w:trPr>" + cell("gone") + cell("9") + "</w:tr>"
    hidden = "<w:tr><w:trPr><w:hidden/></w:trPr>" + cell("hidden") + cell("9") + "</w:tr>"
    inserted = "<w:tr><w:trPr><w:ins w:id='2'/></w:trPr>" + cell("new") + cell("2") + "</w:tr>"
    body = table("A | 1").replace("</w:tbl>", deleted + hidden + inserted + "</w:tbl>")
    assert only_grid(read_made(tmp_path, body)).texts() == [["A", "1"], ["new", "2"]]


def test_content_controls_around_rows_cells_and_text(tmp_path: Path) -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = (
        "<w:tr>"
        + control.format(cell("A"))
        + cell(control.format(par("B")))
        + cell(par(control.format(run("C"))))
        + "</w:tr>"
    )
    body = control.format(f"<w:tbl>{control.format(row)}</w:tbl>")
    assert only_grid(read_made(tmp_path, body)).texts() == [["A", "B", "C"]]


def test_a_prompt_to_type_text_is_no_text(tmp_path: Path) -> None:
    prompt = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + run("Click here to enter text.")
        + "</w:sdtContent></w:sdt>"
    )
    body = f"<w:tbl><w:tr>{cell('A')}{cell(par(prompt))}</w:tr></w:tbl>"
    assert only_grid(read_made(tmp_path, body)).texts() == [["A", ""]]


def test_cells_and_rows_that_only_prompt_are_empty(tmp_path: Path) -> None:
    def asked(content: str) -> str:
        return (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    rows = (
        f"<w:tr>{cell('Calls answered')}{asked(cell('Choose an item.'))}</w:tr>"
        f"<w:tr>{asked(cell('Click here.'))}{cell('Green')}</w:tr>"
        + asked(f"<w:tr>{cell('Click here.')}{cell('Choose an item.')}</w:tr>")
    )
    grid = only_grid(read_made(tmp_path, f"<w:tbl>{rows}</w:tbl>"))
    assert grid.texts() == [["Calls answered", ""], ["", "Green"], ["", ""]]


def test_prompts_that_were_saved_as_plain_text_are_none(tmp_path: Path) -> None:
    grid = only_grid(read_made(tmp_path, table("Click or tap here to enter text. | Choose one.")))
    assert grid.texts() == [["", "Choose one."]]


def test_a_nested_table_follows_its_parent(tmp_path: Path) -> None:
    inner = table("x | y")
    body = f"<w:tbl><w:tr>{cell('Comment')}{cell(par('see') + inner + par(''))}</w:tr></w:tbl>"
    blocks = read_made(tmp_path, body).blocks
    assert [block.texts() for block in blocks if isinstance(block, Grid)] == [
        [["Comment", "see"]],
        [["x", "y"]],
    ]


def test_a_frame_around_tables_gives_its_content_in_place(tmp_path: Path) -> None:
    left = cell(par("Safeguarding") + table("a | 1") + par(""))
    right = cell(table("b | 2") + par(""))
    blocks = read_made(tmp_path, f"<w:tbl><w:tr>{left}{right}</w:tr></w:tbl>").blocks
    assert [b.texts() if isinstance(b, Grid) else b.text for b in blocks] == [
        "Safeguarding",
        [["a", "1"]],
        [["b", "2"]],
    ]


def test_a_coloured_box_in_a_cell_is_its_colour_and_text(tmp_path: Path) -> None:
    box = table("G {fill=00B050}")
    body = f"<w:tbl><w:tr>{cell('Measure')}{cell(box + par(''))}</w:tr></w:tbl>"
    rag = only_grid(read_made(tmp_path, body)).at(0, 1)
    assert rag is not None
    assert rag.text == "G"
    assert rag.fill is not None
    assert rag.fill.hex == "00B050"


def test_lines_of_a_cell_are_parted_by_newlines(tmp_path: Path) -> None:
    body = f"<w:tbl><w:tr>{cell(par('62%') + par('') + par('(61%)'))}</w:tr></w:tbl>"
    assert only_grid(read_made(tmp_path, body)).texts() == [["62%\n(61%)"]]


def test_blocks_come_in_reading_order_with_heading_levels(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Banner"><w:basedOn w:val="berschrift2"/>'
        '<w:name w:val="Banner"/></w:style>'
    )
    body = (
        par("Outcomes", '<w:pStyle w:val="Banner"/>')
        + table("A | 1")
        + par("Outputs", '<w:outlineLvl w:val="0"/>')
        + par("Text")
    )
    blocks = read_made(tmp_path, body, styles=styles).blocks
    assert [type(block) for block in blocks] == [Paragraph, Grid, Paragraph, Paragraph]
    assert [b.level for b in blocks if isinstance(b, Paragraph)] == [2, 1, None]


def test_page_headers_are_furniture_and_stand_once(tmp_path: Path) -> None:
    blocks = read_made(tmp_path, par("Text"), header=par("Committee"), footer=par("Page 1")).blocks
    assert [(b.text, b.furniture) for b in blocks if isinstance(b, Paragraph)] == [
        ("Committee", True),
        ("Text", False),
        ("Page 1", True),
    ]


@pytest.mark.parametrize(
    "properties", ['<w:gridSpan w:val="2000000000"/>', '<w:gridSpan w:val="600"/>']
)
def test_a_span_beyond_all_bounds_is_refused(tmp_path: Path, properties: str) -> None:
    body = f"<w:tbl><w:tr>{cell('A', properties)}</w:tr></w:tbl>"
    with pytest.raises(CannotRead, match=r"paper\.docx table 1: a table has more than"):
        read_made(tmp_path, body)


def test_tables_nested_without_end_are_read_to_a_depth(tmp_path: Path) -> None:
    body = table("deep | x")
    for _ in range(40):
        body = f"<w:tbl><w:tr>{cell('t')}{cell(body + par(''))}</w:tr></w:tbl>"
    grids = [b for b in read_made(tmp_path, body).blocks if isinstance(b, Grid)]
    assert 2 < len(grids) < 20


def tabbed(*places: str) -> str:
    return par("<w:r><w:tab/></w:r>".join(run(place) for place in places))


def test_lines_that_tabs_part_into_columns_are_a_table(tmp_path: Path) -> None:
    lines = (
        tabbed("Indicator", "Target", "Actual"),
        tabbed("Recycling", "", "46%", "44%"),  # two tabs where one did not reach
        tabbed("Missed bins", "60", "83"),
    )
    before, grid, after = read_made(tmp_path, par("Waste") + "".join(lines) + par("Noted.")).blocks
    assert isinstance(grid, Grid)
    assert grid.texts() == [
        ["Indicator", "Target", "Actual"],
        ["Recycling", "46%", "44%"],
        ["Missed bins", "60", "83"],
    ]
    assert isinstance(before, Paragraph)
    assert isinstance(after, Paragraph)


def test_lines_whose_places_do_not_fit_each_other_stay_lines(tmp_path: Path) -> None:
    lines = tabbed("To:", "Cabinet", "12 June"), tabbed("a", "b", "c", "d"), tabbed("x", "y", "z")
    assert not any(isinstance(block, Grid) for block in read_made(tmp_path, "".join(lines)).blocks)
