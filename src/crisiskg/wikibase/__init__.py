"""The data model of Wikibase, and how ours maps to it: what exports and imports share."""
