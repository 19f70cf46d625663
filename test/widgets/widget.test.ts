import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Widget } from "../../widgets/widget.js";
import type { MockHost } from "./mockHost.js";
import { installMockHost, removeHost } from "./mockHost.js";

interface State {
  readonly count: number;
  readonly label: string;
  readonly parts: readonly { readonly values: Float64Array }[];
}

const parts = [{ values: new Float64Array([1, 2]) }, { values: new Float64Array([3]) }];
const start: State = { count: 0, label: "a", parts };

let host: MockHost;
beforeEach(() => {
  host = installMockHost();
});
afterEach(removeHost);

const make = (): Widget<State> =>
  new Widget<State>({
    name: "Sample",
    state: start,
    checks: { count: Number.isFinite },
    text: "a sample",
  });

const methods = (): (string | undefined)[] => host.last.sent.map(({ data }) => data.method);

test("opens a comm with its whole state, binary at any depth", () => {
  const widget = make();
  const { id, target, opened } = host.last;
  expect({ id, target, metadata: opened.metadata }).toEqual({
    id: widget.id,
    target: "jupyter.widget",
    metadata: { version: "2.1.0" },
  });
  expect(opened.data).toMatchObject({
    state: {
      _model_module: "eigenscape",
      _model_module_version: expect.stringMatching(/^\^\d+\.\d+\.\d+/) as string,
      _model_name: "SampleModel",
      _view_name: "SampleView",
      layout: null,
      count: 0,
      parts: [{}, {}],
    },
    buffer_paths: [
      ["parts", 0, "values"],
      ["parts", 1, "values"],
    ],
  });
  expect(new Float64Array(opened.buffers[0].buffer)).toEqual(parts[0].values);
});

test("several sets of a tick leave as one update of what changed", async () => {
  const widget = make();
  widget.set({ count: 1 });
  widget.set({ count: 2, label: "b" });
  widget.set({ label: "b" });
  expect(host.last.sent).toEqual([]);
  await Promise.resolve();
  expect(host.last.sent.map(({ data }) => data)).toEqual([
    { method: "update", state: { count: 2, label: "b" }, buffer_paths: [] },
  ]);
  widget.set({ count: 2 });
  await Promise.resolve();
  expect(host.last.sent).toHaveLength(1);
});

test("an update from a browser is echoed before handlers run, and not sent back", async () => {
  const widget = make();
  const seen: unknown[] = [];
  widget.on("change:count", (count) => {
    seen.push([count, methods()]);
    widget.set({ count });
  });
  host.last.receive({ method: "update", state: { count: 7 }, buffer_paths: [] });
  await Promise.resolve();
  expect(widget.get("count")).toBe(7);
  expect(seen).toEqual([[7, ["echo_update"]]]);
  expect(host.last.sent.map(({ data }) => data)).toEqual([
    { method: "echo_update", state: { count: 7 }, buffer_paths: [] },
  ]);
});

test("a handler's own value goes back as an update after the echo", async () => {
  const widget = make();
  widget.on("change:count", () => widget.set({ count: 5 }));
  host.last.receive({ method: "update", state: { count: 7 } });
  await Promise.resolve();
  expect(host.last.sent.map(({ data }) => [data.method, data["state"]])).toEqual([
    ["echo_update", { count: 7 }],
    ["update", { count: 5 }],
  ]);
});

test("a value that a check refuses is answered with the one that stays", () => {
  const widget = make();
  host.last.receive({ method: "update", state: { count: "many", unknown: 1, label: "c" } });
  expect(widget.get("count")).toBe(0);
  expect(host.last.sent.map(({ data }) => [data.method, data["state"]])).toEqual([
    ["echo_update", { label: "c" }],
    ["update", { count: 0 }],
  ]);
});

test("answers request_state with everything", () => {
  make();
  host.last.receive({ method: "request_state" });
  const [answer] = host.last.sent;
  expect(answer?.data).toEqual({ method: "update", ...host.last.opened.data });
  expect(answer?.buffers).toEqual(host.last.opened.buffers);
});

test("custom messages go both ways, with buffers, and do not overtake the state", () => {
  const widget = make();
  const got: unknown[] = [];
  const stop = widget.onMessage((content, buffers) => got.push(content, buffers));
  host.last.receive({ method: "custom", content: { clicked: 3 } }, [new Uint8Array([9])]);
  stop();
  host.last.receive({ method: "custom", content: "not heard" });
  expect(got).toEqual([{ clicked: 3 }, [new Uint8Array([9])]]);
  widget.set({ count: 4 });
  widget.send("look", [new Uint8Array([8])]);
  expect(methods()).toEqual(["update", "custom"]);
  expect(host.last.sent[1]).toEqual({
    data: { method: "custom", content: "look" },
    buffers: [new Uint8Array([8])],
  });
});

test("the control comm tells a reloaded page the state of every open widget", () => {
  const [widget, closed] = [make(), make()];
  closed.close();
  const comm = host.receiveOpen("jupyter.widget.control");
  comm.receive({ method: "request_states" });
  const [answer] = comm.sent;
  expect(answer?.data).toMatchObject({
    method: "update_states",
    states: {
      [widget.id]: {
        model_name: "SampleModel",
        model_module: "eigenscape",
        state: { count: 0, parts: [{}, {}] },
      },
    },
  });
  expect(answer?.data["states"]).not.toHaveProperty(closed.id);
  const paths = answer?.data["buffer_paths"] as unknown[];
  expect(paths).toContainEqual([widget.id, "state", "parts", 1, "values"]);
  expect(paths).toHaveLength(answer?.buffers.length ?? 0);
});

test("all handlers run even if one throws, and the error is not lost", () => {
  const widget = make();
  const second = vi.fn();
  widget.on("change:count", () => {
    throw new Error("first handler");
  });
  widget.on("change:count", second);
  expect(() => widget.set({ count: 1 })).toThrow("first handler");
  expect(second).toHaveBeenCalledWith(1);
});

test("closes once, from either side, and says so afterwards", async () => {
  const [ours, theirs] = [make(), make()];
  ours.set({ count: 1 });
  ours.close();
  ours.close();
  host.last.receiveClose();
  await Promise.resolve();
  expect(host.comms.map(({ closed, sent }) => [closed, sent.length])).toEqual([
    [true, 0],
    [false, 0],
  ]);
  expect([ours.closed, theirs.closed]).toEqual([true, true]);
  expect(() => theirs.set({ count: 2 })).toThrow("set: widget must be open, got a closed one");
  expect(() => theirs.send("x")).toThrow("send: widget must be open, got a closed one");
});

test("shows itself as a widget view", () => {
  const widget = make();
  const display: unknown = Reflect.get(widget, Symbol.for("Jupyter.display"));
  expect((display as () => unknown).call(widget)).toEqual({
    "application/vnd.jupyter.widget-view+json": {
      version_major: 2,
      version_minor: 0,
      model_id: widget.id,
    },
    "text/plain": "a sample",
  });
});

test("says what to do without a kernel", () => {
  removeHost();
  expect(make).toThrow(
    "Sample: must run in a Jupyter kernel with comms, got none; open a notebook with the " +
      "TypeScript kernel of eigenscape, or make a figure, which needs no kernel",
  );
});
