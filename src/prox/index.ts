/** Proximal maps: `prox.l1(mu)`, `prox.none()`, … */
export { ball } from "./ball.js";
export { binary } from "./binary.js";
export { box } from "./box.js";
export { displacement } from "./displacement.js";
export { elasticNet } from "./elasticNet.js";
export type { Group } from "./group.js";
export { groupLasso } from "./groupLasso.js";
export type { GroupLassoOptions } from "./groupLasso.js";
export type { GroupWeights } from "./groupPenalty.js";
export { l0 } from "./l0.js";
export { l1 } from "./l1.js";
export { l1Box } from "./l1Box.js";
export { l2Squared } from "./l2Squared.js";
export { maxBall } from "./maxBall.js";
export { none } from "./none.js";
export { nonNegativeL1 } from "./nonNegativeL1.js";
export type { Metric, ProximalMap } from "./proximalMap.js";
export { sparseGroupLasso } from "./sparseGroupLasso.js";
