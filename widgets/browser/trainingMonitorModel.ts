/** Jupyter's model of a training monitor: rows that arrive as messages go to the end of its tables. */
import type { MonitorAppend } from "../contract.js";
import { float64Leaves } from "./binary.js";
import { figureModel } from "./figureModel.js";

const columnNames = {
  records: ["step", "loss", "accuracy"],
  looks: ["step", "value", "residual"],
} as const;

export class TrainingMonitorModel extends figureModel("TrainingMonitor", ["records", "looks"]) {
  override initialize(
    ...options: Parameters<InstanceType<ReturnType<typeof figureModel>>["initialize"]>
  ): void {
    super.initialize(...options);
    this.on("msg:custom", (content: Partial<MonitorAppend>, buffers: readonly DataView[]) => {
      if (content.append === undefined) return;
      const message = content as MonitorAppend;
      // After the states that came before it, which Jupyter applies one after the other.
      this.state_change = this.state_change.then(() => this.#append(message, buffers));
    });
  }

  /** Rows that are known already are passed over; after a gap, the kernel is asked for all. */
  #append({ append, from }: MonitorAppend, buffers: readonly DataView[]): void {
    const table = this.get(append) as Readonly<Record<string, Float64Array>>;
    const known = table["step"]?.length ?? 0;
    if (from > known) {
      this.comm?.send({ method: "request_state" }, {});
      return;
    }
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
