/** What is written of a claim: files, table, notebook and report; and what code it belongs to. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readNotebook, report } from "../../export/index.js";
import { jupyterDisplay } from "../../src/core/display.js";
import { trainingCurveFigure } from "../../src/figures/trainingCurve.js";
import { verdictOf, type Claim, type Measured } from "../../src/thesis/claim.js";
import { ClaimCard } from "../../src/thesis/claimCard.js";
import { storedResult, storedResults, storeResult } from "../../src/thesis/claimResult.js";
import { chooseClaims } from "../../src/thesis/claims.js";
import { claimsNotebook } from "../../src/thesis/claimsNotebook.js";
import { claimsTable } from "../../src/thesis/claimsTable.js";
import { compareFindings } from "../../src/thesis/compareFindings.js";
import { runClaim } from "../../src/thesis/runClaim.js";
import { claimHash } from "../../src/thesis/sourceHash.js";
import { Workshop } from "../../src/thesis/workshop.js";

const root = mkdtempSync(join(tmpdir(), "eigenscape-"));
afterAll(() => rmSync(root, { recursive: true }));

const measured: readonly Measured[] = [
  { name: "ratio", value: 3.14159, interval: [3, 3.5], expected: "> 2", met: true },
  { name: "seconds", value: 12, expected: "< 10", met: false, timing: true },
];
const claim = (id: string, numbers = measured): Claim => ({
  ...{ id, title: "A title", statement: "It is so.", source: "Somebody (2020), doi:10.1/1." },
  experiments: { slice: "a slice", small: "a small one", full: "all" },
  run: ({ size }) => {
    const figure = trainingCurveFigure([{ step: 0, loss: 1 }, { step: 1, loss: 0.5 }]); // prettier-ignore
    const figures = [{ name: "curve", figure, text: String(figure) }];
    const sentence = "The ratio was 3.14.";
    return Promise.resolve({ measured: numbers, verdict: verdictOf(numbers, size), sentence, figures }); // prettier-ignore
  },
});
const resultOf = (id: string, size: "slice" | "small" = "small", numbers = measured) => {
  const folder = join(root, "work");
  const day = () => new Date("2026-01-02T03:04:05Z");
  return runClaim(claim(id, numbers), "claim", new Workshop({ folder, size, workers: 1 }), day);
};

describe("verdicts", () => {
  const numbers = (...met: boolean[]): Measured[] =>
    met.map((is) => ({ name: "x", value: 1, expected: "1", met: is }));
  test.each([
    [[true, true], "small", "reproduces"],
    [[true, false], "small", "reproduces in part"],
    [[false, false], "small", "does not reproduce at this size"],
    [[false], "full", "does not reproduce"],
  ] as const)("%j, %s: %s", (met, size, verdict) => {
    expect(verdictOf(numbers(...met), size)).toBe(verdict);
  });
});

describe("results", () => {
  test("are kept by size, come back as they were, and what is changed by hand is told", async () => {
    const folder = join(root, "results");
    const [slice, small] = [await resultOf("Z1", "slice"), await resultOf("Z1")];
    await storeResult(slice, folder);
    const path = await storeResult(small, folder);
    expect(storedResult("Z1", "small", folder)).toEqual(JSON.parse(JSON.stringify(small)));
    expect(storedResult("Z1", "slice", folder)).toEqual({ ...slice, figures: [] });
    expect(storedResults("Z1", folder).small?.measured).toEqual(measured);
    expect(small.date).toBe("2026-01-02");
    expect(() => storedResult("Z1", "full", folder)).toThrow("npm run reproduce -- Z1 --size full --write"); // prettier-ignore
    expect(() => storedResult("Z2", "small", folder)).toThrow("there must be a small result of Z2, got none"); // prettier-ignore
    writeFileSync(path, readFileSync(path, "utf8").replace("3.14159", "2.71828"));
    expect(() => storedResults("Z1", folder)).toThrow("as it was written");
  });

  test("that are no numbers are refused", async () => {
    const bad = [{ name: "ratio", value: NaN, expected: "> 2", met: false }];
    await expect(resultOf("Z1", "small", bad)).rejects.toThrow(
      "runClaim: ratio of Z1 must be finite, got NaN",
    );
  });

  test("as a table say claim, verdict, measured, expected and time", async () => {
    const result = { ...(await resultOf("Z1")), seconds: 1.5 };
    expect(claimsTable([result])).toBe(
      "Z1  A title: reproduces in part (small, 1.5 s)\n" +
        "    ✓ ratio    3.142 in [3, 3.5], expected > 2\n" +
        "    ✗ seconds  12, expected < 10\n" +
        "    The ratio was 3.14.",
    );
    expect(claimsTable([result], true)).toContain("\u001b[33mreproduces in part\u001b[0m");
  });

  test("as a card show the same in a notebook, and give their figures", async () => {
    const card = new ClaimCard(await resultOf("Z1"));
    const bundle = card[jupyterDisplay]();
    expect(bundle["text/markdown"]).toContain("| ratio | 3.142 (3 to 3.5) | > 2 | yes |");
    expect(bundle["text/markdown"]).toContain(
      "**Verdict: reproduces in part.** The ratio was 3.14.",
    );
    expect(card.figure()[jupyterDisplay]()).toHaveProperty(["application/vnd.plotly.v1+json"]);
    expect(() => card.figure("other")).toThrow("figure: name must be one of curve, got other");
  });

  test("with bars in their names stay tables of four columns", async () => {
    const numbers = [{ name: "Σ|λ < 0|", value: 1, expected: "|x| < 2", met: true }];
    const bundle = new ClaimCard(await resultOf("Z1", "small", numbers))[jupyterDisplay]();
    expect(bundle["text/markdown"]).toContain("| Σ\\|λ < 0\\| | 1 | \\|x\\| < 2 | yes |");
  });

  test("as a notebook become a report with figure, table and verdict", async () => {
    const notebook = claimsNotebook([await resultOf("Z1"), await resultOf("Z2")], "What came out");
    expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(notebook.cells.length);
    const read = readNotebook(JSON.stringify(notebook), "claims.ipynb");
    const { html, warnings } = report(read, { name: "claims.ipynb", folder: root });
    expect(warnings).toEqual([]);
    for (const text of [
      "What came out",
      "Z2 · A title",
      "3.142 (3 to 3.5)",
      "Verdict: reproduces in part.",
    ])
      // prettier-ignore
      expect(html).toContain(text);
    expect(html.split('class="figure"')).toHaveLength(3); // one for each claim
  });
});

describe("a second run", () => {
  const finding = { measured, verdict: "reproduces in part", sentence: "", figures: [] } as const;
  const off = (value: number, tolerance?: number) => ({
    ...finding,
    measured: [{ ...measured[0], value, ...(tolerance && { tolerance }) }, measured[1]],
  });
  test("agrees within the tolerance; times are not compared", () => {
    expect(compareFindings(finding, finding)).toEqual([]);
    expect(compareFindings(finding, off(3.14159 * (1 + 5e-7)))).toEqual([]);
    expect(compareFindings(finding, off(3.1416))).toEqual(["ratio: 3.1416, stored 3.14159"]);
    expect(compareFindings(off(3.14, 1e-2), off(3.15))).toEqual([]);
    const slower = { ...finding, measured: [measured[0], { ...measured[1], value: 99 }] };
    expect(compareFindings(finding, slower)).toEqual([]);
  });

  test("with another verdict or other numbers does not", () => {
    const plain = { ...finding, measured: [measured[0]] };
    expect(compareFindings(plain, { ...plain, verdict: "reproduces" })).toEqual([
      "verdict: reproduces, stored reproduces in part",
    ]);
    expect(compareFindings(finding, plain)).toEqual(["measured ratio, stored ratio; seconds"]);
  });
});

test("a claim's code is its file and what that imports from its folder", () => {
  const folder = join(root, "code");
  mkdirSync(folder);
  const write = (name: string, text: string): void =>
    writeFileSync(join(folder, `${name}.ts`), text);
  write("a", 'import { b } from "./b.js";\nimport { x } from "../core/x.js";\n');
  write("b", "export const b = 1;\n");
  write("c", "export const c = 1;\n");
  const before = claimHash("a", folder);
  write("c", "export const c = 2;\n");
  expect(claimHash("a", folder)).toBe(before);
  write("b", "export const b = 2;\n");
  expect(claimHash("a", folder)).not.toBe(before);
  expect(claimHash("a", join(root, "nowhere"))).toBe("unknown");
});

test("claims are chosen by id and chapter, in the order of the list", () => {
  const list = ["A1", "A2", "C1"].map((id) => ({ claim: claim(id), file: id }));
  const ids = (...asked: string[]) => chooseClaims(asked, list).map(({ claim: { id } }) => id);
  expect([ids(), ids("c1", "A"), ids("A2")]).toEqual([["A1", "A2", "C1"], ["A1", "A2", "C1"], ["A2"]]); // prettier-ignore
  expect(() => ids("B")).toThrow("reproduce: claim must be one of A, C, A1, A2, C1, got B");
});
