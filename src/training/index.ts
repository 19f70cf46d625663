/** Training: the loop with its checkpoints, and what it is measured by. */
export { accuracy } from "./accuracy.js";
export { DivergedError } from "./diverged.js";
export { train } from "./train.js";
export type {
  Moment,
  Observer,
  Trainable,
  Training,
  TrainingRecord,
  TrainOptions,
} from "./train.js";
export type { CheckpointOptions } from "./trainingCheckpoint.js";
