"""The case table through xlwings' own code, and the add-in file that carries it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.functions.cases import read_cases
from xlscorecard.addins.excel_file import build_addin, guarded_bridge
from xlscorecard.addins.excel_sources import bas_module
from xlscorecard.functions.catalogue import FUNCTIONS
from xlscorecard.model.errors import CannotRead

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def stood_in() -> dict[str, object]:
    script = Path(__file__).with_name("excel_stand_in.py")
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_every_case_as_ranges_and_as_literals(stood_in: dict[str, object]) -> None:
    assert stood_in["wrong"] == []
    assert stood_in["calls"] == 2 * len(read_cases())


def test_xlwings_knows_every_function_and_its_help(stood_in: dict[str, object]) -> None:
    assert stood_in["help"] == {
        function.name: [function.summary, *(argument.help for argument in function.arguments)]
        for function in FUNCTIONS
    }


def test_an_array_is_ten_times_faster_per_cell_than_single_calls(
    stood_in: dict[str, object],
) -> None:
    speed = stood_in["speed"]
    assert isinstance(speed, dict)
    assert speed["single"] > 10 * speed["array"]


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("addin") / "xlscorecard.xlam"
    build_addin(path)
    return path


_OLEVBA = """
import json, sys
from oletools.olevba import VBA_Parser
macros = VBA_Parser(sys.argv[1]).extract_macros()
print(json.dumps({name: code for _, _, name, code in macros}))
"""


def read_modules(path: Path) -> dict[str, str]:
    # In a process of its own: olevba warns of its own libraries' deprecations.
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _OLEVBA, path],
        capture_output=True,
        text=True,
        check=True,
    )
    modules: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return modules


def test_olevba_reads_our_modules_back(addin: Path) -> None:
    modules = read_modules(addin)
    written = bas_module().split("\r\n", 1)[1].strip().splitlines()
    assert modules["xlscorecard_functions.bas"].split("\n", 1)[1].strip().splitlines() == written
    for function in FUNCTIONS:
        assert f"Public Function {function.name}(" in modules["xlscorecard_functions.bas"]
    ribbon = (ROOT / "addin/xlwings/xlscorecard_ribbon.bas").read_text("cp1252")
    body = ribbon.split("\n", 1)[1].strip().splitlines()
    assert modules["xlscorecard_ribbon.bas"].split("\n", 1)[1].strip().splitlines() == body
    assert "Workbook_Open" in modules["ThisWorkbook.cls"]


def test_a_strange_workbook_cannot_choose_what_runs(addin: Path) -> None:
    bridge = read_modules(addin)["xlwings.bas"]
    assert 'PROJECT_NAME As String = "xlscorecard"' in bridge
    asked = [line for line in bridge.splitlines() if "SheetExists(" in line and "conf" in line]
    assert not any("ActiveWorkbook" in line for line in asked)


def test_an_unknown_xlwings_is_refused() -> None:
    with pytest.raises(CannotRead, match="not known"):
        guarded_bridge("Public Const SOMETHING_ELSE = 1")


def test_the_same_sources_give_the_same_file(addin: Path, tmp_path: Path) -> None:
    build_addin(tmp_path / "again.xlam")
    assert (tmp_path / "again.xlam").read_bytes() == addin.read_bytes()


def test_each_ribbon_button_has_its_macro() -> None:
    from lxml import etree

    from xlscorecard.addins import ribbon

    root = etree.parse(ROOT / "addin/xlwings/ribbon.xml").getroot()
    macros = (ROOT / "addin/xlwings/xlscorecard_ribbon.bas").read_text("cp1252")
    actions = [element.get("onAction") for element in root.iter("{*}button")]
    assert len(actions) == 5
    for action in actions:
        name = str(action).removeprefix("xlscorecard_ribbon.")
        assert f"Public Sub {name}(control As IRibbonControl)" in macros
        assert callable(getattr(ribbon, name.removeprefix("Scorecard").lower()))
