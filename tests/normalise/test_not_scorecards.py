"""What is no scorecard gives no record, and a larger table says why."""

from __future__ import annotations

import pytest

from tests.grids import draw_grid, read_blocks
from xlscorecard.normalise.headers.lines import Header
from xlscorecard.normalise.table import infer_table

DECOYS = {
    "contents": """
        | Item | Section            | Page |
        | 1    | Executive summary  | 3    |
        | 2    | Performance report | 12   |
        | 3    | Key indicators     | 18   |
        """,
    "attendance": """
        | Member       | 12 Jun | 17 Jul | 11 Sep |
        | Cllr A Brown | P      | P      | A      |
        | Cllr B Green | A      | P      | P      |
        | Cllr C White | P      | A      | P      |
        """,
    "attendance against what is expected": """
        | Member       | Expected | Present | %    |
        | Cllr A Brown | 8        | 7       | 88%  |
        | Cllr B Green | 8        | 8       | 100% |
        | Cllr C White | 6        | 3       | 50%  |
        """,
    "bids": """
        | Bidder    | Price score | Quality score | Total | Rank |
        | A Limited | 38          | 51            | 89    | 1    |
        | B Limited | 40          | 44            | 84    | 2    |
        | C Limited | 31          | 40            | 71    | 3    |
        """,
    "options in the order of their scores": """
        | Option        | Cost | Quality | Score | Rank |
        | 1 Do nothing  | 25   | 8       | 33    | 3    |
        | 2 In-house    | 15   | 32      | 47    | 1    |
        | 3 Outsource   | 18   | 28      | 46    | 2    |
        """,
    "investments by credit rating": """
        | Counterparty | Rating | Principal £ | Rate  | Start      | Maturity   |
        | A Bank       | A+     | 5,000,000   | 5.12% | 03/04/2023 | 03/10/2023 |
        | A Fund       | AAA    | 8,000,000   | 5.31% | Call       | Call       |
        | B Council    | n/a    | 3,000,000   | 4.80% | 12/01/2023 | 12/01/2024 |
        """,
    "election": """
        | Ward   | Electorate | Ballot papers | Turnout |
        | North  | 5,210      | 1,822         | 35.0%   |
        | South  | 4,987      | 1,701         | 34.1%   |
        | Market | 6,003      | 2,417         | 40.3%   |
        """,
    "consultation": """
        | Name of consultee | Post held            | Date sent  |
        | A Officer         | Head of Finance      | 12/06/2019 |
        | B Officer         | Director of Place    | 14/06/2019 |
        | C Officer         | Monitoring Officer   | 14/06/2019 |
        """,
    "glossary": """
        | Abbreviation | Meaning                       |
        | KPI          | Key performance indicator     |
        | RAG          | Red, amber, green             |
        | ASC          | Adult social care             |
        """,
    "contents with dots to the pages": """
        | Section                                   | Page |
        | Actual against target ................... | 4    |
        | Target setting for 2020/21 .............. | 14   |
        | Risk register ........................... | 22   |
        """,
    "an index whose entries stand above the table": """
        | c-sources target . . . . . . . . 12 | . 5                       | CWEB . . . . . . . 39 |
        | 46                                  | scaled pixels . . . . . . | 50                    |
        | 54                                  | scaling of fonts . . . .  | 46                    |
        | 12                                  | security, and output . .  | 17                    |
        """,
    "codes in a table that counts its columns": """
        |    | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |
        | 00 | a | b | c | d | e | f | g | h |
        | 10 | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |
        """,
    "a form to tick how well one does": """
        | Competency    | 1 | 2 | 3 | 4 |
        | Communication |   |   |   |   |
        | Leadership    |   |   |   |   |
        """,
    "what letters stand for": """
        | l | left         |
        | r | right        |
        | i | inner margin |
        | o | outer margin |
        """,
    "commands with an ornament at the margin": """
        | COMMAND  | VALUE | EXPLANATION               |              |
        | version  | 116   | major and minor number    | {circle red} |
        | revision | 0     | the number of the release |              |
        | banner   | 3     | what the log begins with  |              |
        """,
    "old names and new ones": """
        | Old name                   |   | New name  |
        | Environment and Operations | → | Place     |
        | Adults and Children        | → | People    |
        | Corporate Services         | → | Resources |
        """,
    "who is responsible, by letter": """
        | Task           | Director | Manager | Officer |
        | Set targets    | A        | R       | C       |
        | Collect data   | I        | A       | R       |
        | Report results | A        | C       | R       |
        """,
    "what has been cleared": """
        | Clearance           | Done | Date       |
        | Section 151 Officer | ✓    | 03/06/2024 |
        | Monitoring Officer  | ✓    | 04/06/2024 |
        | Chief Executive     | ✓    | 05/06/2024 |
        """,
    "options by how large their risk is": """
        | Option     | Strategic fit | Value for money | Risk   | Conclusion |
        | Do nothing | Low           | Low             | High   | Rejected   |
        | In-house   | High          | Medium          | Medium | Preferred  |
        | Outsource  | Medium        | High            | High   | Rejected   |
        """,
    "what each score of a risk asks for": """
        | Risk score | Risk level      | Action required                | Review    |
        | 1 - 4      | Low [green]    | Accept, keep under review      | Annually  |
        | 5 - 12     | Medium [amber] | Reduce the risk                | Quarterly |
        | 15 - 25    | High [red]   | Immediate action by a director | Monthly   |
        """,
    "what each rating of a project means": """
        | RAG   | Time                      | Cost                  | Quality       |
        | Green | On schedule               | Within budget         | All accepted  |
        | Amber | Up to four weeks late     | Up to 5% over budget  | Minor rework  |
        | Red   | More than four weeks late | More than 5% over     | Major rework  |
        """,
    "charges of two years": """
        | Description    | 2023/24 £ | 2024/25 £ | Change % |
        | Garden waste   | 45.00     | 49.00     | 8.9%     |
        | Bulky waste    | 32.00     | 35.00     | 9.4%     |
        | Replacement    | 28.00     | 30.00     | 7.1%     |
        """,
    "a financial plan": """
        | Description            | 2024/25 £000 | 2025/26 £000 | 2026/27 £000 |
        | Net budget brought on  | 18,402       | 19,001       | 19,530       |
        | Pay inflation          | 610          | 540          | 550          |
        | Savings identified     | (310)        | (212)        | (50)         |
        """,
    "electricity by site": """
        | Site      | Previous year kWh | Current year kWh | Difference |
        | Town Hall | 410,204           | 388,110          | -22,094    |
        | Library   | 120,330           | 118,904          | -1,426     |
        | Depot     | 88,102            | 91,220           | 3,118      |
        """,
    "deprivation by area": """
        | LSOA      | Ward   | IMD score | IMD rank | IMD decile |
        | E01012345 | Market | 48.2      | 1,204    | 1          |
        | E01012346 | North  | 22.9      | 11,320   | 4          |
        | E01012351 | South  | 9.1       | 26,101   | 8          |
        """,
    "investments and their limits": """
        | Counterparty  | Credit rating | Amount £000 | Limit £000 | Rate  |
        | Lloyds Bank   | A+            | 5,000       | 10,000     | 4.95% |
        | Barclays Bank | A             | 3,000       | 10,000     | 4.80% |
        | A Fund        | AAA           | 8,000       | 15,000     | 5.20% |
        """,
    "investments in the colours of an adviser": """
        | Institution    | Long term | Colour          | Amount £m | Rate % |
        | Lloyds Bank    | A+        | Orange [amber] | 5.0       | 5.12   |
        | Goldman Sachs  | A+        | Red [red]    | 3.0       | 5.20   |
        | Close Brothers | A-        | Green [green]  | 2.0       | 4.98   |
        """,
    "energy of buildings": """
        | Building  | Floor area m2 | EPC rating | Score |
        | Town Hall | 4,120         | D [amber] | 92    |
        | Library   | 1,010         | B [green] | 41    |
        | Depot     | 2,230         | F [red] | 131   |
        """,
    "what may be decided by whom": """
        | Function           | Delegated to        | Limit    |
        | Award of contracts | Director            | £100,000 |
        | Write off of debts | Section 151 Officer | £10,000  |
        | Claims             | Monitoring Officer  | £25,000  |
        """,
    "parking standards": """
        | Use      | Standard          | Cycle standard |
        | Dwelling | 1.5 spaces        | 1 space        |
        | Office   | 1 space per 30 m2 | 1 per 100 m2   |
        | Shop     | 1 space per 20 m2 | 1 per 200 m2   |
        """,
    "charges now and to come": """
        | Licence   | Current fee | Proposed fee | Difference |
        | Driver    | £210        | £225         | £15        |
        | Vehicle   | £180        | £190         | £10        |
        | Operator  | £410        | £430         | £20        |
        """,
    "homes beside a standard of space": """
        | Unit   | Bedrooms | Area proposed m2 | Standard m2 |
        | Plot 1 | 2        | 71               | 70          |
        | Plot 2 | 3        | 84               | 84          |
        | Plot 3 | 3        | 86               | 84          |
        """,
    "answers to questions that are no quarters": """
        | Description of respondent | Q1  | Q2  | Q3  | Q4  |
        | Residents of the borough  | 62% | 71% | 45% | 38% |
        | Local businesses          | 54% | 66% | 51% | 29% |
        | Members of staff          | 80% | 75% | 62% | 44% |
        """,
    "questions beyond the fourth": """
        | Description  | Q1  | Q2  | Q3  | Q4  | Q5  | Q6  |
        | Under 35     | 40% | 52% | 61% | 70% | 22% | 31% |
        | 35 to 64     | 44% | 50% | 63% | 66% | 28% | 35% |
        | 65 and over  | 51% | 47% | 70% | 61% | 40% | 38% |
        """,
    "what happens at which hour": """
        | Time  | Activity         | Lead        |
        | 08:00 | Set out barriers | Parks team  |
        | 10:00 | Gates open       | Events team |
        | 17:00 | Clear the site   | Contractor  |
        """,
    "narrative": """
        | Prevent need | We will work with our partners to prevent people needing our support. |
        | Reduce need  | We will identify those people most at risk of needing support.        |
        | Delay need   | This will focus on support for people who have experienced a crisis.  |
        """,
}


