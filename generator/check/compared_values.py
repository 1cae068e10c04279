"""Comparing the values of a section in two languages, by meaning: what is left over on either side.

Values are matched over a whole section, because languages order words differently. First what is equal, then other
readings, then a figure for a word. What stands in a block that the other language lacks is left to the rules on
structure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.align import BlockPair, Node, SectionPair
from generator.check.differences import Declared, Excused, Stated
from generator.language.addresses import same_email, same_phone, same_url
from generator.language.quantities import Quantity, QuantityKind, quantities
from generator.model import Emphasis, Foreign, Inline, Link

_SETS = frozenset({QuantityKind.URL, QuantityKind.EMAIL, QuantityKind.PHONE, QuantityKind.COMPANY})
"""Kinds that may be repeated freely."""

_LOOSE = frozenset({QuantityKind.NUMBER, QuantityKind.REFERENCE, QuantityKind.DURATION, QuantityKind.SPELLED})
_ARTICLES = frozenset({"un", "une", "een", "ein", "eine", "einem", "einen", "einer", "eines", "a", "an"})


@dataclass(frozen=True, slots=True)
class Held:
    """A value with the pair of nodes that it stands in, and the node itself."""

    quantity: Quantity
    node: Node
    pair: BlockPair

    @property
    def stated(self) -> Stated:
        """The value by its kind and its meaning."""
        return self.quantity.kind, self.quantity.value

    @property
    def is_demanded(self) -> bool:
        """Whether the other language must state it too; words for small numbers need not be."""
        quantity = self.quantity
        by_article = quantity.kind is QuantityKind.DURATION and quantity.text.split()[0].lower() in _ARTICLES
        return quantity.kind is not QuantityKind.SPELLED and not by_article


@dataclass(frozen=True, slots=True)
class Difference:
    """A value without a match, and where possible the one that stands in its stead; one of them may be None."""

    section: str
    kind: QuantityKind
    prevailing: Held | None
    translation: Held | None

    @property
    def pair(self) -> BlockPair:
        """The blocks that it concerns."""
        held = self.translation or self.prevailing
        assert held is not None  # noqa: S101 - a difference has a side
        return held.pair


def differences_of(pair: SectionPair, excused: Excused) -> tuple[Difference, ...]:
    """The values of a section that the other language doesn't state, joined in pairs where they stand in one block.

    What may differ by declaration is left out.
    """
    left, right = _sides(pair, excused.languages)
    lone_left, lone_right = _lone(left, right)
    if excused.declared:
        meant_left, meant_right = excused.values(pair.id, (_stated(left), _stated(right)))
        lone_left = [held for held in lone_left if held.stated not in meant_left]
        lone_right = [held for held in lone_right if held.stated not in meant_right]
    return tuple(_joined(pair.id, lone_left, lone_right))


def is_in_use(pair: SectionPair, excused: Excused, one: Declared) -> bool:
    """Whether the values of a declaration stand in a section as it says, and differ."""
    left, right = _sides(pair, excused.languages)
    lone = _lone(left, right)
    meant = [one.stated(language) for language in excused.languages]
    differs = any(_stated(held) & values for held, values in zip(lone, meant, strict=True))
    return differs and excused.holds(one, (_stated(left), _stated(right)))


def _sides(pair: SectionPair, languages: tuple[str, str]) -> tuple[list[Held], list[Held]]:
    return _held(pair, languages[0], of_translation=False), _held(pair, languages[1], of_translation=True)


def _lone(left: list[Held], right: list[Held]) -> tuple[list[Held], list[Held]]:
    lone_left, lone_right = _matched(left, right)
    return (
        [held for held in lone_left if held.is_demanded and not _is_repeated(held, right)],
        [held for held in lone_right if held.is_demanded and not _is_repeated(held, left)],
    )


def _stated(held: list[Held]) -> frozenset[Stated]:
    return frozenset(one.stated for one in held)


def _held(pair: SectionPair, language: str, *, of_translation: bool) -> list[Held]:
    found: list[Held] = []
    for block in pair.walk():
        node = block.translation if of_translation else block.prevailing
        if node is not None and node.is_leaf and block.is_complete:
            found += [Held(quantity, node, block) for quantity in quantities(node.text, language)]
            found += [Held(quantity, node, block) for quantity in _link_values(node.inlines)]
    return found


def _link_values(inlines: tuple[Inline, ...]) -> Iterator[Quantity]:
    for inline in inlines:
        if isinstance(inline, Link):
            yield from _target(inline.target)
        if isinstance(inline, Link | Emphasis | Foreign):
            yield from _link_values(inline.children)


def _target(target: str) -> Iterator[Quantity]:
    scheme = target.partition(":")[0].lower()
    if scheme == "mailto":
        yield Quantity(QuantityKind.EMAIL, same_email(target), -1, target.removeprefix("mailto:"))
    elif scheme == "tel":
        yield Quantity(QuantityKind.PHONE, same_phone(target), -1, target.removeprefix("tel:"))
    elif scheme in ("http", "https"):
        yield Quantity(QuantityKind.URL, same_url(target), -1, target)


# ---------------------------------------------------------------- matching

Test = Callable[[Quantity, Quantity], bool]


def _matched(left: list[Held], right: list[Held]) -> tuple[list[Held], list[Held]]:
    """What remains of both sides after each test took the pairs that it accepts."""
    right_sets = {(h.quantity.kind, h.quantity.value) for h in right}
    left_sets = {(h.quantity.kind, h.quantity.value) for h in left}
    left = [h for h in left if not _in_set(h, right_sets)]
    right = [h for h in right if not _in_set(h, left_sets)]
    for test in _TESTS:
        left, right = _without_matches(left, right, test)
    return left, right


def unmatched(left: list[Quantity], right: list[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """The values of each side that the other doesn't state."""
    rest = list(right)
    for test in _TESTS:
        lone: list[Quantity] = []
        for value in left:
            partner = next((other for other in rest if test(value, other)), None)
            if partner is None:
                lone.append(value)
            else:
                rest.remove(partner)
        left = lone
    return left, rest


