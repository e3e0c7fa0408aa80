"""Any value an answer can have."""

from __future__ import annotations

from hypothesis import strategies as st

from dpia_wizard.domain.answers import AnswerValue, PromptsAnswer
from dpia_wizard.domain.people import Person

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ids = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
whole = st.integers(-(2**53) + 1, 2**53 - 1)
fractions = st.floats(allow_nan=False, allow_infinity=False, width=64)
cells = texts | whole | fractions
people = st.builds(Person, name=texts, role=texts)
marked = st.builds(
    PromptsAnswer,
    text=texts,
    addressed=st.lists(ids, max_size=4).map(tuple),
    not_relevant=st.dictionaries(ids, texts, max_size=4),
)
ticks = st.lists(ids, max_size=4).map(tuple)
rows = st.lists(st.dictionaries(ids, cells, max_size=4), min_size=1, max_size=4).map(tuple)

values: st.SearchStrategy[AnswerValue] = st.one_of(
    texts, whole, fractions, people, marked, ticks, rows
)
answers = st.dictionaries(ids.map("test.{}".format), values, max_size=5)
