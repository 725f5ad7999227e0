from __future__ import annotations

from crisiskg import texts


def test_the_public_names_are_sorted_and_there() -> None:
    assert texts.__all__ == sorted(texts.__all__)
    assert all(hasattr(texts, name) for name in texts.__all__)
