"""Runs one notebook from top to bottom in a fresh kernel and writes the result to another file.

Usage: python run_notebook.py NOTEBOOK RESULT SECONDS

SECONDS is the limit of one cell. The kernel is the one the notebook names. One line is printed per executed
cell. A cell that throws ends the run with exit code 0: the error is in its outputs, where
scripts/notebooks/findProblems.mjs looks for it. Exit code 1 means that there is no result.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError


def main(source: Path, result: Path, seconds: int) -> int:
    notebook = nbformat.read(source, as_version=4)
    total = len(notebook.cells)
    client = NotebookClient(
        notebook,
        timeout=seconds,
        resources={"metadata": {"path": str(source.parent)}},
        record_timing=False,  # outputs are committed: nothing in them may change with the clock
        coalesce_streams=True,  # nor with the moments at which the kernel flushed
        on_cell_executed=lambda cell, cell_index, execute_reply: print(
            f"cell {cell_index + 1} of {total}", flush=True
        ),
    )
    try:
        client.execute()
    except CellExecutionError:
        pass  # recorded in the outputs
    except CellTimeoutError:
        print(f"a cell took more than {seconds} s", file=sys.stderr)
        return 1
    except DeadKernelError:
        print("the kernel died", file=sys.stderr)
        return 1
    nbformat.write(notebook, result)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]), int(sys.argv[3])))
