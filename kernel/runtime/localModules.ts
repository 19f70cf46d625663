/**
 * Local TypeScript files that a cell imports, compiled so that Node.js can load them.
 *
 * A compiled file lies in a folder named by the contents of the file and of all local files it reaches, and
 * its imports are absolute. So an edited file, or one whose dependency was edited, is a new module, while two
 * importers of an unchanged file share one instance.
 */
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { builtinModules, createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { compileLocalModule } from "../language/emit/localModule.js";
import { moduleLiterals } from "../language/sourceFile.js";
import { ts } from "../language/typescript.js";
import { plainSource, type StackMapping } from "./stackMapping.js";

interface ParsedModule {
  readonly modified: number;
  readonly text: string;
  /** Module name → local TypeScript file. */
  readonly locals: ReadonlyMap<string, string>;
}

const typescriptExtensions = [".ts", ".tsx", ".mts", ".cts"];

/** The TypeScript file that a relative module name means, written with or without an extension. */
export function localTypeScript(name: string, folder: string): string | undefined {
  const path = resolve(folder, name);
  if (typescriptExtensions.includes(extname(path))) return existsSync(path) ? path : undefined;
  const stem = /\.m?jsx?$/.test(path) ? path.replace(/\.(m?)jsx?$/, ".$1ts") : undefined;
  // A JavaScript file that exists is what its name says; the compiler's habit only fills the gap.
  const candidates = stem
    ? existsSync(path)
      ? []
      : [stem, stem.replace(/ts$/, "tsx")]
    : [`${path}.ts`, `${path}.tsx`, `${path}.mts`, join(path, "index.ts")];
  return candidates.find((candidate) => existsSync(candidate));
}

export class LocalModules {
  readonly #stacks: StackMapping;
  readonly #jsxPackage: () => string;
  readonly #parsed = new Map<string, ParsedModule>();
  #folder: string | undefined;

  /** @param jsxPackage Tells the package whose runtime JSX uses. */
  constructor(stacks: StackMapping, jsxPackage: () => string) {
    this.#stacks = stacks;
    this.#jsxPackage = jsxPackage;
  }

  /** Compiles a file and what it imports; returns the URL to load. */
  load(file: string): string {
    const reached = this.#reached(file);
    for (const each of reached) this.#compile(each);
    return pathToFileURL(this.#target(file)).href;
  }

  /** To be awaited, if there is something to await, before a loaded URL is imported. */
  taken(): Promise<void> | undefined {
    return this.#stacks.taken();
  }

  /** Removes the compiled files. */
  close(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  #compile(file: string): void {
    const target = this.#target(file);
    if (existsSync(target)) return;
    const { text, locals } = this.#parse(file);
    const resolveName = (name: string): string => {
      const local = locals.get(name);
      return local === undefined
        ? absoluteName(name, file)
        : pathToFileURL(this.#target(local)).href;
    };
    const { javascript, sourceMap } = compileLocalModule(
      text,
      file,
      resolveName,
      this.#jsxPackage(),
    );
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, javascript);
    const script = { sourceMap, source: plainSource(text), label: file, linesBefore: 0 };
    this.#stacks.register(pathToFileURL(target).href, script);
  }

  #target(file: string): string {
    this.#folder ??= mkdtempSync(join(tmpdir(), "typescript-kernel-"));
    const hash = createHash("sha256").update(file);
    for (const each of this.#reached(file)) hash.update(each).update(this.#parse(each).text);
    const name = basename(file).replace(/\.\w+$/, ".mjs");
    return join(this.#folder, hash.digest("hex").slice(0, 16), name);
  }

  /** The file and every local file it leads to, in a fixed order. */
  #reached(file: string): string[] {
    const seen = new Set<string>();
    const visit = (each: string): void => {
      if (seen.has(each)) return;
      seen.add(each);
      for (const next of this.#parse(each).locals.values()) visit(next);
    };
    visit(file);
    return [...seen].sort();
  }

  #parse(file: string): ParsedModule {
    const modified = statSync(file).mtimeMs;
    const known = this.#parsed.get(file);
    if (known?.modified === modified) return known;
    const text = readFileSync(file, "utf8");
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, false);
    const locals = new Map<string, string>();
    for (const name of moduleLiterals(source).keys()) {
      const local = name.startsWith(".") ? localTypeScript(name, dirname(file)) : undefined;
      if (local !== undefined) locals.set(name, local);
    }
    const parsed = { modified, text, locals };
    this.#parsed.set(file, parsed);
    return parsed;
  }
}

/** What a module name of a local file means anywhere else. */
function absoluteName(name: string, file: string): string {
  if (builtinModules.includes(name.replace(/^node:/, ""))) return name;
  if (name.startsWith(".")) return pathToFileURL(resolve(dirname(file), name)).href;
  return pathToFileURL(createRequire(file).resolve(name)).href;
}
