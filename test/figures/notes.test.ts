/** Notes in plotly's JSON: kept as data, drawn as annotations, and nothing else of a figure changes. */
import { expect, test } from "vitest";
import { jupyterDisplay } from "../../src/core/display.js";
import { annotate, withoutNote } from "../../src/figures/annotate.js";
import { eigenvalueDensityFigure } from "../../src/figures/eigenvalueDensity.js";
import { Figure } from "../../src/figures/figure.js";
import { isNote, newNote } from "../../src/figures/note.js";
import { noteLines } from "../../src/figures/noteLines.js";
import { fromAxis, onAxis } from "../../src/figures/notePlace.js";
import { notesOf, withNotes } from "../../src/figures/notes.js";
import { palettes } from "../../src/figures/palette.js";
import { staticSvg } from "../../src/figures/staticSvg.js";
import { sampleSpectrum } from "./sampleSpectrum.js";

const input = {
  id: "one",
  text: "the largest eigenvalue",
  author: "Ada",
  date: "2026-11-28T10:00:00.000Z",
  x: 18.9,
  y: 1e-4,
  arrow: true,
} as const;
const density = (): Figure => eigenvalueDensityFigure(sampleSpectrum());

test("a note is in the figure, and the figure before it has none", () => {
  const before = density();
  const after = annotate(before, input);
  expect(notesOf(before)).toEqual([]);
  expect(notesOf(after)).toEqual([{ ...input, axes: ["x", "y"], arrow: { right: 0, down: -44 } }]);
  expect(after).toBeInstanceOf(Figure);
  expect(String(after)).toBe(String(before));
  expect(after.layout.meta?.eigenscape).toBe("density");
});

test("plotly gets exponents on logarithmic axes and values on others", () => {
  const [shown] = annotate(density(), input).layout.annotations ?? [];
  expect([shown.x, shown.y]).toEqual([18.9, -4]);
  expect(shown).toMatchObject({ xref: "x", yref: "y", showarrow: true, ax: 0, ay: -44 });
});

test("a note without its id or date gets them; a note of a known id replaces the other", () => {
  const { id, date, ...rest } = input;
  const [first, second] = notesOf(annotate(annotate(density(), rest), rest));
  expect(first.id).not.toBe(second.id);
  expect(Math.abs(Date.parse(first.date) - Date.now())).toBeLessThan(60_000);
  const replaced = annotate(annotate(density(), input), { ...rest, id, date, text: "better" });
  expect(notesOf(replaced).map(({ text }) => text)).toEqual(["better"]);
});

test("removing the only note gives the first figure back", () => {
  expect({ ...withoutNote(annotate(density(), input), "one") }).toEqual({ ...density() });
  expect(() => withoutNote(annotate(density(), input), "two")).toThrow(
    "withoutNote: id must be that of a note (one), got two",
  );
});

test("annotations and meta of other people's figures stay", () => {
  const own = { text: "theirs", x: 0, y: 0 };
  const layout = { annotations: [own], meta: { group: 7 }, xaxis: { type: "log" } };
  const noted = annotate({ data: [], layout }, { ...input, x: 1000 });
  const { annotations, meta } = noted.layout;
  expect(annotations).toEqual([own, expect.objectContaining({ x: 3 })]);
  expect(meta.group).toBe(7);
  expect(withoutNote(noted, "one").layout).toEqual(layout);
  expect(() => annotate({ layout: { meta: ["a"] } }, input)).toThrow("must be a record");
});

test("text is never markup, formula or template", () => {
  const [shown] =
    annotate(density(), { ...input, text: "a <b> & $c$ %{meta}" }).layout.annotations ?? [];
  expect(shown.text).toContain("a &lt;b&gt; &amp; &#36;c&#36; &#37;{meta}<br>");
  expect(shown.text).toContain("Ada · 2026-11-28");
});

test("notes are drawn in the colours of the page", () => {
  const notes = [newNote(input)];
  const [shown] = withNotes(density(), notes, "dark").layout.annotations ?? [];
  expect([shown.bgcolor, shown.font?.color]).toEqual([palettes.dark.paper, palettes.dark.text]);
});

