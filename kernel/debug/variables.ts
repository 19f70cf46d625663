/**
 * Values of the main thread as lists of variables, which a client unfolds step by step.
 *
 * Nothing of a value's own code runs: getters are named, not called.
 */
import type { Runtime } from "node:inspector";
import { numberedRanges, rangeSize } from "./arrayRanges.js";
import type { DapVariable } from "./dap.js";
import type { MainThread } from "./mainThread.js";
import { isToldByText, typeText, valueText } from "./valueText.js";

/** What a reference stands for. */
type Container =
  /** Members of an object, or elements from ≤ i < to of an array. */
  | { readonly objectId: string; readonly from?: number; readonly to?: number }
  /** A list that is made when it is asked for. */
  | (() => Promise<readonly DapVariable[]>);

const objectGroup = "debugger";
/** What V8 tells of an object that is not a property, and says something to a reader. */
const toldInternals = /^\[\[(Entries|Promise\w+|PrimitiveValue|Target|Handler|ArrayBuffer\w+)\]\]$/;

/** Runs in the main thread on an array; holes stay holes. */
const elements = `function (from, to) {
  const part = Object.create(null);
  for (let i = from; i < to; i++) if (i in this) part[i] = this[i];
  return part;
}`;

export class Variables {
  readonly #main: MainThread;
  readonly #containers = new Map<number, Container>();
  #last = 0;

  constructor(main: MainThread) {
    this.#main = main;
  }

  /** Where objects belong that are asked for on behalf of the client, so that they are freed with the rest. */
  get objectGroup(): string {
    return objectGroup;
  }

  /** Makes all references invalid: the program goes on, or a new list is made. */
  async clear(): Promise<void> {
    this.#containers.clear();
    await this.#main.session.post("Runtime.releaseObjectGroup", { objectGroup });
  }

  /** A reference for a list that is made when it is asked for. */
  refer(container: Container): number {
    this.#containers.set(++this.#last, container);
    return this.#last;
  }

  /** What a reference stands for. @throws If the program went on meanwhile. */
  async expand(reference: number): Promise<readonly DapVariable[]> {
    const container = this.#containers.get(reference);
    if (container === undefined)
      throw new Error(`variables: must be a reference of this stop, got ${reference}`);
    if (typeof container === "function") return container();
    const { objectId, from, to } = container;
    if (from === undefined || to === undefined) return this.members(objectId);
    return to - from <= rangeSize
      ? this.#elements(objectId, from, to)
      : numberedRanges(from, to).map((range) => ({
          name: `[${range.from} … ${range.to - 1}]`,
          value: "",
          variablesReference: this.refer({ objectId, ...range }),
        }));
  }

  /** Own members of an object. */
  async members(objectId: string): Promise<DapVariable[]> {
    const { result, internalProperties, exceptionDetails } = await this.#main.session.post(
      "Runtime.getProperties",
      { objectId, ownProperties: true, generatePreview: true },
    );
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    const own = result.map(({ name, value }) =>
      value ? this.variable(name, value) : accessor(name),
    );
    const told = (internalProperties ?? []).flatMap(({ name, value }) =>
      value && toldInternals.test(name) ? [this.variable(name, value)] : [],
    );
    return [...own, ...told];
  }

  variable(name: string, value: Runtime.RemoteObject): DapVariable {
    const described = { name, value: valueText(value), variablesReference: this.#referTo(value) };
    return isToldByText(value) ? described : { ...described, type: typeText(value) };
  }

  #referTo({ objectId, subtype, description = "" }: Runtime.RemoteObject): number {
    if (objectId === undefined) return 0;
    const length = Number(/\((\d+)\)$/.exec(description)?.[1] ?? 0);
    const isList = subtype === "array" || subtype === "typedarray";
    return this.refer(
      isList && length > rangeSize ? { objectId, from: 0, to: length } : { objectId },
    );
  }

  async #elements(objectId: string, from: number, to: number): Promise<DapVariable[]> {
    const { result } = await this.#main.session.post("Runtime.callFunctionOn", {
      objectId,
      functionDeclaration: elements,
      arguments: [{ value: from }, { value: to }],
      objectGroup,
      silent: true,
    });
    return result.objectId === undefined ? [] : this.members(result.objectId);
  }
}

const accessor = (name: string): DapVariable => ({
  name,
  value: "(getter)",
  variablesReference: 0,
});
