"""The rule that a paper's key states, in the words of keys as councils print them."""

from __future__ import annotations

import pytest

from tests.engine.papers import evaluate, measure, observe, scorecard, simple
from xlscorecard.engine.audit import audit
from xlscorecard.engine.rules import parse_rules
from xlscorecard.model.scorecard import Judgement, KeyEntry, Rag, Record, Role, Severity
from xlscorecard.pipeline import judged

G, A, R = Rag.GREEN, Rag.AMBER, Rag.RED


def key_of(green: str, amber: str, red: str) -> tuple[KeyEntry, ...]:
    return tuple(KeyEntry("", m, c) for m, c in ((green, G), (amber, A), (red, R)))


KEY = key_of("On or above target", "Within 5% of target", "More than 5% below target")


def judge(record: Record, key: tuple[KeyEntry, ...], period: str | None = None) -> Judgement:
    return evaluate(scorecard(record, key=key, reporting_period=period))[0]


def colours(key: tuple[KeyEntry, ...], *values: str) -> list[Rag | None]:
    """Each of these values against a target of 200, where high is good."""
    found = [judge(simple(value, "200"), key) for value in values]
    assert {judgement.rule for judgement in found} == {"key"}
    return [judgement.rag for judgement in found]


@pytest.mark.parametrize(
    ("key", "amber_from", "red_from"),
    [
        (KEY, "199", "189"),
        (key_of("On target", "Within 5%", "More than 5% out"), "199", "189"),
        # The edge itself is of the class whose words take it in.
        (
            key_of("Target met or exceeded", "Missed target by less than 10%",
                   "Missed target by 10% or more"),
            "199", "180",
        ),
        (
            key_of("On or above target", "Performance is 0-5% below target",
                   "Performance is more than 5% below target"),
            "199", "189",
        ),
        (
            key_of("On target", "Between 1% and 10% off target", "Over 10% off target"),
            "199", "179",
        ),
        (
            key_of("At or above target", "0.01% - 4.99% below target", "5% or more below target"),
            "199", "190",
        ),
        (
            key_of("On target or exceeded (within 1 per cent or better)",
                   "Slightly adrift of target (between 1 per cent and 5 per cent)",
                   "Adrift of target (5 per cent or more)"),
            "197", "190",
        ),
        (
            key_of("Deviation from target of less than 5%", "Deviation from target of 5% to 15%",
                   "Deviation from target of more than 15%"),
            "190", "169",
        ),
        (
            key_of("Target achieved or within 2% of target", "Target missed by 2% - 5%",
                   "Target missed by more than 5%"),
            "195", "189",
        ),
        (
            key_of("Performance on or better than target",
                   "Off target but within agreed variance (10%)",
                   "Off target and outside agreed variance (10%)"),
            "199", "179",
        ),
        # A share of the target that is reached, not missed.
        (
            key_of("95% or more of target", "85% to 94.9% of target", "Less than 85% of target"),
            "189", "169",
        ),
        (
            key_of("Achieving at least 100% of target", "Between 90% and 99% of target",
                   "Below 90% of target"),
            "199", "179",
        ),
        (
            key_of("Target achieved", "Achieved 90% or more of target",
                   "Achieved less than 90% of target"),
            "199", "179",
        ),
    ],
)  # fmt: skip
def test_where_the_colours_of_a_key_begin(
    key: tuple[KeyEntry, ...], amber_from: str, red_from: str
) -> None:
    above_amber, above_red = str(int(amber_from) + 1), str(int(red_from) + 1)
    assert colours(key, "200", above_amber, amber_from) == [G, G, A]
    assert colours(key, above_red, red_from, "10") == [A, R, R]


def test_percentage_points_are_named_as_such() -> None:
    key = key_of("At target", "Within 5 percentage points of target", "Target missed")
    assert [judge(simple(v, "60%"), key).rag for v in ("60%", "55%", "54%")] == [G, A, R]


def test_a_key_of_met_and_missed_has_no_amber() -> None:
    met, missed = KeyEntry("", "Target met or exceeded", G), KeyEntry("", "Target not met", R)
    assert colours((met, missed), "201", "200", "199", "150") == [G, G, R, R]
    # What stands between them is not told.
    far = KeyEntry("", "Well below target", R)
    assert judge(simple("199", "200"), (met, far)).rule == "default.other"


def test_amounts_in_words() -> None:
    key = key_of("Target met", "Missed by less than five per cent of target",
                 "Missed by five per cent or more")  # fmt: skip
    assert colours(key, "200", "191", "190") == [G, A, R]


def test_a_share_of_the_target_reached_where_low_is_good_is_target_to_value() -> None:
    # Handbook 2.6: spreadsheets that work out "% of target" divide; 100 / 111 is 90.1%.
    key = key_of("Target achieved", "Between 90% and 99% of target", "Below 90% of target")
    found = [judge(simple(v, "100", polarity="L"), key).rag for v in ("100", "111", "112")]
    assert found == [G, A, R]


def test_where_low_is_good_the_other_way_to_work_out_a_share_is_no_disagreement() -> None:
    key = key_of("Target achieved", "Between 90% and 99% of target", "Below 90% of target")
    # 100 / 111 is 90.1%, and 11 over a target of 100 leaves 89%.
    found = audit([scorecard(simple("111", "100", polarity="L", rag="R"), key=key)])
    assert not found.disagreements
    (question,) = found.open_questions
    assert "by target divided by figure (red by how far it falls short)" in question.reason
    assert judge(simple("120", "100", polarity="L"), key).rag is R


