/** Training that goes on from a file is the training that was never interrupted; files of others are refused by name. */
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Optimizer } from "../../src/optimizers/optimizer.js";
import { adam } from "../../src/optimizers/adam.js";
import { proxSGD } from "../../src/optimizers/proxSGD.js";
import { rda } from "../../src/optimizers/rda.js";
import { sgd } from "../../src/optimizers/sgd.js";
import { l1 } from "../../src/prox/l1.js";
import { train, type TrainOptions } from "../../src/training/train.js";
import { networks, objectiveOf } from "../support/networks.js";

const folder = mkdtempSync(join(tmpdir(), "training-"));
const f = objectiveOf(networks[0], "float64");
afterAll(() => rmSync(folder, { recursive: true }));

/** With everything that a state may hold: counts, numbers that JSON has not, lists, what is not there yet. */
interface Restless {
  readonly count: number;
  readonly odd: readonly number[];
  readonly name: string;
  readonly inner: { readonly velocity: Float64Array; readonly best?: Float64Array | undefined };
}
const restless: Optimizer<Restless> = {
  name: "restless(0.1)",
  init: (theta) => ({
    ...{ count: 0, odd: [-0, Infinity, -Infinity, NaN, 0.1], name: "first" },
    inner: { velocity: new Float64Array(theta.length), best: undefined },
  }),
  update(gradient, { count, odd, inner }) {
    const velocity = inner.velocity.map((v, i) => 0.9 * v + gradient[i] / (1 + count));
    const step = velocity.map((v) => (Object.is(odd[0], -0) ? -0.1 : 0.1) * v);
    return {
      step,
      state: { count: count + 1, odd, name: "later", inner: { velocity, best: gradient } },
    };
  },
  proximalPoint: ({ inner }) => inner.best,
};

const options = { optimizer: restless, epochs: 3, batchSize: 5, seed: 2 }; // 5 + 5 + 2 rows
const whole = () => train(f, options);

test("from every step that was kept, the same bytes", async () => {
  const path = join(folder, "all.json");
  const kept: string[] = [];
  const onStep = (): void => {
    if (!existsSync(path)) return;
    copyFileSync(path, `${path}.${kept.length}`);
    kept.push(`${path}.${kept.length}`);
  };
  const checkpoint = { path, steps: 1 };
  const first = await train(f, { ...options, checkpoint, onStep });
  expect(first).toEqual(await whole());
  expect(kept).toHaveLength(8);
  for (const [i, one] of kept.entries()) {
    const steps: number[] = [];
    const resumed: number[] = [];
    const again = await train(f, {
      ...options,
      checkpoint: one,
      onStep: ({ step }) => steps.push(step),
      onResume: (records) => resumed.push(...records.map(({ step }) => step)),
    });
    expect(again).toEqual(first);
    expect(resumed).toEqual(Array.from({ length: i + 1 }, (_, k) => k));
    expect([...resumed, ...steps]).toEqual(first.records.map(({ step }) => step));
    expect(readFileSync(one, "utf8")).toBe(readFileSync(path, "utf8"));
  }
});

test.each([0, 2, 3, 8])("a signal after step %i loses nothing", async (last) => {
  const checkpoint = { path: join(folder, `signal-${last}.json`), seconds: 1e6 };
  const stop = new AbortController();
  const onStep = ({ step }: { step: number }): void => {
    if (step === last) stop.abort(new Error("enough"));
  };
  const stopped = train(f, { ...options, checkpoint, onStep, signal: stop.signal });
  await expect(stopped).rejects.toThrow("enough");
  let steps = 0;
  const rest = await train(f, { ...options, checkpoint, onStep: () => steps++ });
  expect(rest).toEqual(await whole());
  expect(steps).toBe(8 - last);
});

test("an error of an observer loses nothing either", async () => {
  const checkpoint = join(folder, "observer.json");
  let left = 4;
  const afterStep = (): void => {
    if (--left === 0) throw new Error("no room");
  };
  const broken = train(f, { ...options, checkpoint, observers: [{ afterStep }] });
  await expect(broken).rejects.toThrow("no room");
  let steps = 0;
  expect(await train(f, { ...options, checkpoint, onStep: () => steps++ })).toEqual(await whole());
  expect(steps).toBe(5);
});

test("a finished training goes on for more epochs, as if it had been asked for them at once", async () => {
  const checkpoint = join(folder, "more.json");
  const short = await train(f, { ...options, checkpoint });
  expect(await train(f, { ...options, checkpoint })).toEqual(short);
  const long = await train(f, { ...options, epochs: 5, checkpoint });
  expect(long).toEqual(await train(f, { ...options, epochs: 5 }));
  await expect(train(f, { ...options, checkpoint })).rejects.toThrow(
    "train: steps of the checkpoint must be an integer in [0, 9], got 15",
  );
});