@pytest.mark.parametrize("name", DECOYS)
def test_it_gives_no_record(name: str) -> None:
    scorecard = read_blocks("# Quarter 1 2019/20 Performance Report", DECOYS[name])
    assert scorecard.records == ()
    assert "no-scorecard" in {finding.code for finding in scorecard.findings}


SCORECARDS = {
    "years under a name of any list, in units of their own": (
        """
        | Ref  | Description              | 2022/23 | 2023/24 |
        | KPI1 | Household waste recycled | 44.8%   | 46.2%   |
        | KPI2 | Missed bins              | 52      | 41      |
        """,
        [("Household waste recycled", ["44.8%", "46.2%"]), ("Missed bins", ["52", "41"])],
    ),
    "an adviser's colours beside whether the limit was kept": (
        """
        | Counterparty  | Actual 30 June | Limit | Complied? |
        | Banks         | £4m            | £10m  | Yes       |
        | Money markets | £12m           | £10m  | No        |
        """,
        [("Banks", ["£4m", "£10m"]), ("Money markets", ["£12m", "£10m"])],
    ),
    "schools against their targets": (
        """
        | School         | Target | Actual | RAG   |
        | Ashby Primary  | 60%    | 63%    | Green |
        | Barton Primary | 58%    | 52%    | Red   |
        """,
        [("Ashby Primary", ["60%", "63%"]), ("Barton Primary", ["58%", "52%"])],
    ),
    "a dot without a name beside every measure": (
        """
        | Area     | Outcome | |
        | Calls answered | 81% | {circle red} |
        | Homes let      | 44  | {circle green} |
        | Trees planted  | 395 | {circle amber} |
        """,
        [("Calls answered", ["81%"]), ("Homes let", ["44"]), ("Trees planted", ["395"])],
    ),
    "three projects, each rated otherwise": (
        """
        | RAG   | Project        | Update                           |
        | Green | New pool       | Contractor appointed in May      |
        | Amber | Town hall roof | Scaffolding stays up all June    |
        | Red   | Website        | Supplier is in administration    |
        """,
        [("New pool", []), ("Town hall roof", []), ("Website", [])],
    ),
}


