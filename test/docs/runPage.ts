/**
 * A page whose examples are one program: its `ts` blocks run from top to bottom in one scope, and what
 * each prints belongs into the `text` block that follows it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import * as eigenscape from "../../src/index.js";
import type { Figure } from "../../src/index.js";
import * as thesis from "../../src/thesis/index.js";

export interface PageRun {
  /** The page with what was printed now. */
  readonly text: string;
  /** Static SVGs by name. */
  readonly figures: ReadonlyMap<string, string>;
}

const example = /```ts\n([\s\S]*?)```(\n\n```text\n[\s\S]*?```)?/g;

export async function runPage(page: string): Promise<PageRun> {
  const blocks = [...page.matchAll(example)].map(([, code]) => code);
  const figures = new Map<string, string>();
  const printed = blocks.map((): string[] => []);
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  let current = 0;
  const scope = {
    eigenscape,
    thesis,
    begin: (block: number) => void (current = block),
    console: { log: (...values: unknown[]) => printed[current].push(values.map(shown).join(" ")) },
    file: (name: string) => join(folder, name),
    figure: (name: string, f: Figure) => figures.set(name, eigenscape.staticSvg(f)),
  };
  const source = blocks.map((code, i) => `begin(${i});\n${code}`).join("\n");
  try {
    await program(source, Object.keys(scope))(...Object.values(scope));
  } finally {
    rmSync(folder, { recursive: true });
  }
  let block = 0;
  const text = page.replace(example, (whole, code: string) => {
    const lines = printed[block++];
    const output = lines.length > 0 ? `\n\n\`\`\`text\n${lines.join("\n")}\n\`\`\`` : "";
    return whole.startsWith("```ts") ? `\`\`\`ts\n${code}\`\`\`${output}` : whole;
  });
  return { text, figures };
}

/** An async function of the names; imports become fields of `eigenscape` and `thesis`. */
function program(
  source: string,
  names: readonly string[],
): (...values: unknown[]) => Promise<void> {
  const plain = source.replace(
    /import \{([^}]*)\} from "(eigenscape|eigenscape\/thesis)";/g,
    (_, list: string, from: string) =>
      `const {${list.replaceAll(" as ", ": ")}} = ${from.replace("eigenscape/", "")};`,
  );
  const compilerOptions = { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 };
  const { outputText } = transpileModule(plain, { compilerOptions });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- examples are text
  return new Function(...names, `return (async () => {${outputText}\n})();`) as ReturnType<
    typeof program
  >;
}

function shown(value: unknown): string {
  if (typeof value === "string") return value;
  return inspect(rounded(value), { breakLength: 100, depth: 4, compact: 4 });
}

/** With numbers of four digits. */
function rounded(value: unknown): unknown {
  if (typeof value === "number") return Number(value.toPrecision(4));
  if (value instanceof Float64Array || Array.isArray(value)) return Array.from(value, rounded);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, rounded(entry)]));
}