def havering(now: str, before: str) -> Record:
    return measure(
        "Number of burglaries",
        observe(Role.TARGET, "500", "2013/14 Q4"),
        observe(Role.ACTUAL, now, "2013/14 Q4"),
        observe(Role.PREVIOUS, before, "2012/13 Q4"),
        polarity="L",
    )


@pytest.mark.parametrize(
    "since", ["compared to Quarter 4 2012/13", "compared to the same quarter in the previous year"]
)
def test_amber_is_no_worse_than_a_year_before(since: str) -> None:
    off = "more than 10% off the Quarter 4 Target and where performance had"
    key = key_of(
        "on or within 10% of the Quarter 4 Target",
        f"{off} improved or been maintained {since}",
        f"{off} not improved {since}",
    )
    papers = [havering("550", "500"), havering("580", "610"), havering("580", "570")]
    found = [judge(paper, key, "2013/14 Q4") for paper in papers]
    assert [judgement.rag for judgement in found] == [G, A, R]
    assert {judgement.rule for judgement in found} == {"key"}
    without = measure("Crimes", observe(Role.TARGET, "500"), observe(Role.ACTUAL, "580"),
                      polarity="L")  # fmt: skip
    assert judge(without, key, "2013/14 Q4").rag is None


def test_below_target_but_above_last_year() -> None:
    key = key_of(
        "At or above target",
        "Below target but above last year's performance",
        "Below target and below last year's performance",
    )
    found = [judge(havering(now, "610"), key).rag for now in ("500", "600", "620")]
    assert found == [G, A, R]


def test_a_key_says_what_blue_is() -> None:
    exceeds = KeyEntry("", "Exceeds target by more than 10%", Rag.BLUE)
    assert judge(simple("89%", "80%"), (*KEY, exceeds)).rag is Rag.BLUE
    assert judge(simple("88%", "80%"), (*KEY, exceeds)).rag is G
    from_there = KeyEntry("", "Exceeds target by 10% or more", Rag.BLUE)
    assert judge(simple("88%", "80%"), (*KEY, from_there)).rag is Rag.BLUE
    complete = KeyEntry("", "Complete", Rag.BLUE)
    assert judge(simple("88%", "80%"), (*KEY, complete)).rag is G


def test_a_key_of_projects_or_without_a_distance_states_no_rule() -> None:
    for key in (
        (KeyEntry("", "Slightly below target", A),),
        key_of("95% or more of milestones met", "80%-95% of milestones met", "Under 80%"),
        key_of("Project on target, within budget by 5%", "Behind target by up to 4 weeks", "Late"),
    ):
        found = judge(simple("92%", "100%"), key)
        assert found.rule == "default.percent"
        assert "key" not in found.why


UNREADABLE = [
    key_of("On target", "Within 5% of target", "More than 10% below target"),
    key_of("On target", "Within 5% (or 2 points) of target", "More than 5% below target"),
    key_of("On target", "Below target by no more than 5% (10% for small numbers)", "Below target"),
    key_of("Exceeds target by 5% or more", "Within 5% of target", "Misses target by 5% or more"),
    key_of("Target achieved", "Floor standard achieved but target not met", "Below the floor"),
    key_of(
        "On target",
        "Below target but above the minimum standard",
        "Performance below the minimum standard",
    ),
    key_of("On target", "Off target within tolerance", "Off target beyond tolerance"),
    key_of("On target", "Below target but better than last quarter", "Below target and worse"),
]


@pytest.mark.parametrize("key", UNREADABLE)
def test_a_disagreement_is_no_accusation_where_the_keys_own_rule_cannot_be_read(
    key: tuple[KeyEntry, ...],
) -> None:
    # 80% against 100% is red by our own rule; the paper prints amber, by a rule of its own.
    record = simple("80%", "100%", rag="A")
    found = audit([scorecard(record, key=key)])
    assert not found.disagreements
    (question,) = found.open_questions
    assert question.computed == "red"
    assert "the paper's key" in question.reason
    assert key[1].meaning in question.reason


def test_a_councils_own_rule_file_stands_beside_a_key_that_cannot_be_read() -> None:
    rules = parse_rules('schema = 1\n[[rule]]\nid = "ours"\namber = "5%"\n')
    record = simple("80%", "100%", rag="A")
    found = audit([scorecard(record, key=UNREADABLE[0])], rules)
    assert [row.rule for row in found.disagreements] == ["ours"]
    assert not found.open_questions


@pytest.mark.parametrize("key", UNREADABLE)
def test_a_key_that_cannot_be_read_is_told_once_for_all_that_our_own_rules_rate(
    key: tuple[KeyEntry, ...],
) -> None:
    paper = scorecard(simple("80%", "100%"), simple("99%", "100%"), key=key)
    once = judged(paper)
    (finding,) = once.findings
    assert (finding.code, finding.severity) == ("key-unread", Severity.LOOK)
    assert key[1].meaning in finding.message
    assert "2 of the ratings" in finding.message
    assert judged(once).findings == (finding,)


def test_a_key_that_is_read_or_not_asked_is_told_nothing_of() -> None:
    record = simple("80%", "100%")
    ours = parse_rules('schema = 1\n[[rule]]\nid = "ours"\namber = "5%"\n')
    unread = scorecard(record, key=UNREADABLE[0])
    assert judged(scorecard(record, key=KEY)).findings == ()
    assert judged(scorecard(record, key=(KeyEntry("", "Slightly below target", A),))).findings == ()
    assert judged(judged(unread), ours).findings == ()
    no_target = measure("Calls", observe(Role.ACTUAL, "80%"), polarity="H")
    assert judged(scorecard(no_target, key=UNREADABLE[0])).findings == ()
