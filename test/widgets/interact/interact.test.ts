/** interact: controls by abbreviation, the last values win, outputs replace each other. */
import { afterEach, beforeEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import { FloatLogSlider } from "../../../widgets/controls/index.js";
import { interact, type Abbreviation } from "../../../widgets/index.js";
import { controlFor } from "../../../widgets/interact/abbreviation.js";
import { installMockHost, removeHost, type MockHost } from "../mockHost.js";

let host: MockHost;
beforeEach(() => {
  host = installMockHost();
});
afterEach(removeHost);

const modelOf = (abbreviation: Abbreviation): unknown[] => {
  const { value } = controlFor("k", abbreviation);
  const state = host.last.opened.data["state"] as Record<string, unknown>;
  const { _model_name: name, min, max, step } = state;
  return [name, value, ...(min === undefined ? [] : [min, max, step])];
};

describe("abbreviations", () => {
  test.each<[Abbreviation, unknown[]]>([
    [true, ["CheckboxModel", true]],
    ["abc", ["TextModel", "abc"]],
    [3, ["IntSliderModel", 3, -3, 9, 1]],
    [-2.5, ["FloatSliderModel", -2.5, -7.5, 2.5, 0.1]],
    [0, ["IntSliderModel", 0, 0, 1, 1]],
    [
      [0, 10],
      ["IntSliderModel", 5, 0, 10, 1],
    ],
    [
      [0, 10, 2],
      ["IntSliderModel", 5, 0, 10, 2],
    ],
    [
      [0, 0.5],
      ["FloatSliderModel", 0.25, 0, 0.5, 0.005],
    ],
    [
      [0, 1, 0.25],
      ["FloatSliderModel", 0.5, 0, 1, 0.25],
    ],
    [
      ["a", "b"],
      ["DropdownModel", "a"],
    ],
    [{ one: 1, two: 2 }, ["DropdownModel", 1]],
  ])("%j", (abbreviation, expected) => {
    expect(modelOf(abbreviation)).toEqual(expected);
  });

  test.each<[Abbreviation, RegExp]>([
    [[3, 3], /k must be \[min, max, step\?\] with min < max, got \[3,3\]/],
    [[0, 1, 0], /min < max/],
    [[], /k must be a control, boolean/],
    [{}, /k must be a control, boolean/],
    [NaN, /k must be finite/],
  ])("%j is none", (abbreviation, rule) => {
    expect(() => controlFor("k", abbreviation)).toThrow(rule);
  });

  test("give the function's parameter its types", () => {
    const log = new FloatLogSlider({ min: -3, max: 0 });
    const handle = interact(
      (values) => {
        expectTypeOf(values).toEqualTypeOf<{
          readonly k: number;
          readonly rate: number;
          readonly name: "a" | "b";
          readonly flag: boolean;
          readonly label: string;
          readonly size: 1 | 2;
        }>();
        return values.k;
      },
      { k: [0, 10], rate: log, name: ["a", "b"], flag: true, label: "x", size: { s: 1, l: 2 } },
    );
    expectTypeOf(handle.result).toEqualTypeOf<number | undefined>();
    expectTypeOf(handle.widgets.k.value).toEqualTypeOf<number>();
    expect(handle.widgets.rate).toBe(log);
  });
});

const moveTo = (value: number): void => {
  const slider = host.comms.find(({ opened }) => {
    const state = opened.data["state"] as Record<string, unknown>;
    return state["_model_name"] === "IntSliderModel";
  });
  slider?.receive({ method: "update", state: { value } });
};

const shown = (): unknown => {
  const output = host.comms.find(({ opened }) => {
    const state = opened.data["state"] as Record<string, unknown>;
    return state["_model_name"] === "OutputModel";
  });
  const { outputs } = output?.sent.at(-1)?.data["state"] as { outputs: Record<string, unknown>[] };
  return outputs.map((each) => each["text"] ?? each["data"] ?? each["ename"]);
};

describe("calls", () => {
  test("begin at once; each change replaces the output", async () => {
    const handle = interact(
      ({ k }) => {
        host.print(`k is ${k}`);
        return k * k;
      },
      { k: [0, 10] },
    );
    expect(handle.result).toBe(25);
    await Promise.resolve();
    expect(shown()).toEqual(["k is 5", { "text/plain": "25" }]);
    moveTo(7);
    await handle.settled();
    expect(handle.result).toBe(49);
    expect(shown()).toEqual(["k is 7", { "text/plain": "49" }]);
  });

  test("that show nothing leave nothing of the one before", async () => {
    const handle = interact(({ k }) => (k > 5 ? undefined : k), { k: [0, 10] });
    moveTo(6);
    await handle.settled();
    expect(shown()).toEqual([]);
  });

  test("never queue: a thousand moves make one call with the last value", async () => {
    const seen: number[] = [];
    const handle = interact(({ k }) => void seen.push(k), { k: [0, 1000] });
    for (let k = 1; k <= 1000; k++) moveTo(k);
    await handle.settled();
    expect(seen).toEqual([500, 1000]);
    // Also those whose messages come one after the other, but have all arrived.
    for (let k = 1; k <= 9; k++) {
      moveTo(k);
      await Promise.resolve();
    }
    await handle.settled();
    expect(seen).toEqual([500, 1000, 9]);
  });

  test("of an async function wait for each other, and the last values win", async () => {
    const seen: number[] = [];
    const ends: (() => void)[] = [];
    const begun = (count: number): Promise<void> =>
      vi.waitFor(() => expect(ends).toHaveLength(count));
    const handle = interact(
      async ({ k }) => {
        await new Promise<void>((resolve) => ends.push(resolve));
        host.print(`k is ${k}`);
        seen.push(k);
        return k;
      },
      { k: [0, 10] },
    );
    for (const k of [1, 2, 3]) moveTo(k);
    ends[0]?.();
    await begun(2);
    moveTo(4);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(ends).toHaveLength(2);
    ends[1]?.();
    await begun(3);
    ends[2]?.();
    await handle.settled();
    expect(seen).toEqual([5, 3, 4]);
    expect(handle.result).toBe(4);
    expect(shown()).toEqual(["k is 4", { "text/plain": "4" }]);
  });

  test.each([
    ["a function", (k: number): number => fail(k)],
    ["an async function", async (k: number) => Promise.resolve().then(() => fail(k))],
  ])("that fail show it, and the next one runs: %s", async (_title, fn) => {
    const handle = interact(({ k }) => fn(k), { k: [0, 10] });
    await handle.settled();
    moveTo(6);
    await handle.settled();
    expect([handle.result, shown()]).toEqual([undefined, ["RangeError"]]);
    moveTo(4);
    await handle.settled();
    expect(handle.result).toBe(4);
  });

  const fail = (k: number): number => {
    if (k > 5) throw new RangeError("too large");
    return k;
  };

  test("end with close, and every widget with them", async () => {
    const seen: number[] = [];
    const handle = interact(({ k }) => void seen.push(k), { k: [0, 10] });
    moveTo(1);
    handle.close();
    await handle.settled();
    expect(seen).toEqual([5]);
    expect(host.comms.map(({ closed }) => closed)).toEqual(host.comms.map(() => true));
  });
});