@pytest.mark.parametrize("name", SCORECARDS)
def test_a_scorecard_in_plain_dress_is_read(name: str) -> None:
    picture, says = SCORECARDS[name]
    records = read_blocks("# Quarter 1 2019/20", picture).records
    assert [(r.title, [o.raw for o in r.observations]) for r in records] == says


@pytest.mark.parametrize(
    ("heading", "titles"),
    [("# Key performance indicators", ["Library visits", "Trees planted"]), ("# Statistics", [])],
)
def test_a_heading_says_that_a_list_is_one_of_measures(heading: str, titles: list[str]) -> None:
    scorecard = read_blocks(
        heading,
        """
        | Description    | 2022/23 | 2023/24 |
        | Library visits | 9,880   | 10,204  |
        | Trees planted  | 388     | 412     |
        """,
    )
    assert [record.title for record in scorecard.records] == titles


def test_a_number_that_tells_kinds_of_one_thing_apart_is_part_of_their_names() -> None:
    scorecard = read_blocks(
        "# Housing mix 2023/24",
        """
        | Measure | Target | Actual |
        | 1 bed   | 10%    | 9%     |
        | 2 bed   | 35%    | 36%    |
        | 3 bed   | 40%    | 41%    |
        """,
    )
    found = [(record.ref, record.title) for record in scorecard.records]
    assert found == [(None, "1 bed"), (None, "2 bed"), (None, "3 bed")]


