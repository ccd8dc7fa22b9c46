"""Two tables without rules, one under the other: the rows go with the header above them."""

from __future__ import annotations

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.blocks import find_blocks

Texts = tuple[tuple[float, str], ...]
Set = tuple[float, bool, Texts]

MITIGATION = "Delayed discharge agreement and protocol in place with all the wards of the hospitals"
RISKS: tuple[Set, ...] = (
    (49, True, ((17, "Reference"), (53, "Risk"), (174, "Rating"), (207, "Actions to mitigate"),
                (467, "Responsible officer"))),
    (66, False, ((17, "0544"), (53, "Delayed transfers of care"), (174, "A"), (207, MITIGATION),
                 (467, "Head of service for adult social care"))),
    (73, False, ((207, "Work to manage the market"),)),
    (83, False, ((17, "2002"), (53, "Insufficient budget to meet demand"), (174, "R"),
                 (207, "Improving efficiency through the whole system"), (467, "Director"))),
    (90, False, ((53, "for services"), (207, "Monitor the fund's plan"))),
    (100, False, ((17, "2076"), (53, "Serious abuse of a customer"), (174, "A"),
                  (207, "Safeguarding adults board"), (467, "Director"))),
    (107, False, ((53, "in our care"), (207, "Safeguarding sub groups"), (467, "Adults"))),
    (123, True, ((14, "Table 3.3 Performance indicators"),)),
)  # fmt: skip
HEADER: tuple[Set, ...] = (
    (138, True, ((17, "Reference"), (54, "Indicator description"), (325, "2015/16"),
                 (356, "2016/17"), (386, "2017/18"), (417, "Polarity"), (445, "Latest"),
                 (491, "Responsible officer"), (555, "Include"))),
    (145, True, ((17, "ID"), (325, "Result"), (356, "Result"), (386, "Result"),
                 (445, "Direction of"))),
    (151, True, ((445, "Travel"),)),
    (162, False, ((17, "Service delivery"),)),
)  # fmt: skip
LONG = "People supported through personal budgets or direct payments receiving services in the year"
OFFICER = ((491, "Assistant Director"), (555, "Y"))
INDICATORS: tuple[Set, ...] = (
    (173, False, ((17, "PVP01"), (54, LONG), (325, "93.88%"), (356, "NC"), (386, "-"),
                  (417, "Up is"), (445, "Neutral"), *OFFICER)),
    (180, False, ((417, "Good"), (491, "Adults and Social"))),
    (191, False, ((17, "PVP02"), (54, LONG), (325, "260"), (356, "248"), (386, "236"),
                  (417, "Up is"), (445, "Neutral"), *OFFICER)),
    (198, False, ((417, "Bad"), (491, "Adults and Social"))),
)  # fmt: skip


def grids_of(*lines: Set) -> list[list[list[str]]]:
    words: list[Word] = []
    for top, bold, texts in lines:
        for start, text in texts:
            x = start
            for piece in text.split():
                box = BBox(x, top, x + 2.5 * len(piece), top + 5)
                words.append(Word(piece, box, size=5.2, bold=bold, space_before=x > start))
                x = box.x1 + 1.2
    page = Page(1, 595.0, 842.0, tuple(words))
    return [
        [[text.replace("\n", " ") for text in row] for row in block.texts()]
        for block in find_blocks(page)
        if isinstance(block, Grid)
    ]


def test_a_header_and_its_banner_stay_with_the_rows_below_them() -> None:
    indicators = next(grid for grid in grids_of(*RISKS, *HEADER, *INDICATORS) if len(grid[0]) > 5)
    assert indicators[0][:5] == [
        *("Reference ID", "Indicator description", "2015/16 Result", "2016/17 Result"),
        "2017/18 Result",
    ]
    assert [row[2:6] for row in indicators[-2:]] == [
        ["93.88%", "NC", "-", "Up is Good"],
        ["260", "248", "236", "Up is Bad"],
    ]
