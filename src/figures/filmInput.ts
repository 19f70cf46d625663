/** What a film of a training run is made of: results over its steps, as the library gives them. */
import type { DensityInput } from "./densityInput.js";
import type { PlaneGrid } from "./planeGrid.js";
import type { TrainingSpectrumInput } from "./trainingSpectrum.js";
import type { TrajectoryInput } from "./trajectoryPath.js";

/** The same in all frames. A LossPlane is one. */
export interface FilmPlaneInput extends PlaneGrid {
  /** What α and β move along. */
  readonly labels: readonly [string, string];
  readonly path?: TrajectoryInput | undefined;
}

export interface TrainingFilmInput {
  /**
   * Ascending steps: one frame for each. Without any there is a frame for each point of the path or, without a
   * path, for each look at the sharpness.
   */
  readonly spectra?:
    readonly { readonly step: number; readonly spectrum: DensityInput }[] | undefined;
  readonly plane?: FilmPlaneInput | undefined;
  /**
   * On the plane, in the order of its steps. Frames between two of its points lie on the line between them.
   * Default: the path that the plane has.
   */
  readonly path?: TrajectoryInput | undefined;
  /** In the order of steps. Default: those of the path. */
  readonly losses?: readonly { readonly step: number; readonly loss: number }[] | undefined;
  /** The greatest eigenvalues and the limits of stability; a TrainingSpectrum is one. */
  readonly sharpness?: TrainingSpectrumInput | undefined;
  /** Default "Training". */
  readonly label?: string | undefined;
}
