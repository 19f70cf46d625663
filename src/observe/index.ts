/** Looks at spectra while a network trains, and where outliers come from. */
export { attribution } from "./attribution.js";
export type { Attribution, AttributionOptions } from "./attribution.js";
export { checkpointSpectra } from "./checkpointSpectra.js";
export type { CheckpointSpectraOptions, Snapshot, SnapshotSpectrum } from "./checkpointSpectra.js";
export { layerMass } from "./layerMass.js";
export type { LayerMass } from "./layerMass.js";
export type { Overlaps } from "./span.js";
export { TrainingSpectrum, trainingSpectrum } from "./trainingSpectrum.js";
export type { SharpnessRecord, TrainingSpectrumOptions } from "./trainingSpectrum.js";
