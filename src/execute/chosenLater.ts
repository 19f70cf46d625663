/**
 * Something compiled, by the fastest of several executors: which one that is, is found out when the
 * first inputs are there.
 */
import { fastest, verdict, type Fastest } from "../core/fastest.js";
import { tellOnce } from "../core/tellOnce.js";
import type { Executor, NumericArray } from "./executor.js";

/** The chosen one's place among the candidates, by program; undefined where all have failed. */
export type Choices = Map<string, Promise<number | undefined>>;

export interface Where {
  readonly candidates: readonly Executor[];
  readonly threads: number;
  readonly choices: Choices;
}

/** What is done with a program: it is compiled, and asked for a result. */
export interface Uses<C, Result> {
  readonly compile: (executor: Executor) => Promise<C>;
  readonly first: (compiled: C, inputs: readonly NumericArray[]) => Promise<Result>;
  /** What is timed. */
  readonly again: (
    compiled: C,
    inputs: readonly NumericArray[],
    result: Result,
  ) => Promise<unknown>;
  readonly discard: (result: Result) => void;
}

interface Trial<C, Result> {
  readonly compiled: C;
  readonly result: Result;
}

export class ChosenLater<C extends { close(): Promise<void> }, Result> {
  readonly #candidates: readonly Executor[];
  readonly #choices: Choices;
  readonly #key: string;
  readonly #uses: Uses<C, Result>;
  #compiled: Promise<C> | undefined;

  /** @param key The same for programs that shall be run by the same executor. */
  constructor({ candidates, choices }: Where, key: string, uses: Uses<C, Result>) {
    this.#candidates = candidates;
    this.#choices = choices;
    this.#key = key;
    this.#uses = uses;
  }

  async first(inputs: readonly NumericArray[]): Promise<Result> {
    if (!this.#compiled) {
      // Another lane may be choosing now; where it fails, this one tries for itself.
      const choosing = this.#choices.get(this.#key);
      const place = choosing && (await choosing);
      if (place === undefined) return this.#choose(inputs);
      this.#compiled ??= this.#again(this.#candidates[place]);
    }
    return this.#uses.first(await this.#compiled, inputs);
  }

  async close(): Promise<void> {
    await (await this.#compiled?.catch(() => undefined))?.close();
  }

  /** What fails is not remembered. */
  #again(executor: Executor): Promise<C> {
    const compiled = this.#uses.compile(executor);
    compiled.catch(() => (this.#compiled = undefined));
    return compiled;
  }

  async #choose(inputs: readonly NumericArray[]): Promise<Result> {
    const race = this.#race(inputs);
    this.#choices.set(
      this.#key,
      race.then(
        ({ place }) => place,
        () => undefined,
      ),
    );
    const { opened } = await race;
    this.#compiled = Promise.resolve(opened.compiled);
    return opened.result;
  }

  async #race(inputs: readonly NumericArray[]): Promise<Fastest<Trial<C, Result>>> {
    const { again, discard } = this.#uses;
    const chosen = await fastest(
      this.#candidates.map((candidate) => ({
        name: candidate.name,
        open: () => this.#open(candidate, inputs),
        run: ({ compiled, result }: Trial<C, Result>) => again(compiled, inputs, result),
        async close({ compiled, result }: Trial<C, Result>) {
          discard(result);
          await compiled.close();
        },
      })),
    );
    if (chosen.times.size > 1) {
      const force = `each program goes to the fastest; force one with executor: "${chosen.name}"`;
      tellOnce("executor", `executor ${verdict(chosen)}; ${force}`);
    }
    return chosen;
  }

  async #open(executor: Executor, inputs: readonly NumericArray[]): Promise<Trial<C, Result>> {
    const { compile, first, again } = this.#uses;
    const compiled = await compile(executor);
    try {
      const result = await first(compiled, inputs);
      await again(compiled, inputs, result); // one run does not warm TensorFlow up
      return { compiled, result };
    } catch (error) {
      await compiled.close();
      throw error;
    }
  }
}
