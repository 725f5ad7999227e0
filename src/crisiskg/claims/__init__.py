"""The curated data: entities and claims, read with line-numbered errors."""
