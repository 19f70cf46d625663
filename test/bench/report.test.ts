/** What the benchmark says of its numbers: noise, the winner, profiles, tables. */
import { expect, test } from "vitest";
import type { Contender } from "../../bench/harness/contender.js";
import { interleave, type Measured } from "../../bench/harness/interleave.js";
import { isNoisy, slowdownOf } from "../../bench/harness/quietCores.js";
import { formatNumber, formatTable } from "../../bench/harness/table.js";
import { compare, formatGroups, type Group } from "../../bench/hvp.js";
import { growthOf } from "../../bench/memory.js";
import { summarizeProfile } from "../../bench/profileSummary.js";
import { formatTraining } from "../../bench/training.js";

test("the worst core counts, by its mean over the fastest spin known", () => {
  expect(slowdownOf([[1, 1], [1, 3]], 1)).toBe(2); // prettier-ignore
  expect([isNoisy(1.1), isNoisy(1.2)]).toEqual([false, true]);
});

test("rounds with a neighbour are repeated, but not for ever", async () => {
  const quick: Contender = {
    name: "quick",
    side: "ours",
    vector: () => Promise.resolve(Float32Array.of(1)),
    time: (calls) => Promise.resolve(new Array<number>(calls).fill(1)),
    release: () => Promise.resolve(),
  };
  const run = (answers: readonly boolean[]) => {
    let asked = 0;
    const isQuiet = () => Promise.resolve(answers[asked++ % answers.length]);
    return interleave([quick], { rounds: 2, isQuiet, turn: 2, pause: 0 });
  };
  // Asked before and after each round: the first is disturbed at its end, the others are not.
  expect(await run([true, false, true, true, true, true])).toMatchObject({
    quietRounds: 2,
    rounds: 3,
  });
  expect(await run([false])).toMatchObject({ quietRounds: 0, rounds: 6 });
});

const measured = (
  name: string,
  side: Measured["side"],
  minimum: number,
  difference = 0,
): Measured => ({
  name,
  side,
  minimum,
  median: 2 * minimum,
  count: 9,
  difference,
});
const group: Group = {
  net: "LeNet",
  quantity: "amortised product",
  threads: 1,
  quietRounds: 2,
  rounds: 6,
  measured: [
    measured("eigenscape", "ours", 4),
    measured("objective", "detail", 1),
    measured("slow", "rival", 9),
    measured("fast", "rival", 8),
    measured("wrong", "rival", 2, 1e-3),
  ],
};

test("the best rival is the fastest that computed the same numbers", () => {
  const { ours, rival, ratio } = compare(group);
  expect([ours?.name, rival?.name, ratio]).toEqual(["eigenscape", "fast", 2]);
  expect(compare({ ...group, measured: group.measured.slice(0, 2) }).ratio).toBeNaN();
});

test("the table tells the ratio, whether the promise is kept, and noise", () => {
  expect(formatGroups([group])).toMatch(/4\.00 \(8\.00\).*fast\s+2\.00\s+1\.3 ✓\s+noisy$/);
  const slower = group.measured.map((m) => (m.side === "ours" ? { ...m, minimum: 7 } : m));
  expect(formatGroups([{ ...group, quietRounds: 3, measured: slower }])).toMatch(/1\.14\s+1\.3 ✗$/);
});

test("a profile adds up the fastest execution of each node", () => {
  const event = (node: number, op: string, dur: number) => ({
    name: `n${node}_kernel_time`,
    cat: "Node",
    dur,
    args: { op_name: op, node_index: node, input_type_shape: [{ float: [2, 3] }, { int64: [1] }] },
  });
  const other = { name: "session_run", cat: "Session", dur: 9e6 };
  const profile = summarizeProfile([other, event(1, "Mul", 5000), event(1, "Mul", 3000), event(2, "Mul", 1000), event(3, "Conv", 7000)]); // prettier-ignore
  expect(profile.total).toBe(11);
  expect(profile.byOperation).toEqual([
    { what: "Conv", count: 1, milliseconds: 7 },
    { what: "Mul", count: 2, milliseconds: 4 },
  ]);
  expect(profile.byNode[0].what).toBe("Conv 2×3 → ?");
});

test("a step of training is held against its gradient", () => {
  const times = (minimum: number) => ({ minimum, median: 2 * minimum, count: 9 });
  const noise = { quietRounds: 2, rounds: 6 };
  const steps = { sgd: times(5), adam: times(6) };
  const result = { net: "MLP", parameters: 7, gradient: times(4), steps, ...noise } as const;
  const [, , kept, broken] = formatTraining([result]).split("\n");
  expect(kept).toMatch(/^MLP, sgd\s+7\s+4\.00\s+5\.00 \(10\.0\)\s+1\.25× ✓\s+1\.25×\s+2 of 6$/);
  expect(broken).toMatch(/^MLP, adam.*1\.50× ✗\s+1\.50×/);
});

test("growth is the greatest reading over the first", () => {
  expect(growthOf([100, 103, 101])).toBeCloseTo(1.03, 12);
});

test("tables align; numbers keep three digits that matter", () => {
  expect(formatTable([["a", "ms"], ["long", "1"]])).toBe("a     ms\n────────\nlong   1"); // prettier-ignore
  expect([0.8734, 8.734, 87.34, 873.4, NaN].map(formatNumber)).toEqual(["0.873", "8.73", "87.3", "873", "–"]); // prettier-ignore
});
