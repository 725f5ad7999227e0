"""Proposing ids of Wikidata for entities, for a person to confirm."""

#: The kinds of things that items of Wikidata are looked for.
KINDS = ("person", "state", "organization", "place", "agreement", "event", "office", "work", "concept")
