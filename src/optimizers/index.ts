/** Optimizers: pairs of `init` and `update` over flat vectors. */
export type { Optimizer } from "./optimizer.js";
export type { Rate } from "./rate.js";
export type { Schedule } from "./schedules.js";
export * as schedules from "./schedules.js";

// smooth functions
export { adabound } from "./adabound.js";
export type { AdaboundOptions, AdaboundState } from "./adabound.js";
export { adagrad } from "./adagrad.js";
export type { AdagradOptions, AdagradState } from "./adagrad.js";
export { adam } from "./adam.js";
export type { AdamOptions, AdamState } from "./adam.js";
export { adamw } from "./adamw.js";
export type { AdamwOptions } from "./adamw.js";
export { amsgrad } from "./amsgrad.js";
export type { AmsgradOptions, AmsgradState } from "./amsgrad.js";
export type { MomentOptions, Moments } from "./moments.js";
export { rmsprop } from "./rmsprop.js";
export type { RmspropOptions, RmspropState } from "./rmsprop.js";
export { sgd } from "./sgd.js";
export type { SgdOptions, SgdState } from "./sgd.js";

// a smooth function and a regulariser with a proximal map
export { binaryPenalty, binaryPenaltyGradient } from "./binaryPenalty.js";
export type { BinaryPenaltyGradient } from "./binaryPenalty.js";
export { binaryProxSGD } from "./binaryProxSGD.js";
export type { BinaryProxSGDOptions, BinaryProxSGDState } from "./binaryProxSGD.js";
export * as gains from "./gains/index.js";
export type { Gain, GainState } from "./gains/index.js";
export { ista } from "./ista.js";
export type { IstaOptions, IstaState } from "./ista.js";
export { proxAdam } from "./proxAdam.js";
export type { ProxAdamOptions, ProxAdamState } from "./proxAdam.js";
export { proxSGD } from "./proxSGD.js";
export type { ProxSGDOptions, ProxSGDState } from "./proxSGD.js";
export { rda } from "./rda.js";
export type { RdaOptions, RdaState } from "./rda.js";
export { roundedWeights } from "./roundedWeights.js";

// around another optimizer
export { clipped } from "./clipped.js";
export { withWeightDecay } from "./withWeightDecay.js";
export type { WeightDecayOptions } from "./withWeightDecay.js";
