/**
 * How cells import: Node's own resolution from the notebook's folder, then from the kernel's, so that the
 * packages the kernel came with work in any folder; local TypeScript files are compiled on the way.
 */
import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { kernelFolder, substituteOf } from "../language/environment.js";
import { localTypeScript, type LocalModules } from "./localModules.js";

type Namespace = Record<string, unknown>;
type Import = (specifier: string, options?: ImportCallOptions) => Promise<Namespace>;

/** The file from which modules are resolved; its name tells our own failures from those inside packages. */
const importerName = "__notebook_cell.js";

function importerAt(folder: string): Import {
  // Compiled as a script of that folder: its import() resolves as a file there would.
  return vm.runInThisContext("(specifier, options) => import(specifier, options)", {
    filename: join(folder, importerName),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }) as Import;
}

/** `require` of a folder, which also finds the kernel's packages. */
function requireAt(folder: string): NodeJS.Require {
  const own = createRequire(join(folder, importerName));
  const kernels = createRequire(join(kernelFolder, importerName));
  const load = (name: string): unknown => {
    const substitute = substituteOf(name);
    if (substitute !== undefined) return kernels(substitute);
    try {
      return own(name);
    } catch (error) {
      if (!isMissingPackage(error, name)) throw error;
      try {
        return kernels(name);
      } catch (second) {
        throw isMissingPackage(second, name) ? missingPackage(name, second) : second;
      }
    }
  };
  return Object.assign(load, own);
}

export class CellModules {
  readonly require: NodeJS.Require;
  /** `import.meta` of cells. */
  readonly meta: Readonly<Record<"url" | "dirname" | "filename", string>> & {
    resolve(specifier: string): string;
  };
  /** Packages of the notebook that its cells have imported. */
  readonly loadedPackages = new Set<string>();
  readonly #folder: string;
  readonly #fromNotebook: Import;
  readonly #fromKernel: Import;
  readonly #local: LocalModules;
  /** Local file → its time of modification when it was loaded first. */
  readonly #loaded = new Map<string, number>();
  readonly #others = new Map<string, CellModules>();
  #abandoned = 0; // cells that were interrupted

  constructor(folder: string, local: LocalModules) {
    this.#folder = folder;
    this.#local = local;
    this.#fromNotebook = importerAt(folder);
    this.#fromKernel = importerAt(kernelFolder);
    this.require = requireAt(folder);
    const filename = join(folder, "notebook.ipynb");
    const url = pathToFileURL(filename).href;
    const find = (specifier: string): string => pathToFileURL(this.require.resolve(specifier)).href;
    this.meta = { url, dirname: folder, filename, resolve: find };
  }

  /** The imports of another folder's files. */
  at(folder: string): CellModules {
    let modules = this.#others.get(folder);
    if (!modules) {
      modules = folder === this.#folder ? this : new CellModules(folder, this.#local);
      this.#others.set(folder, modules);
    }
    return modules;
  }

  /**
   * The running cell was interrupted: its imports that are still loading do not come back to it. What follows
   * them would run behind the user's back, and a loop there would block the kernel.
   */
  abandon(): void {
    this.#abandoned++;
  }

  /** `import(specifier, options)` */
  async import(specifier: unknown, options?: ImportCallOptions): Promise<Namespace> {
    const before = this.#abandoned;
    const namespace = await this.#find(specifier, options);
    return before === this.#abandoned ? namespace : await new Promise<never>(() => undefined);
  }

  async #find(specifier: unknown, options?: ImportCallOptions): Promise<Namespace> {
    const name = String(specifier);
    const isLocal = /^\.{1,2}\/|^\//.test(name);
    const file = isLocal ? localTypeScript(name, this.#folder) : undefined;
    if (file !== undefined) {
      const url = this.#local.load(file);
      await this.#local.taken();
      return this.#fromNotebook(url);
    }
    const json = extname(name) === ".json" ? { with: { type: "json" } } : undefined;
    return this.#load(isLocal ? this.#current(name) : name, options ?? json);
  }

  /** A local JavaScript or JSON file; Node.js loads one that was edited since only under another name. */
  #current(name: string): string {
    const path = resolve(this.#folder, name);
    const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (modified === undefined) return name;
    const first = this.#loaded.get(path) ?? modified;
    this.#loaded.set(path, first);
    return first === modified ? name : `${pathToFileURL(path).href}?edited=${modified}`;
  }

  /** `import { … } from` */
  async bind(
    specifier: string,
    names: readonly string[],
    options?: ImportCallOptions,
  ): Promise<Namespace> {
    const namespace = commonJsView(await this.import(specifier, options));
    for (const name of names)
      if (!(name in namespace))
        throw new SyntaxError(
          `The requested module '${specifier}' does not provide an export named '${name}'`,
        );
    return namespace;
  }

  /** `import * as … from` */
  async namespace(specifier: string, options?: ImportCallOptions): Promise<Namespace> {
    return commonJsView(await this.import(specifier, options));
  }

  async #load(name: string, options: ImportCallOptions | undefined): Promise<Namespace> {
    const substitute = substituteOf(name);
    if (substitute !== undefined) return this.#fromKernel(pathToFileURL(substitute).href);
    try {
      const found = await this.#fromNotebook(name, options);
      this.loadedPackages.add(packageOf(name));
      return found;
    } catch (error) {
      if (!isMissingPackage(error, name)) throw error;
      try {
        return await this.#fromKernel(name, options);
      } catch (second) {
        if (isMissingPackage(second, name)) throw missingPackage(name, second);
        throw second;
      }
    }
  }
}

/** Whether the package itself was not found, rather than something that it imports. */
function isMissingPackage(error: unknown, name: string): error is Error {
  return (
    error instanceof Error &&
    "code" in error &&
    (error.code === "ERR_MODULE_NOT_FOUND" || error.code === "MODULE_NOT_FOUND") &&
    !/^[./]/.test(name) &&
    error.message.includes(basename(importerName))
  );
}

/** "@scope/name" of "@scope/name/part". */
function packageOf(name: string): string {
  return name.split("/", name.startsWith("@") ? 2 : 1).join("/");
}

function missingPackage(name: string, { code }: NodeJS.ErrnoException): Error {
  const packageName = packageOf(name);
  const error = new Error(
    `Cannot find package '${packageName}'. To install it, run: %npm install ${packageName}`,
  );
  // Libraries ask for the code; a reader need not see it.
  return Object.defineProperty(error, "code", { value: code, configurable: true });
}

/**
 * Makes members of a CommonJS module available by name. Node finds such names by scanning the source and
 * misses many (lodash has none); types say that they are there.
 */
function commonJsView(namespace: Namespace): Namespace {
  const exported = namespace["default"];
  if (exported === null || (typeof exported !== "object" && typeof exported !== "function"))
    return namespace;
  const members: Namespace = exported as Namespace;
  const isView = Object.keys(namespace).every(
    (name) => name === "default" || name === "module.exports" || namespace[name] === members[name],
  );
  if (!isView) return namespace;
  return new Proxy(namespace, {
    get: (target, name, receiver): unknown =>
      Reflect.has(target, name) ? Reflect.get(target, name, receiver) : Reflect.get(members, name),
    has: (target, name) => Reflect.has(target, name) || Reflect.has(members, name),
  });
}
