"""Who lives in the demo city and where: names of many origins, streets, telephones of the fictional range."""

from pathlib import Path
from random import Random

import resources

AREA_CODES = (
    *(
        850,
        850,
        850,
        448,
        229,
        334,
        352,
        386,
        904,
        321,
        407,
        689,
        813,
        656,
        727,
        863,
        941,
        239,
        561,
        728,
        772,
        754,
        954,
    ),
    *(
        305,
        786,
        645,
        205,
        251,
        256,
        404,
        470,
        478,
        678,
        706,
        762,
        770,
        912,
        803,
        843,
        854,
        864,
        504,
        985,
        601,
        662,
        615,
    ),
    *(
        212,
        312,
        415,
        503,
        512,
        617,
        702,
        713,
        773,
        202,
        214,
        303,
        313,
        314,
        402,
        505,
        602,
        608,
        612,
        801,
        808,
        907,
        919,
    ),
)
"""Fiction has a hundred numbers an area code, so people here keep the telephones of wherever they came from."""
ALVAREZ_PHONE = "(850) 555-0177"
_STREET_KINDS = ("St", "Ave", "Dr", "Rd", "Ln", "Ct", "Way", "Cir", "Pl", "Blvd", "Ter", "Trl")
_QUARTERS = ("", "N ", "S ", "E ", "W ")
_FOLDER = Path(resources.__file__).parent / "demo_city"


def word_list(name: str) -> list[str]:
    """The lines of one of the word lists in resources/demo_city."""
    return (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()


def account_number(sequence: int) -> str:
    """`10-004512-7`: office, sequence, and a Luhn digit over the city's code 1, office and sequence."""
    body = f"{10 + sequence // 1_000_000}{sequence % 1_000_000:06d}"
    return f"{body[:2]}-{body[2:]}-{_luhn('1' + body)}"


def _luhn(body: str) -> int:
    doubled = [int(digit) * (2 - n % 2) for n, digit in enumerate(reversed(body))]
    return -sum(value // 10 + value % 10 for value in doubled) % 10


class People:
    """Deals out names and addresses for a city of `accounts` accounts."""

    def __init__(self, accounts: int) -> None:
        self._given, self._family = word_list("given_names"), word_list("family_names")
        self._businesses, self._trades = word_list("business_names"), word_list("business_trades")
        self._apartments, self._streets = word_list("apartment_words"), word_list("streets")
        self._street_count = max(60, min(accounts // 50, len(self._streets) * len(_STREET_KINDS) * len(_QUARTERS)))

    def person(self, random: Random) -> str:
        """`Núñez, Adaeze`; the names at the head of the lists are commoner."""
        family = self._family[int(len(self._family) * random.random() ** 1.6)]
        given = self._given[int(len(self._given) * random.random() ** 1.6)]
        middle = f" {chr(65 + int(26 * random.random()))}." if random.random() < 0.15 else ""
        return f"{family}, {given}{middle}"

    def business(self, random: Random) -> str:
        """`Three Rivers Bakery`."""
        suffix = ("", "", " LLC", " Inc.")[int(4 * random.random())]
        return f"{random.choice(self._businesses)} {random.choice(self._trades)}{suffix}"

    def property_company(self, random: Random) -> str:
        """`Heron Bay Apartments LLC`."""
        return f"{random.choice(self._businesses)} {random.choice(self._apartments)} LLC"

    def street_address(self, sequence: int, random: Random) -> str:
        """`1423 N Magnolia Ave`: house numbers of a street rise and never repeat."""
        n, house = sequence % self._street_count, sequence // self._street_count
        street, rest = self._streets[n % len(self._streets)], n // len(self._streets)
        kind = _STREET_KINDS[(rest + len(street)) % len(_STREET_KINDS)]
        quarter = _QUARTERS[rest // len(_STREET_KINDS) % len(_QUARTERS)]
        return f"{101 + house * 12 + int(12 * random.random())} {quarter}{street} {kind}"

    def telephone(self, random: Random) -> str:
        """`(850) 555-0143`."""
        area = AREA_CODES[int(len(AREA_CODES) * random.random())]
        found = f"({area}) 555-01{int(100 * random.random()):02d}"
        return found if found != ALVAREZ_PHONE else "(850) 555-0178"
