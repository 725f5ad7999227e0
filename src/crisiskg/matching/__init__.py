"""Proposing ids of Wikidata for entities, for a person to confirm."""
