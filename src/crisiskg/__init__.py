"""crisiskg: scholarly texts about international crises as a knowledge graph that can be checked."""

__version__ = "0.1.0"