test("a box stays inside: aligned by where the point lies, and below it at the top", () => {
  const layout = { xaxis: { range: [0, 10] }, yaxis: { range: [0, 10] } };
  const place = (x: number, y: number) => {
    const { annotations } = annotate({ layout }, { ...input, x, y, arrow: false }).layout as {
      annotations?: { xanchor: string; yanchor: string; yshift: number }[];
    };
    const { xanchor, yanchor, yshift } = annotations![0];
    return [xanchor, yanchor, Math.sign(yshift)];
  };
  expect(place(0, 5)).toEqual(["left", "bottom", 1]);
  expect(place(5, 9.9)).toEqual(["center", "top", -1]);
  expect(place(10, 0)).toEqual(["right", "bottom", 1]);
});

test("lines are short, and no character is lost", () => {
  const lines = noteLines({ text: `sharpness rises until step 400\n\n${"x".repeat(60)}` });
  expect(lines).toEqual([
    "sharpness rises until step",
    "400",
    "",
    "x".repeat(28),
    "x".repeat(28),
    "xxxx",
  ]);
});

test("what is no note is refused", () => {
  for (const wrong of [{ text: " " }, { author: "" }, { x: NaN }, { date: "yesterday" }]) {
    expect(() => newNote({ ...input, ...wrong }), JSON.stringify(wrong)).toThrow("newNote: text");
  }
  expect(() => newNote({ ...input, axes: ["y", "x"] })).toThrow("newNote: ");
  expect(isNote({ ...newNote(input), arrow: { right: "far" } })).toBe(false);
  expect(
    notesOf({ layout: { meta: { eigenscapeNotes: [null, newNote(input), 3] } } }),
  ).toHaveLength(1);
});

test("the static SVG shows text, author and day at the point, with an arrow", () => {
  const axes = { xaxis: { range: [0, 10] }, yaxis: { type: "log", range: [-2, 2] } } as const;
  const margin = { l: 50, r: 50, t: 50, b: 50 };
  const layout = { ...axes, margin };
  const note = { ...input, text: "a <wild> note", x: 5, y: 1, arrow: { right: 20, down: 30 } };
  const svg = staticSvg(annotate({ data: [], layout }, note), { width: 200, height: 200 });
  expect(svg).toContain(">a &lt;wild&gt; note</text>");
  expect(svg).toContain(">Ada · 2026-11-28</text>");
  expect(svg).toContain("<title>Ada, 2026-11-28T10:00:00.000Z</title>");
  expect(svg).toContain('x1="100" y1="100" x2="120" y2="130"');
});

test("what a notebook stores has the note in the JSON and in the SVG", () => {
  const bundle = annotate(density(), input)[jupyterDisplay]();
  expect(notesOf(bundle["application/vnd.plotly.v1+json"] as { layout: object })).toHaveLength(1);
  expect(bundle["text/html"]).toContain(">the largest eigenvalue</text>");
});

test("a point on an axis that the SVG does not draw is left out", () => {
  const svg = staticSvg(annotate(density(), { ...input, axes: ["x7", "y"] }));
  expect(svg).not.toContain("the largest eigenvalue");
  expect(
    staticSvg(annotate(density(), { ...input, axes: ["paper", "paper"], x: 0.5, y: 0.5 })),
  ).toContain("the largest eigenvalue");
});

test("on an axis that is logarithmic on both sides of zero, notes have the eigenvalue itself", () => {
  const figure = eigenvalueDensityFigure(sampleSpectrum(), { axis: "log" });
  const outliers = figure.data.find(({ name }) => name.startsWith("outliers"));
  const noted = annotate(figure, { ...input, x: 18.9 });
  const [shown] = noted.layout.annotations ?? [];
  expect(outliers?.x.map(Number)).toContainEqual(expect.closeTo(Number(shown.x), 2));
  for (const value of [-0.3, 0, 0.02, 18.9]) {
    const place = onAxis(value, "x", figure.layout);
    expect(fromAxis(place, "x", figure.layout)).toBeCloseTo(value, 12);
  }
  const line = /x1="([\d.]+)" y1="[\d.]+" x2="\1"/.exec(staticSvg(noted).split("<title>Ada")[1]);
  expect(Number(line?.[1])).toBeGreaterThan(400);
});
