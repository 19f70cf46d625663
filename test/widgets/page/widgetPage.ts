/**
 * Runs in the browser: our real model and view classes with a stand-in for Jupyter's manager and
 * comms. The test talks to it through `window.page`; what a model sends goes to `sendToKernel`.
 */
import type { DOMWidgetModel, DOMWidgetView, IClassicComm } from "@jupyter-widgets/base";
import * as exported from "../../../widgets/browser/exports.js";
import { observing } from "./observing.js";

export interface PageMessage {
  readonly data: unknown;
  /** base64 of each buffer. */
  readonly buffers: readonly string[];
}

export interface PageHarness {
  /** What a widget manager does with comm_open. */
  open(id: string, message: PageMessage): Promise<void>;
  /** Shows a view of a model; as often as asked. */
  show(id: string): Promise<void>;
  /** What a comm does with a message from the kernel. */
  deliver(id: string, message: PageMessage, parent?: string): Promise<void>;
  /** Removes all views as JupyterLab does when their outputs go. */
  removeViews(): void;
  /** Removes a model, as comm_close does. */
  close(id: string): Promise<void>;
  /** What Jupyter does with a model when the kernel is restarted. */
  disconnect(id: string): Promise<void>;
  /** Observers and listeners that are still alive. */
  alive(id: string): Promise<{ observers: number; modelListeners: number }>;
  /** What saving the notebook would store: JSON, with the byte lengths of buffers. */
  saved(id: string): Promise<unknown>;
}

declare global {
  interface Window {
    page: PageHarness;
    sendToKernel(id: string, message: { id: string } & PageMessage): Promise<void>;
  }
}

type ModelClass = typeof DOMWidgetModel;
type ViewClass = typeof DOMWidgetView;
type PageComm = IClassicComm & { handle(message: unknown): Promise<void> };

const classes = exported as Readonly<Record<string, unknown>>;
const models = new Map<string, Promise<DOMWidgetModel>>();
const comms = new Map<string, PageComm>();
const views: DOMWidgetView[] = [];
const manager = { callbacks: () => ({ iopub: {} }), get_model: (id: string) => models.get(id) };

let messageCount = 0;
const commOf = (comm_id: string): PageComm => ({
  comm_id,
  target_name: "jupyter.widget",
  handle: () => Promise.resolve(),
  on_msg(handler) {
    this.handle = (message) => Promise.resolve(handler(message));
  },
  on_close: () => undefined,
  open: () => "",
  close: () => "",
  send(data, callbacks, _metadata, buffers = []) {
    const id = `message ${++messageCount}`;
    const message = { id, data, buffers: (buffers as ArrayBuffer[]).map(base64Of) };
    // The kernel answers, then says that it is idle: only then the model sends again.
    void window.sendToKernel(comm_id, message).then(() => {
      const idle = { content: { execution_state: "idle" } };
      callbacks?.iopub?.["status"]?.(idle as never);
    });
    return id;
  },
});

async function modelOf(id: string): Promise<DOMWidgetModel> {
  const model = await models.get(id);
  if (model === undefined) throw new Error(`page: model must be open, got ${id}`);
  return model;
}

async function openModel(id: string, message: PageMessage): Promise<DOMWidgetModel> {
  const state = withBuffers(message);
  const Model = classes[state["_model_name"] as string] as ModelClass;
  const attributes = await Model._deserialize_state(state, manager as never);
  const comm = commOf(id);
  comms.set(id, comm);
  return new Model(attributes, { model_id: id, comm, widget_manager: manager as never });
}

window.page = {
  async open(id, message) {
    models.set(id, openModel(id, message));
    await models.get(id);
  },
  async show(id) {
    const model = await modelOf(id);
    const View = classes[model.get("_view_name") as string] as ViewClass;
    const view = new View({ model, options: {} });
    view.render();
    views.push(view);
    document.querySelector("#output")?.append(view.el);
  },
  async deliver(id, message, parent) {
    await comms.get(id)?.handle({
      content: { data: message.data },
      buffers: message.buffers.map(dataView),
      parent_header: { msg_id: parent },
    });
  },
  removeViews() {
    for (const view of views.splice(0)) view.remove();
  },
  async close(id) {
    await (await modelOf(id)).close(true);
  },
  disconnect: async (id) => void ((await modelOf(id)).comm_live = false),
  async alive(id) {
    const events = Reflect.get(await modelOf(id), "_events") as Record<string, unknown[]>;
    // Jupyter's own view leaves its handler of msg:custom behind.
    const kinds = Object.keys(events).filter((kind) => kind !== "msg:custom");
    const modelListeners = kinds.flatMap((kind) => events[kind]).length;
    return { observers: observing.size, modelListeners };
  },
  async saved(id) {
    const model = await modelOf(id);
    return JSON.parse(JSON.stringify(model.serialize(model.get_state()), byteLengths)) as unknown;
  },
};

/** The manager saves the whole `buffer` of what is binary. */
function byteLengths(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) ? `${value.buffer.byteLength} bytes` : value;
}

/** The manager puts buffers into the state before the model sees it. */
function withBuffers({ data, buffers }: PageMessage): Record<string, never> {
  type Container = Record<string | number, unknown>;
  const { state, buffer_paths: paths } = data as {
    state: Record<string, never>;
    buffer_paths: (string | number)[][];
  };
  paths.forEach((path, i) => {
    const parent = path
      .slice(0, -1)
      .reduce<Container>((object, key) => object[key] as Container, state);
    parent[path[path.length - 1]] = dataView(buffers[i]);
  });
  return state;
}

/** Inside a larger message and not aligned, as a websocket frame delivers it. */
function dataView(base64: string): DataView {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const message = new Uint8Array(bytes.length + 7);
  message.set(bytes, 3);
  return new DataView(message.buffer, 3, bytes.length);
}

function base64Of(buffer: ArrayBuffer | ArrayBufferView): string {
  const bytes = ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);
  return btoa(String.fromCharCode(...bytes));
}
