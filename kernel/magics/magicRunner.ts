/** What magics have become in emitted code: members of the global `$kernel`. */
import type { MagicContext } from "./magic.js";
import { magics } from "./magicTable.js";
import { readClock, startClock, type Clock } from "./time.js";
import { measure } from "./timeit.js";
import type { FirstCall } from "./translation.js";

/** TypeScript declarations of what `MagicRunner` puts into `$kernel`. */
export function magicDeclarations(): string {
  const overloads = magics
    .filter(({ returns }) => returns !== undefined)
    .map(({ name, returns }) => `magic(name: "${name}", line: string): Promise<${returns}>;`);
  return `declare const $kernel: {
    ${overloads.join("\n    ")}
    magic(name: string, line: string, body?: string): Promise<void>;
    begin(): void;
    end<T>(value: T): Promise<Awaited<T>>;
    repeat(options: string, body: () => unknown): Promise<void>;
  };\n`;
}

export class MagicRunner {
  readonly #context: MagicContext;
  #clocks: Clock[] = [];

  constructor(context: MagicContext) {
    this.#context = context;
  }

  /** A cell starts: clocks of an earlier one that failed are forgotten. */
  start(): void {
    this.#clocks = [];
  }

  /** Runs a magic that comes before the cell is checked. */
  async first({ magic, line }: FirstCall): Promise<void> {
    await magic.run?.(this.#context, line, undefined);
  }

  members(): Readonly<Record<string, unknown>> {
    const context = this.#context;
    return {
      magic: async (name: string, line: string, body?: string) => {
        const isThis = body === undefined ? "line" : "cell";
        const magic = magics.find((each) => each.name === name && each[isThis] !== undefined);
        return await magic?.run?.(context, line, body);
      },
      begin: () => void this.#clocks.push(startClock()),
      end: async (value: unknown) => {
        const settled = await value;
        context.print(readClock(this.#clocks.pop() ?? startClock()));
        return settled;
      },
      repeat: async (options: string, body: () => unknown) =>
        context.print(await measure(options, body)),
    };
  }
}
