/**
 * Runs in the browser: the real model and view classes with a stand-in for Jupyter's manager and
 * comm. The test talks to it through `window.page`; what the model sends goes to `sendToKernel`.
 */
import type { IClassicComm } from "@jupyter-widgets/base";
import { EigenvalueDensityModel, EigenvalueDensityView } from "../../../widgets/browser/exports.js";

export interface PageMessage {
  readonly data: unknown;
  /** base64 of each buffer. */
  readonly buffers: readonly string[];
}

export interface PageHarness {
  /** What a widget manager does with comm_open and a view of it. */
  open(message: PageMessage): Promise<void>;
  /** What a comm does with a message from the kernel. */
  deliver(message: PageMessage, parent?: string): Promise<void>;
  /** Removes the view as JupyterLab does when its output goes. */
  removeView(): void;
  /** Observers and listeners that are still alive. */
  alive(): { observers: number; modelListeners: number };
  /** What saving the notebook would store of the model's probes. */
  savedProbeBytes(): number[];
}

declare global {
  interface Window {
    page: PageHarness;
    sendToKernel(data: unknown): Promise<void>;
  }
}

/** Observers that observe something. */
const observing = new Set<object>();

window.ResizeObserver = class extends ResizeObserver {
  override observe(target: Element, options?: ResizeObserverOptions): void {
    observing.add(this);
    super.observe(target, options);
  }
  override disconnect(): void {
    observing.delete(this);
    super.disconnect();
  }
};

window.MutationObserver = class extends MutationObserver {
  override observe(target: Node, options?: MutationObserverInit): void {
    if (target !== document) observing.add(this); // Playwright has one of its own, there
    super.observe(target, options);
  }
  override disconnect(): void {
    observing.delete(this);
    super.disconnect();
  }
};

let messageCount = 0;
const comm: IClassicComm & { handle(message: unknown): Promise<void> } = {
  comm_id: "model",
  target_name: "jupyter.widget",
  handle: () => Promise.resolve(),
  on_msg(handler) {
    this.handle = (message) => Promise.resolve(handler(message));
  },
  on_close: () => undefined,
  open: () => "",
  close: () => "",
  send(data, callbacks) {
    const id = `message ${++messageCount}`;
    // The kernel answers, then says that it is idle: only then the model sends again.
    void window.sendToKernel({ id, data }).then(() => {
      const idle = { content: { execution_state: "idle" } };
      callbacks?.iopub?.["status"]?.(idle as never);
    });
    return id;
  },
};

let model: EigenvalueDensityModel;
let view: InstanceType<typeof EigenvalueDensityView>;

window.page = {
  async open(message) {
    const manager = { callbacks: () => ({ iopub: {} }) };
    const state = withBuffers(message);
    const attributes = await EigenvalueDensityModel._deserialize_state(state, manager as never);
    const options = { model_id: "model", comm, widget_manager: manager };
    model = new EigenvalueDensityModel(attributes, options);
    view = new EigenvalueDensityView({ model, options: {} });
    view.render();
    document.querySelector("#output")?.append(view.el);
  },
  async deliver(message, parent) {
    const { buffers } = message;
    await comm.handle({
      content: { data: message.data },
      buffers: buffers.map(dataView),
      parent_header: { msg_id: parent },
    });
  },
  removeView: () => void view.remove(),
  alive: () => ({
    observers: observing.size,
    modelListeners: (Reflect.get(model, "_events") as { change?: unknown[] }).change?.length ?? 0,
  }),
  savedProbeBytes: () => {
    const { probes } = model.serialize(model.get_state()) as { probes?: unknown };
    return (probes as { nodes: Float64Array }[]).map(({ nodes }) => nodes.buffer.byteLength);
  },
};

/** The manager puts buffers into the state before the model sees it. */
function withBuffers({ data, buffers }: PageMessage): Record<string, never> {
  const { state, buffer_paths: paths } = data as {
    state: Record<string, never>;
    buffer_paths: (string | number)[][];
  };
  paths.forEach((path, i) => {
    const parent = path
      .slice(0, -1)
      .reduce<Record<string | number, unknown>>(
        (object, key) => object[key] as Record<string | number, unknown>,
        state,
      );
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
