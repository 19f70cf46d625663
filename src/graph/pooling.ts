/**
 * Pooling over N C H W. Average pooling is one linear primitive and its adjoint. The derivative of
 * maximum pooling is a sum over the window with shares m/c,
 *
 *   m = 1[x = max],  c = Σ_window m,  max′(x) dx = Σ_window (m/c)·dx,
 *
 * written with average pools where windows lie side by side, and with one strided slice per position
 * where they overlap. So derivatives of any order stay in this small family, and m/c is a constant
 * of the linearisation. Ties share the derivative equally (the mean of the one-sided choices).
 */
import { add, div, equal, mul } from "./elementwise.js";
import type { Graph } from "./graph.js";
import type { Node, PoolWindow } from "./node.js";
import { printShape, type Shape } from "./shape.js";
import { expand, pad, slice } from "./structural.js";

/** factor × sum over each window. */
export function pool(g: Graph, x: Node, window: PoolWindow, factor: number): Node {
  return g.make("pool", [x], { ...window, factor }, pooledShape("pool", x.shape, window));
}

/** The adjoint of `pool`; x is the shape of pool's input. */
export function poolGrad(g: Graph, dy: Node, window: PoolWindow, factor: number, x: Shape): Node {
  return g.make("poolGrad", [dy], { ...window, factor }, [dy.shape[0], dy.shape[1], x[2], x[3]]);
}

/** The greatest entry of each window; what lies outside the image does not count. */
export function maxPool(g: Graph, x: Node, window: PoolWindow): Node {
  const shape = pooledShape("maxPool", x.shape, window);
  if (!tiles(window)) return g.make("maxPool", [x], window, shape);
  const covered = [...shape.slice(0, 2), shape[2] * window.size[0], shape[3] * window.size[1]];
  return g.make("maxPool", [slice(g, x, [0, 0, 0, 0], covered)], window, shape);
}

/** The derivative of maxPool at x in direction dx. */
export function maxPoolJvp(g: Graph, x: Node, maximum: Node, window: PoolWindow, dx: Node): Node {
  if (!tiles(window)) return overlappingJvp(g, x, maximum, window, dx);
  const up = (y: Node): Node => poolGrad(g, y, window, 1, x.shape);
  const mask = equal(g, x, up(maximum));
  const shares = div(g, mask, up(pool(g, mask, window, 1)));
  return pool(g, mul(g, shares, dx), window, 1);
}

/** Windows side by side: each entry lies in one of them. */
const tiles = ({ size, strides, pads }: PoolWindow): boolean =>
  size.every((s, i) => s === strides[i]) && pads.every((p) => p === 0);

/** One term per position in the window. */
function overlappingJvp(g: Graph, x: Node, maximum: Node, window: PoolWindow, dx: Node): Node {
  const inside = taps(g, expand(g, g.scalar(1), [1, 1, x.shape[2], x.shape[3]]), window, maximum);
  const masks = taps(g, x, window, maximum).map((tap, i) =>
    mul(g, equal(g, tap, maximum), inside[i]),
  );
  const count = masks.reduce((a, b) => add(g, a, b));
  return taps(g, dx, window, maximum)
    .map((tap, i) => mul(g, div(g, masks[i], count), tap))
    .reduce((a, b) => add(g, a, b));
}

/** What each position of the window sees: strided slices of the padded image. */
function taps(g: Graph, x: Node, { size, strides, pads }: PoolWindow, out: Node): Node[] {
  const [top, left, bottom, right] = pads;
  const padded = pad(g, x, [0, 0, top, left], [0, 0, bottom, right]);
  const shape = [x.shape[0], x.shape[1], out.shape[2], out.shape[3]];
  return Array.from({ length: size[0] * size[1] }, (_, tap) => {
    const begin = [0, 0, Math.floor(tap / size[1]), tap % size[1]];
    return slice(g, padded, begin, shape, [1, 1, ...strides]);
  });
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
