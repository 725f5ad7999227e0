"""The dataset: built from the curated data, derived, validated, compared."""
