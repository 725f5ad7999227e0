"""The table of ids that items have got: what it brings, and how its mistakes are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.mini import write

from crisiskg.claims.corpus import load_corpus
from crisiskg.cli import main
from crisiskg.errors import DataError
from crisiskg.graph.build import Dataset
from crisiskg.publish.wikibase.given_ids import read_given_ids
from crisiskg.publish.wikibase.items import export_items
from crisiskg.wikibase.mapping import load_mapping
from crisiskg.workspace import Workspace

BAD = [
    ("key,id\nstate/nowhere,Q5\n", 2, "no thing 'state/nowhere'"),
    ("key,id\nstate/eastlad,Q5\n", 2, "did you mean 'state/eastland'"),
    ("key,id\nstate/eastland,5\n", 2, "'5' is no id of an item"),
    ("key,id\nstate/eastland,P5\n", 2, "'P5' is no id of an item"),
    ("key,id\nstate/eastland,\n", 2, "'' is no id of an item"),
    ("key,id\nstate/eastland,Q2000000001\n", 2, "placeholder"),
    ("key,id\nstate/eastland,Q5\n\nstate/eastland,Q6\n", 4, "state/eastland stands twice (first in line 2)"),
    ("key,id\nstate/eastland,Q5\nplace/lake,Q5\n", 3, "Q5 stands twice (first in line 2)"),
    ("key,id\nstate/westland,Q31\n", 2, "it is Q30 by the mapping"),
    ("key,id\nstate/eastland,Q30\n", 2, "Q30 is state/westland already"),
    ("key,id\nobligation/lake-treaty-notify,Q5\n", 2, "left out"),
    ("thing,id\nstate/eastland,Q5\n", 1, "columns are not named"),
    ("", 1, "columns are not named"),
    ("id,key\nQ5\n", 2, "the row has 1 columns"),
    ('key,id\n"state/eastland,Q5\n', 2, "not CSV"),
]


@pytest.mark.parametrize(("content", "line", "message"), BAD)
def test_a_mistake_in_the_ids_is_named_with_its_file_and_line(
    dataset: Dataset, content: str, line: int, message: str
) -> None:
    workspace = dataset.loaded.workspace
    corpus = load_corpus(workspace.data)
    file = write(workspace.root / "ids.csv", content)
    with pytest.raises(DataError) as caught:
        export_items(dataset.store, corpus, load_mapping(workspace.data), given=read_given_ids(file, corpus.base))
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(file), line)
    assert message in str(problem)


def run(workspace: Workspace, *args: str) -> Result:
    return CliRunner().invoke(main, ["--workspace", str(workspace.root), *args])


def test_a_second_run_with_ids_says_what_waited_and_leaves_no_batch_that_creates_again(mini: Workspace) -> None:
    real = Path(__file__).resolve().parents[3] / "data" / "wikidata.yaml"
    write(mini.data / "wikidata.yaml", real.read_text("utf-8"))
    assert run(mini, "build").exit_code == 0
    out = mini.root / "out"
    assert run(mini, "export", "wikibase", "--output", str(out)).exit_code == 0
    create = out / "quickstatements" / "1-create-06-state.txt"
    assert create.is_file()
    mine = write(out / "quickstatements" / "notes.txt", "mine")
    ids = write(mini.root / "ids.csv", "\ufeffiri,qid,more\nhttps://w3id.org/crisiskg/id/state/eastland,Q5,x\n")
    done = run(mini, "export", "wikibase", "--output", str(out), "--ids", str(ids))
    assert done.exit_code == 0, done.output
    assert not create.exists() and mine.is_file()
    assert b'Q5\tP2888\t"https' in (out / "quickstatements" / "2-statements-06-state.txt").read_bytes()
    missing = run(mini, "export", "wikibase", "--output", str(out), "--ids", str(mini.root / "none.csv"))
    assert missing.exit_code == 2 and "none.csv cannot be read" in missing.output
    wrong = run(mini, "export", "wikibase", "--ids", str(write(ids, "key,id\nstate/eastland,X\n")))
    assert wrong.exit_code == 1 and "ids.csv:2:" in wrong.output
