"""Where the referrals of a matured quarter went."""

from tests.unit.reporting.small_source import CELLS, asked, source
from wellness.reporting import has_pathway, pathway


def test_each_stage_says_what_remains_and_what_was_lost() -> None:
    path = pathway(asked(), source())

    assert [(s.title, s.remain, s.lost, s.reason, s.share) for s in path.stages] == [
        ("Received", 1000, 0, "", ""),
        ("Consent given", 800, 200, "No consent", "20.0%"),
        ("Seen", 700, 100, "Open", "10.0%"),
    ]
    assert path.period == "2025-26 Q4"


def test_the_finding_counts_who_was_seen() -> None:
    finding = pathway(asked(), source()).finding

    assert finding.title == "Referrals: 700 of 1,000 seen within 60 days"
    assert finding.sentence == (
        "Of 1,000 referrals in April–June 2026, 700 were seen within 60 days. "
        "The most frequent other outcome: no consent, 200. "
        "July–September 2026 is shown once 60 days have passed since its end."
    )


def test_one_hidden_count_hides_all_stages() -> None:
    """The others and the total would give it away."""
    path = pathway(asked(), source(CELLS.replace("outcome=open 100", "outcome=open withheld")))

    assert path.stages == ()
    assert path.finding.sentence.endswith(
        "The stages are not drawn, because some of their counts are not shown."
    )


def test_a_place_without_outcomes_is_told() -> None:
    path = pathway(asked("ash"), source())

    assert path.stages == ()
    assert path.finding.title == "What became of referrals: not published for this place"
    assert path.finding.sentence == "Ash: The outcomes are not published for this place."


def test_a_release_knows_whether_it_follows_referrals() -> None:
    assert has_pathway(source())