test("it is written after so many steps, or so many seconds", async () => {
  const written = async (how: { steps?: number; seconds?: number }): Promise<number> => {
    const path = join(folder, `${JSON.stringify(how)}.json`);
    const files = new Set<string>();
    const afterStep = async ({ record }: { record: { step: number } }): Promise<void> => {
      if (record.step < 8 && existsSync(path)) files.add(readFileSync(path, "utf8"));
      await new Promise((resolve) => setTimeout(resolve, 3));
    };
    await train(f, { ...options, checkpoint: { path, ...how }, observers: [{ afterStep }] });
    return files.size;
  };
  expect(await written({ steps: 1 })).toBe(7);
  expect(await written({ steps: 3 })).toBe(2);
  expect(await written({ seconds: 60 })).toBe(0);
  expect(await written({})).toBe(0);
  expect(await written({ steps: 100, seconds: 1e-9 })).toBeGreaterThan(0);
});

const path = join(folder, "one.json");
beforeAll(() => train(f, { ...options, checkpoint: path }));
const refused = (change: Partial<TrainOptions<Restless>>, message: string | RegExp, of = f) =>
  expect(train(of, { ...options, checkpoint: path, ...change })).rejects.toThrow(message);

test("a checkpoint of another training is refused by what differs", async () => {
  await refused({ seed: 3 }, "must be of the same training, got another seed (2, not 3)");
  await refused({ batchSize: 6 }, "got another rows per step (5, not 6)");
  await refused({ start: f.start.map((x) => 2 * x) }, "got another start (sha256");
  const named = { ...restless, name: "restless(0.2)" };
  await refused({ optimizer: named }, /another optimizer \(restless\(0\.1\), sha256 \w{16}…, not restless\(0\.2\)/); // prettier-ignore
  const faster: Optimizer<Restless> = {
    ...restless,
    update(...given) {
      const { step, state } = restless.update(...given);
      return { step: step.map((x) => 1.000001 * x), state };
    },
  };
  await refused({ optimizer: faster }, "another optimizer (restless(0.1), sha256");
  await refused({}, "batches (12, not 4)", objectiveOf(networks[0], "float64", 4));
  await refused({}, /another program .* executor \(reference/, objectiveOf(networks[1], "float32"));
  const { fingerprint, ...unnamed } = f;
  expect(fingerprint).toBeDefined();
  await expect(train(unnamed, { ...options, checkpoint: path })).rejects.toThrow(
    "train: a function must have a fingerprint for a checkpoint, such as objectives have, got none",
  );
});

test("a damaged file is refused, and so is another's", async () => {
  const damaged = join(folder, "damaged.json");
  writeFileSync(damaged, readFileSync(path, "utf8").replace('"count":9', '"count":8'));
  await refused({ checkpoint: damaged }, `train: checkpoint ${damaged}: result file must be as it was written`); // prettier-ignore
  writeFileSync(damaged, readFileSync(path, "utf8").slice(0, -10));
  await refused({ checkpoint: damaged }, "result file must be JSON, got");
  writeFileSync(damaged, '{"format":"eigenscape spectrum"}');
  await refused({ checkpoint: damaged }, 'must have format "eigenscape training", got "eigenscape spectrum"'); // prettier-ignore
});

test("a state that is no plain data is refused with its place", async () => {
  const optimizer: Optimizer<{ inner: Map<string, number> }> = {
    init: () => ({ inner: new Map<string, number>() }),
    update: (gradient, state) => ({ step: gradient.map((g) => -g / 100), state }),
  };
  const checkpoint = join(folder, "map.json");
  await expect(train(f, { ...options, optimizer, checkpoint })).rejects.toThrow(
    /state must be plain data .* got Map at state\.inner/,
  );
});

test.each([
  [{ steps: 0 }, "train: checkpoint.steps must be an integer ≥ 1, got 0"],
  [{ seconds: 0 }, "train: checkpoint.seconds must be a finite number > 0, got 0"],
])("rejects %j", async (how, message) => {
  await refused({ checkpoint: { path, ...how } }, message);
});

test.each<[string, Optimizer<unknown>, Optimizer<unknown>]>([
  ["sgd", sgd({ learningRate: 0.1 }), sgd({ learningRate: 0.2 })],
  ["adam", adam(), adam({ beta1: 0.8 })],
  ["proxSGD", proxSGD({ map: l1(1e-3) }), proxSGD({ map: l1(2e-3) })],
  ["rda", rda({ map: l1(1e-3), learningRate: 0.1 }), rda({ map: l1(1e-3), learningRate: 0.2 })],
])("%s goes on, and not with other settings", async (name, optimizer, other) => {
  const own = { ...options, optimizer };
  const checkpoint = join(folder, `${name}.json`);
  await train(f, { ...own, epochs: 1, checkpoint });
  expect(await train(f, { ...own, checkpoint })).toEqual(await train(f, own));
  await expect(train(f, { ...own, optimizer: other, checkpoint })).rejects.toThrow(
    `got another optimizer (${name}(`,
  );
});

test("the proximal point has exact zeros", async () => {
  const found = await train(f, { ...options, optimizer: proxSGD({ map: l1(0.1) }) });
  expect(found.proximalPoint?.filter((x) => x === 0).length).toBeGreaterThan(0);
});
