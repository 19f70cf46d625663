/** Resuming gives the bytes of an uninterrupted run, and refuses what is of another matrix. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { dense } from "../../src/operators/dense.js";
import { Spectrum, spectrum, type SpectrumOptions } from "../../src/spectrum/spectrum.js";
import { symmetricFromEigenvalues } from "../support/matrices.js";

const folder = mkdtempSync(join(tmpdir(), "eigenscape-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const path = (): string => join(folder, `run ${files++}.json`);

const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
afterEach(() => write.mockClear());

const n = 40;
const matrix = (seed: number) =>
  symmetricFromEigenvalues(Array.from({ length: n }, (_, i) => Math.sin(7 * i) + (i > 37 ? 9 : 0)), seed); // prettier-ignore
const A = dense(matrix(1), n);
const B = dense(matrix(2), n);
const counted = (operator = A) => {
  const calls = { ...operator, count: 0 };
  const apply = (v: Float64Array) => (calls.count++, operator.apply(v));
  return Object.assign(calls, { apply });
};
const compute = (options: SpectrumOptions, operator = A) =>
  spectrum(operator, { seed: 3, ...options });
const text = JSON.stringify;
const read = (file: string): Spectrum => Spectrum.fromJSON(readFileSync(file, "utf8"));

/** Cut after so many products. */
const cut = (options: SpectrumOptions, products: number, operator = A) => {
  const controller = new AbortController();
  const onProgress = ({ done }: { done: number }): void => {
    if (done >= products) controller.abort();
  };
  return compute({ ...options, onProgress, signal: controller.signal }, operator);
};

describe("a result file", () => {
  test("comes back as it was: numbers, text, stops, orthogonality", async () => {
    const s = await compute({ steps: 12, probes: 3, label: "A·µ" });
    const back = Spectrum.fromJSON(text(s));
    expect(back.probes).toEqual(s.probes);
    expect(text(back)).toBe(text(s));
    expect(text(Spectrum.fromJSON(JSON.parse(text(s))))).toBe(text(s));
    expect([back.label, back.size, back.stopped]).toEqual(["A·µ", n, "steps"]);
    expect(back.probes[2].orthogonality).toBeLessThan(1e-14);
    expect(back.record?.environments[0].node).toBe(process.version);
  });

  test("suffices to add probes, and costs no product of those that are there", async () => {
    const few = Spectrum.fromJSON(text(await compute({ steps: 10, probes: 2, label: "x" })));
    const operator = counted();
    const more = await spectrum(operator, { resume: few, probes: 5 });
    expect(operator.count).toBe(30);
    expect(text(more)).toBe(text(await compute({ steps: 10, probes: 5, label: "x" })));
  });

  test("of an aborted run: the cut probe begins again, the bytes are the same", async () => {
    const part = await cut({ steps: 10, probes: 3 }, 14);
    const operator = counted();
    const rest = await spectrum(operator, { resume: Spectrum.fromJSON(text(part)) });
    expect(operator.count).toBe(20);
    expect(text(rest)).toBe(text(await compute({ steps: 10, probes: 3 })));
  });

  const whole = async () => text(await compute({ steps: 6, probes: 1 }));
  test.each<[string, (s: string) => unknown, string]>([
    ["cut", (s) => s.slice(0, 300), "fromJSON: result file must be JSON, got 300 characters that are not"],
    ["changed", (s) => s.replace('"seed":3', '"seed":4'), "fromJSON: result file must be as it was written, got another sha256 sum"],
    ["of something else", () => ({ a: 1 }), 'fromJSON: result file must have format "eigenscape spectrum", got undefined'],
    ["empty", () => null, 'fromJSON: result file must have format "eigenscape spectrum", got undefined'],
    ["of a later version", (s) => s.replace('"version":1', '"version":9'), "fromJSON: result file must have version 1, got 9"],
  ])("that is %s is refused", async (_, damage, message) => {
    const damaged = damage(await whole());
    expect(() => Spectrum.fromJSON(damaged)).toThrow(message);
  }); // prettier-ignore

  test("needs what the spectrum was computed from", async () => {
    const made = new Spectrum(n, (await compute({ steps: 3, probes: 1 })).probes);
    expect(() => made.toJSON()).toThrow("toJSON: the spectrum must come from spectrum(…)");
    await expect(spectrum(A, { resume: made })).rejects.toThrow("spectrum: resume must come from");
  });
});

