"""Stored queries, run on the embedded store or on a remote endpoint."""

from __future__ import annotations

from crisiskg.query.binding import MARKER, bind
from crisiskg.query.dataset import whole_dataset
from crisiskg.query.http import Client, Credentials, EndpointError
from crisiskg.query.model import StoredQuery
from crisiskg.query.parameters import KINDS, TYPES, Parameter
from crisiskg.query.results import GRAPH_FORMATS, TABLE_FORMATS, Graph, Result, Table, Term, formats, render
from crisiskg.query.run import EmbeddedGraph, RemoteEndpoint, Runner, run_stored
from crisiskg.query.stored import find_stored, load_stored

__all__ = [
    "GRAPH_FORMATS",
    "KINDS",
    "MARKER",
    "TABLE_FORMATS",
    "TYPES",
    "Client",
    "Credentials",
    "EmbeddedGraph",
    "EndpointError",
    "Graph",
    "Parameter",
    "RemoteEndpoint",
    "Result",
    "Runner",
    "StoredQuery",
    "Table",
    "Term",
    "bind",
    "find_stored",
    "formats",
    "load_stored",
    "render",
    "run_stored",
    "whole_dataset",
]
