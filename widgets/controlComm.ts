/**
 * The control comm (target `jupyter.widget.control`, protocol 1.0.0): a browser that opens a
 * notebook of a running kernel asks once for the states of all widgets.
 *
 * A buffer's path is [id, "state", key, …]. The written specification leaves "state" out; both
 * implementations, in Python and in JavaScript, have it.
 */
import { splitBuffers } from "./buffers.js";
import type { Comm, KernelHost } from "./host.js";
import { openWidgets } from "./references.js";

type State = Readonly<Record<string, unknown>>;

const served = new WeakSet<KernelHost>();

/** Answers browsers of this kernel from now on; once per kernel. */
export function serveControl(host: KernelHost): void {
  if (served.has(host)) return;
  served.add(host);
  host.onComm("jupyter.widget.control", (comm) => {
    comm.onMessage(({ data }) => {
      if ((data as { method?: unknown } | null)?.method === "request_states") sendStates(comm);
    });
  });
}

function sendStates(comm: Comm): void {
  const models = [...openWidgets].map(
    ([id, { wireState }]) => [id, describe(wireState())] as const,
  );
  const { state, bufferPaths, buffers } = splitBuffers(Object.fromEntries(models));
  comm.send({ method: "update_states", states: state, buffer_paths: bufferPaths }, { buffers });
}

function describe(state: State): Record<string, unknown> {
  return {
    model_name: state["_model_name"],
    model_module: state["_model_module"],
    model_module_version: state["_model_module_version"],
    state,
  };
}