describe("refusals", () => {
  const s = compute({ steps: 8, probes: 2 });
  const attempt = async (options: SpectrumOptions, operator = A) =>
    spectrum(operator, { resume: await s, ...options });

  test.each<[string, SpectrumOptions, typeof A, RegExp]>([
    ["another matrix", {}, B, /^spectrum: resume must be of the same matrix, computed in the same way, got another matrix \(dense sha256 \w{16}…, not dense sha256 \w{16}…\)$/],
    ["no fingerprint", {}, { size: n, apply: (v) => A.apply(v) }, /got another matrix \(dense sha256 \w{16}…, not none\)$/],
    ["another seed", { seed: 4 }, A, /got another seed \(3, not 4\)$/],
    ["another basis", { basis: "float32" }, A, /got another basis \(float64, not float32\)$/],
    ["other products", {}, { ...A, relativeError: 2e-6 }, /got another relativeError \(1e-13, not 0.000002\)$/],
    ["fewer steps", { steps: 7 }, A, /^spectrum: steps must be ≥ 8, those of resume, got 7$/],
    ["fewer probes", { probes: 1 }, A, /^spectrum: probes must be ≥ 2, those of resume, got 1$/],
    ["more steps", { steps: 9 }, A, /^spectrum: steps must be 8, those of resume, got 9; further steps need the vectors that a checkpoint keeps$/],
  ])("%s", async (_, options, operator, message) => {
    await expect(attempt(options, operator)).rejects.toThrow(message);
  }); // prettier-ignore

  test("a checkpoint of another matrix", async () => {
    const checkpoint = path();
    await compute({ steps: 4, probes: 1, checkpoint });
    const before = readFileSync(checkpoint, "utf8");
    await expect(compute({ checkpoint }, B)).rejects.toThrow(
      /^spectrum: checkpoint must be of the same matrix, .*got another matrix \(dense sha256 /,
    );
    expect(readFileSync(checkpoint, "utf8")).toBe(before);
  });

  test("where only the machine is another, or nothing can be compared, it is told and done", async () => {
    const bare = { size: n, apply: (v: Float64Array) => A.apply(v) };
    const first = await compute({ steps: 4, probes: 1 }, bare);
    const record = first.record;
    if (!record) throw new Error("a computed spectrum has a record");
    const elsewhere = { ...record, environments: [{ ...record.environments[0], cpu: "Z80" }] };
    const resume = new Spectrum(n, first.probes, { record: elsewhere });
    const more = await spectrum(bare, { resume, probes: 2 });
    expect(more.record?.environments.map(({ cpu }) => cpu === "Z80")).toEqual([true, false]);
    const told = write.mock.calls.map(([line]) => String(line));
    expect(told[0]).toMatch(/^eigenscape: spectrum: resume was computed elsewhere \(cpu Z80 → .*\): last bits may differ\n$/); // prettier-ignore
    expect(told[1]).toMatch(
      /resume cannot be compared with the operator, which has no fingerprint/,
    );
  });
});

describe("a checkpoint", () => {
  test("goes on with steps and probes to the bytes of one run, and counts its products", async () => {
    const checkpoint = path();
    await compute({ steps: 7, probes: 2, checkpoint });
    const operator = counted();
    const more = await spectrum(operator, { checkpoint, steps: 15, probes: 3 });
    expect(operator.count).toBe(2 * 8 + 15);
    const whole = text(await compute({ steps: 15, probes: 3 }));
    expect(text(more)).toBe(whole);
    expect(readFileSync(checkpoint, "utf8")).toBe(whole);
    const again = counted();
    expect(text(await spectrum(again, { checkpoint }))).toBe(whole);
    expect(again.count).toBe(0);
  });

  test.each([1, 8, 9, 13])("cut after %i products goes on behind them", async (products) => {
    for (const basis of ["float64", "float32"] as const) {
      const checkpoint = path();
      const part = await cut({ steps: 9, probes: 2, basis, checkpoint }, products);
      const operator = counted();
      const whole = await spectrum(operator, { checkpoint, resume: part });
      expect(operator.count).toBe(18 - products);
      expect(text(whole)).toBe(text(await compute({ steps: 9, probes: 2, basis })));
    }
  });

  test("and a result besides: of each probe the longer one counts", async () => {
    const checkpoint = path();
    await cut({ steps: 9, probes: 2, checkpoint }, 3);
    const resume = await compute({ steps: 9, probes: 1 });
    const operator = counted();
    const whole = await spectrum(operator, { checkpoint, resume, probes: 2 });
    expect(operator.count).toBe(9);
    expect(text(whole)).toBe(text(await compute({ steps: 9, probes: 2 })));
  });

  test("is a result file of what is there, at every step", async () => {
    const checkpoint = path();
    const seen: number[] = [];
    const onProgress = (): void => {
      const { probes } = read(checkpoint);
      seen.push(probes.reduce((sum, { nodes }) => sum + nodes.length, 0));
    };
    await compute({ steps: 3, probes: 2, checkpoint, onProgress });
    expect(seen).toEqual([1, 2, 2, 4, 5, 5]); // the last step of a probe is told with its orthogonality
    expect(read(checkpoint).stopped).toBe("steps");
  });

  test("an invariant subspace stays one, whatever steps are asked for", async () => {
    const checkpoint = path();
    const identity = dense(
      Float64Array.from({ length: 9 }, (_, i) => (i % 4 === 0 ? 2 : 0)),
      3,
    );
    await compute({ steps: 2, probes: 2, checkpoint }, identity);
    const more = await compute({ steps: 3, probes: 2, checkpoint }, identity);
    expect(more.probes.map(({ stopped, nodes }) => [stopped, nodes.length])).toEqual([
      ["invariant-subspace", 1],
      ["invariant-subspace", 1],
    ]);
    expect(text(more)).toBe(text(await compute({ steps: 3, probes: 2 }, identity)));
  });

  const rowLength = 40 + 8 * n;
  test.each<[string, (basis: Buffer) => Buffer, number]>([
    ["a cut row", (b) => b.subarray(0, b.length - 100), 6],
    ["a row's head alone", (b) => b.subarray(0, b.length - rowLength + 9), 6],
    ["a damaged row", (b) => (b.writeUInt8(b[64 + 4 * rowLength + 60] ^ 1, 64 + 4 * rowLength + 60), b), 4],
    ["zeros behind", (b) => Buffer.concat([b, Buffer.alloc(2 * rowLength + 5)]), 7],
    ["nothing but a cut head", (b) => b.subarray(0, 11), 0],
  ])("%s: goes on from the last whole step to the same bytes", async (_, damage, left) => {
    const checkpoint = path();
    await cut({ steps: 12, probes: 1, checkpoint }, 7);
    const basis = `${checkpoint}.basis`;
    expect(statSync(basis).size).toBe(64 + 7 * rowLength);
    writeFileSync(basis, damage(readFileSync(basis)));
    const operator = counted();
    const s = await spectrum(operator, { checkpoint });
    expect(operator.count).toBe(12 - left);
    expect(text(s)).toBe(text(await compute({ steps: 12, probes: 1 })));
    const told = write.mock.calls.map(([line]) => String(line)).filter((line) => line.includes(basis));
    expect(told).toHaveLength(left === 7 ? 0 : 1);
    if (left < 7) expect(told[0]).toContain(`has ${left} of 7 vectors of probe 0 whole; it goes on from step ${left}`);
    writeFileSync(basis, readFileSync(basis)); // and what was repaired is whole
    await compute({ checkpoint, steps: 14 });
    expect(text(read(checkpoint))).toBe(text(await compute({ steps: 14, probes: 1 })));
  }); // prettier-ignore

  test.each<[string, (path: string) => void, RegExp]>([
    ["a cut file", (p) => writeFileSync(p, readFileSync(p).subarray(0, 200)), /^spectrum: checkpoint .*json: result file must be JSON, got 200 characters/],
    ["another's vectors", (p) => writeFileSync(`${p}.basis`, readFileSync(`${p}.basis`).fill(7, 32, 64)), /basis must belong to this run, got another's vectors$/],
    ["a file that is none", (p) => writeFileSync(`${p}.basis`, "my notes"), /basis must be a file of Lanczos vectors, got another$/],
    ["no vectors at all", (p) => rmSync(`${p}.basis`), /basis must hold the vectors of probe 0 for further steps, got none$/],
  ])("%s is refused", async (_, damage, message) => {
    const checkpoint = path();
    await compute({ steps: 4, probes: 1, checkpoint });
    damage(checkpoint);
    await expect(compute({ steps: 6, checkpoint })).rejects.toThrow(message);
  }); // prettier-ignore
});
