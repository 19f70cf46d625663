"""Runs the cells given as a JSON list with nbclient; prints their outputs and the saved widget state as JSON."""

import json
import sys

import nbformat.v4
from nbclient import NotebookClient

notebook = nbformat.v4.new_notebook()
notebook.cells = [nbformat.v4.new_code_cell(code) for code in json.loads(sys.argv[1])]
NotebookClient(notebook, kernel_name=sys.argv[2] if len(sys.argv) > 2 else "typescript", allow_errors=True, timeout=60).execute()
widgets = notebook.metadata.get("widgets", {}).get("application/vnd.jupyter.widget-state+json")
json.dump({"cells": notebook.cells, "widgets": widgets}, sys.stdout)
