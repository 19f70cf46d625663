/** Programs of the convolution family, for every kind of window. */
import { conv, convFilterGrad, convInputGrad } from "../../src/graph/contraction.js";
import type { Shape } from "../../src/graph/shape.js";
import type { TestProgram } from "./programs.js";

export const plain = { strides: [1, 1], pads: [0, 0, 0, 0], dilations: [1, 1], groups: 1 } as const;
const padded = { strides: [1, 1], pads: [1, 2, 0, 1], dilations: [1, 1], groups: 1 } as const;
const strided = { strides: [2, 2], pads: [1, 1, 1, 1], dilations: [1, 1], groups: 1 } as const;
const dilated = { strides: [1, 1], pads: [1, 1, 1, 1], dilations: [2, 2], groups: 1 } as const;
const dilatedByChannel = { strides: [1, 1], pads: [1, 1, 1, 1], dilations: [2, 2], groups: 3 } as const; // prettier-ignore
const grouped = { strides: [2, 1], pads: [1, 0, 1, 0], dilations: [1, 1], groups: 3 } as const;
const filterOf = ({ groups }: { groups: number }): Shape => [
  groups === 1 ? 4 : 6,
  3 / groups,
  3,
  3,
];

const pairs = { strides: [1, 1], pads: [1, 0, 0, 1], dilations: [1, 1], groups: 2 } as const;
const pairShapes = [[2, 4, 5, 6], [6, 2, 3, 3]]; // prettier-ignore

/** Two groups of two channels each. */
const inPairs: readonly TestProgram[] = [
  { name: "conv in pairs", shapes: pairShapes, build: (g, x, w) => conv(g, x, w, pairs) },
  {
    name: "convInputGrad in pairs",
    shapes: pairShapes,
    build: (g, x, w) => convInputGrad(g, conv(g, x, w, pairs), w, pairs, x.shape),
  },
  {
    name: "convFilterGrad in pairs",
    shapes: pairShapes,
    build: (g, x, w) => convFilterGrad(g, x, conv(g, x, w, pairs), pairs, w.shape),
  },
];

const ofEachWindow: readonly TestProgram[] = Object.entries({
  plain,
  padded,
  strided,
  dilated,
  grouped,
  dilatedByChannel,
}).flatMap(([name, window]): TestProgram[] => [
  {
    name: `conv ${name}`,
    shapes: [[2, 3, 6, 7], filterOf(window)], // prettier-ignore
    build: (g, x, w) => conv(g, x, w, window),
  },
  {
    name: `convInputGrad ${name}`,
    shapes: [[2, 3, 6, 7], filterOf(window)], // prettier-ignore
    build: (g, x, w) => convInputGrad(g, conv(g, x, w, window), w, window, x.shape),
  },
  {
    name: `convFilterGrad ${name}`,
    shapes: [[2, 3, 6, 7], filterOf(window)], // prettier-ignore
    build: (g, x, w) => convFilterGrad(g, x, conv(g, x, w, window), window, w.shape),
  },
]);

export const convolutions: readonly TestProgram[] = [...ofEachWindow, ...inPairs];
