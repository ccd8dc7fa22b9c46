"""A name over the middle of several columns, where no line shows how far it reaches."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.grids import draw_grid, read_blocks
from xlscorecard.model.scorecard import Role


@pytest.mark.parametrize("ruling", ["none", "horizontal"])
def test_what_stands_over_the_middle_one_is_over_all_of_them(ruling: str) -> None:
    grid = draw_grid(
        """
        | Service  |        | 2024/25 £m |          | RAG      |
        |          | Budget | Forecast   | Variance |          |
        | Adults   | 12.1   | 12.4       | 0.3      | [amber]A |
        | Children | 9.1    | 9.4        | 0.3      | [red]R   |
        """
    )
    adults, children = read_blocks(replace(grid, ruling=ruling, page=1)).records
    assert [(o.role, o.period, o.quantity.value) for o in adults.observations] == [
        (Role.BUDGET, "2024/25", Decimal(12_100_000)),
        (Role.FORECAST, "2024/25", Decimal(12_400_000)),
        (Role.VARIANCE, "2024/25", Decimal(300_000)),
    ]
    assert [o.period for o in children.observations] == ["2024/25"] * 3


def test_what_lines_show_to_be_over_one_is_over_that_alone() -> None:
    grid = draw_grid(
        """
        | Service  |        | 2024/25 £m |          | RAG      |
        |          | Budget | Forecast   | Variance |          |
        | Adults   | 12.1   | 12.4       | 0.3      | [amber]A |
        | Children | 9.1    | 9.4        | 0.3      | [red]R   |
        """
    )
    adults, _ = read_blocks(replace(grid, ruling="full", page=1)).records
    budget, forecast, _ = adults.observations
    assert (forecast.period, budget.period) == ("2024/25", None)
