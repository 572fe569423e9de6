"""A text that states its day in full has it, however it comes."""

from datetime import date

import geomap
from geomap.text.read import documents_from_bytes


def test_a_row_without_a_date_has_the_day_its_text_states():
    rows = b'{"text": "SITUATION REPORT\\nAs of 16 May 2024\\n\\nShells fell on Goma."}\n'

    assert [one.published for one in documents_from_bytes("rows.jsonl", rows)] == [date(2024, 5, 16)]


def test_a_string_is_dated_by_its_own_words_unless_the_caller_knows_better():
    text = "Published: 16 May 2024\n\nShells fell on Goma."

    assert geomap.parse(text).document.published == date(2024, 5, 16)
    assert geomap.parse(text, published=date(2024, 5, 18)).document.published == date(2024, 5, 18)
