/** What magics may use of the kernel, made of the parts of the engine. */
import { listNames } from "../language/sessionInventory.js";
import type { TypeChecker } from "../language/typeChecker.js";
import type { MagicContext } from "../magics/magic.js";
import type { EngineOptions, RunOptions } from "./engine.js";
import type { SessionValues } from "./sessionValues.js";

export interface MagicContextParts extends EngineOptions {
  readonly checker: TypeChecker;
  readonly values: SessionValues;
  /** Names that have another name at run time. */
  readonly renamed: Set<string>;
  /** Packages that cells have imported. */
  readonly loadedPackages: ReadonlySet<string>;
  /** That of the running cell. */
  readonly race: RunOptions["race"];
}

export function magicContext(parts: MagicContextParts): MagicContext {
  const { folder, showProgress, checker, values } = parts;
  const alwaysRenamed = [...parts.renamed];
  return {
    folder,
    showProgress,
    print: (text) => void process.stdout.write(text),
    printError: (text) => void process.stderr.write(text),
    onInterrupt: (stop) => onInterrupt(parts.race, stop),
    names: () => {
      const names = parts.critical(() => listNames(checker));
      const getters = values.getters(names.map(({ name }) => name));
      return names.map((each) => ({ ...each, value: () => getters[each.name]?.() }));
    },
    reset: () => {
      values.forget(checker.names.list());
      parts.critical(() => checker.reset());
      parts.renamed.clear();
      for (const name of alwaysRenamed) parts.renamed.add(name);
    },
    loadedPackages: () => parts.loadedPackages,
    packagesChanged: () => parts.critical(() => checker.refreshPackages()),
  };
}

function onInterrupt(race: RunOptions["race"], stop: () => void): () => void {
  let wanted = true;
  race(new Promise<never>(() => undefined)).catch(() => wanted && stop());
  return () => {
    wanted = false;
  };
}
