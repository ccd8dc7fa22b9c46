"""The patterns of printed values: what hugs a figure, what stands before and after it."""

from __future__ import annotations

import re

from xlscorecard.model.scorecard import Comparator, Unit

_I = re.IGNORECASE
SCALES = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mil": 1_000_000,
    "mill": 1_000_000,
    "million": 1_000_000,
    "b": 1_000_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
    "thousands": 1_000,
    "millions": 1_000_000,
    "billions": 1_000_000_000,
}
NUMBER = r"(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)"

DIGIT = re.compile(r"\d")
ANY_FIGURE = re.compile(NUMBER)

# Nine cells in ten: 62%, 1,639, £3.1m, -4.4%, 12.
PLAIN = re.compile(
    r"([-+−])?(£)?((?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,10})?|\.\d{1,10})(%|k|m|bn)?",
    re.ASCII,
)

# One figure with everything that may hug it. The minus may stand before or after the £, an
# accounting bracket may hold the £ or follow it, the scale may stand inside or behind it.
FIGURE = re.compile(
    rf"(?P<open>\()?\s?(?P<sign>[-+−])?\s?(?P<pound>£|gbp\s)?\s?(?P<open2>\()?(?P<sign2>[-−])?\s?"
    rf"(?P<number>{NUMBER})"
    rf"(?:\s?(?P<suffix>bn|mn|thousands?|millions?|mill|mil|billions?|k|m|b)(?![a-z]))?"
    rf"\s?(?P<percent1>%(?!\s?p(?:oin)?ts?\b))?"
    rf"\s?(?P<close2>\))?"
    rf"(?:\s?(?P<suffix2>bn|mn|thousands?|millions?|mill|mil|billions?|k|m|b)(?![a-z]))?"
    rf"\s?(?P<percent>%(?:\s?(?:pts?|points?)\b)?|per\s?cent\b|percent\b|pct\b|"
    rf"percentage points?\b|ppts?\b|p\.?p\b\.?|(?<=\s)pts\b)?"
    rf"\s?(?P<close>\))?",
    re.ASCII | _I,
)
_AHEAD = r"\s*(?=[£\d(.+-])"
COMPARATORS = (
    (
        re.compile(
            r"(?:≥|>\s?=|=\s?>|at least|no less than|not less than|no fewer than|no lower than|"
            r"not below|(?:an? )?minimum(?: of)?|min\.?|greater than or equal to|"
            r"more than or equal to|"
            r"equal to or (?:more|greater) than)" + _AHEAD,
            _I,
        ),
        Comparator.AT_LEAST,
    ),
    (
        re.compile(
            r"(?:≤|<\s?=|=\s?<|no more than|not more than|at most|up to|(?:an? )?maximum(?: of)?|"
            r"max\.?|"
            r"less than or equal to|fewer than or equal to|equal to or (?:less|fewer) than|"
            r"no greater than|no higher than|not exceeding|not to exceed|not above|within)"
            + _AHEAD,
            _I,
        ),
        Comparator.AT_MOST,
    ),
    (
        re.compile(
            r"(?:>|more than|greater than|above|over|higher than|exceeding|exceeds?|in excess of)"
            + _AHEAD,
            _I,
        ),
        Comparator.MORE,
    ),
    (
        re.compile(r"(?:<|less than|fewer than|below|under|lower than)" + _AHEAD, _I),
        Comparator.LESS,
    ),
)
# "90%+", "80% or more", "5 or fewer", "85% minimum".
# A share with its plus before what it is of, as in "100%+ of rent due".
AT_LEAST_OF = re.compile(r"(?P<figure>\S*\d\s?%?)\+\s+(?P<words>of\b.*)", _I)
LIMIT_BEHIND = re.compile(
    r"\s*(?:\+|\bor (?:more|over|above|higher|greater|better|longer)|\bminimum|\bmin\b|"
    r"\band (?:over|above)|(?P<most>\bor (?:less|under|below|lower|fewer)|\bmaximum|\bmax\b))\s*$",
    _I,
)
_END = rf"[-+−]?\s?£?\s?{NUMBER}\s?(?:%|(?:bn|mn|million|k|m)(?![a-z]))?"
RANGE = re.compile(
    rf"(?:(?P<between>between\s+)|(?P<from>from\s+))?(?P<low>{_END})"
    rf"\s?(?P<by>-|to|and|~)\s?(?P<high>{_END})(?P<rest>(?![\d/,.]\d|\d).*)",
    _I | re.ASCII,
)
PLUS_MINUS_ALONE = re.compile(
    rf"(?:within\s)?(?:±|\+\s?/\s?-|\+-)\s?(?P<margin>{NUMBER})\s?(?P<percent>%|pp)?", _I
)
CIRCA = re.compile(
    r"(?:c\.?|ca\.?|circa|approx(?:imately|\.)?|about|around|~|≈|nearly|almost|roughly)"
    r"\s?(?=[£\d(.+-])",
    _I,
)
# "med £411", "WC £464": the words name whose or which figure it is.
NAMED = re.compile(
    r"(?P<name>[A-Za-z][A-Za-z&'./ -]{0,28}?)(?:\s*[:=]\s*|\s+|(?=£))(?=[£(+-]?\s?[£\d.])"
)
# Names that need no further sign that a figure follows; councils' initials do not either.
NAMING = re.compile(
    r"(?:med(?:ian)?|mean|avg|average|ytd|year to date|total|england|national|nat\.?|region(?:al)?|"
    r"actual|forecast|projected|est(?:imated?|\.)?|target|budget|provisional|prov|cumulative|"
    r"currently|current|latest|result|outturn|score|rank(?:ed)?|baseline|fte|value|net|gross|"
    r"(?!(?:NI|BV|BVPI|KPI|PI|LI|PAF|FY|ID|NO|REF)\b)[A-Z]{2,5})",
)
# Figures of the cell's own row, so that the heading's scale holds: "YTD 44.5" under £m.
QUALIFYING = re.compile(
    r"(?:ytd|year to date|total|actual|forecast|projected|est(?:imated?|\.)?|target|budget|"
    r"provisional|prov|cumulative|current(?:ly)?|latest|result|outturn|net|gross|"
    r"over(?:spen[dt])?|under(?:spen[dt])?|circa)",
    _I,
)
UNDERSPENT = re.compile(
    r"(?:(?:net|forecast|projected|total) )?(?:under(?:[ -]?spen[dt])?|u/s(?:pen[dt])?)", _I
)
# A credit may be income or money not spent: its sign depends on the account.
CREDIT = re.compile(r"cr\.?", _I)
# How often or how late something is reported: "6 monthly", "3 months in arrears".
REPORTED = re.compile(
    r"(?:month|week|year)ly\b|(?:months?|weeks?|quarters?|years?|mths?|yrs?)\b.*"
    r"\b(?:arrears|lag|behind|delay|late|cycle)\b",
    _I,
)
# What a year is the year of: "2024 survey" is no figure.
OF_A_YEAR = re.compile(
    r"(?:survey|data|figures?|results?|census|returns?|outturn|target|baseline|publication|"
    r"release|only|onwards?|report|value)\b",
    _I,
)
A_YEAR = re.compile(r"(?:19|20)\d\d")
# "Q2: 85%", "2016/17 - 85%", "Apr 85%".
PERIOD_BEFORE = re.compile(
    r"(?P<period>(?:q(?:uarter|tr)?\s?[1-4](?:\s?(?:20)?\d\d\s?[/-]\s?(?:20)?\d\d)?|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:[ '-]+(?:20)?\d\d)?)"
    r"\s*[:=-]?|\(q(?:uarter|tr)?\s?[1-4](?:\s(?:20)?\d\d\s?[/-]\s?(?:20)?\d\d)?\)|"
    r"(?:(?:20)?\d\d/(?:20)?\d\d|20\d\d-\d\d)\s*[:=-])\s*(?=[£(<>]?[£\d.])",
    _I,
)
MARKERS = re.compile(r"^(?P<marks>[*†‡§#^¹²³⁴⁵⁶⁷⁸⁹⁰]+)\s?(?=[£\d(<>≤≥.+-])")
END_MARKERS = re.compile(r"(?<=[\d%kmnA-Za-z)])\s?(?P<marks>[*†‡§#^~¹²³⁴⁵⁶⁷⁸⁹⁰]+)$")
# A superscript that lost its height: one digit after the % or the scale letter.
STUCK_FOOTNOTE = re.compile(r"(?<=\d)(?P<sign>%|k|m(?![23])|bn)(?P<digit>[1-9])$")
SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
# Arrows, circles, squares, stars, ticks, faces: glyph marks that stand in a cell's text.
_SYMBOL = (
    r"[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\ue000-\uf8ff"
    r"\ufe0f\U0001f300-\U0001faff]"
)
SYMBOLS_AROUND = re.compile(rf"^(?:{_SYMBOL}\s?)+|(?:\s?{_SYMBOL})+$")
# A triangle that hugs its figure may be the sign of a change: kept in the note.
TRIANGLE_SIGN = re.compile(r"^[▲▼△▽↑↓](?=[£\d.])")
# Words that end the first part of a phrase: what follows is no figure of the cell's own.
JOINING = re.compile(r"(?:.*\b)?(?:per|of|in|to|by|from|at|for|and|or|since|until|within)", _I)
WITH_DIGITS = re.compile(r"\b[kt]?g?co2(?:eq?)?\b|\bm[23]\b", _I)
# Measures of ours that have no unit and are set right behind the figure: "452kg", "85pa".
STUCK_UNIT = re.compile(
    r"(?:kgs?|tonnes?|kt|km|miles?|mph|[kmg]wh|litres?|ha|m[23]|p\.?a\.?|[kt]?g?co2(?:eq?)?)"
    r"(?![a-z])",
    _I,
)
# Shorthand of the Analysis Function and of NHS tables, in round or square brackets.
SHORTHAND = {
    "p": "provisional",
    "prov": "provisional",
    "provisional": "provisional",
    "r": "revised",
    "rev": "revised",
    "revised": "revised",
    "e": "estimated",
    "est": "estimated",
    "estimate": "estimated",
    "estimated": "estimated",
    "f": "forecast",
    "f/cast": "forecast",
    "forecast": "forecast",
    "b": "break in series",
    "u": "unreliable",
    "low": "low, rounds to zero",
    "ytd": "year to date",
}
BRACKETED = re.compile(r"\s*(?P<bracket>[\[(])(?P<inside>[^\[\]()]*)[\])]\s*$")
SHORTHAND_BEFORE = re.compile(r"\(\s?(?P<inside>[a-z]{1,5})\s?\)\s?(?=[£\d.-])")
NOTE_NUMBER = re.compile(r"(?:foot)?note\s?(?P<number>\d{1,2}|[a-z])|(?P<bare>\d{1,2}|[a-z])", _I)
BASE = re.compile(r"[\s,;]*\(?\b(?P<text>n\s?=\s?\d[\d,]*)\)?\s*$", _I)
PLUS_MINUS = re.compile(r"\s*\(?(?:±|\+/-|\+ ?/ ?-|\+-)\s?(?P<text>\d[\d.]*\s?(?:%|pp)?)\)?\s*$")
INTERVAL = re.compile(
    rf"[\s\[(,;]*(?P<text>(?:9[059](?:\.\d)?%\s*)?(?:c\.?i\.?|confidence interval):?\s*[\[(]?\s*"
    rf"(?P<low>{NUMBER})\s?%?\s?(?:-|to|,)\s?(?P<high>{NUMBER})\s?(?P<percent>%)?)\s*[\])]*\s*$",
    _I,
)
UNIT_WORDS = (
    (
        re.compile(
            r"(?P<what>(?:(?:total|average|average working|working|calendar|bed|week|wk|lost|"
            r"delayed|sickness)\s?)?days?|wkdays?|wd)(?![a-z])",
            _I,
        ),
        Unit.DAYS,
    ),
    (re.compile(r"(?P<what>f\.?t\.?e\.?s?|full[- ]time equivalents?|wte)(?![a-z])", _I), Unit.FTE),
    (re.compile(r"(?P<what>per|/)\s?(?:100,?000|100k)(?![\d,])(?:\s\w+)*", _I), Unit.PER_100K),
    (re.compile(r"(?P<what>per|/)\s?(?:10,?000|10k)(?![\d,])(?:\s\w+)*", _I), Unit.PER_10K),
    (re.compile(r"(?P<what>per|/)\s?(?:1,?000|1k)(?![\d,])(?:\s\w+)*", _I), Unit.PER_1K),
)
TIME_WORDS = re.compile(
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|weeks?|wks?|months?|mths?|years?|yrs?)(?![a-z])",
    _I,
)
CLOCK = re.compile(r"(?P<h>\d{1,3}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)")
CLOCK_OR_RATIO = re.compile(r"\d{1,3}:\d{1,3}")
DURATION = re.compile(
    r"(?:(?P<h>\d+)\s?(?:hours?|hrs?|h)[\s,]*(?:and\s)?)?"
    r"(?:(?P<m>\d+)\s?(?:minutes?|mins?|m)[\s,]*(?:and\s)?)?"
    r"(?:(?P<s>\d+)\s?(?:seconds?|secs?|s))?",
    _I,
)
# "1m" is a million and "3h" may be anything, "58s" is a time.
SECONDS = re.compile(r"(?P<s>\d{1,3})s")
OUT_OF = re.compile(rf"(?P<part>{NUMBER})\s?(?:of|out of)\s(?:the\s)?(?P<whole>{NUMBER})", _I)
# "4.2 / 5": a score with a decimal point is no count of so many, nor are two results.
SCORE_OF = re.compile(r"(?P<part>\d{1,2}\.\d{1,2})\s?/\s?(?P<whole>[4-9]|10|100)")
ONE_IN = re.compile(r"(?:1|one) in (?P<whole>\d{1,6})", _I)
RANK = re.compile(r"(?:=\s?|joint\s)?(?P<rank>\d{1,4})(?:st|nd|rd|th)(?:\b.*)?", _I)
RELATIVE = re.compile(
    r"(?:maintain|sustain|improve(?:ment)?|increase|reduce|reduction|decrease|better than|"
    r"no worse than|not worse than|same as|in line with|above|below|at or|equal to|top|upper|"
    r"bottom|second|third|lower|median|national|england|regional|comparator|match|exceed|beat|"
    r"year on year|hold|stay|as (?:per )?(?:20)?\d\d/)\b",
    _I,
)
# Relative whatever the column: nothing but a target is worded so.
SURELY_RELATIVE = re.compile(
    r"(?:maintain|sustain|improve(?:ment)? on|no worse than|better than)\b", _I
)
# "Maintain at 85%", "Reduce to 5%": a verb and then the figure itself.
TOWARDS = re.compile(
    r"(?P<verb>maintain|sustain|hold|increase|improve|raise|reduce|decrease|cut)"
    r"(?P<to>\s(?:at|to|above|below|level of))?\s(?=[£\d])",
    _I,
)
# A cell that is a date or a period and nothing else: no figure.
DATE_ONLY = re.compile(
    r"(?:(?:by|from|end|due|late|early|mid|end of|in)[ -])*"
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)?[\s-])?"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*[\s.,'-]*(?:(?:20)?\d\d)?|"
    r"\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d|\d{4}-\d\d-\d\d|"
    r"(?:q(?:uarter|tr)?\s?[1-4]\s?)?(?:(?:20)?\d\d[/-](?:20)?\d\d)|"
    r"q(?:uarter|tr)?\s?[1-4](?:\s?(?:20)?\d\d[/-](?:20)?\d\d|\s(?:19|20)\d\d)?)",
    _I,
)
# What a date or period behind a figure may consist of; digits beside these are figures.
DATE_PARTS = re.compile(
    r"(?:20)?\d\d\s?[/-]\s?(?:20)?\d\d\b|\bq(?:uarter|tr)?\s?[1-4]\b|"
    r"(?:\b\d{1,2}(?:st|nd|rd|th)?\s)?"
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
    r"(?:[\s'-]+(?:20)?\d\d\b(?!\s?[/-]\s?\d))?|\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d",
    _I,
)
# "5% reduction", "2% increase on 2016/17": a change, not a level.
CHANGE_BEHIND = re.compile(
    r"(?:reduction|increase|decrease|improvement|growth|rise|fall|drop|fewer|less|more|better|"
    r"worse|higher|lower|up|down)\b",
    _I,
)
MONTH_BEHIND = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)", _I)
YEARS_WITH_HYPHEN = re.compile(r"\d\d-\d\d")
