/**
 * What cells show, in a real JupyterLab, in its light and its dark theme: tables, structures that fold, images,
 * formulas, summaries. A person looks at the pictures; the tests look at what the page is made of.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cacheFolder } from "../../scripts/setup/paths.mjs";
import { startLabSession, type LabSession } from "./labSession.js";
import { openNotebook, type NotebookPage } from "./notebookPage.js";
import { writeScratchNotebook } from "./scratchNotebook.js";

const folder = join(cacheFolder, "lab", "display-notebooks");
const runTimeout = 120_000;
/** A red dot of 5 × 5 pixels. */
const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==";

const cells = {
  table: `Array.from({ length: 10_000 }, (_, i) => ({ id: i, name: "run <" + i + ">", loss: 1 / (i + 1), done: i % 2 === 0 }))`,
  consoleTable: `console.table(new Map([["sgd", { rate: 0.1, steps: 100 }], ["adam", { rate: 0.001, steps: 50 }]]))`,
  tree: `const config: any = { model: { layers: [{ units: 32, activation: "relu", init: { name: "he", seed: { value: 1 } } }], name: "mlp" }, tags: new Set(["a", "b"]), when: new Date(0), get secret() { throw new Error("read") } }; config.self = config; config`,
  numbers: `Float64Array.from({ length: 10_000 }, (_, i) => Math.sin(i))`,
  tensor: `import * as tf from "@tensorflow/tfjs"; tf.tensor2d(Float32Array.from({ length: 3000 }, (_, i) => i / 7), [100, 30])`,
  html: `import { html, image, json, latex, md, svg } from "eigenscape/kernel"; html\`<b class="asked">asked</b> \${"<i>text</i>"}\``,
  markdown: `md\`
    ## Title
    - a formula $e^{i\\\\pi} = -1$
  \``,
  latex: "latex`\\\\int_0^1 x^2\\\\,dx = \\\\frac{1}{3}`".replaceAll("\\\\", "\\"),
  svg: `svg\`<svg xmlns="http://www.w3.org/2000/svg" width="120" height="30"><circle cx="15" cy="15" r="12" fill="teal"/></svg>\``,
  image: `image(Buffer.from("${png}", "base64"), { width: 40 })`,
  bytes: `Buffer.from("${png}", "base64")`,
  json: `json({ list: [1, 2, 3], map: new Map([["k", 1n]]) })`,
  update: `await display("waiting", { id: "progress" })`,
  updater: `import { display as d, updateDisplay } from "eigenscape/kernel"; await updateDisplay("finished", "progress"); const handle = await d("first"); await handle.update("second")`,
  tslab: `import * as tslab from "tslab"; tslab.display.html("<b class='tslab'>from tslab</b>")`,
  error: `new RangeError("shown, not thrown")`,
};
const names = Object.keys(cells);

let lab: LabSession;
let notebook: NotebookPage;
const output = (name: keyof typeof cells) => notebook.showOutput(names.indexOf(name));

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), "{}");
  writeScratchNotebook(
    join(folder, "display.ipynb"),
    Object.values(cells).map((source) => ({ source })),
  );
  lab = await startLabSession("display", folder);
  notebook = await openNotebook(lab, "display.ipynb");
  await notebook.runAll();
  await notebook.waitForAllPrompts(runTimeout);
});
afterAll(async () => {
  await notebook?.close();
  await lab?.close();
});

test("no cell failed", async () => {
  for (const [index, name] of names.entries())
    expect(await notebook.outputs(index), name).not.toContain('"output_type":"error"');
});

test("a table has its numbers at the right, and tells what it leaves out", async () => {
  const area = await output("table");
  const row = area.locator("tbody tr").first();
  expect(await row.locator("td").allTextContents()).toEqual(["0", "run <0>", "1", "true"]);
  const sides = await row
    .locator("td")
    .evaluateAll((all) => all.map((td) => getComputedStyle(td).textAlign));
  expect(sides).toEqual(["right", "left", "right", "left"]);
  expect(await area.textContent()).toContain("… 9,990 more rows");
  expect(await (await output("consoleTable")).locator("tbody th").allTextContents()).toEqual([
    "sgd",
    "adam",
  ]);
});

