"""Words that stand where a figure should: not collected, not applicable, due, suppressed."""

from __future__ import annotations

import re
from functools import lru_cache

from xlscorecard.model.scorecard import Status
from xlscorecard.values.confusables import fold_words

# Whole cells, after folding: lower case, single spaces, no full stop at the end.
_WORDS: dict[str, Status] = {}
for _status, _forms in {
    Status.NOT_APPLICABLE: (
        "n/a|na|n.a|n.a.|n/ a|n /a|n / a|n\\a|not applicable|not available|unavailable|"
        "non applicable|"
        "#n/a|[z]|z|annual|annually|annual measure|annual indicator|reported annually|"
        "annual return|no target|no target set|not set|no target required|monitoring only|"
        "monitor only|for monitoring|trend only|contextual|context only|for information|"
        "information only|tracking only|new|new measure|new indicator|new for this year|"
        "new pi|new kpi|no comparator|no comparison|no comparable data|not comparable|"
        "data only|monitor|monitoring|not targeted|none set|target not set|targets not set|"
        "not relevant|no comparator data|no comparative data|not required|no quartile|"
        "annual kpi|annual pi|year end only|yearly|6 monthly|6-monthly|six monthly|six-monthly|"
        "half yearly|half-yearly|termly|academic year|twice a year|twice yearly|for info|info only|"
        "for info only"
    ),
    Status.NOT_COLLECTED: (
        "nc|n/c|not collected|not measured|not recorded|not reported|not surveyed|no survey|"
        "no survey this year|survey not undertaken|not held|not undertaken|no collection|"
        "data not collected|no longer collected|no longer reported|no longer measured|"
        "discontinued|deleted|withdrawn|suspended|not collected this year|no return|paused|on hold|"
        "unable to report|not able to report"
    ),
    Status.TBC: (
        "tbc|tbd|tba|t.b.c|t.b.c.|t.b.a|tb c|to be confirmed|to be agreed|to be determined|"
        "to be decided|to be set|to be announced|to be advised|target to be set|target tbc|"
        "tbc*|under review|under development|in development|to be baselined|baseline|"
        "baseline year|baseline to be set|establish baseline|baselining|setting baseline|"
        "baseline to be established|to be developed|target to be confirmed|not yet set|"
        "not yet agreed|target to be agreed|not set - baseline year|baseline year - no target|"
        "no target - baseline year|no target (baseline year)|n/a - baseline year|baseline data"
    ),
    Status.AWAITING: (
        "awaiting|awaited|awaiting data|data awaited|awaiting figures|pending|data pending|"
        "not yet available|not available yet|not yet published|not yet known|unpublished|"
        "data not yet available|data unavailable at this time|not yet reported|"
        "to follow|data to follow|figures to follow|outstanding data|awaiting publication|"
        "awaiting validation|awaiting national data|awaiting confirmation|data lag|"
        "data not available yet|not yet released|awaiting return|not received|"
        "data not received|not yet received|being validated|awaiting results|quarter in arrears|"
        "a quarter in arrears|one quarter in arrears|one quarter behind|reported in arrears|"
        "data in arrears|not published yet|not released yet|data being validated"
    ),
    Status.DUE: "due|not due|not yet due|not due yet|data due|not due to report",
    Status.SUPPRESSED: (
        "[c]|c|*|**|***|(*)|suppressed|data suppressed|withheld|redacted|[u]|[s]|(c)|"
        "too small|too few|small numbers|number too small|numbers too small|sup|supp|disclosive"
    ),
    Status.BLANK: (
        "|-|--|---|----|.|..|...|…|:|_|__|/|~|no data|data not available|no data available|"
        "no figures|no figure|no information|no value|no result|blank|[x]|(x)|#div/0!|#div/0|"
        "#null!|#value!|#ref!|#name?|#num!|-%|%|£-|£|no return received|nothing to report|"
        "no activity|- %|no cases|unknown|not known|"
        # Word prints these where nothing was typed into a form
        "click or tap here to enter text|click here to enter text|enter text|"
        "click or tap to enter a date|click here to enter a date|choose an item"
    ),
}.items():
    for _form in _forms.split("|"):
        _WORDS[_form] = _status

