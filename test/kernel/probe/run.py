"""Runs the probes named on the command line's modules; prints one JSON object: probe -> failure text, empty if none."""

import importlib
import json
import sys
import traceback

from wire import Kernel

outcomes = {}
for name in sys.argv[1:]:
    kernel, client = None, None
    for probe in importlib.import_module(name).probes:
        try:
            # A kernel for all the probes that leave it as it was; a new one after a failure.
            if client is None:
                kernel = Kernel()
                client = kernel.ready()
            probe(client)
            outcomes[probe.__name__] = ""
        except Exception:  # every failure is the test's to see
            outcomes[probe.__name__] = traceback.format_exc()
            kernel.__exit__()
            client = None
    if client is not None:
        kernel.__exit__()
json.dump(outcomes, sys.stdout)
