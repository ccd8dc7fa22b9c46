"""Rule files: what may stand in them, and faults that name file and place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscorecard.engine.rating import Aim, Margin, Measured
from xlscorecard.engine.rules import (
    default_rules,
    parse_rules,
    read_rules,
    shipped_names,
    shipped_rules,
)
from xlscorecard.engine.rules_text import format_rules
from xlscorecard.model.errors import CannotRead

HEAD = "schema = 1\n"


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_files_are_in_order(name: str) -> None:
    rules = shipped_rules(name)
    assert rules.name == name
    assert rules.title
    assert rules.source
    assert read_rules(name) == rules


@pytest.mark.parametrize(
    ("kind", "aim", "expected"),
    [
        (Measured.PERCENT, Aim(80), "default.percent"),
        (Measured.PERCENT, Aim(0), "default.zero"),
        (Measured.PERCENT, Aim(low=1, high=2), "default.band"),
        (Measured.COUNT, Aim(19), "default.small_count"),
        (Measured.COUNT, Aim(20), "default.count"),
        (Measured.RATE, Aim(6.1), "default.rate"),
        (Measured.MONEY, Aim(6.1), "default.money"),
        (Measured.BUDGET, Aim(6.1), "default.budget"),
        (Measured.DAYS, Aim(6.1), "default.days"),
        (Measured.SCORE, Aim(6.1), "default.score"),
        (Measured.OTHER, Aim(6.1), "default.other"),
    ],
)
def test_the_default_rule_of_each_unit(kind: Measured, aim: Aim, expected: str) -> None:
    assert default_rules().rule_for(kind, aim).id == expected


def test_a_councils_rules_come_first_and_the_default_rules_fill_up() -> None:
    rules = parse_rules(HEAD + '[[rule]]\nid = "ours"\nunits = ["percent"]\namber = "2pp"\n')
    assert rules.rule_for(Measured.PERCENT, Aim(80)).id == "ours"
    assert rules.rule_for(Measured.COUNT, Aim(80)).id == "default.count"
    alone = parse_rules(HEAD + 'extends = "none"\n')
    assert alone.rule_for(Measured.COUNT, Aim(80)).id == "strict"


@pytest.mark.parametrize(
    ("amber", "margin"),
    [
        ('"10%"', Margin(share=0.10)),
        ('"2.5pp"', Margin(least=2.5, most=2.5, points=True)),
        ('"none"', Margin()),
        ("0.05", Margin(share=0.05)),
        ('{ share = "5%", most = 100000 }', Margin(share=0.05, most=100_000)),
        ('{ share = "10%", least = "0.5pp", most = "5pp" }', Margin(0.10, 0.5, 5, True)),
        ('{ share = "10%", reciprocal = true }', Margin(share=0.10, reciprocal=True)),
        ('{ of_range = "1.5%" }', Margin(of_range=0.015)),
    ],
)
def test_margins(amber: str, margin: Margin) -> None:
    rules = parse_rules(HEAD + f'[[rule]]\nid = "x"\namber = {amber}\n')
    assert rules.entries[0].rule.amber == margin


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("schema = ", "", "is not valid TOML"),
        ("name = 'x'\n", "", "schema = 1"),
        (HEAD + "colour = 1\n", "the top level", "'colour' is not known"),
        (HEAD + "[[rule]]\namber = '5%'\n", "line 2", "has no id"),
        (
            HEAD + "\n[[rule]]\nid='a'\n[[rule]]\nid='b'\namber='5'\n",
            "line 7",
            "write '5%' or '5pp'",
        ),
        (HEAD + "[[rule]]\nid='a'\nunits=['furlongs']\n", "units", "is not a unit"),
        (HEAD + "[[rule]]\nid='a'\ntarget='round'\n", "line 4", "'round' is not known"),
        (HEAD + "[[rule]]\nid='a'\namber={ shares='5%' }\n", "amber", "'shares' is not known"),
        (HEAD + "[[rule]]\nid='a'\namber={ least='5pp', most=3 }\n", "amber", "both be points"),
        (HEAD + "[[rule]]\nid='a'\namber={ chance='80%' }\n", "amber", "below 50%"),
        (HEAD + "[[rule]]\nid='a'\namber=true\n", "amber", "must be text"),
        (HEAD + "[[rule]]\nid='a'\nambr='5%'\n", "line 4", "Did you mean 'amber'?"),
        (HEAD + "[[rule]]\nid='a'\n[[rule]]\nid='a'\n", "line 5", "has this id already"),
        (HEAD + "[[rule]]\nid='a'\namber={of_width='50%'}\n", "line 4", 'target = "band"'),
        (HEAD + "[actions]\non_track='most'\n", "line 3", "share such as '10%'"),
        (HEAD + "[[measure]]\nmatch='a'\nprofile=[1,2,nan,4]\n", "line 4", "4 or 12"),
        (HEAD + "[risk]\nbands=[12,4]\n", "line 3", "must be lower"),
        (HEAD + "[basis]\nprofile='wavy'\n", "line 3, [basis]", "'wavy' is not known"),
        (HEAD + "[basis]\nask='yes'\n", "[basis]", "true or false"),
        (HEAD + "[[measure]]\ntarget=3\n", "line 2", "has no match"),
        (HEAD + "[[measure]]\nmatch='a'\npolarity='up'\n", "'a'", "'up' is not known"),
        (HEAD + "[[measure]]\nmatch='a'\nprofile=[1,2]\n", "'a'", "4 or 12"),
        (HEAD + "[[measure]]\nmatch='a'\nscale=[24,0]\n", "'a'", "lowest and highest"),
        (HEAD + "[[measure]]\nmatch='a'\npopulation=0\n", "'a'", "above 0"),
        (HEAD + "[[break]]\nat='2017'\n", "line 3", "must be a year"),
        (HEAD + "rule = 3\n", "[[rule]]", "must be written as"),
        (HEAD + "extends='havering'\n", "", "must be 'default' or 'none'"),
    ],
)
def test_faults_name_file_and_place(text: str, place: str, reason: str) -> None:
    with pytest.raises(CannotRead) as caught:
        parse_rules(text, "ours.toml")
    message = str(caught.value)
    assert message.startswith("ours.toml")
    assert place in message
    assert reason in message


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="no such rule file"):
        read_rules(tmp_path / "none.toml")
    with pytest.raises(CannotRead, match="cannot be read"):
        read_rules(tmp_path)


@given(st.text(max_size=200))
def test_no_text_raises_anything_else(text: str) -> None:
    for content in (text, HEAD + text, HEAD + "[[rule]]\n" + text):
        try:
            parse_rules(content)
        except CannotRead:
            continue


VALUES = st.one_of(
    st.text(max_size=5), st.integers(-3, 10**9), st.booleans(), st.floats(),
    st.sampled_from(["5%", "5pp", "none", "as printed", "any miss", "band", "straight"]),
)  # fmt: skip


@given(
    st.sampled_from(["rule", "measure", "break"]),
    st.dictionaries(
        st.sampled_from(
            ["id", "units", "target", "target_under", "amber", "green", "match", "period",
             "amber_at", "polarity", "profile", "population", "base", "scale", "at", "why",
             "measures", "within_chance", "words"]
        ),
        st.one_of(VALUES, st.lists(VALUES, max_size=4), st.dictionaries(
            st.sampled_from(["share", "least", "most", "of_range", "of_width", "chance"]), VALUES
        )),
    ),
)  # fmt: skip
def test_any_table_is_read_or_refused(section: str, table: dict[str, object]) -> None:
    lines = [f"{key} = {toml(value)}" for key, value in table.items()]
    try:
        rules = parse_rules(HEAD + f"[[{section}]]\n" + "\n".join(lines))
    except CannotRead:
        return
    again = parse_rules(format_rules(rules))
    assert again.entries == rules.entries


def toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        import json

        return json.dumps(value, ensure_ascii=True)
    if isinstance(value, list):
        return "[" + ", ".join(toml(v) for v in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {toml(v)}" for k, v in value.items()) + " }"
    return repr(value)


EVERY_FIELD = """
schema = 1
name = "ours"
title = "Our \\"own\\" rules"
council = "Exampleshire"
source = "Cabinet, March"
[[rule]]
id = "rates"
units = ["days", "rate"]
target = "point"
target_under = 20
amber = { share = "10%", least = 0.5, most = 3, reciprocal = true, tiny = true }
green = "as printed"
blue = "5pp"
words = "as the plan says"
[[rule]]
id = "percent"
units = ["percent"]
amber = { least = "1pp", most = "5pp", share = "2.5%" }
green = "1pp"
within_chance = true
[[rule]]
id = "band"
target = "band"
amber = { of_width = "50%", of_range = "10%", chance = "5%" }
[[rule]]
id = "last year"
amber = "no worse than last year"
[[rule]]
id = "interval"
amber = "not significant"
[[rule]]
id = "funnel"
amber = "inside the funnel"
[[rule]]
id = "any"
amber = "any miss"
[[rule]]
id = "strict"
amber = "none"
"""


def test_a_file_of_every_field_is_written_as_it_is_read() -> None:
    rules = parse_rules(EVERY_FIELD)
    again = parse_rules(format_rules(rules, ("a remark\nof two lines",)))
    assert again == rules
    assert rules.own == 8
