"""One measure in an interpreter of its own: ``python -m bench.worker NAME '{"folder": …}'`` prints its steps."""

from __future__ import annotations

import json
import sys
import warnings

from bench.measure import Steps, written


def run(measure: str, settings: str) -> Steps:
    """Run a measure by its name with its settings as JSON."""
    from bench import multiply, ours, plain

    measures = {
        "whole": ours.whole_job,
        "build": ours.read_and_build,
        "derive": ours.derive_view,
        "shacl": ours.shacl,
        "dump": ours.dump,
        "queries": ours.stored_queries,
        "plain": plain.job,
        "multiply": multiply.multiply,
    }
    return measures[measure](**json.loads(settings))  # type: ignore[operator,no-any-return]


if __name__ == "__main__":
    # Python warns of forks while threads run; the forks here only compute and write to a pipe.
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    print(written(run(*sys.argv[1:])))
