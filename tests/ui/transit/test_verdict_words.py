"""Each judgement is a sentence of its own, and says what to do next."""

from dataclasses import replace
from datetime import date

from app.transit.passes import Denied
from app.transit.verify_pass import PassCheck, Verdict
from ui.transit.verdict_words import verdict_words

CHECK = PassCheck(
    Verdict.VALID, "A2-1-000318-K7QF-1", "day_31", "adult", date(2026, 11, 20), date(2026, 12, 20), 0, 3800
)


def test_every_judgement_has_its_own_sentence_and_step() -> None:
    checks = [replace(CHECK, verdict=verdict) for verdict in Verdict if verdict is not Verdict.DENIED]
    checks += [replace(CHECK, verdict=Verdict.DENIED, denied=reason) for reason in Denied]
    words = [verdict_words(check) for check in checks]
    assert len({each.sentence for each in words}) == len(words) == 12
    assert all(each.step for each in words)


def test_only_a_valid_one_is_good() -> None:
    told = [replace(CHECK, verdict=verdict, denied=Denied.VOIDED) for verdict in Verdict]
    assert [check.verdict for check in told if verdict_words(check).tone == "good"] == [Verdict.VALID]


def test_days_are_said() -> None:
    said = [verdict_words(replace(CHECK, verdict=each)).sentence for each in (Verdict.NOT_YET, Verdict.EXPIRED)]
    assert verdict_words(CHECK).sentence == "Valid until 20 Dec 2026."
    assert said == ["Not active yet: it begins on 20 Nov 2026.", "Expired: its last day was 20 Dec 2026."]
