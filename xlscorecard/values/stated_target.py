"""Targets, and results, that a measure's own title states: "Calls answered in 20 seconds (target
95%)", "Jobs created: 214 (target 200)"."""

from __future__ import annotations

import re
from functools import lru_cache

from xlscorecard.values.confusables import fold_punctuation
from xlscorecard.values.quantity import parse_quantity

_TARGET = re.compile(
    r"(?:(?P<open>[(\[])|\s-|[;,:])\s*"
    r"(?:against (?:an? |the |our )?)?(?:annual |year[- ]end |local |national |statutory )?"
    r"target(?: of| is|:| =| -)?\s*"
    r"(?P<figure>[^()\[\]]{1,24}?)\s*(?(open)[)\]])\s*$",
    re.IGNORECASE,
)


_RESULT = re.compile(r"[^:]{4,}:\s+(?P<figure>[^:]{1,24})")


@lru_cache(maxsize=4096)
def target_in_title(title: str) -> str | None:
    """The target that ends a title, as printed ("95%"); None where what stands there is no
    figure ("(target group: under 5s)")."""
    if "arget" not in title.lower():
        return None
    match = _TARGET.search(fold_punctuation(title))
    if match is None:
        return None
    return match["figure"] if parse_quantity(match["figure"], target=True).numeric else None


def states_target(header: str) -> bool:
    """Whether a header names, in a bracket at its end, what its figures are to reach: "% in time
    (target 90%)" stands over results."""
    return header.rstrip().endswith((")", "]")) and target_in_title(header) is not None


@lru_cache(maxsize=4096)
def result_in_title(title: str) -> str | None:
    """The result that a title states before its target, as printed ("214"); None without one."""
    if ":" not in title or target_in_title(title) is None:
        return None
    target = _TARGET.search(fold_punctuation(title))
    match = _RESULT.fullmatch(title[: target.start()].rstrip()) if target is not None else None
    if match is None:
        return None
    return match["figure"] if parse_quantity(match["figure"]).numeric else None
