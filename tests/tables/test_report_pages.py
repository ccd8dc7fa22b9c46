"""Tables in the manner of statistical reports: beside text, with dot leaders, set narrowly."""

from __future__ import annotations

from dataclasses import replace

from tests.drawing import draw_page
from tests.tables.test_unruled import grids, only


def test_a_table_beside_a_column_of_running_text_is_alone() -> None:
    grid = only(
        draw_page("""
The number of permanent admissions to   Area            2009      2010
care homes fell again over the year
while more people were supported to     North           1,204     1,180
live at home for longer than before
and the waiting list became shorter     South           2,410     2,395
in each of the four districts that
the council serves. Admissions of       Coast           310       322
younger people stayed at their level
which is the lowest of the region       Town            1,822     1,790
and is expected to stay there until
the new homes open in the spring        Moor            95        101
""")
    )
    assert grid.texts() == [
        ["Area", "2009", "2010"],
        ["North", "1,204", "1,180"],
        ["South", "2,410", "2,395"],
        ["Coast", "310", "322"],
        ["Town", "1,822", "1,790"],
        ["Moor", "95", "101"],
    ]


def test_two_columns_of_running_text_are_no_table() -> None:
    line = "words of a text that runs on in its     words of a text that runs on in its"
    assert grids(draw_page("\n".join([line] * 14))) == []


def test_dots_lead_from_a_texts_last_line() -> None:
    page = draw_page("""
Item                                     2009     2010
North ............................       120      118
Residential homes and all other kinds
of places with care ..............       240      239
Coast ............................       31       32
Town .............................       182      179
""")
    # set so tight that rows stand as near as the lines of one text
    tight = tuple(
        replace(word, bbox=word.bbox._replace(top=word.bbox.top - 2, bottom=word.bbox.bottom + 1))
        for word in page.words
    )
    first = [
        row[0].rstrip(" .").replace("\n", " ") for row in only(replace(page, words=tight)).texts()
    ]
    assert first == [
        "Item",
        "North",
        "Residential homes and all other kinds of places with care",
        "Coast",
        "Town",
    ]


def test_figures_set_closely_stand_in_columns_of_their_own() -> None:
    page = draw_page("""
Area       Long   Short

North      1204   1180

South      2410   2395

Coast      3105   3227
""")
    # the last column moved to within eight tenths of a letter height of the one before
    words = tuple(
        replace(word, bbox=word.bbox._replace(x0=word.bbox.x0 - 10, x1=word.bbox.x1 - 10))
        if word.text in {"Short", "1180", "2395", "3227"}
        else word
        for word in page.words
    )
    assert only(replace(page, words=words)).texts()[1:] == [
        ["North", "1204", "1180"],
        ["South", "2410", "2395"],
        ["Coast", "3105", "3227"],
    ]


def test_a_heading_between_columns_stands_over_all_of_them() -> None:
    grid = only(
        draw_page("""
Area                2009                        2010

North               1,204                       1,180

South               2,410                       2,395

Coast               310                         322

                              Women

North               612                         601

South               1,190                       1,187

Coast               144                         150
""")
    )
    heading = next(cell for cell in grid.cells if cell.text == "Women")
    assert (heading.col, heading.colspan) == (0, 3)
    assert grid.texts()[5:] == [
        ["North", "612", "601"],
        ["South", "1,190", "1,187"],
        ["Coast", "144", "150"],
    ]
