/** Widgets as JupyterLab saves them with a notebook: the state of their models, and views that name one. */
import type { MimeData } from "../../export/notebook.js";
import { installMockHost, removeHost, type MockComm } from "../widgets/mockHost.js";

export const stateType = "application/vnd.jupyter.widget-state+json";
export const viewType = "application/vnd.jupyter.widget-view+json";

export interface SavedModel {
  readonly model_name: string;
  readonly model_module: string;
  readonly model_module_version: string;
  readonly state: Readonly<Record<string, unknown>>;
}

export interface SavedWidgets<Made> {
  readonly made: Made;
  /** By id. */
  readonly models: Readonly<Record<string, SavedModel>>;
}

/** @param make Makes widgets; every model that it opens is saved. */
export function savedWidgets<Made>(make: () => Made): SavedWidgets<Made> {
  const host = installMockHost();
  try {
    const made = make();
    const models = Object.fromEntries(host.comms.map((comm) => [comm.id, savedModel(comm)]));
    return { made, models };
  } finally {
    removeHost();
  }
}

/** Entry of a notebook's `metadata.widgets`. */
export function stateData(models: Readonly<Record<string, SavedModel>>): MimeData {
  return { [stateType]: { version_major: 2, version_minor: 0, state: models } };
}

export function viewData({ id }: { readonly id: string }): MimeData {
  return {
    [viewType]: { version_major: 2, version_minor: 0, model_id: id },
    "text/plain": "a widget",
  };
}

function savedModel({ opened }: MockComm): SavedModel {
  const { buffer_paths: paths = [], state } = opened.data as {
    buffer_paths?: unknown[];
    state: Record<string, unknown>;
  };
  const buffers = paths.map((path, i) => ({
    encoding: "base64",
    path,
    data: Buffer.from(opened.buffers[i]).toString("base64"),
  }));
  return {
    model_name: state["_model_name"] as string,
    model_module: state["_model_module"] as string,
    model_module_version: state["_model_module_version"] as string,
    state,
    ...(buffers.length > 0 && { buffers }),
  };
}
