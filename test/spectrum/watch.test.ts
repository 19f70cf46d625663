/** Progress, partial results, and what a signal leaves. */
import { describe, expect, test } from "vitest";
import { plainBasis } from "../../src/core/basis.js";
import { outcomes } from "../../src/core/outcomes.js";
import { clocked, type Progress } from "../../src/core/progress.js";
import { dense } from "../../src/operators/dense.js";
import { plan } from "../../src/spectrum/plan.js";
import { spectrum, type Spectrum } from "../../src/spectrum/spectrum.js";
import { symmetricFromEigenvalues } from "../support/matrices.js";

const n = 30;
const A = dense(
  symmetricFromEigenvalues(
    Array.from({ length: n }, (_, i) => i * i),
    1,
  ),
  n,
);
const counts = (s: Spectrum) => s.probes.map(({ nodes }) => nodes.length);

/** Products take so many milliseconds, the first one longer. */
const slow = (takes: number, first = takes) => {
  let before = 0;
  return {
    ...A,
    async apply(v: Float64Array) {
      await new Promise((resolve) => setTimeout(resolve, before++ === 0 ? first : takes));
      return A.apply(v);
    },
  };
};

describe("a signal", () => {
  const abortAt = async (products: number) => {
    const controller = new AbortController();
    const onProgress = ({ done }: Progress): void => {
      if (done === products) controller.abort(new Error("enough"));
    };
    return spectrum(A, { steps: 8, probes: 3, onProgress, signal: controller.signal });
  };

  test("in the middle of a probe gives the steps so far", async () => {
    const s = await abortAt(11);
    expect([s.stopped, counts(s)]).toEqual(["aborted", [8, 3]]);
    expect(s.probes.map(({ stopped }) => stopped)).toEqual(["steps", "aborted"]);
    const three = await spectrum(A, { steps: 3, probes: 2 });
    expect(s.probes[1].nodes).toEqual(three.probes[1].nodes);
    expect(outcomes[s.stopped]).toContain("Resume to go on");
    expect(s.density().grid.every(Number.isFinite)).toBe(true);
  });

  test("with the last step of a probe gives it whole", async () => {
    const s = await abortAt(16);
    expect([s.stopped, counts(s)]).toEqual(["aborted", [8, 8]]);
    expect(s.probes.every(({ stopped }) => stopped === "steps")).toBe(true);
  });

  test("with the very last step changes nothing", async () => {
    expect((await abortAt(24)).stopped).toBe("steps");
  });

  test("before the first step rejects with its reason, and takes no product", async () => {
    const never = { ...A, apply: () => Promise.reject(new Error("a product was taken")) };
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(spectrum(never, { signal })).rejects.toThrow("enough");
  });

  test("hides no other error", async () => {
    const controller = new AbortController();
    let products = 0;
    const breaks = (v: Float64Array) => {
      if (products++ < 2) return A.apply(v);
      controller.abort();
      return Promise.reject(new Error("broken product"));
    };
    const attempt = spectrum({ ...A, apply: breaks }, { signal: controller.signal });
    await expect(attempt).rejects.toThrow("broken product");
  });
});

describe("partial results", () => {
  test("come after each probe, as what is there so far", async () => {
    const seen: Spectrum[] = [];
    const whole = await spectrum(A, { steps: 5, probes: 3, onProbe: (s) => seen.push(s) });
    expect(seen.map(counts)).toEqual([[5], [5, 5], [5, 5, 5]]);
    expect(seen.map(({ stopped }) => stopped)).toEqual(["unfinished", "unfinished", "steps"]);
    seen.forEach((s, l) => expect(s.probes).toEqual(whole.probes.slice(0, l + 1)));
  });

  test("come in the middle of a probe, not more often than every 200 ms", async () => {
    const seen: number[][] = [];
    const start = performance.now();
    await spectrum(slow(30), { steps: 20, probes: 1, onPartial: (s) => seen.push(counts(s)) });
    expect([seen[0], seen.at(-1)]).toEqual([[1], [20]]);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.length).toBeLessThan((performance.now() - start) / 200 + 2);
  });
});

describe("progress", () => {
  test("counts all products and tells the time that is left", async () => {
    const seen: Progress[] = [];
    await spectrum(slow(20, 200), { steps: 6, probes: 2, onProgress: (p) => seen.push(p) });
    expect(seen.map(({ done, total }) => [done, total])).toEqual(
      Array.from({ length: 12 }, (_, i) => [i + 1, 12]),
    );
    expect(seen[0].remaining).toBeUndefined();
    expect(seen[0].elapsed).toBeGreaterThan(0.19);
    expect(seen[6].remaining).toBeGreaterThan(0.08); // 5 products of 20 ms
    expect(seen[11].remaining).toBe(0);
  });

  test("remaining is (units to go) × (time per unit since the first)", () => {
    const seen: Progress[] = [];
    let time = 0;
    const { onProgress } = clocked({ onProgress: (p) => seen.push(p) }, () => time);
    for (const [at, done] of [[5000, 11], [6000, 12], [9000, 14]] as const) {
      time = at;
      onProgress?.({ done, total: 20, unit: "products" });
    }
    expect(seen.map(({ elapsed }) => elapsed)).toEqual([5, 6, 9]);
    expect(seen.map(({ remaining }) => remaining)).toEqual([undefined, 8, 8 / 1 - 0]);
  }); // prettier-ignore
});

describe("a plan", () => {
  test("knows products and bytes, and the seconds to a factor of two", async () => {
    const options = { steps: 10, probes: 4 };
    const p = await plan(slow(25, 100), options);
    const start = performance.now();
    await spectrum(slow(25, 100), options);
    const seconds = (performance.now() - start) / 1000;
    expect([p.products, p.bytes]).toEqual([40, 8 * 10 * n]);
    expect(p.secondsPerProduct).toBeGreaterThan(0.02);
    expect(p.secondsPerProduct).toBeLessThan(0.1); // without the first
    expect(p.seconds / seconds).toBeGreaterThan(0.5);
    expect(p.seconds / seconds).toBeLessThan(2);
    expect(String(p)).toMatch(/^40 products, about [\d.]+ s, 2.34 KiB for vectors$/);
  });

  test("takes two products, and steps no further than the matrix", async () => {
    let products = 0;
    const operator = { ...A, apply: (v: Float64Array) => (products++, A.apply(v)) };
    expect((await plan(operator)).products).toBe(10 * n);
    expect(products).toBe(2);
  });

  test("contains the time of the vectors: k² of them per probe, at what one of four takes", async () => {
    const sleep = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
    const basis = () => ({ ...plainBasis(n), orthogonalize: sleep });
    const p = await plan({ ...A, basis }, { steps: 20, probes: 3 });
    expect(p.seconds).toBeGreaterThan(0.9 * 3 * 20 ** 2 * 0.005);
    expect(p.seconds).toBeLessThan(5 * 3 * 20 ** 2 * 0.005);
  });

  test.each([
    [{ steps: 0 }, "plan: steps must be an integer ≥ 1, got 0"],
    [{ probes: 0 }, "plan: probes must be an integer ≥ 1, got 0"],
    [{ memory: 100 }, "plan: the basis of 30 × 30 numbers must stay within memory, 100 bytes, got 7.03 KiB"],
  ])("rejects %j", async (options, message) => {
    await expect(plan(A, options)).rejects.toThrow(message);
  }); // prettier-ignore
});
