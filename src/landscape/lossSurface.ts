/**
 * What planes and lines of losses have in common. Arrays are not to be written to.
 */
import { jupyterDisplay, present, type MimeBundle } from "../core/display.js";
import { curvatureSentence } from "./curvatureSentence.js";
import type { SurfaceRecord } from "./surfaceRecord.js";

export abstract class LossSurface {
  abstract readonly kind: string;
  readonly label: string;
  /** P, and the sha256 sum of the parameters where all coordinates are 0. */
  readonly origin: SurfaceRecord["origin"];
  readonly samples: number;
  /** What is known of the directions; their vectors are not kept. */
  readonly axes: SurfaceRecord["axes"];
  /** Row by row: of a plane loss[j · alpha.length + i] at (alpha[i], beta[j]). */
  readonly loss: Float64Array;
  /** Further functions at the same points, by name. */
  readonly measures: SurfaceRecord["measures"];
  /** 1 where values were computed, 0 where they are interpolated. */
  readonly computed: Uint8Array;
  /** Second differences of this surface against vᵀHv, one per axis. */
  readonly curvature: SurfaceRecord["curvature"];

  constructor(record: SurfaceRecord) {
    this.label = record.label;
    this.origin = record.origin;
    this.samples = record.samples;
    this.axes = record.axes;
    this.loss = record.loss;
    this.measures = record.measures;
    this.computed = record.computed;
    this.curvature = record.curvature;
  }

  /** What belongs under a figure: how much is interpolated, and the curvature check. */
  get remarks(): string[] {
    const { length } = this.computed;
    const count = this.computed.reduce((sum, one) => sum + one, 0);
    const shares = count < length ? [`${count} of ${length} points computed, others interpolated`] : []; // prettier-ignore
    return this.curvature.length === 0 ? shares : [...shares, curvatureSentence(this.curvature)];
  }

  [jupyterDisplay](): MimeBundle {
    const gaps = this.loss.filter((loss) => !Number.isFinite(loss)).length;
    if (gaps === 0) return present(this, this.toString());
    const why = `not drawn, since ${gaps} of ${this.loss.length} losses are not finite`;
    return { "text/plain": `${this.toString()}; ${why}` };
  }

  abstract toString(): string;
  abstract toJSON(): unknown;
}
