/**
 * The loss along a line of parameter space, L(θ + α v), with the curvature check of its direction. Between two minima: see
 * `linearPath`. Costs one value of the objective per point, and per measure.
 */
import { sealed, unsealed } from "../core/sealed.js";
import { base64Of, fromBase64 } from "../core/littleEndian.js";
import type { Objective } from "../objective/objective.js";
import type { AxisInput } from "./axis.js";
import type { Direction } from "./direction.js";
import { evaluateSurface, type SurfaceOptions, type SurfaceValues } from "./evaluateSurface.js";
import { LossSurface } from "./lossSurface.js";
import { MeasuredLanes } from "./measuredLanes.js";
import { fromJson, surfaceRecord, toJson } from "./surfaceRecord.js";
import type { SurfaceJson, SurfaceRecord } from "./surfaceRecord.js";
import { surfaceSetup } from "./surfaceSetup.js";

export interface LossLineOptions extends SurfaceOptions {
  /** P numbers: where α = 0. It is never written to. */
  readonly origin: Float64Array;
  readonly direction: Direction;
  /** Default: 41 points, as far as the loss would double by the curvature at the origin; see `planeExtent`. */
  readonly alpha?: AxisInput;
  /** What figures are titled. Default "Loss along" and the direction's label. */
  readonly label?: string;
  /** Whether the second difference is compared with a product of the Hessian. Default true. */
  readonly checkCurvature?: boolean;
  /** Called with the whole line after each level of refinement but the last. */
  readonly onLine?: (line: LossLine) => void;
}

export interface LossLineRecord extends SurfaceRecord {
  readonly alpha: Float64Array;
}

const seal = { format: "eigenscape loss line", version: 1, key: "line" } as const;

interface LineBody extends SurfaceJson {
  readonly alpha: string;
}

export class LossLine extends LossSurface {
  readonly kind = "lossLine";
  readonly alpha: Float64Array;
  readonly #record: LossLineRecord;

  constructor(record: LossLineRecord) {
    super(record);
    this.alpha = record.alpha;
    this.#record = record;
  }

  /** What `lossLineFigure` takes. */
  input() {
    const { alpha, loss, measures, remarks } = this;
    return { alpha, loss, measures, direction: this.axes[0].label, remarks };
  }

  toString(): string {
    return [`${this.label}, ${this.alpha.length} points`, ...this.remarks].join("; ");
  }

  toJSON(): unknown {
    const { alpha, ...rest } = this.#record;
    const body: LineBody = { ...toJson(rest), alpha: base64Of(alpha) };
    return sealed(seal, body);
  }

  /** @param json The text, or what JSON.parse made of it. The same bits come back. */
  static fromJSON(json: unknown): LossLine {
    const { alpha, ...rest } = unsealed<"line", LineBody>("LossLine.fromJSON", seal, json);
    return new LossLine({ ...fromJson(rest), alpha: fromBase64(alpha) });
  }
}

/** @returns The line. After an abort it rejects with the signal's reason; what is done lies in the checkpoint. */
export async function lossLine(f: Objective, options: LossLineOptions): Promise<LossLine> {
  const { direction, label = `Loss along ${direction.label}`, onLine } = options;
  const { measures = {}, workers = 1 } = options;
  const lanes = new MeasuredLanes("lossLine", f, measures, workers);
  const setup = { ...options, directions: [direction], grid: [options.alpha] };
  const { surface, checks } = await surfaceSetup(f, "lossLine", setup);
  const [alpha] = surface.grid;
  const made = (values: SurfaceValues): LossLine =>
    new LossLine({ ...surfaceRecord(f, surface, label, checks, values), alpha });
  try {
    const onLevel = (values: SurfaceValues) => onLine?.(made(values));
    return made(await evaluateSurface(f, surface, lanes, options, onLevel));
  } finally {
    await lanes.close();
  }
}