test("a structure unfolds at a click, and a getter is not read", async () => {
  const area = await output("tree");
  const inner = area.getByText("units", { exact: true });
  expect(await inner.isVisible()).toBe(false);
  for (const name of ["model", "layers", "0"])
    await area
      .locator("summary", { has: area.page().getByText(name, { exact: true }) })
      .last()
      .click();
  expect(await inner.isVisible()).toBe(true);
  expect(await area.textContent()).toContain("secret[Getter]");
});

test("many numbers and tensors are summed up", async () => {
  expect(await (await output("numbers")).textContent()).toMatch(
    /Float64Array\(10,000\) {2}min -0\.999993, max 0\.999994, mean 0\.000193951\n\[0, 0\.841471/,
  );
  expect(await (await output("tensor")).textContent()).toContain("Tensor float32 [100, 30]  min 0");
});

test("html, formulas, drawings, images and JSON are drawn", async () => {
  const html = await output("html");
  expect(await html.locator("b.asked").textContent()).toBe("asked");
  expect(await html.textContent()).toContain("<i>text</i>");
  const markdown = await output("markdown");
  expect(await markdown.locator("h2").textContent()).toContain("Title");
  await markdown.locator("mjx-container").waitFor();
  await (await output("latex")).locator("mjx-container").waitFor();
  const width = async (name: keyof typeof cells): Promise<number> =>
    (await (await output(name)).locator("img").boundingBox())?.width ?? NaN;
  expect([await width("svg"), await width("image"), await width("bytes")]).toEqual([120, 40, 5]);
  expect(await (await output("json")).textContent()).toContain("list");
});

test("outputs are replaced across cells", async () => {
  expect((await (await output("update")).textContent())?.trim()).toBe("'finished'");
  expect((await (await output("updater")).textContent())?.trim()).toBe("'second'");
});

test("a notebook of tslab runs, and an error as a value shows its cell", async () => {
  expect(await (await output("tslab")).locator("b.tslab").textContent()).toBe("from tslab");
  expect(await (await output("error")).textContent()).toMatch(/at cell \[16\]:1:1/);
});

test.each(["Light", "Dark"])("%s theme: text stands out from the page", async (theme) => {
  await notebook.page.evaluate(
    (name) => window.jupyterapp.commands.execute("apputils:change-theme", { theme: name }),
    `JupyterLab ${theme}`,
  );
  const expected = theme === "Light" ? "true" : "false";
  await notebook.page.locator(`body[data-jp-theme-light="${expected}"]`).waitFor({
    state: "attached",
  });
  for (const [name, picked] of [
    ["table", "tbody th, tbody td"],
    ["tree", ".name, .line"],
  ] as const) {
    const contrasts = await (await output(name)).locator(picked).evaluateAll(contrastToPage);
    expect(contrasts.length).toBeGreaterThan(4);
    expect(Math.min(...contrasts), name).toBeGreaterThan(3);
    await notebook.screenshot(`display-${name}-${theme.toLowerCase()}`);
  }
  await output("json");
  await notebook.screenshot(`display-images-${theme.toLowerCase()}`);
});

test("neither the page nor the server reports an error", () => {
  expect(notebook.console.errors()).toEqual([]);
  expect(lab.serverLines.filter((line) => /^\[[EC] /.test(line))).toEqual([]);
});

/** Contrast ratios of texts to what lies behind them, after WCAG 2.2: 1 is invisible, 21 black on white. */
function contrastToPage(elements: (HTMLElement | SVGElement)[]): number[] {
  const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = ([r = 0, g = 0, b = 0]: number[]): number => {
    const linear = [r, g, b].map((c) => {
      const s = c / 255;
      return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
  };
  const backgroundOf = (element: Element | null): number[] => {
    if (!element) return [255, 255, 255];
    const [r = 0, g = 0, b = 0, alpha = 1] = channels(getComputedStyle(element).backgroundColor);
    return alpha === 0 ? backgroundOf(element.parentElement) : [r, g, b];
  };
  return elements.map((element) => {
    const [r = 0, g = 0, b = 0, alpha = 1] = channels(getComputedStyle(element).color);
    const behind = backgroundOf(element);
    const seen = [r, g, b].map((c, i) => alpha * c + (1 - alpha) * (behind[i] ?? 0));
    const [light = 0, dark = 0] = [luminance(seen), luminance(behind)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  });
}
