"""The words of a name in another order or with other endings, as lists have them: *Koffie, gebrand* is gebrande koffie.

What a good is like may stand anywhere (*peper zwart gemalen*). Goods may not change places (*milk chocolate* is no
*chocolate milk*), unless a comma says that the head was put in front (*oil, sunflower*), or the words make a compound
only the other way round (*olie zonnebloem*). Nothing is left out, so nothing the user wrote is passed over.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from footprint.stages.resolve.words import ARTICLES, BINDING, SOWN

Bag = tuple[str, ...]

#: A text of more telling words is no name in another order, and parts of a name have at most so many words.
LONGEST, LONGEST_PART = 7, 4
#: Letters of a compound, and of each part of it.
_COMPOUND, _PART = 7, 3
_ENDINGS = ("es", "en", "er", "em", "s", "e", "n")
_DOUBLE_VOWEL = re.compile(r"([aeou])\1(?=.)")
_DOUBLE_END = re.compile(r"([^aeiou])\1$")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return a folded word without its ending, in any of the four languages.

    >>> [stem(word) for word in ("gebrande", "gebrand", "witte", "wit", "rode", "rood", "verts", "verte")]
    ['gebrand', 'gebrand', 'wit', 'wit', 'rod', 'rod', 'vert', 'vert']
    """
    shortest = 3
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= shortest), "")
    plain = _DOUBLE_VOWEL.sub(r"\1", word.removesuffix(ending))
    return _DOUBLE_END.sub(r"\1", plain)


@dataclass(frozen=True, repr=False)
class Orders:
    """Names by the words in them, whatever their order.

    Attributes
    ----------
    bags
        Stems of a name in alphabetical order -> (stems as they stand, product code or -1 where it has several).
    goods
        Stems of the words that are a good by themselves.
    compounds
        Name of one word -> product code or -1.
    """

    bags: Mapping[Bag, tuple[tuple[Bag, int], ...]]
    goods: frozenset[str]
    compounds: Mapping[str, int]

    def whole(self, words: Sequence[str]) -> int:
        """Return the product whose name has these very words, their endings and the place of properties aside; or -1.

        Parameters
        ----------
        words
            Folded words that may say which product it is.
        """
        stems = _stems(words)
        return self._named(stems) if 2 <= len(stems) <= LONGEST and BINDING.isdisjoint(words) else -1

    def turned(self, head: Sequence[str], rest: Sequence[str]) -> int:
        """Return the product named by what a comma parts, put the other way round (*flour, wheat*); or -1."""
        words = [*rest, *head]
        if not head or not rest or len(words) > LONGEST or not BINDING.isdisjoint(words):
            return -1
        known = self.bags.get(tuple(sorted(_stems(words))), ())
        products = {product for order, product in known if order == _stems(words)}
        return products.pop() if len(products) == 1 else self._compound("".join(words), words)

    def compound(self, words: Sequence[str]) -> int:
        """Return the product of the one word that two words make the other way round (*olie zonnebloem*); or -1."""
        straight = len(words) == 2 and "".join(words) not in self.compounds
        return self._compound(words[1] + words[0], words) if straight else -1

    def parts(self, words: Sequence[str]) -> int:
        """Return the product of several names that share a good and together are all of the words; or -1.

        *Sucre blanc cristallisé* is sucre blanc and sucre cristallisé. No other product may be named within the words.
        """
        stems = _stems(words)
        if not 3 <= len(stems) <= LONGEST or len(set(stems)) < len(stems) or not BINDING.isdisjoint(words):
            return -1
        found = self._within(stems)
        largest = {bag: product for bag, product in found.items() if not any({*bag} < {*other} for other in found)}
        shared = self.goods.intersection(*largest) if largest else frozenset()
        covered = {one for bag in largest for one in bag} == {*stems}
        products = {*largest.values()}
        return products.pop() if covered and shared and len(products) == 1 else -1

    def _named(self, stems: Bag) -> int:
        """Return the product of a name with these stems and its goods in this order; -1 if there is none, or several."""
        mine = self._goods_of(stems)
        known = self.bags.get(tuple(sorted(stems)), ())
        products = {product for order, product in known if self._goods_of(order) == mine}
        return products.pop() if len(products) == 1 else -1

    def _goods_of(self, stems: Bag) -> Bag:
        return tuple(one for one in stems if one in self.goods)

    def _within(self, stems: Bag) -> dict[Bag, int]:
        """Return the names within the words, and -1 for one whose product cannot be told."""
        sizes = range(1, min(LONGEST_PART, len(stems) - 1) + 1)
        some = (bag for size in sizes for bag in itertools.combinations(stems, size))
        return {bag: self._named(bag) for bag in some if tuple(sorted(bag)) in self.bags}

    def _compound(self, name: str, words: Sequence[str]) -> int:
        short = len(name) < _COMPOUND or min(map(len, words)) < _PART
        return -1 if short or not SOWN.isdisjoint(words) else self.compounds.get(name, -1)


def orders_of(names: Mapping[str, tuple[int, str]], ambiguous: Iterable[str]) -> Orders:
    """Return the names by their words; an ambiguous one has no product and keeps others of the same words from it."""
    known = {**{name: product for name, (product, _) in names.items()}, **dict.fromkeys(ambiguous, -1)}
    bags: dict[Bag, dict[Bag, int]] = {}
    for name, product in known.items():
        stems = _stems(word for word in name.split() if word not in ARTICLES)
        if len(stems) <= LONGEST:
            same = bags.setdefault(tuple(sorted(stems)), {})
            same[stems] = product if same.get(stems, product) == product else -1
    goods = frozenset(stem(name) for name in known if " " not in name)
    compounds = {name: product for name, product in known.items() if " " not in name}
    return Orders({bag: tuple(same.items()) for bag, same in bags.items()}, goods, compounds)


def _stems(words: Iterable[str]) -> Bag:
    return tuple(stem(word) for word in words)
