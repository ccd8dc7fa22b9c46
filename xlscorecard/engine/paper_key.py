"""The rule that a paper's own key states in words: "Within 5% of target" is amber.

Only what a key says in figures becomes a rule. "5%" is 5% of the target; percentage
points must be named as such. Each line says how far short a figure of its colour may fall
(``key_statement``); here the lines are fitted together at the two edges, green to amber and
amber to red. A key whose lines do not fit together states no rule, and one that names a
distance which cannot be read is told: what our own rules say of its paper is then a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from xlscorecard.engine.figures import period_key
from xlscorecard.engine.key_statement import Reach, Statement, names_target, read_statement
from xlscorecard.engine.rating import NO_MARGIN, Margin, Rule
from xlscorecard.model.scorecard import KeyEntry, Rag
from xlscorecard.values.period import parse_period

# A key that only mentions a margin in order to reject it is narrative (paper 000).
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class KeyRule:
    """What a paper's key says of its colours: a rule, or the words that state one which cannot
    be read. Neither where the key names no distance to the target."""

    rule: Rule | None = None
    unread: str = ""


@dataclass(frozen=True, slots=True)
class _Edge:
    """Where one colour ends and the next begins, as one line has it.

    ``mine`` says whether the edge itself is of the better colour, None where the words leave
    that open.
    """

    amount: float
    mine: bool | None
    reach: Reach


NO_KEY = KeyRule()


def rule_of_key(key: Sequence[KeyEntry], reporting_period: str | None = None) -> KeyRule:
    """The rule that a paper's key states in figures.

    ``reporting_period`` tells whether a period that the key names for its "not improved" is the
    same one a year before.
    """
    told = [(entry.rag, entry.meaning) for entry in key if entry.rag is not None]
    told = [(rag, meaning) for rag, meaning in told if len(meaning) <= _LONGEST]
    aimed = any(names_target(meaning) for _, meaning in told)
    read = (read_statement(rag, meaning, beside_target=aimed) for rag, meaning in told)
    lines = [statement for statement in read if statement is not None]
    green, amber, red, blue = (
        [line for line in lines if line.rag is rag]
        for rag in (Rag.GREEN, Rag.AMBER, Rag.RED, Rag.BLUE)
    )
    judged = green + amber + red
    if not any(line.reach or line.no_worse is not None or not line.readable for line in judged):
        return _met_or_missed(told)
    unread = KeyRule(unread=_words(judged))
    if not all(line.readable for line in judged):
        return unread
    better = _margin(_beyond(blue))
    if any(line.no_worse is not None for line in judged):
        rule = _no_worse(green, amber, red, reporting_period)
    else:
        rule = _by_distance(green, amber, red)
    if rule is None:
        return unread
    return KeyRule(replace(rule, words=_words(amber or red or green), blue=better))


_BE = r"(?:(?:performance|result|is|has|was|been) )*"
_MET = re.compile(
    rf"{_BE}(?:on|at|meets|meeting|(?:on|at) or (?:above|better than)|(?:met|achieved|meets)"
    r"(?: or exceed(?:ed|s))?) (?:the |its )?targets?|"
    r"(?:the )?targets? (?:is |has been |was )?(?:met|achieved)(?: or exceeded)?",
    re.IGNORECASE,
)
_MISSED = re.compile(
    rf"{_BE}(?:off|missed|misses|missing|below|under|worse than|not (?:on|met|meeting|achieved)|"
    r"d(?:id|oes) not meet) (?:the |its )?targets?|"
    r"(?:the )?targets? (?:(?:is|has|was|been) )*(?:missed|not (?:been )?(?:met|achieved))",
    re.IGNORECASE,
)


def _met_or_missed(told: Sequence[tuple[Rag, str]]) -> KeyRule:
    """The rule of a key that has green for met, red for missed and nothing between them."""
    said = {rag: meaning.strip(" .") for rag, meaning in told}
    if Rag.AMBER in said or not {Rag.GREEN, Rag.RED} <= said.keys():
        return NO_KEY
    if not _MET.fullmatch(said[Rag.GREEN]) or not _MISSED.fullmatch(said[Rag.RED]):
        return NO_KEY
    return KeyRule(Rule("key", NO_MARGIN, words=said[Rag.RED]))


def _by_distance(
    green: Sequence[Statement], amber: Sequence[Statement], red: Sequence[Statement]
) -> Rule | None:
    """Green to one distance, amber to a second, red beyond it."""
    near = _far(green) + _near(amber)
    far = _far(amber) + _near(red)
    slack = _margin(near)
    # "1% to 10% below target" is amber in whole per cents; green is "on target" all the same.
    begins_at_once = all(edge.amount <= edge.reach.digit for edge in near)
    if slack is None and near and not begins_at_once:
        return None
    if not any(line.reach for line in green) and begins_at_once:
        slack = None
    margin = _margin(far)
    if margin is None:
        # Nothing but how far green reaches is stated: what misses it is red.
        return Rule("key", NO_MARGIN, slack) if slack is not None and not far else None
    if slack is not None and (slack.points != margin.points or _size(slack) > _size(margin)):
        return None
    return Rule("key", margin, slack or NO_MARGIN)


def _no_worse(
    green: Sequence[Statement],
    amber: Sequence[Statement],
    red: Sequence[Statement],
    reporting_period: str | None,
) -> Rule | None:
    """Beyond green amber is "no worse than a year before" (handbook 2.2)."""
    conditioned = [line for line in (*green, *amber, *red) if line.no_worse is not None]
    if not amber or any(line.rag is Rag.GREEN for line in conditioned):
        return None
    if any(line.no_worse is not (line.rag is Rag.AMBER) for line in conditioned):
        return None
    if not all(_a_year_before(line.named, reporting_period) for line in conditioned):
        return None
    edges = _far(green) + _near((*amber, *red))
    if not edges:
        return Rule("key", no_worse=True)
    slack = _margin(edges)
    if slack is None or _far(amber):
        return None
    return Rule("key", green=slack, no_worse=True)


def _a_year_before(named: str, reporting_period: str | None) -> bool:
    """Whether a period that a key names is the reported one of the year before."""
    if not named:
        return True
    then, now = period_key(parse_period(named)), period_key(reporting_period)
    return then is not None and now is not None and (then[0] + 1, then[1]) == now


def _near(lines: Iterable[Statement]) -> list[_Edge]:
    """The edges at which colours begin, away from the target: the colour before each, the better
    one, has it where the line itself does not."""
    return [
        _Edge(reach.low, None if reach.low_in is None else not reach.low_in, reach)
        for reach in _reaches(lines)
        if reach.low is not None
    ]


def _far(lines: Iterable[Statement]) -> list[_Edge]:
    """The edges at which colours end, away from the target: the line itself has each or not."""
    return [
        _Edge(reach.high, reach.high_in, reach)
        for reach in _reaches(lines)
        if reach.high is not None
    ]


def _beyond(lines: Iterable[Statement]) -> list[_Edge]:
    """The edges at which a colour for what is better than the target begins: it is the better
    one, and has each or not."""
    return [
        _Edge(reach.low, reach.low_in, reach) for reach in _reaches(lines) if reach.low is not None
    ]


def _reaches(lines: Iterable[Statement]) -> Iterator[Reach]:
    return (line.reach for line in lines if line.reach is not None)


def _margin(edges: Sequence[_Edge]) -> Margin | None:
    """The margin up to an edge on which all lines that state it agree, to a printed digit.

    The line with the rounder figure has it: of "95% or more" and "85% to 94.9%" that is 95.
    """
    if not edges:
        return None
    best = max(edges, key=lambda edge: edge.reach.digit)
    for edge in edges:
        same = (edge.reach.points, edge.reach.attained) == (best.reach.points, best.reach.attained)
        digit = min(edge.reach.digit, best.reach.digit)
        if not same or abs(edge.amount - best.amount) > digit * (1 + 1e-9):
            return None
    said = {edge.mine for edge in edges if edge.mine is not None}
    exclusive = said == {False}
    if best.reach.points:
        return Margin(least=best.amount, most=best.amount, points=True, exclusive=exclusive)
    share = best.amount / 100
    return Margin(share, reciprocal=best.reach.attained, exclusive=exclusive)


def _size(margin: Margin) -> float:
    return margin.least if margin.points else margin.share


def _words(lines: Iterable[Statement]) -> str:
    return "; ".join(line.words for line in lines)
