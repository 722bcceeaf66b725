"""How passes are said on the screen and to the customer: what was chosen, for whom, for which days."""

from collections.abc import Mapping
from datetime import date

from app.money import format_cents
from app.transit.pass_products import PassChoice, PassRules, Replacement, read_choice
from resources.texts import current_language, text, text_in
from ui.dates import day_words


def named(names: Mapping[str, str], language: str = "") -> str:
    """What a policy calls something, in a language or the screen's."""
    return names.get(language or current_language(), names.get("en", ""))


def choice_title(key: str, rules: PassRules, language: str = "") -> str:
    """ "31-day pass, Adult", or that it is a new paper."""
    choice, language = read_choice(key), language or current_language()
    if isinstance(choice, Replacement):
        return text_in(language, "New paper for a lost pass")
    if choice is None or choice.product not in rules.products or choice.rider not in rules.riders:
        return text_in(language, "Transit pass")
    names = rules.products[choice.product].names, rules.riders[choice.rider].names
    return ", ".join(named(each, language) for each in names)


def choice_details(key: str, rules: PassRules) -> str:
    """ "20 Nov 2026 – 20 Dec 2026", or the number of the lost pass."""
    choice = read_choice(key)
    if isinstance(choice, Replacement):
        return choice.serial
    return days_of(choice, rules) if choice is not None else ""


def days_of(choice: PassChoice, rules: PassRules) -> str:
    """The days on which a pass would hold."""
    product = rules.products.get(choice.product)
    if product is None:
        return day_words(choice.first_on)
    return days_words(choice.first_on, product.last_on(choice.first_on))


def days_words(first_on: date, last_on: date) -> str:
    """ "20 Nov 2026 – 20 Dec 2026", one day once."""
    return day_words(first_on) if first_on == last_on else f"{day_words(first_on)} – {day_words(last_on)}"


def price_words(rules: PassRules, choice: PassChoice) -> str:
    """ "38.00", or that these riders cannot have it."""
    product = rules.products.get(choice.product)
    cents = product.prices.get(choice.rider) if product is not None else None
    return format_cents(cents) if cents is not None else text("not sold to them")
