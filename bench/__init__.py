"""Benchmarks: crisiskg measured beside the plain way with rdflib and pySHACL, on the same data in one run."""
