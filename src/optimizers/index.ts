/** Optimizers: pairs of `init` and `update` over flat vectors. */
export type { Optimizer } from "./optimizer.js";
export { sgd } from "./sgd.js";
export type { SgdOptions, SgdState } from "./sgd.js";
