"""Which column names the rows of a table, and what others that might are beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.normalise.columns.cell_uses import LONGEST_FIGURE
from xlscorecard.normalise.columns.column import Use
from xlscorecard.normalise.headers.lines import Header
from xlscorecard.normalise.words.content import Content
from xlscorecard.normalise.words.vocabulary import HeaderMatch, HeaderWord, plain_words

_JUDGED = frozenset({Use.VALUE, Use.RAG, Use.TREND})
_MEASURES = frozenset(
    {"measure", "measures", "indicator", "indicators", "kpi", "kpis", "pi", "pis", "metric"}
)
# "Major", "Minor" and "Other" are parts of a measure, and no names of their own.
_SHORTEST_MEASURE = 12
# More than this share of a column's texts are references where it holds codes.
_REFERENCES = 0.4
# Codes are shorter than this, and names of measures no shorter than that.
_LONGEST_CODE, _SHORTEST_NAME = 16, 8


def settle_title(
    uses: list[Use | None],
    matches: Sequence[HeaderMatch | None],
    contents: Sequence[Content],
    header: Header,
) -> None:
    """Leave one title column; turn the others into what they are beside it."""
    titles = [col for col, use in enumerate(uses) if use is Use.TITLE]
    grouping = _grouping_measures(titles, contents, header)
    for col in (*_grouping_actions(titles, matches, contents), *grouping):
        uses[col] = Use.SECTION
        titles.remove(col)
    words = {col: match.word for col in titles if (match := matches[col]) is not None}
    supporting = [col for col, word in words.items() if word is HeaderWord.SUPPORTING_MEASURE]
    if supporting:
        title = supporting[0]
    elif titles:
        coded = _codes_among(titles, contents)
        title = next((col for col in titles if col not in coded), titles[0])
        for col in coded:
            if col != title:
                # "Actions" of a few words behind the measures are no codes
                acts = words.get(col) is HeaderWord.ACTION and col > title
                uses[col] = Use.TEXT if acts else Use.REFERENCE
    else:
        title = _title_by_content(uses, contents)
        if title < 0:
            return
    uses[title] = Use.TITLE
    if not supporting:
        for col in range(title + 1, len(uses)):
            if uses[col] is Use.PRIORITY:
                uses[col] = Use.TEXT  # what the measure beside it is a part of
    for col in titles:
        if col != title and uses[col] is Use.TITLE:
            uses[col] = Use.SECTION if supporting and col < title else Use.TEXT


def _codes_among(titles: Sequence[int], contents: Sequence[Content]) -> list[int]:
    """The columns headed for names that hold references, or texts far shorter than another's."""
    longest = max(contents[col].length for col in titles)
    return [
        col
        for col in titles
        if contents[col].references > _REFERENCES
        or (contents[col].length * 2 < longest and _may_be_codes(contents[col]))
    ]


def _may_be_codes(content: Content) -> bool:
    """Whether texts far shorter than those of another column may be codes: not where each is
    another, and as long as a short name ("Rent collected")."""
    named = content.distinct == 1 and content.filled > 1 and not content.references
    return content.length < (_SHORTEST_NAME if named else _LONGEST_CODE)


def _grouping_actions(
    titles: Sequence[int], matches: Sequence[HeaderMatch | None], contents: Sequence[Content]
) -> list[int]:
    """The columns of actions ("Commitment") whose cells are merged over several measures that a
    title column of their own names: they group the measures."""
    words = {col: match.word for col in titles if (match := matches[col]) is not None}
    named = [col for col, word in words.items() if word is HeaderWord.TITLE]
    most = max((contents[col].filled for col in named), default=0)
    actions = [col for col, word in words.items() if word is HeaderWord.ACTION]
    return [col for col in actions if contents[col].filled < most]


def _grouping_measures(
    titles: Sequence[int], contents: Sequence[Content], header: Header
) -> list[int]:
    """The columns of measures ("Key measure") whose cells are merged over several of those that
    the next column names ("Contributory measure"): they group these."""
    return [
        col
        for col, beside in pairwise(titles)
        if beside == col + 1
        and contents[col].filled < contents[beside].filled
        and contents[beside].length >= _SHORTEST_MEASURE
        and plain_words(header.text(beside)).rpartition(" ")[2] in _MEASURES
    ]


def _title_by_content(uses: list[Use | None], contents: Sequence[Content]) -> int:
    """The column that names the rows where no header says so: a priority or group column
    with a text in every row, else the leftmost unclaimed column of texts, else a first column of
    texts, each another, beside figures alone; -1 for none."""
    for wanted in (Use.PRIORITY, Use.SECTION, None):
        for col, use in enumerate(uses):
            content = contents[col]
            enough = 4 if col == 0 and content.distinct == 1 and content.filled > 1 else 8
            words = content.figures < 0.5 or content.length > LONGEST_FIGURE
            names = words and content.distinct > 0.5 and content.length >= enough
            if use is wanted and content.filled and names:
                return col
    coded = 1 if len(uses) > 1 and uses[0] is Use.REFERENCE else 0
    first, others = contents[coded], set(uses[coded + 1 :])
    judged = Use.VALUE in others or others >= {Use.RAG, Use.TREND}
    others -= {Use.TEXT} if coded else set()
    if uses[coded] is Use.TEXT and judged and others <= _JUDGED and first.distinct == 1:
        return coded  # "Source" over "Gas", "Electricity", "KPI summary" beside ratings and arrows
    return -1
