/**
 * One TypeScript file → JavaScript, as `ts.transpileModule` does it, without a program and a checker made anew for
 * each text: they are what half of its time goes into, and they do not depend on the text.
 */
import type TS from "typescript";
import { ts, type CellSourceFile, type OpenProgram } from "../typescript.js";

/** As transpileModule sets them: a file is compiled alone, whatever it imports. */
const alone: TS.CompilerOptions = {
  noCheck: true,
  isolatedModules: true,
  noLib: true,
  noResolve: true,
  suppressOutputPathCheck: true,
  allowNonTsExtensions: true,
  declaration: false,
};

/** A checker keeps something of each file that it has seen; making the next one takes a millisecond. */
const maximalFiles = 100;

export interface Transpiled {
  readonly javascript: string;
  /** A source map, version 3, as JSON text. */
  readonly sourceMap: string;
}

/** What cells and local modules have in common. */
const shared: TS.CompilerOptions = {
  // Not ESNext: it would leave decorators and `using` as they are, which Node.js does not know.
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  sourceMap: true,
  jsx: ts.JsxEmit.ReactJSX,
};

export class Transpiler {
  /** Those with which `ts.transpileModule` gives the same. */
  readonly options: TS.CompilerOptions;
  readonly #all: TS.CompilerOptions;
  #program: OpenProgram | undefined;
  #files = 0;
  #file: CellSourceFile | undefined;

  constructor(options: TS.CompilerOptions) {
    this.options = { ...shared, ...options };
    this.#all = { ...this.options, ...alone };
  }

  /** @param fileName Its ending tells whether the text may contain JSX. */
  transpile(text: string, fileName: string, transformers: TS.CustomTransformers): Transpiled {
    const program = this.#current();
    const file = this.#parse(text, fileName);
    this.#file = file;
    ts.bindSourceFile(file, this.#all);
    const written = { javascript: "", sourceMap: "" };
    program.emit(
      file,
      (name, content) => {
        written[name.endsWith(".map") ? "sourceMap" : "javascript"] = content;
      },
      undefined,
      undefined,
      transformers,
    );
    this.#file = undefined;
    const javascript = written.javascript.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "");
    return { ...written, javascript };
  }

  #parse(text: string, fileName: string): CellSourceFile {
    const file = ts.createSourceFile(
      fileName,
      text,
      {
        languageVersion: ts.ScriptTarget.ES2024,
        impliedNodeFormat: ts.ModuleKind.ESNext,
        setExternalModuleIndicator: ts.getSetExternalModuleIndicator(this.#all),
        jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
      },
      false,
    ) as CellSourceFile;
    file.path = file.resolvedPath = file.originalFileName = fileName;
    file.imports = [];
    return file;
  }

  #current(): OpenProgram {
    if (this.#program === undefined || this.#files >= maximalFiles) {
      this.#program = this.#newProgram();
      this.#files = 0;
    }
    this.#files++;
    return this.#program;
  }

  #newProgram(): OpenProgram {
    const host: TS.CompilerHost = {
      getSourceFile: () => undefined,
      writeFile: () => undefined,
      getDefaultLibFileName: () => "lib.d.ts",
      useCaseSensitiveFileNames: () => true,
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => "",
      getNewLine: () => "\n",
      fileExists: () => false,
      readFile: () => undefined,
    };
    const program = ts.createProgram([], this.#all, host) as OpenProgram;
    const given = (name: string): CellSourceFile | undefined =>
      this.#file?.fileName === name ? this.#file : undefined;
    program.getSourceFile = given;
    program.getSourceFileByPath = given;
    return program;
  }
}

/** By the package whose runtime JSX uses, of which a notebook has one. */
export function transpilerByJsx(options: TS.CompilerOptions): (jsxPackage: string) => Transpiler {
  const made = new Map<string, Transpiler>();
  return (jsxPackage) => {
    const known =
      made.get(jsxPackage) ?? new Transpiler({ ...options, jsxImportSource: jsxPackage });
    made.set(jsxPackage, known);
    return known;
  };
}
