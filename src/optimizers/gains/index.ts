/** Gains of ProxSGD: `gains.adam()`, `gains.constant(1)`, … */
export { adabound } from "./adabound.js";
export { adagrad } from "./adagrad.js";
export { adam } from "./adam.js";
export type { AdamGainOptions } from "./adam.js";
export { amsgrad } from "./amsgrad.js";
export type { AmsgradGainOptions } from "./amsgrad.js";
export { constant } from "./constant.js";
export type { Gain, GainState } from "./gain.js";
export { rmsprop } from "./rmsprop.js";
export type { RmspropGainOptions } from "./rmsprop.js";
