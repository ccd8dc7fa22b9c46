"""Risk ratings: likelihood x impact, or a looked-up matrix (handbook 2.14)."""

from __future__ import annotations

from xlscorecard.engine.rating import Basis, Rating, RuleError
from xlscorecard.model.scorecard import Rag


def rate_risk(
    likelihood: int,
    impact: int,
    bands: tuple[int, int] = (4, 12),
    matrix: tuple[tuple[Rag, ...], ...] | None = None,
) -> Rating:
    """Likelihood x impact: green up to the first band, amber up to the second (typical
    5 x 5: 1-4, 5-12, 15-25); a looked-up matrix wins (rows likelihood, columns impact)."""
    if min(likelihood, impact) < 1:
        raise RuleError("likelihood and impact count from 1")
    score = likelihood * impact
    if matrix is not None:
        if likelihood > len(matrix) or impact > len(matrix[likelihood - 1]):
            raise RuleError(f"the risk matrix has no place for {likelihood} x {impact}")
        rag = matrix[likelihood - 1][impact - 1]
    else:
        rag = Rag.GREEN if score <= bands[0] else Rag.AMBER if score <= bands[1] else Rag.RED
    by = "by the matrix" if matrix is not None else f"green to {bands[0]}, amber to {bands[1]}"
    label = f"likelihood {likelihood} x impact {impact} = {score}; {by}"
    return Rating(rag, "risk", Basis.MATRIX, label=label, value=float(score))
