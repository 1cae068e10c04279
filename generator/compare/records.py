"""The structured facts of two revisions compared, record by record.

Records are compared as mappings by id, so that one that moved is one change. Of those whose order changed, only the
ones that left the heaviest chain of unmoved ones count as moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import StrEnum

from generator.compare.chain import heaviest_chain
from generator.compare.changeset import Nature, RecordAction, RecordChange
from generator.model import BasisUse, Duration, Facts, Retention, Undecided

Tree = dict[str, "Tree | str | bool | int"]
"""A value as JSON would hold it, with mappings only."""

ORDER = "order"
"""The field that holds a record's place, from 1, where it moved."""

UNDECIDED = "undecided"
"""The one field of a value that is not decided yet; it names the open decision."""

_ONE = ("controller", "jurisdiction")
_MANY = (
    "categories",
    "purposes",
    "legal_bases",
    "recipients",
    "contacts",
    "items",
    "events",
    "conditions",
    "criteria",
)
_SCOPE = frozenset({"categories", "purposes", "legal_bases", "recipients"})
_VALUES = frozenset({"controller", "jurisdiction", "contacts"})
_ACTIONS = {
    "dictionary_item_added": RecordAction.ADDED,
    "dictionary_item_removed": RecordAction.REMOVED,
    "values_changed": RecordAction.CHANGED,
    "type_changes": RecordAction.CHANGED,
}


def compare_facts(old: Facts, new: Facts) -> tuple[RecordChange, ...]:
    """All changes of the facts, by kind of record, in the order of the new revision, gone records last."""
    if old == new:
        return ()
    from deepdiff import DeepDiff  # noqa: PLC0415 - it takes long to import, and most texts need no facts

    trees = _trees(old), _trees(new)
    _mark_moves(*trees)
    found: list[RecordChange] = []
    for name, levels in DeepDiff(*_differing(*trees), view="tree", threshold_to_diff_deeper=0).items():
        found += (_change(_ACTIONS[name], level.path(output_format="list"), level.t1, level.t2) for level in levels)
    places = _places(*trees)
    return tuple(sorted(found, key=lambda change: (*places[change.record, change.id], change.path)))


def _differing(old: Tree, new: Tree) -> tuple[Tree, Tree]:
    """Both trees without the records that are the same on both sides."""
    pruned: tuple[Tree, Tree] = ({}, {})
    for kind in old:
        olds, news = _inner(old, kind), _inner(new, kind)
        pruned[0][kind] = {name: value for name, value in olds.items() if news.get(name) != value}
        pruned[1][kind] = {name: value for name, value in news.items() if olds.get(name) != value}
    return pruned


def _change(action: RecordAction, path: Sequence[str], old: object, new: object) -> RecordChange:
    record, name, *rest = path
    if rest[-1:] == [ORDER]:
        return RecordChange(record, name, "/".join(rest[:-1]), RecordAction.MOVED, old, new, Nature.RENUMBERING)
    sides = {RecordAction.ADDED: (None, new), RecordAction.REMOVED: (old, None)}.get(action, (old, new))
    is_open = rest[-1:] == [UNDECIDED] or any(map(_is_undecided, sides))
    nature = Nature.WORDING if is_open else _nature(record, rest)
    return RecordChange(record, name, "/".join(rest), action, *sides, nature)


def _is_undecided(value: object) -> bool:
    """Whether a value is an open question, which is no changed fact."""
    return isinstance(value, dict) and value.keys() == {UNDECIDED}


def _nature(record: str, path: Sequence[str]) -> Nature:
    """A recipient, category, legal basis, purpose or period is scope; how a record is shown is looks."""
    if path[:1] == ["views"]:
        return Nature.FORMATTING
    if record in _SCOPE:
        return Nature.SCOPE
    return Nature.VALUE if record in _VALUES else Nature.STRUCTURE


def _places(old: Tree, new: Tree) -> Mapping[tuple[str, str], tuple[int, int]]:
    """The order of all records: kinds as they are listed here, then as the new side has them, then the old."""
    places: dict[tuple[str, str], tuple[int, int]] = {}
    for number, kind in enumerate((*_ONE, *_MANY)):
        for tree in (new, old):
            for name in _inner(tree, kind):
                places.setdefault((kind, name), (number, len(places)))
    return places


def _inner(tree: Tree, name: str) -> Tree:
    inner = tree.get(name, {})
    return inner if isinstance(inner, dict) else {}


# ---------------------------------------------------------------- facts as mappings


def _trees(facts: Facts) -> Tree:
    tree: Tree = {}
    for kind in _ONE:
        value = getattr(facts, kind)
        tree[kind] = {kind: _fields(value)} if value else {}
    for kind in _MANY:
        tree[kind] = _keyed(getattr(facts, kind))
    return tree


def _keyed(values: Sequence[object]) -> Tree:
    """Values by what tells them from each other; a second one of a name gets a number."""
    keyed: Tree = {}
    for value in values:
        name = _name(value)
        number = 1
        while (key := name if number == 1 else f"{name}#{number}") in keyed:
            number += 1
        keyed[key] = _fields(value)
    return keyed


def _name(value: object) -> str:
    match value:
        case BasisUse(basis):
            return basis
        case Retention(condition=condition):
            return condition or "always"
        case _:
            return str(getattr(value, "id", value))


def _fields(value: object) -> Tree:
    """The fields of a record that say something; its id and place are told elsewhere."""
    if not is_dataclass(value):
        return {}
    found: Tree = {}
    for item in fields(value):
        if item.name not in ("id", "location") and not (isinstance(value, BasisUse) and item.name == "basis"):
            found.update(_field(item.name, getattr(value, item.name)))
    return found


def _field(name: str, value: object) -> Iterator[tuple[str, Tree | str | bool | int]]:
    match value:
        case None | "" | ():
            return
        case Undecided(decision):
            yield name, {UNDECIDED: decision}
        case Duration(iso):
            yield name, iso
        case StrEnum():
            yield name, value.value
        case tuple():
            yield name, _keyed(value)
        case Mapping():
            yield name, {str(key): str(inner) for key, inner in sorted(value.items())}
        case bool() | int() | str():
            yield name, value


def _mark_moves(old: Tree, new: Tree) -> None:
    """Give those that moved the field `order`; all others have none, so that they are equal."""
    shared = [name for name in old if name in new and isinstance(old[name], dict) and isinstance(new[name], dict)]
    for name in shared:
        _mark_moves(_inner(old, name), _inner(new, name))
    olds, news = ({name: number for number, name in enumerate(tree, 1)} for tree in (old, new))
    kept = set(heaviest_chain([(olds[name], news[name], 1.0) for name in shared]))
    for name in shared:
        if (olds[name], news[name]) not in kept:
            _inner(old, name)[ORDER], _inner(new, name)[ORDER] = olds[name], news[name]
