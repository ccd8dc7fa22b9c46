"""What Python programs hold: scorecards as typed objects, with pandas frames there and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlscorecard.model.scorecard import Finding, Observation, Record, Scorecard

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Scorecards:
    """One scorecard for each paper, in the order of the papers."""

    scorecards: tuple[Scorecard, ...]

    def __iter__(self) -> Iterator[Scorecard]:
        return iter(self.scorecards)

    def __len__(self) -> int:
        return len(self.scorecards)

    @property
    def records(self) -> tuple[Record, ...]:
        """All records, in reading order."""
        return tuple(record for scorecard in self.scorecards for record in scorecard.records)

    @property
    def observations(self) -> tuple[Observation, ...]:
        """All printed values, in reading order."""
        return tuple(value for record in self.records for value in record.observations)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every doubt and remark."""
        return tuple(finding for scorecard in self.scorecards for finding in scorecard.findings)

    def records_frame(self) -> pd.DataFrame:
        """One row per record."""
        from xlscorecard.store.frames import records_frame

        return records_frame(self.scorecards)

    def observations_frame(self) -> pd.DataFrame:
        """One row per printed value; numbers are floats, NaN where there is none."""
        from xlscorecard.store.frames import observations_frame

        return observations_frame(self.scorecards)

    def findings_frame(self) -> pd.DataFrame:
        """One row per finding."""
        from xlscorecard.store.frames import findings_frame

        return findings_frame(self.scorecards)

    @classmethod
    def from_frames(cls, records: pd.DataFrame, observations: pd.DataFrame) -> Scorecards:
        """Scorecards from such frames, whatever was changed in them. Raises CannotRead for a
        value that a field cannot hold."""
        from xlscorecard.store.frames import from_frames

        return cls(from_frames(records, observations))
