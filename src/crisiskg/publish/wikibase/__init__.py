"""The graph as items and statements of a Wikibase: what can be said, how it is written, what is lost."""
