/** Jupyter's model of a training monitor: rows that arrive as messages go to the end of its tables. */
import { put_buffers } from "@jupyter-widgets/base";
import type { MonitorAppend, MonitorSpectra, SpectrumMoment } from "../contract.js";
import { float64Leaves } from "./binary.js";
import { figureModel } from "./figureModel.js";

const columnNames = {
  records: ["step", "loss", "accuracy"],
  looks: ["step", "value", "residual"],
} as const;

type Append = MonitorAppend | MonitorSpectra;
type Columns = Readonly<Record<string, Float64Array>>;

export class TrainingMonitorModel extends figureModel("TrainingMonitor", [
  "records",
  "looks",
  "spectra",
]) {
  override initialize(
    ...options: Parameters<InstanceType<ReturnType<typeof figureModel>>["initialize"]>
  ): void {
    super.initialize(...options);
    this.on("msg:custom", (content: Partial<Append>, buffers: readonly DataView[]) => {
      if (content.append === undefined) return;
      const message = content as Append;
      // After the states that came before it, which Jupyter applies one after the other.
      this.state_change = this.state_change.then(() => this.#append(message, buffers));
    });
  }

  /** Rows that are known already are passed over; after a gap, the kernel is asked for all. */
  #append(message: Append, buffers: readonly DataView[]): void {
    const known = this.#known(message.append);
    if (message.from > known) this.comm?.send({ method: "request_state" }, {});
    else if (message.append === "spectra") this.#appendSpectra(message, known, buffers);
    else this.#appendRows(message, known, buffers);
  }

  #known(table: Append["append"]): number {
    const rows = this.get(table) as readonly unknown[] | Columns;
    return Array.isArray(rows) ? rows.length : ((rows as Columns)["step"]?.length ?? 0);
  }

  #appendSpectra(message: MonitorSpectra, known: number, buffers: readonly DataView[]): void {
    const state = structuredClone(message.state) as { rows: never[] };
    const paths = message.buffer_paths.map((path) => [...path]);
    put_buffers(state, paths, [...buffers]);
    const added = float64Leaves(state.rows.slice(known - message.from)) as SpectrumMoment[];
    const spectra = this.get("spectra") as readonly SpectrumMoment[];
    this.set_state({ spectra: [...spectra, ...added] as unknown });
  }

  #appendRows({ append, from }: MonitorAppend, known: number, buffers: readonly DataView[]): void {
    const table = this.get(append) as Columns;
    const columns = float64Leaves(buffers) as readonly Float64Array[];
    const grown = columnNames[append].map((name, i) => {
      const added = columns[i] ?? new Float64Array();
      return [name, joined(table[name] ?? new Float64Array(), added.subarray(known - from))];
    });
    // As from the kernel, so that it is not sent back.
    this.set_state({ [append]: Object.fromEntries(grown) as unknown });
  }
}

function joined(first: Float64Array, second: Float64Array): Float64Array {
  const both = new Float64Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
