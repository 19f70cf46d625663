/**
 * A training run as it goes: loss, accuracy, sharpness with its error, spectra over time. `append` sends what is new
 * and never the history; records that come faster than 25 times a second travel together. The whole
 * is in the state, which a page asks for when it is loaded.
 */
import type { DensityInput } from "../src/figures/densityInput.js";
import { splitBuffers } from "./buffers.js";
import type { MonitorState, MonitorTable, SpectrumMoment } from "./contract.js";
import { checkOneOf, checkPositive, isOneOf, isPositive } from "./figures/checks.js";
import { FigureWidget } from "./figures/figureWidget.js";
import { monitorFigure, monitorWaits } from "./figures/monitorFigure.js";
import { spectrumState } from "./figures/spectrumState.js";
import { GrowingColumns } from "./monitor/growingColumns.js";
import { plainWire, type Wire } from "./wire.js";

/** What one step of training tells. */
export interface MonitoredStep {
  readonly step: number;
  readonly loss?: number;
  /** A share in [0, 1]. */
  readonly accuracy?: number | undefined;
  /** The greatest eigenvalue; another lies so near as the residual says. */
  readonly sharpness?: { readonly value: number; readonly residual: number } | undefined;
  /** From two on they are drawn, as colours over the steps. */
  readonly spectrum?: DensityInput | undefined;
}

export interface TrainingMonitorWidgetOptions {
  readonly title?: string;
  /** Of the loss. Default "linear". */
  readonly scale?: MonitorState["scale"];
  /** Sharpness beyond which steps on a quadratic diverge; dashed. */
  readonly limits?: NonNullable<MonitorState["limits"]>;
  /** σ of the smoothing Gaussian of all spectra. Default: each spectrum's own. */
  readonly width?: number;
}

const growing = ["records", "looks", "spectra"] as const;

const tables = {
  records: ["step", "loss", "accuracy"],
  looks: ["step", "value", "residual"],
} as const;

const scales = ["linear", "log"] as const;

/** Between two messages, at least. */
const pauseMs = 40;

type Tables = { readonly [T in MonitorTable]: GrowingColumns<(typeof tables)[T][number]> };
/** Here the tables grow; on the wire they are columns. */
type OwnState = Omit<MonitorState, MonitorTable | "spectra"> &
  Tables & { readonly spectra: SpectrumMoment[] };

export class TrainingMonitor extends FigureWidget<OwnState> {
  readonly #sent = { records: 0, looks: 0, spectra: 0 };
  #timer: NodeJS.Timeout | undefined;
  #nextAt = -Infinity;

  constructor(options: TrainingMonitorWidgetOptions = {}) {
    const { title = "Training", scale = "linear", limits = null, width = null } = options;
    checkOneOf("TrainingMonitor", "scale", scale, scales);
    if (width !== null) checkPositive("TrainingMonitor", "width", width);
    const records = new GrowingColumns(tables.records);
    const looks = new GrowingColumns(tables.looks);
    const rows = { records, looks, spectra: [] };
    const state = { ...rows, title, limits, scale, width, selection: null };
    super({
      name: "TrainingMonitor",
      state,
      draw: (own, theme) => monitorFigure(columnsOf(own), theme),
      waits: (own) => monitorWaits(columnsOf(own)),
      checks: {
        scale: isOneOf(scales),
        width: (value) => value === null || isPositive(value),
        ...Object.fromEntries(growing.map((key) => [key, () => false])),
      },
      wire: growingWire(new Set([...Object.keys(state), "notes"])),
    });
  }

  get scale(): MonitorState["scale"] {
    return this.get("scale");
  }

  set scale(scale: MonitorState["scale"]) {
    checkOneOf("TrainingMonitor", "scale", scale, scales);
    this.set({ scale });
  }

  /** σ of the smoothing Gaussian of all spectra; null for each spectrum's own. */
  get width(): number | null {
    return this.get("width");
  }

  set width(width: number | null) {
    if (width !== null) checkPositive("TrainingMonitor", "width", width);
    this.set({ width });
  }

  /** Number of steps with a loss so far. */
  get length(): number {
    return this.get("records").length;
  }

  /** Adds what a step tells; pages see it at most 40 ms later. */
  append({ step, loss, accuracy = NaN, sharpness, spectrum }: MonitoredStep): void {
    if (this.closed) throw new Error("append: widget must be open, got a closed one; make it anew");
    if (!Number.isFinite(step)) {
      throw new RangeError(`TrainingMonitor.append: step must be a finite number, got ${step}`);
    }
    if (loss !== undefined) this.get("records").append({ step, loss, accuracy });
    if (sharpness !== undefined) this.get("looks").append({ step, ...sharpness });
    if (spectrum !== undefined)
      this.get("spectra").push({ step, spectrum: spectrumState(`step ${step}`, spectrum) });
    const now = performance.now();
    if (now >= this.#nextAt)
      this.#sendNew(); // a loop that never awaits has no timers
    else this.#timer ??= setTimeout(() => this.#sendNew(), this.#nextAt - now);
  }

  /** Begins anew, with nothing. */
  clear(): void {
    for (const table of ["records", "looks"] as const) this.get(table).clear();
    this.get("spectra").length = 0;
    for (const table of growing) this.#sent[table] = 0;
    this.finish();
  }

  /** Sends the whole once more, as state: for programs that save notebooks and ignore messages. */
  finish(): void {
    this.#sendNew();
    this.resend(growing);
  }

  override close(): void {
    clearTimeout(this.#timer);
    super.close();
  }

  #sendNew(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.closed) return;
    for (const table of ["records", "looks"] as const) this.#sendTable(table);
    this.#sendSpectra();
    this.#nextAt = performance.now() + pauseMs;
  }

  #sendTable(table: MonitorTable): void {
    const [from, rows] = [this.#sent[table], this.get(table)];
    if (rows.length === from) return;
    this.send({ append: table, from }, rows.since(from));
    this.#sent[table] = rows.length;
  }

  #sendSpectra(): void {
    const [from, spectra] = [this.#sent.spectra, this.get("spectra")];
    if (spectra.length === from) return;
    const { state, bufferPaths, buffers } = splitBuffers({ rows: spectra.slice(from) });
    this.send({ append: "spectra", from, state, buffer_paths: bufferPaths }, buffers);
    this.#sent.spectra = spectra.length;
  }
}

function columnsOf({ records, looks, ...state }: OwnState): MonitorState {
  return { ...state, records: records.all(), looks: looks.all() };
}

function growingWire(keys: ReadonlySet<string>): Wire {
  const plain = plainWire(keys);
  const columns = (value: unknown): unknown =>
    value instanceof GrowingColumns ? value.all() : value;
  return {
    decode: (part) => plain.decode(part),
    encode: (part) =>
      plain.encode(Object.fromEntries(Object.entries(part).map(([key, v]) => [key, columns(v)]))),
  };
}
