"""Faces that Word draws rate by their mouths: their yellow is no amber."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.word.making import cell, make_word, par, table
from xlscorecard.model.scorecard import Rag
from xlscorecard.pipeline import read_scorecard


def _drawn(adjustment: str, fill: str) -> str:
    return (
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Smiley Face 1"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:spPr><a:xfrm><a:ext cx="200000" cy="200000"/></a:xfrm>'
        f'<a:prstGeom prst="smileyFace"><a:avLst>{adjustment}</a:avLst></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill></wps:spPr></wps:wsp>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def _mouth(bend: int) -> str:
    return f'<a:gd name="adj" fmla="val {bend}"/>'


def _old(adjustment: str, fill: str) -> str:
    return (
        '<w:p><w:r><w:pict><v:shape type="#_x0000_t96" style="width:16pt;height:16pt" '
        f'{adjustment} fillcolor="#{fill}"/></w:pict></w:r></w:p>'
    )


@pytest.mark.parametrize(
    ("face", "rag"),
    [
        (_drawn("", "FFFF00"), Rag.GREEN),
        (_drawn(_mouth(4653), "FFFF00"), Rag.GREEN),
        (_drawn(_mouth(0), "FFFF00"), Rag.AMBER),
        (_drawn(_mouth(-4653), "FFFF00"), Rag.RED),
        (_drawn(_mouth(-4653), "FFC000"), Rag.RED),
        (_drawn("", "FFC000"), Rag.AMBER),  # a new face in amber: its colour is meant
        (_drawn("", "FF0000"), Rag.RED),
        (_drawn("", "00B050"), Rag.GREEN),
        (_old("", "FFFF00"), Rag.GREEN),
        (_old('adj="15510"', "FFFF00"), Rag.RED),
    ],
)
def test_a_mouth_rates(tmp_path: Path, face: str, rag: Rag) -> None:
    head = "Measure | Target | Q1 2023/24 | Status"
    rows = table(head).removesuffix("</w:tbl>") + (
        f"<w:tr>{cell('Calls answered')}{cell('80%')}{cell('84%')}{cell(face)}</w:tr>"
        f"<w:tr>{cell('Letters answered')}{cell('90%')}{cell('91%')}{cell('')}</w:tr></w:tbl>"
    )
    path = make_word(tmp_path / "paper.docx", par("Quarter 1 2023/24") + rows + par(""))
    assert [record.rag for record in read_scorecard(path).records] == [rag, None]
