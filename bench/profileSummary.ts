/**
 * ONNX Runtime's profile in a form to read.
 */

/** One execution of one node, as ONNX Runtime writes it. */
export interface ProfileEvent {
  readonly name: string;
  readonly cat: string;
  readonly dur: number; // microseconds
  readonly args?: Readonly<Record<string, unknown>>;
}

export interface ProfileRow {
  /** Operation, or node with shapes. */
  readonly what: string;
  readonly count: number;
  readonly milliseconds: number;
}

export interface Profile {
  readonly total: number;
  readonly byOperation: readonly ProfileRow[];
  readonly byNode: readonly ProfileRow[];
}

/** The fastest execution of each node, added up: what neighbours took from single runs is left out. */
export function summarizeProfile(events: readonly ProfileEvent[]): Profile {
  const fastest = new Map<string, { operation: string; what: string; milliseconds: number }>();
  for (const { name, cat, dur, args = {} } of events) {
    const operation = args.op_name;
    if (cat !== "Node" || typeof operation !== "string" || !name.endsWith("_kernel_time")) continue;
    const key = `${name} ${String(args.node_index)}`;
    const what = `${operation} ${shapes(args.input_type_shape)} → ${shapes(args.output_type_shape)}`;
    const before = fastest.get(key)?.milliseconds ?? Infinity;
    fastest.set(key, { operation, what, milliseconds: Math.min(before, dur / 1000) });
  }
  const nodes = [...fastest.values()];
  return {
    total: nodes.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    byOperation: addUp(nodes.map(({ operation, milliseconds }) => [operation, milliseconds])),
    byNode: addUp(nodes.map(({ what, milliseconds }) => [what, milliseconds])),
  };
}

function addUp(entries: readonly (readonly [string, number])[]): ProfileRow[] {
  const rows = new Map<string, { what: string; count: number; milliseconds: number }>();
  for (const [what, milliseconds] of entries) {
    const row = rows.get(what) ?? { what, count: 0, milliseconds: 0 };
    row.count += 1;
    row.milliseconds += milliseconds;
    rows.set(what, row);
  }
  return [...rows.values()].sort((a, b) => b.milliseconds - a.milliseconds);
}

/** [{"float":[128,6,24,24]},{"int64":[4]}] as "128×6×24×24"; index lists tell nothing. */
function shapes(types: unknown): string {
  if (!Array.isArray(types)) return "?";
  const listed = types.flatMap((type: Record<string, number[]>) =>
    Object.entries(type).flatMap(([dtype, shape]) => (dtype === "float" ? [shape.join("×")] : [])),
  );
  return listed.join(" ") || "–";
}
