"""What the sheet How to use tells in each template: one place for all their words."""

from __future__ import annotations

Steps = tuple[tuple[str, str], ...]
"""(topic, what to know) in the order in which they are read."""

ACCESSIBLE: Steps = (
    (
        "What this is",
        (
            "One table with one row for each measure, which a screen reader reads in order. It has "
            "no merged cells, no pictures and no small charts: it says all in words and numbers."
        ),
    ),
    (
        "Before you publish",
        (
            "xlscorecard template check THIS.xlsx looks for what would shut readers out: missing "
            "headings, faint text, colours without words, charts without a description."
        ),
    ),
)

DIRECTORATE_QUARTERS: Steps = (
    (
        "What this is",
        (
            "The directorate's priorities on the left, what was done, and the measures that show "
            "it for each quarter. The small bars and the sheet Summary follow by themselves."
        ),
    ),
    (
        "Priority's rating",
        (
            "Overall progress is the director's own judgement of the priority; RAG on the right is "
            "that of the measure."
        ),
    ),
)

ONE_PAGE: Steps = (
    (
        "What this is",
        (
            "Everything that a director needs on one page of A4. The colour of a figure is that of "
            "the word under RAG on the same row."
        ),
    ),
    (
        "Room",
        (
            "The page shrinks to fit. Beyond some sixty measures the print gets small: take out "
            "what nobody asks about."
        ),
    ),
)

PRIORITY_BANDS: Steps = (
    (
        "What this is",
        (
            "A dashboard by priority: a dark strip for each aim, the strategies that it serves, "
            "and a table for each priority. The sheet Summary counts the ratings."
        ),
    ),
    (
        "New priority",
        (
            "Copy a whole band (its blue strip and its table) and change the text. Add a line for "
            "it to the table on the sheet Summary."
        ),
    ),
)

QUARTILE_SELF_ASSESSMENT: Steps = (
    (
        "What this is",
        (
            "The sheet Measures has two years side by side, England, and the quartile of each "
            "year. The sheet Self-ratings has the council's own judgement, with its evidence."
        ),
    ),
    (
        "Quartiles",
        (
            "Top is the best quarter of councils, whichever way is good. With all councils' "
            "figures in a range, =QUARTILEBAND(figure, range, polarity) gives the word."
        ),
    ),
    (
        "Next year",
        "Change the years in the headings: they tell a refresh which figure belongs where.",
    ),
)

SERVICE_PLAN: Steps = (
    (
        "What this is",
        (
            "One sheet each for the service's actions, risks and indicators. The first sheet sums "
            "them up, with a map of the risks that fills itself."
        ),
    ),
    (
        "Risks",
        (
            "Choose likelihood and impact from 1 to 5: the score and the map follow. The rating "
            "under RAG stays your own judgement."
        ),
    ),
)

EVERY: Steps = (
    (
        "Each quarter",
        (
            "xlscorecard refresh THIS.xlsx --data PAPER puts the new figures in, by the code under "
            "Ref and the heading. Rows may be sorted, added and moved; codes and headings stay. "
            "Your comments, targets and formulas are never touched."
        ),
    ),
    (
        "Try it first",
        (
            "xlscorecard refresh THIS.xlsx --data PAPER --check lists each cell that would change, "
            "from what to what, and writes nothing."
        ),
    ),
    (
        "New measure",
        (
            "Go to the last cell of a table and press Tab: the new row has the same lists, colours "
            "and formulas. Small charts are copied down with the fill handle."
        ),
    ),
    (
        "Colours",
        (
            "A colour never stands alone: the cell says Red, Amber, Green, Blue or Grey, and the "
            "colour follows the word."
        ),
    ),
    (
        "Computed columns",
        (
            "The pale columns on the right are for checking and are not printed. They use =RAG() "
            "and =DOT(), which this workbook carries as named LAMBDA functions (Formulas, Name "
            "Manager). They work in Excel for Microsoft 365 and Excel 2024; elsewhere they "
            "stay empty."
        ),
    ),
    (
        "Missing figures",
        (
            "Leave the cell empty and choose the reason under Status. Never type 0 for a figure "
            "that is not there."
        ),
    ),
    (
        "Year end",
        (
            "Copy the outturn to last year's column, empty this year's, and change the reporting "
            "period under the title and any year in a heading. A refresh tells you if it meets "
            "a year that the workbook does not have."
        ),
    ),
)
"""What holds for every template; stands after its own."""