def _in_set(held: Held, values: set[tuple[QuantityKind, str]]) -> bool:
    return held.quantity.kind in _SETS and (held.quantity.kind, held.quantity.value) in values


def _without_matches(left: list[Held], right: list[Held], test: Test) -> tuple[list[Held], list[Held]]:
    rest, lone = list(right), []
    for held in left:
        # The same block first, so that what remains is where the fault is.
        order = sorted(rest, key=lambda other: other.pair is not held.pair)
        partner = next((other for other in order if test(held.quantity, other.quantity)), None)
        if partner is None:
            lone.append(held)
        else:
            rest.remove(partner)
    return lone, rest


def _same(one: Quantity, other: Quantity) -> bool:
    return one.kind is other.kind and one.value == other.value


def _also(one: Quantity, other: Quantity) -> bool:
    return one.kind is other.kind and (one.value in other.also or other.value in one.also)


def _loosely(one: Quantity, other: Quantity) -> bool:
    """A figure and a word, or a bare number and one whose kind a word tells."""
    if one.kind is other.kind or not {one.kind, other.kind} <= _LOOSE:
        return False
    return bool(_figures(one) & _figures(other))


def _figures(quantity: Quantity) -> set[str]:
    if quantity.kind is QuantityKind.DURATION:
        digits = quantity.text.split()[0]
        return {digits, digits.partition("\u00a0")[0]} if digits[:1].isdigit() else set()
    return {quantity.value.lstrip("§")}


def _date_part(one: Quantity, other: Quantity) -> bool:
    """A day without its year, or a year by itself, where the other language gives more."""
    if {one.kind, other.kind} != {QuantityKind.DATE}:
        return False
    parts = zip(one.value.split("-"), other.value.split("-"), strict=True)
    return all(a == b or "?" in (a, b) for a, b in parts)


_TESTS: tuple[Test, ...] = (_same, _also, _date_part, _loosely)


def _is_repeated(held: Held, others: list[Held]) -> bool:
    """Whether the partner block states the value too, only less often: a pronoun may stand for it."""
    return any(other.pair is held.pair and _same(held.quantity, other.quantity) for other in others)


def _joined(section: str, left: list[Held], right: list[Held]) -> Iterator[Difference]:
    rest = list(right)
    for held in left:
        same = [other for other in rest if other.quantity.kind is held.quantity.kind]
        partner = next((other for other in same if other.pair is held.pair), None)
        if partner is not None:
            rest.remove(partner)
        yield Difference(section, held.quantity.kind, held, partner)
    for held in rest:
        yield Difference(section, held.quantity.kind, None, held)
