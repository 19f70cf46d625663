/** Public names of what lies between two minima: paths, their training, alignment and profile. */
export type { LossBarrier } from "../core/lossBarrier.js";
export { alignUnits } from "./alignUnits.js";
export type { Alignment, AlignOptions } from "./alignUnits.js";
export { hiddenUnits } from "./hiddenUnits.js";
export type { HiddenUnits, UnitPlace } from "./hiddenUnits.js";
export { bezierPath, chainPath, linearPath } from "./parameterPath.js";
export type { BendsOption, ParameterPath, PathKind } from "./parameterPath.js";
export { pathProfile } from "./pathProfile.js";
export type { PathProfileOptions } from "./pathProfile.js";
export { PathProfile } from "./pathProfileResult.js";
export type { ProfileJson } from "./profileRecord.js";
export type { Rearrangement } from "./rearrange.js";
export { trainPath } from "./trainPath.js";
export type { TrainedPath, TrainPathOptions } from "./trainPath.js";
