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

Words = tuple[str, ...]

#: A text of more telling words is no name in another order, and parts of a name have at most so many words.
LONGEST, LONGEST_PART = 7, 4
#: Letters of a compound at least, of each part of it, and of a stem.
_COMPOUND, _PART, _STEM = 7, 3, 3
_ENDINGS = ("es", "en", "s", "e", "n")
#: The ending of German adjectives; shorter words than its stem and it are of other kinds: *liver*, *linter*.
_GERMAN, _GERMAN_STEM = "er", 5
_DOUBLE_VOWEL = re.compile(r"([aeou])\1(?=.)")
_DOUBLE_END = re.compile(r"([^aeiou])\1$")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return a folded word without its ending, in any of the four languages.

    >>> [stem(word) for word in ("gebrande", "gebrand", "witte", "wit", "rode", "rood", "verts", "verte")]
    ['gebrand', 'gebrand', 'wit', 'wit', 'rod', 'rod', 'vert', 'vert']
    """
    german = word.endswith(_GERMAN) and len(word) - len(_GERMAN) >= _GERMAN_STEM
    fitting = (one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _STEM)
    ending = _GERMAN if german else next(fitting, "")
    plain = _DOUBLE_VOWEL.sub(r"\1", word.removesuffix(ending))
    return _DOUBLE_END.sub(r"\1", plain)


@dataclass(frozen=True, repr=False)
class Orders:
    """Names by the words in them, whatever their order.

    Attributes
    ----------
    bags
        Stems of a name in alphabetical order -> words of each such name without articles -> product code, -1 where it
        has several.
    single
        Name of one word -> product code, -1 where it has several: a good by itself.
    goods
        Stems of those.
    """

    bags: Mapping[Words, Mapping[Words, int]]
    single: Mapping[str, int]
    goods: frozenset[str]

    def whole(self, words: Sequence[str], *, bound: bool = False) -> int:
        """Return the product whose name has these very words, their endings and the place of properties aside; or -1.

        Parameters
        ----------
        words
            Folded words that may say which product it is.
        bound
            Whether a preposition stood among them: then all stay where they are.
        """
        named = 2 <= len(words) <= LONGEST and BINDING.isdisjoint(words)
        return self._named(tuple(words), bound=bound) if named else -1

    def turned(self, head: Sequence[str], rest: Sequence[str]) -> int:
        """Return the product named by what a comma parts, put the other way round (*flour, wheat*); or -1."""
        words = (*rest, *head)
        if not head or not rest or len(words) > LONGEST or not BINDING.isdisjoint(words):
            return -1
        known = self.bags.get(_bag(words), {})
        products = {product for name, product in known.items() if _stems(name) == _stems(words)}
        return products.pop() if len(products) == 1 else self._compound(words)

    def compound(self, words: Sequence[str]) -> int:
        """Return the product of the one word that two words make the other way round (*olie zonnebloem*); or -1.

        The first of them is a good by itself: *zuur melk* is no melkzuur.
        """
        headed = len(words) == 2 and words[0] in self.single and "".join(words) not in self.single
        return self._compound(words[::-1]) if headed else -1

    def parts(self, words: Sequence[str], *, bound: bool = False) -> int:
        """Return the product of several names that share a good and together are all of the words; or -1.

        *Sucre blanc cristallisé* is sucre blanc and sucre cristallisé. No other product may be named within the words.
        """
        if not 3 <= len(set(words)) == len(words) <= LONGEST or not BINDING.isdisjoint(words):
            return -1
        found = self._within(words, bound=bound)
        largest = {some: product for some, product in found.items() if not any({*some} < {*other} for other in found)}
        shared = set(words).intersection(*largest) if largest else set()
        covered = {word for some in largest for word in some} == {*words}
        products = {*largest.values()}
        return products.pop() if covered and len(products) == 1 and not self.goods.isdisjoint(_stems(shared)) else -1

    def _named(self, words: Words, *, bound: bool) -> int:
        """Return the product of the names with these words and their goods in this order; -1 if there is another."""
        known = self.bags.get(_bag(words), {})
        products = set(known.values())
        fixed = self._fixed(words, bound=bound)
        meant = any(self._fixed(name, bound=bound) == fixed and self._same(words, name) for name in known)
        return products.pop() if meant and len(products) == 1 else -1

    def _fixed(self, words: Words, *, bound: bool) -> Words:
        """Return the stems that may not change places."""
        return tuple(one for one in _stems(words) if bound or one in self.goods)

    def _same(self, words: Words, name: Words) -> bool:
        """Return whether words of the same stems mean the same: *coques* are cockles, *en coque* is in its shell."""
        both = zip(sorted(words, key=stem), sorted(name, key=stem), strict=True)
        return all(
            one == other or one not in self.single or self.single[one] == self.single.get(other) for one, other in both
        )

    def _within(self, words: Sequence[str], *, bound: bool) -> dict[Words, int]:
        """Return the names within the words, and -1 for one whose product cannot be told."""
        sizes = range(1, min(LONGEST_PART, len(words) - 1) + 1)
        some = (chosen for size in sizes for chosen in itertools.combinations(words, size))
        return {chosen: self._named(chosen, bound=bound) for chosen in some if _bag(chosen) in self.bags}

    def _compound(self, words: Sequence[str]) -> int:
        name = "".join(words)
        short = len(name) < _COMPOUND or min(map(len, words)) < _PART
        return -1 if short or not SOWN.isdisjoint(words) else self.single.get(name, -1)


def orders_of(names: Mapping[str, tuple[int, str]], ambiguous: Iterable[str]) -> Orders:
    """Return the names by their words; an ambiguous one has no product and keeps others of the same words from it."""
    known = {**{name: product for name, (product, _) in names.items()}, **dict.fromkeys(ambiguous, -1)}
    bags: dict[Words, dict[Words, int]] = {}
    for name, product in known.items():
        words = tuple(word for word in name.split() if word not in ARTICLES)
        if len(words) <= LONGEST:
            same = bags.setdefault(_bag(words), {})
            same[words] = product if same.get(words, product) == product else -1
    single = {name: product for name, product in known.items() if " " not in name}
    return Orders(bags, single, frozenset(_stems(single)))


def _stems(words: Iterable[str]) -> Words:
    return tuple(stem(word) for word in words)


def _bag(words: Iterable[str]) -> Words:
    return tuple(sorted(_stems(words)))
