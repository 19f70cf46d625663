/** The rules a linter cannot know: who may import whom, and how long a file may be. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

/** The rooms of src/ in the order of docs/design.md; "core … X" is every room from core down to X. */
const order = [
  "core", "graph", "record", "execute", "parallel", "objective", "operators", "lanczos", "spectrum",
  "models", "data", "prox", "optimizers", "training", "doctor", "observe", "landscape", "sparsity",
  "gan", "nas", "figures", "notebooks", "images", "video", "thesis",
]; // prettier-ignore
const downTo = (room: string): string[] => order.slice(0, order.indexOf(room) + 1);

/** Each room may import itself and the rooms listed, and further rooms as types only. */
const allowed: Record<string, { values: string[]; types?: string[] }> = {
  core: { values: [] },
  graph: { values: ["core"] },
  record: { values: ["core", "graph"] },
  execute: { values: ["core", "graph"] },
  parallel: { values: ["core", "graph", "execute"] },
  objective: { values: downTo("parallel") },
  operators: { values: ["core", "objective"] },
  lanczos: { values: ["core"], types: ["operators"] },
  spectrum: { values: ["core", "lanczos"], types: ["operators"] },
  models: { values: ["core", "record"] },
  data: { values: ["core", "record"] },
  prox: { values: ["core"] },
  optimizers: { values: ["core", "prox"], types: ["operators", "lanczos"] },
  training: { values: ["core", "objective", "optimizers", "data"], types: ["record"] },
  doctor: { values: downTo("spectrum") },
  observe: { values: downTo("training") },
  landscape: { values: downTo("training") },
  sparsity: { values: downTo("training") },
  gan: { values: downTo("training") },
  nas: { values: downTo("sparsity") },
  figures: { values: ["core"], types: order },
  notebooks: { values: ["core", "figures"] },
  images: { values: ["core", "figures"] },
  video: { values: ["core", "figures", "images"], types: order },
  thesis: { values: order },
};

interface SourceFile {
  readonly file: string;
  readonly text: string;
}

const read = (root: string): SourceFile[] =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));

const source = read("src");
const everywhere = ["src", "kernel", "widgets", "export", "bin", "bench", "test"].flatMap((root) =>
  read(root).map(({ file, text }) => ({ file: join(root, file), text })),
);

/** Relative imports of a file as [path, whether it is types only]. */
const importsOf = ({ file, text }: SourceFile): [string, boolean][] =>
  [...text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^"';]*?from\s+)?"(\.[^"]+)"/gm)].map(
    ([, type, path]) => [normalize(join(dirname(file), path)), type !== undefined],
  );

const roomOf = (path: string): string => path.split("/")[0];

test.each(source.filter(({ file }) => file.includes("/")))("$file imports only downwards", (s) => {
  const own = roomOf(s.file);
  const { values, types = [] } = allowed[own] ?? { values: [] };
  expect(Object.keys(allowed), `room ${own} is not in the table`).toContain(own);
  const wrong = importsOf(s).filter(([path, type]) => {
    const room = roomOf(path);
    return room !== own && !values.includes(room) && !(type && types.includes(room));
  });
  expect(wrong).toEqual([]);
});

test.each(["lanczos", "spectrum", "prox", "figures", "core", "graph"])(
  "%s never imports TensorFlow.js",
  (room) => {
    const files = source.filter(({ file }) => roomOf(file) === room);
    expect(files.filter(({ text }) => /from "@tensorflow/.test(text)).map((f) => f.file)).toEqual(
      [],
    );
  },
);

test("kernel, widgets and src meet in protocols only", () => {
  const reaches = (root: string, other: string): string[] =>
    everywhere
      .filter(({ file }) => file.startsWith(`${root}/`))
      .filter((s) => importsOf(s).some(([path]) => path.startsWith(`${other}/`)))
      .map(({ file }) => file);
  expect(reaches("kernel", "src")).toEqual([]);
  expect(reaches("kernel", "widgets")).toEqual([]);
  expect(reaches("src", "kernel")).toEqual([]);
  expect(reaches("src", "widgets")).toEqual([]);
  expect(reaches("widgets", "kernel")).toEqual([]);
  for (const room of ["src", "kernel", "widgets"]) expect(reaches(room, "export")).toEqual([]);
  expect(reaches("export", "kernel")).toEqual([]);
  expect(reaches("export", "widgets").filter((f) => !f.startsWith("export/browser/"))).toEqual([]);
});

test("kernel/display turns values into bundles and knows nothing of the kernel but types", () => {
  const display = everywhere.filter(({ file }) => file.startsWith("kernel/display/"));
  const outside = display.flatMap((s) =>
    importsOf(s)
      .filter(([path]) => !path.startsWith("kernel/display/"))
      .map(([path, type]) => `${path} ${type ? "types" : "values"}`),
  );
  expect(display.length).toBeGreaterThan(10);
  expect(new Set(outside)).toEqual(new Set(["kernel/host/hostTypes.js types"]));
});

test.each(everywhere)("$file has at most 250 lines", ({ text }) => {
  expect(text.split("\n").length).toBeLessThanOrEqual(250);
});

test("no import cycle among the files of src", () => {
  const next = new Map(
    source.map((s) => [s.file, importsOf(s).flatMap(([p, type]) => (type ? [] : [ts(p)]))]),
  );
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    expect(path, [...path, file].join(" → ")).not.toContain(file);
    if (done.has(file)) return;
    for (const other of next.get(file) ?? []) visit(other, [...path, file]);
    done.add(file);
  };
  for (const { file } of source) visit(file, []);
});

const ts = (path: string): string => path.replace(/\.js$/, ".ts");
