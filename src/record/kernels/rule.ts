/**
 * What a kernel's rule sees of a call, and what it answers.
 */
import type { Graph } from "../../graph/graph.js";
import type { Node } from "../../graph/node.js";

export interface Recording {
  readonly g: Graph;
  readonly kernel: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The node of a named input. */
  readonly node: (name: string) => Node;
  readonly has: (name: string) => boolean;
  /** The names of all inputs: "0", "1", … of kernels that take a list. */
  readonly names: readonly string[];
  readonly dtype: (name: string) => string;
}

export interface TypedNode {
  readonly node: Node;
  readonly dtype: string;
}

/** A result of dtype float32, one with its dtype, or several. */
export type KernelRule = (call: Recording) => Node | TypedNode | readonly TypedNode[];

/** All inputs of a kernel that takes a list. */
export const nodes = (call: Recording): Node[] => call.names.map((name) => call.node(name));

/** The attribute `name` as text, or the default where it is missing. */
export function text(call: Recording, name: string, missing: string): string {
  const value = call.attributes[name];
  return typeof value === "string" ? value : missing;
}

/** The attribute `name` as numbers; one number stands for `count` equal ones. */
export function numbers(call: Recording, name: string, count: number): number[] {
  const value = call.attributes[name];
  const list = Array.isArray(value) ? (value as unknown[]) : new Array<unknown>(count).fill(value);
  if (list.every((v): v is number => typeof v === "number")) return list;
  throw new TypeError(
    `record: ${call.kernel} needs numbers as ${name}, got ${JSON.stringify(value)}`,
  );
}

/** Axes of a reduction: none means all, negative ones count from the end. */
export function axes(call: Recording, name: string, rank: number): number[] {
  const value = call.attributes[name];
  if (value === undefined || value === null) return Array.from({ length: rank }, (_, i) => i);
  return numbers(call, name, 1).map((a) => (a < 0 ? a + rank : a));
}

/** The attribute `axis` of a tensor of `rank` axes; negative ones count from the end. */
export function axis(call: Recording, rank: number): number {
  const [value] = numbers(call, "axis", 1);
  return value < 0 ? value + rank : value;
}
