"""Council performance scorecards: from papers to one model, rated, and back into Excel.

>>> import xlscorecard
>>> scorecards = xlscorecard.convert("samples/001.pdf")
>>> scorecards.records[0].rag
<Rag.GREEN: 'green'>
>>> scorecards.records_frame().shape[0]
20
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlscorecard.api import Scorecards

__version__ = "0.1.0"
__all__ = ["__version__", "convert"]


def convert(path: str | PathLike[str], *, isolated: bool = False) -> Scorecards:
    """The scorecards of a paper, of a folder of papers, or of any output of the command
    ``convert``, as typed objects with pandas frames. Raises model.errors.CannotRead.

    Papers are read in this process: a hostile one may hang or crash it. ``isolated`` reads them
    in worker processes with limits on time and memory, as the commands do.
    """
    from xlscorecard.api import Scorecards

    if isolated:
        from xlscorecard.bulk.read import read_scorecards as read_in_workers

        return Scorecards(read_in_workers([Path(path)]).whole())
    from xlscorecard.outputs import read_scorecards

    return Scorecards(read_scorecards([Path(path)]))