def test_a_year_under_a_name_of_no_result_is_none() -> None:
    scorecard = read_blocks(
        "# Performance 2023/24",
        """
        | Measure         | Begun | Target | Actual |
        | Trees planted   | 2019  | 410    | 404    |
        | Homes insulated | 2021  | 80     | 91     |
        | Ponds restored  | 2016  | 12     | 9      |
        """,
    )
    assert [(r.text, [o.raw for o in r.observations]) for r in scorecard.records] == [
        ((("begun", "2019"),), ["410", "404"]),
        ((("begun", "2021"),), ["80", "91"]),
        ((("begun", "2016"),), ["12", "9"]),
    ]


def test_what_works_of_art_are_worth_is_no_measure() -> None:
    scorecard = read_blocks(
        "# Museum collections",
        """
        | Title        | Artist  | Previous value | Current value |
        | Mill at dusk | J Smith | £12,000        | £15,000       |
        | The Market   | A Jones | £4,500         | £4,500        |
        """,
    )
    assert scorecard.records == ()


def test_an_earlier_header_heads_no_table_that_begins_with_words_over_figures() -> None:
    lines = (("Code provision",), ("Requirement",), ("Comply: Yes / No",), ("Evidence",))
    pay = draw_grid("""
        Pay quartile | Men | Women | % women
        Upper        | 212 | 288   | 57.6%
        Upper middle | 190 | 311   | 62.1%
        Lower middle | 151 | 349   | 69.8%
        Lower        | 98  | 402   | 80.4%
    """)
    assert infer_table(pay, None, "2023/24", Header(0, 0, lines)) is None


def test_measures_under_members_are_measures() -> None:
    scorecard = read_blocks(
        "# Member services, Quarter 1 2019/20",
        """
        | Members                    | Target | Actual |
        | Members satisfied with ICT | 80%    | 75%    |
        | Members trained            | 60     | 55     |
        """,
    )
    assert [r.title for r in scorecard.records] == ["Members satisfied with ICT", "Members trained"]
