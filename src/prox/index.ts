/** Proximal maps: `prox.l1(mu)`, `prox.none()`, … */
export { l1 } from "./l1.js";
export { none } from "./none.js";
export type { Metric, ProximalMap } from "./proximalMap.js";
