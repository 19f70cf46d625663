/**
 * From N H W C to N C H W and back, and the places of windows in an image.
 */
import type { backend_util as Util } from "@tensorflow/tfjs";
import type { Graph } from "../../graph/graph.js";
import type { Node } from "../../graph/node.js";
import { permute } from "../../graph/structural.js";
import { text, type Recording } from "./rule.js";

export type Size4 = [number, number, number, number];

export const toChannelsFirst = (g: Graph, x: Node): Node => permute(g, x, [0, 3, 1, 2]);
export const toChannelsLast = (g: Graph, x: Node): Node => permute(g, x, [0, 2, 3, 1]);

export function checkChannelsLast(call: Recording): void {
  const format = text(call, "dataFormat", "NHWC");
  if (format === "NHWC") return;
  throw new Error(`record: ${call.kernel} needs dataFormat NHWC, got ${format}`);
}

/** What TensorFlow.js tells of a window: where it lies, and how many places it has. */
type WindowInfo = Pick<
  Util.Conv2DInfo,
  | ("inHeight" | "inWidth" | "outHeight" | "outWidth" | "strideHeight" | "strideWidth")
  | ("effectiveFilterHeight" | "effectiveFilterWidth" | "padInfo")
>;

/** [top, left, bottom, right]; where the number of places is rounded up, more than TensorFlow.js says. */
export function padsOf(info: WindowInfo): [number, number, number, number] {
  const { top, left, bottom, right } = info.padInfo;
  const tall = info.strideHeight * (info.outHeight - 1) + info.effectiveFilterHeight;
  const wide = info.strideWidth * (info.outWidth - 1) + info.effectiveFilterWidth;
  const [below, beyond] = [tall - info.inHeight - top, wide - info.inWidth - left];
  return [top, left, Math.max(bottom, below), Math.max(right, beyond)];
}
