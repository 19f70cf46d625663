/**
 * What the packages at hand export, so that a missing name can be told where it is imported from.
 *
 * Those are the packages of the notebook's package.json and the kernel's own. Their declarations are read once,
 * in a program of its own that is dropped again: it takes about a second, so it is done when first asked for.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type TS from "typescript";
import type { HotProgram } from "./hotProgram.js";
import { ts } from "./typescript.js";

/** The kernel's own package and the library it works on; found from every folder. */
const kernelPackages = ["eigenscape", "@tensorflow/tfjs"];
/** Other packages with more names than this are imported as a whole, by the name that everybody uses. */
const maximalNames = 300;
const namespaces: Readonly<Record<string, string>> = { "@tensorflow/tfjs": "tf", lodash: "_" };

/** Name → the import declarations that bring it. */
type Imports = ReadonlyMap<string, readonly string[]>;

export class PackageExports {
  readonly #hot: HotProgram;
  readonly #folder: string;
  #imports: Imports | undefined;

  /** @param folder The notebook's folder. */
  constructor(hot: HotProgram, folder: string) {
    this.#hot = hot;
    this.#folder = folder;
  }

  get ready(): boolean {
    return this.#imports !== undefined;
  }

  /** Packages may have come or gone. */
  forget(): void {
    this.#imports = undefined;
  }

  /** The import declarations that bring a name. */
  importsOf(name: string): readonly string[] {
    return this.read().get(name) ?? [];
  }

  /** All names with their imports, read now if they were not. */
  read(): Imports {
    this.#imports ??= this.#readPackages();
    return this.#imports;
  }

  #readPackages(): Imports {
    const files = new Map<string, string>();
    for (const name of new Set([...dependencies(this.#folder), ...kernelPackages])) {
      const file = this.#hot.declarationsOf(name);
      if (file !== undefined) files.set(name, file);
    }
    const program = this.#hot.separateProgram([...files.values()]);
    const imports = new Map<string, string[]>();
    for (const [name, file] of files) {
      const source = program.getSourceFile(file);
      for (const [local, declaration] of source ? importsFrom(name, source, program) : [])
        imports.set(local, [...(imports.get(local) ?? []), declaration]);
    }
    return imports;
  }
}

function importsFrom(
  name: string,
  source: TS.SourceFile,
  program: TS.Program,
): [local: string, declaration: string][] {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(source);
  const names = module ? checker.getExportsOfModule(module).map((each) => each.name) : [];
  const from = `from ${JSON.stringify(name)};`;
  const whole = namespaces[name];
  if (whole !== undefined) return [[whole, `import * as ${whole} ${from}`]];
  if (names.length > maximalNames && !kernelPackages.includes(name)) return [];
  return names
    .filter((each) => ts.isIdentifierText(each, ts.ScriptTarget.ESNext) && each !== "default")
    .map((each) => [each, `import { ${each} } ${from}`]);
}

/** The packages that the nearest package.json names. */
function dependencies(folder: string): string[] {
  for (let at = folder, above = ""; at !== above; above = at, at = dirname(at)) {
    const path = join(at, "package.json");
    if (!existsSync(path)) continue;
    try {
      const manifest = JSON.parse(readFileSync(path, "utf8")) as Record<string, object | undefined>;
      const all = { ...manifest["dependencies"], ...manifest["devDependencies"] };
      return Object.keys(all).filter((name) => !name.startsWith("@types/"));
    } catch {
      return []; // npm will complain about it
    }
  }
  return [];
}