# Openings of longer phrases. A figure may follow ("Due May -18"), so these are asked only
# of cells that start with a letter or a bracket.
_OPENINGS = re.compile(
    r"(?:"
    r"(?P<due>(?:(?:next|first|new|provisional|final|annual|biennial|carers?|users?|adult|"
    r"national|the)\s+)*"
    r"(?:(?:survey|data|figures?|results?|return|outturn|publication|report|update|value|"
    r"information)\s*)*(?:is|are|next|not|now)?\s*(?:yet\s+)?(?:due\b|expected\b|"
    r"to be (?:published|reported|collected|released)|"
    r"(?:(?:will be )?(?:published|released|available)|reported|reports|measured) "
    r"(?:in (?!arrears)|on\b|from|by|after|at|annually in|q[1-4]|jan|feb|mar|apr|may|jun|jul|aug|"
    r"sep|oct|nov|dec))"
    r"|next (?:survey|reported|collected|data)\b"
    r"|survey (?:to be |due|takes place|in |next)|next due\b)"
    r"|(?P<tbc>tbc\b|tbd\b|to be (?:confirmed|agreed|determined|set|decided|advised|baselined|"
    r"established|developed|announced)\b|baseline (?:to be|being|year|in)\b|"
    r"(?:set|establish|agree|create) (?:a |the )?baseline\b|target (?:to be|tbc|not yet)\b)"
    r"|(?P<awaiting>await|pending\b|not yet\b|data (?:to follow|pending|awaited|not yet)|"
    r"(?:figures?|results?) (?:to follow|pending|awaited|not yet)|currently unavailable|"
    r"(?:data |figures? )?(?:is |are )?(?:reported |published )?(?:a|one|1|3|three) "
    r"(?:quarter|months?) (?:in arrears|behind|lag)\b|reported in arrears|"
    r"(?:figures?|data|results?) not (?:yet )?(?:released|published))"
    r"|(?P<not_collected>(?:data |figures? |information )?(?:is |are )?"
    r"(?:not|no longer) (?:being )?(?:collected|measured|recorded|reported|surveyed|"
    r"undertaken)|no survey|biennial\b|bi-annual\b|every (?:two|2) years|"
    r"survey not|discontinued|(?:suspended|paused) (?:due|because|owing|until|while|for|during)\b|"
    r"indicator (?:deleted|withdrawn))"
    r"|(?P<not_applicable>n/a\b|n\.a\.|not applicable|not available|no target|new (?:measure|"
    r"indicator|pi|kpi|definition)\b|(?:definition|methodology) change|annual (?:measure|"
    r"indicator|figure|survey|target|data|return|collection|only)|not comparable|"
    r"no (?:compar|(?:previous|prior) (?:data|year|quarter|period|result|figure))|"
    r"(?:previous|prior) (?:data|figures?|results?) (?:not|un)|monitor(?:ing)? only|"
    r"(?:reported|collected|measured|recorded|calculated|surveyed) "
    r"(?:annually|yearly|once a year|twice (?:a|per) year|twice yearly|(?:every )?(?:six|6) "
    r"?months|half[- ]yearly|biannually|six-monthly|6-monthly|termly))"
    r"|(?P<suppressed>suppressed|data suppressed|withheld|numbers? too (?:small|low)|"
    r"too (?:few|small))"
    r"|(?P<blank>no (?:data|figures?|information|results?)\b|data (?:not available|unavailable))"
    r")"
)


_RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"


@lru_cache(maxsize=8192)
def parse_status(text: str) -> Status | None:
    """The reason that a cell gives for having no figure, None when it gives none.

    An empty cell and a lone dash are BLANK. N/A covers "not available" too: papers do not
    tell the two apart (the printed text stays in ``raw``). "Annual" under a quarter means
    that the measure has no figure for it. "c" marks what is suppressed, "C" is a grade.
    """
    if text == "C":
        return None
    if text and text[-1] in _RAISED:
        text = text.rstrip(_RAISED)  # the mark of a footnote: "n/a¹"
    words = fold_words(text)
    found = _WORDS.get(words)
    if found is not None:
        return found
    if len(words) > 80:
        return None
    found = _WORDS.get(words.strip(" .;:()[]"))
    if found is not None and words.strip(" .;:()[]"):
        return found
    if not words[0].isalpha() and words[0] not in "([":
        return None
    match = _OPENINGS.match(words.lstrip("(["))
    if match is None:
        return None
    return Status(match.lastgroup) if match.lastgroup else None
