"""Putting a release into a remote triple store.

``addresses`` finds where a store takes queries, graphs and updates; ``store`` speaks to it; ``probe``
finds out what it cannot do; ``loading`` puts the graphs of a release into it, each whole or not at all.
"""

from __future__ import annotations

from crisiskg.publish.load.addresses import Addresses, find_addresses
from crisiskg.publish.load.loading import Loaded, load_graphs
from crisiskg.publish.load.probe import Abilities, probe
from crisiskg.publish.load.store import RemoteStore

__all__ = ["Abilities", "Addresses", "Loaded", "RemoteStore", "find_addresses", "load_graphs", "probe"]
