import { afterEach, beforeEach, expect, test } from "vitest";
import { EigenvalueDensity, TrainingMonitor, widget } from "../../widgets/index.js";
import type { SpectrumResult } from "../../widgets/index.js";
import { sampleSharpness } from "../figures/sampleFigures.js";
import { sampleSpectrum } from "../figures/sampleSpectrum.js";
import type { MockHost } from "./mockHost.js";
import { installMockHost, removeHost } from "./mockHost.js";

const spectrum: SpectrumResult = { ...sampleSpectrum(), kind: "spectrum" };

let host: MockHost;
beforeEach(() => {
  host = installMockHost();
});
afterEach(removeHost);

test("importing the module registers widget() for result.widget()", () => {
  expect(Reflect.get(globalThis, Symbol.for("eigenscape.widgetHost"))).toBe(widget);
});

test("widget(spectrum) is a live density with the spectrum's own width", () => {
  const live = widget(spectrum);
  expect(live).toBeInstanceOf(EigenvalueDensity);
  expect([live.width, live.scale]).toEqual([0.05, "log"]);
  expect(host.last.opened.data).toMatchObject({
    state: {
      _model_name: "EigenvalueDensityModel",
      spectra: [{ size: 61706, samples: 512 }],
      width: 0.05,
    },
  });
  // nodes, weights and residuals of three probes
  expect(host.last.opened.buffers.map(({ byteLength }) => byteLength)).toEqual(
    Array.from({ length: 9 }, () => 40 * 8),
  );
});

test("the slider's width arrives in TypeScript", () => {
  const live = widget(spectrum);
  const widths: number[] = [];
  live.on("change:width", (width) => widths.push(width));
  host.last.receive({ method: "update", state: { width: 0.2 } });
  expect([live.width, widths]).toEqual([0.2, [0.2]]);
});

test.each([0, -1, null, "0.1"])("a width of %j from a browser is refused", (width) => {
  const live = widget(spectrum);
  host.last.receive({ method: "update", state: { width } });
  expect(live.width).toBe(0.05);
  expect(host.last.sent.map(({ data }) => [data.method, data["state"]])).toEqual([
    ["update", { width: 0.05 }],
  ]);
});

test("show() puts another spectrum into the same widget and keeps the width", async () => {
  const live = widget(spectrum, { width: 0.3 });
  live.show(sampleSpectrum({ probes: 2, steps: 10 }));
  await Promise.resolve();
  expect(live.width).toBe(0.3);
  expect(live.get("spectra")[0]?.probes.map(({ nodes }) => nodes.length)).toEqual([10, 10]);
  expect(host.last.sent).toHaveLength(1);
});

test.each([0, -1, NaN, Infinity])("rejects a width of %d", (width) => {
  const message = `EigenvalueDensity: width must be a finite number > 0, got ${width}`;
  expect(() => widget(spectrum, { width })).toThrow(message);
  const live = widget(spectrum);
  expect(() => {
    live.width = width;
  }).toThrow(message);
});

test("widget(trainingSpectrum) is a monitor of its looks", () => {
  const live = widget({ kind: "trainingSpectrum", ...sampleSharpness });
  expect(live).toBeInstanceOf(TrainingMonitor);
  expect([live.length, live.get("looks").length, live.get("limits")]).toEqual([
    40,
    40,
    sampleSharpness.limits,
  ]);
});

test.each([
  ["an unknown kind", { kind: "landscape" }, "landscape"],
  ["no kind", {}, "undefined"],
  ["nothing", undefined, "undefined"],
])("widget() says what it got of %s", (_, result, got) => {
  expect(() => widget(result as SpectrumResult)).toThrow(
    `widget: result must be of a kind with a live form (spectrum, trainingSpectrum), got ${got}`,
  );
});
