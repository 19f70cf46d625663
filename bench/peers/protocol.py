"""Answers requests in lines of JSON; times calls where they are made."""

import json
import os
import sys
import time
import traceback
from pathlib import Path

import numpy as np

THREADS = int(os.environ.get("EIGENSCAPE_BENCH_THREADS", "1"))


def read(folder):
    """The net's manifest with arrays in place of files."""
    folder = Path(folder)
    manifest = json.loads((folder / "manifest.json").read_text())

    def load(entry, dtype=np.float32):
        return np.fromfile(folder / entry["file"], dtype=dtype).reshape(entry["shape"])

    return {
        "net": manifest["net"],
        "batch": manifest["batch"],
        "parameters": [load(p) for p in manifest["parameters"]],
        "tangents": [load(t) for t in manifest["tangents"]],
        "inputs": load(manifest["inputs"]),
        "targets": load(manifest["targets"], np.int32),
    }


class Peer:
    """A framework: `versions()`, `methods(data, quantity)` and, for each, `prepare` → (call, result)."""

    def __init__(self):
        self.prepared = {}

    def hello(self):
        return self.versions()

    def handle_methods(self, folder, quantity):
        return self.methods(read(folder), quantity)

    def handle_prepare(self, folder, quantity, method):
        self.prepared[folder, quantity, method] = self.prepare(read(folder), quantity, method)

    def handle_time(self, folder, quantity, method, calls):
        call, _ = self.prepared[folder, quantity, method]
        milliseconds = []
        for _ in range(calls):
            start = time.perf_counter()
            call()
            milliseconds.append(1000 * (time.perf_counter() - start))
        return milliseconds

    def handle_vector(self, folder, quantity, method, file):
        call, flatten = self.prepared[folder, quantity, method]
        flatten(call()).astype(np.float32).tofile(file)

    def handle_release(self, folder, quantity, method):
        del self.prepared[folder, quantity, method]

    def serve(self):
        answers = os.fdopen(os.dup(1), "w")
        os.dup2(2, 1)  # whatever a framework prints must not look like an answer
        for line in sys.stdin:
            request = json.loads(line)
            identifier, name = request.pop("id"), request.pop("request")
            answer = {"id": identifier}
            try:
                handler = self.hello if name == "hello" else getattr(self, f"handle_{name}")
                answer["result"] = handler(**request)
            except Exception as error:
                traceback.print_exc()
                answer["error"] = f"{type(error).__name__}: {error}"[:300]
            print(json.dumps(answer, separators=(",", ":")), file=answers, flush=True)
