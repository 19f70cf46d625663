/**
 * From N H W C to N C H W and back.
 */
import type { Graph } from "../../graph/graph.js";
import type { Node } from "../../graph/node.js";
import { permute } from "../../graph/structural.js";
import { text, type Recording } from "./rule.js";

export type Size4 = [number, number, number, number];

export const toChannelsFirst = (g: Graph, x: Node): Node => permute(g, x, [0, 3, 1, 2]);
export const toChannelsLast = (g: Graph, x: Node): Node => permute(g, x, [0, 2, 3, 1]);

export function checkChannelsLast(call: Recording): void {
  const format = text(call, "dataFormat", "NHWC");
  if (format === "NHWC" || format === "channelsLast") return;
  throw new Error(`record: ${call.kernel} needs dataFormat NHWC, got ${format}`);
}
