/**
 * Pooling over N C H W. Average pooling is one linear primitive and its adjoint. Maximum pooling is
 * built from it where windows do not overlap:
 *
 *   m = 1[x = up(max)],  c = up(Σ_window m),  max′(x) dx = Σ_window (m/c)·dx,
 *
 * so its derivative of any order stays in this small family, and m/c is a constant of the
 * linearisation. Ties share the derivative equally (the mean of the one-sided choices).
 */
import { div, equal, mul } from "./elementwise.js";
import type { Graph } from "./graph.js";
import type { Node, PoolWindow } from "./node.js";
import { printShape, type Shape } from "./shape.js";
import { slice } from "./structural.js";

/** factor × sum over each window. */
export function pool(g: Graph, x: Node, window: PoolWindow, factor: number): Node {
  return g.make("pool", [x], { ...window, factor }, pooledShape("pool", x.shape, window));
}

/** The adjoint of `pool`; x is the shape of pool's input. */
export function poolGrad(g: Graph, dy: Node, window: PoolWindow, factor: number, x: Shape): Node {
  return g.make("poolGrad", [dy], { ...window, factor }, [dy.shape[0], dy.shape[1], x[2], x[3]]);
}

/** The greatest entry of each window; windows must not overlap and must lie inside the image. */
export function maxPool(g: Graph, x: Node, window: PoolWindow): Node {
  const { size, strides, pads } = window;
  if (size.some((s, i) => s !== strides[i]) || pads.some((p) => p !== 0)) {
    throw new RangeError(
      `maxPool: windows must not overlap or leave the image, got size ${printShape(size)}, ` +
        `strides ${printShape(strides)}, pads ${printShape(pads)}; extend src/graph/pooling.ts`,
    );
  }
  const shape = pooledShape("maxPool", x.shape, window);
  const covered = [x.shape[0], x.shape[1], shape[2] * size[0], shape[3] * size[1]];
  return g.make("maxPool", [slice(g, x, [0, 0, 0, 0], covered)], window, shape);
}

/** The share of each entry of x in the derivative of its window's maximum. */
export function maxPoolShares(g: Graph, x: Node, maximum: Node, window: PoolWindow): Node {
  const up = (y: Node): Node => poolGrad(g, y, window, 1, x.shape);
  const mask = equal(g, x, up(maximum));
  return div(g, mask, up(pool(g, mask, window, 1)));
}

/** The derivative of maxPool at x in direction dx. */
export function maxPoolJvp(g: Graph, x: Node, maximum: Node, window: PoolWindow, dx: Node): Node {
  return pool(g, mul(g, maxPoolShares(g, x, maximum, window), dx), window, 1);
}

function pooledShape(caller: string, x: Shape, window: PoolWindow): Shape {
  const spatial = [0, 1].map(
    (i) =>
      Math.floor(
        (x[2 + i] + window.pads[i] + window.pads[i + 2] - window.size[i]) / window.strides[i],
      ) + 1,
  );
  if (x.length !== 4 || spatial.some((d) => !(d >= 1))) {
    throw new RangeError(
      `${caller}: needs N C H W with an image no smaller than the window, got ${printShape(x)}`,
    );
  }
  return [x[0], x[1], ...spatial];
}
