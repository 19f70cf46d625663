/** Helpers that make values show themselves, and `display` where no kernel runs. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import * as kernel from "../../../kernel/index.js";
import { bundleMetadata, mimeBundle } from "../../../kernel/host/mimeBundle.js";
import type { MimeBundle } from "../../../kernel/index.js";

const { html, image, javascript, json, latex, markdown, md, svg } = kernel;
const bundle = (value: unknown): MimeBundle => mimeBundle(value) as MimeBundle;

describe("html", () => {
  const evil = `<script>"x" & 'y'</script>`;
  const escaped = "&lt;script&gt;&quot;x&quot; &amp; &#39;y&#39;&lt;/script&gt;";

  it("escapes what a template is given, in elements and attributes", () => {
    expect(bundle(html`<b title="${evil}">${evil}</b>`)["text/html"]).toBe(
      `<b title="${escaped}">${escaped}</b>`,
    );
  });

  it("takes html, svg and lists of them as they are", () => {
    const items = ["<1>", html`<i>${2}</i>`, svg`<svg/>`];
    expect(bundle(html`<p>${items}${undefined}${null}</p>`)["text/html"]).toBe(
      "<p>&lt;1&gt;<i>2</i><svg/>null</p>",
    );
  });

  it("takes the text of a call as it is, and has a text for consoles", () => {
    expect(bundle(html("<b>a</b> &lt; b"))).toMatchObject({
      "text/html": "<b>a</b> &lt; b",
      "text/plain": "a < b",
    });
  });

  it("shows objects by their members", () => {
    expect(bundle(html`${{ a: 1 }}`)["text/html"]).toBe("{ a: 1 }");
  });
});

describe("markdown and latex", () => {
  it("remove the indentation that lines share", () => {
    const text = md`
      # Title ${1}
        - item
    `;
    expect(bundle(text)["text/markdown"]).toBe("\n# Title 1\n  - item\n");
    expect(md).toBe(markdown);
  });

  it("keep the backslashes of formulas, and put dollars around a bare one", () => {
    expect(bundle(latex`\frac{${1}}{\nu}`)["text/latex"]).toBe("$$\\frac{1}{\\nu}$$");
    for (const text of ["a $x$", "\\[x\\]", "\\(x\\)", "\\begin{align}x\\end{align}"])
      expect(bundle(latex(text))["text/latex"]).toBe(text);
  });
});

describe("svg, javascript and json", () => {
  it("svg escapes values", () => {
    expect(bundle(svg`<text>${"<"}</text>`)["image/svg+xml"]).toBe("<text>&lt;</text>");
  });

  it("javascript takes texts as literals", () => {
    expect(bundle(javascript`alert(${'"'})`)["application/javascript"]).toBe('alert("\\"")');
  });

  it("json finds a place for what JSON has no word for", () => {
    const value = {
      big: 10n,
      map: new Map([["k", new Set([1])]]),
      floats: Float32Array.of(1, NaN),
    };
    expect(bundle(json(value))["application/json"]).toEqual({
      big: "10",
      map: { k: [1] },
      floats: [1, null],
    });
    expect(bundle(json(undefined))["application/json"]).toBeNull();
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    expect(() => json(circle)).toThrow(/circular/);
  });
});

describe("image", () => {
  const png = Buffer.from("89504e470d0a1a0a", "hex");

  it("takes bytes, a path and a file URL, and a size", () => {
    const folder = mkdtempSync(join(tmpdir(), "image-"));
    const path = join(folder, "a.png");
    writeFileSync(path, png);
    for (const source of [png, new Uint8Array(png).buffer, path, pathToFileURL(path)])
      expect(bundle(image(source))["image/png"]).toBe(png.toString("base64"));
    rmSync(folder, { recursive: true });
    expect(bundleMetadata(bundle(image(png, { width: 30 })))).toEqual({
      "image/png": { width: 30 },
    });
  });

  it("says what is wrong", () => {
    expect(() => image(Buffer.from("text"))).toThrow(/^image: must be a PNG, .*got <Buffer 74/);
    expect(() => image("no such file")).toThrow(
      "image: must be a file that can be read, got no such",
    );
    expect(() => image("https://example.org/a.png")).toThrow(/fetch it first/);
    expect(() => image(new URL("https://example.org/a.png"))).toThrow(/fetch it first/);
  });
});

describe("bundles", () => {
  const { displaySymbol } = kernel;

  it("come from Jupyter.display and toMime, which may be promises", async () => {
    const text = { "text/plain": "x" };
    expect(bundle({ [displaySymbol]: () => text })).toMatchObject(text);
    expect(await mimeBundle({ toMime: () => Promise.resolve(text) })).toMatchObject(text);
  });

  it("carry bytes as base64 and JSON as JSON, or say why not", () => {
    const make = (data: unknown) => ({ [displaySymbol]: () => ({ "x/json": data }) });
    expect(bundle(make(Uint8Array.of(1, 2)))["x/json"]).toBe("AQI=");
    expect(() => bundle(make({ big: 1n }))).toThrow(
      /^display: x\/json must be JSON, got \{ big: 1n/,
    );
  });

  it("are not what some other toMime returns, nor what a proxy answers to every name", () => {
    expect(bundle({ toMime: () => "From: a@b" })["text/plain"]).toMatch(/^\{ toMime/);
    const yes = new Proxy({}, { get: () => () => ({ "text/html": "<b>" }) });
    expect(bundle(yes)["text/html"]).toBeUndefined();
  });

  it("show as their text in a console", () => {
    expect(inspect([html`<b>1</b>`])).toBe("[ 1 ]");
  });
});

describe("display in plain Node.js", () => {
  afterEach(() => void vi.restoreAllMocks());

  it("prints text, and has a handle", async () => {
    const print = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const handle = await kernel.display(html`<b>1</b>`, { id: "one" });
    await handle.update({ "image/png": "AAAA" });
    kernel.clearOutput();
    expect(handle.id).toBe("one");
    expect(print.mock.calls).toEqual([["1"], ["<image/png>"]]);
  });
});
