/**
 * `interact(fn, { k: [0, 10] })`: a control per parameter and below them what the function prints,
 * displays and returns, anew after each change.
 */
import { VBox } from "../controls/boxes.js";
import { Output } from "../controls/output.js";
import { controlFor, type Abbreviation, type ValueOf, type ValueWidget } from "./abbreviation.js";
import { LatestCall } from "./latestCall.js";

type Abbreviations = Readonly<Record<string, Abbreviation>>;

/** The values of all controls by name. */
export type Values<A extends Abbreviations> = { readonly [K in keyof A]: ValueOf<A[K]> };

export class Interactive<A extends Abbreviations, Result> {
  readonly widgets: { readonly [K in keyof A]: ValueWidget<ValueOf<A[K]>> };
  readonly output = new Output();
  readonly box: VBox;
  readonly #fn: (values: Values<A>) => Result | Promise<Result>;
  readonly #call = new LatestCall(() => this.#run());
  #result: Result | undefined;

  constructor(fn: (values: Values<A>) => Result | Promise<Result>, abbreviations: A) {
    this.#fn = fn;
    const controls = Object.entries(abbreviations).map(
      ([name, abbreviation]) => [name, controlFor(name, abbreviation)] as const,
    );
    this.widgets = Object.fromEntries(controls) as typeof this.widgets;
    this.box = new VBox([...controls.map(([, control]) => control), this.output]);
    for (const [, control] of controls) control.on("value", () => this.#call.want());
    this.#call.now();
  }

  /** What the function gave last; undefined before it has, or after it failed. */
  get result(): Result | undefined {
    return this.#result;
  }

  get values(): Values<A> {
    const entries = Object.entries<ValueWidget<unknown>>(this.widgets);
    return Object.fromEntries(entries.map(([name, { value }]) => [name, value])) as Values<A>;
  }

  /** Calls the function again. */
  update(): void {
    this.#call.want();
  }

  /** Resolves when the function has run with the values that the controls now have. */
  settled(): Promise<void> {
    return this.#call.settled();
  }

  /** Removes controls and output from every browser; a call that runs is not stopped. */
  close(): void {
    this.#call.cancel();
    for (const control of Object.values<ValueWidget<unknown>>(this.widgets)) control.close();
    this.output.close();
    this.box.close();
  }

  toString(): string {
    return `interact(${JSON.stringify(this.values)})`;
  }

  [Symbol.for("Jupyter.display")](): Record<string, unknown> {
    const view = { version_major: 2, version_minor: 0, model_id: this.box.id };
    return { "application/vnd.jupyter.widget-view+json": view, "text/plain": this.toString() };
  }

  /** Errors are shown in the output; nobody waits for them elsewhere. */
  #run(): void | Promise<void> {
    if (this.output.closed) return;
    this.output.clear(true);
    const failed = (): void => this.#finish(undefined);
    try {
      const result = this.output.capture(() => this.#shown());
      if (result instanceof Promise) return result.then((value) => this.#finish(value), failed);
      this.#finish(result);
    } catch {
      failed();
    }
  }

  /** Calls the function and shows what it returns, as a cell does. */
  #shown(): Result | Promise<Result> {
    const result = this.#fn(this.values);
    if (result instanceof Promise) return result.then((value: Result) => this.#show(value));
    return this.#show(result);
  }

  #show(value: Result): Result {
    // What goes wrong in displaying is shown in the output, too.
    if (value !== undefined) this.output.display(value).catch(() => undefined);
    return value;
  }

  #finish(result: Result | undefined): void {
    this.#result = result;
    if (!this.output.closed) this.output.settle();
  }
}

/**
 * Shows controls and, below them, what the function makes of their values. Types of the values
 * follow from the abbreviations. Calls never queue: after a slow one comes one with the last values.
 *
 * @returns The last expression of a cell shows it; `result` is what the function gave last.
 */
export function interact<const A extends Abbreviations, Result>(
  fn: (values: Values<A>) => Result | Promise<Result>,
  abbreviations: A,
): Interactive<A, Result> {
  return new Interactive(fn, abbreviations);
}
