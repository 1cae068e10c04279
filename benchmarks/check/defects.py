"""All kinds of defects that the benchmark plants: how, which rules must find them, and the goal of recall."""

from __future__ import annotations

from typing import NamedTuple

import plant_structure as structure
import plant_values as values
import plant_words as text
from planting import Planter


class Defect(NamedTuple):
    """A kind of defect; without a goal, its recall is only told.

    With `in_edit`, the defect is an edit of one language, and the change between the two revisions is checked.
    """

    name: str
    plant: Planter
    rules: frozenset[str]
    goal: float | None
    in_edit: bool = False


def _rules(*names: str) -> frozenset[str]:
    return frozenset(names)


_LOSS = _rules("section-missing", "block-missing", "item-missing", "heading-missing")
_GLUED = _rules("item-missing", "block-missing", "block-kind", "glued-item")
_LIST = _rules("block-kind", "item-missing", "block-missing", "list-numbers")
_EDITED = _rules("delta-one-side", "delta-values", "delta-negation", "delta-structure")
_FOREIGN = _rules("foreign-words")
_VALUES = _rules("number-differs", "reference-differs", "amount-differs", "date-differs", "duration-differs")

DEFECTS: tuple[Defect, ...] = (
    Defect("section missing", structure.section_missing, _rules("section-missing"), 1.0),
    Defect("heading missing", structure.heading_missing, _LOSS, 1.0),
    Defect("paragraph missing", structure.paragraph_missing, _rules("block-missing", "section-missing"), 1.0),
    Defect("paragraph twice", structure.paragraph_twice, _rules("block-missing"), 1.0),
    Defect("list item missing", structure.item_missing, _rules("item-missing", "block-missing"), 1.0),
    Defect("bullet lost its space", structure.bullet_glued, _GLUED, 1.0),
    Defect("table row missing", structure.row_missing, _rules("row-missing"), 1.0),
    Defect("table cells swapped", structure.cells_swapped, _rules("cell-order"), 1.0),
    Defect("table cell emptied", structure.cell_emptied, _rules("cell-missing"), 1.0),
    Defect("sections swapped", structure.sections_swapped, _rules("section-order", "section-missing"), 1.0),
    Defect("paragraphs swapped", structure.paragraphs_swapped, _rules("block-order"), 0.95),
    Defect("sentence deleted", text.sentence_deleted, _rules("sentence-missing"), 0.97),
    Defect("number changed", values.number_changed, _VALUES, 1.0),
    Defect("date changed", values.date_changed, _rules("date-differs"), 1.0),
    Defect("duration changed", values.duration_changed, _rules("duration-differs"), 1.0),
    Defect("unit of time changed", values.unit_changed, _rules("duration-differs"), 1.0),
    Defect("amount changed", values.amount_changed, _rules("amount-differs"), 1.0),
    Defect("percentage changed", values.percentage_changed, _rules("percentage-differs"), 1.0),
    Defect("reference changed", values.reference_changed, _rules("reference-differs"), 1.0),
    Defect("e-mail changed", values.email_changed, _rules("email-differs"), 1.0),
    Defect("URL changed", values.url_changed, _rules("url-differs"), 1.0),
    Defect("telephone changed", values.phone_changed, _rules("phone-differs"), 1.0),
    Defect("company number changed", values.company_number_changed, _rules("company-number-differs"), 1.0),
    Defect("heading renumbered", values.heading_renumbered, _rules("number-differs", "reference-differs"), 1.0),
    Defect("list renumbered", values.list_renumbered, _LIST, 1.0),
    Defect("sentence in English", text.sentence_english, _FOREIGN, 0.97),
    Defect("sentence in German", text.sentence_german, _FOREIGN, 0.97),
    Defect("sentence in the other language", text.sentence_source_language, _FOREIGN, 0.97),
    Defect("English glued to a sentence", text.words_glued, _FOREIGN, 0.97),
    Defect("bold lost", text.bold_lost, _rules("emphasis-lost"), 1.0),
    Defect("link lost", text.link_lost, _rules("link-lost"), 1.0),
    Defect("negation dropped", text.negation_dropped, _rules("negation-differs"), None),
    Defect("negation added", text.negation_added, _rules("negation-differs"), None),
    Defect("negation dropped in an edit", text.negation_dropped, _EDITED, 1.0, in_edit=True),
    Defect("negation added in an edit", text.negation_added, _EDITED, 1.0, in_edit=True),
    Defect("name changed in an edit", text.name_changed, _EDITED, 1.0, in_edit=True),
    Defect("duration changed in an edit", values.duration_changed, _EDITED, 1.0, in_edit=True),
    Defect("name changed", text.name_changed, _rules("name-differs"), None),
    Defect("deprecated term", text.term_deprecated, _rules("deprecated-term"), 0.95),
    Defect("punctuation doubled", text.punctuation_doubled, _rules("doubled-punctuation"), 1.0),
    Defect("odd character", text.odd_character, _rules("odd-character"), 1.0),
    Defect("staging host", text.staging_host, _rules("staging-host"), 1.0),
    Defect("tracking parameter", text.tracking_parameter, _rules("tracking-parameters"), 1.0),
    Defect("word doubled", text.words_doubled, _rules("doubled-word"), None),
)
