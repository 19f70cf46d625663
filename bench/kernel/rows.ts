/** What is measured of a kernel, and what is promised of ours (issue: the kernel). */
import type { KernelName } from "./contenders.js";
import type { KernelSession, Milliseconds } from "./session.js";

export interface Row {
  readonly name: string;
  readonly take: (session: KernelSession) => Promise<Milliseconds>;
  /** Promised at most, milliseconds. */
  readonly target?: { readonly median: number; readonly p95?: number };
  /** The same of a kernel that starts from its snapshot, where that makes a difference. */
  readonly snapshotTarget?: number;
  /** Kernels that ours must be ahead of, at the median. */
  readonly ahead: readonly KernelName[];
  /** Whether it counts for this row that a kernel checks types. */
  readonly typed?: boolean;
}

/** In the order in which they are taken; all sessions take one row before the next begins. */
export const rows: readonly Row[] = [
  {
    name: "first result",
    take: (session) => session.first(),
    target: { median: 1200 },
    snapshotTarget: 600,
    ahead: ["tslab", "ipykernel"],
  },
  {
    name: "warm 1+1",
    take: async (session) => (await session.warm(60)).slice(10), // the first ones are compiled
    target: { median: 3 },
    ahead: ["tslab", "ipykernel"],
  },
  {
    name: "20,000 prints",
    take: (session) => session.prints(),
    target: { median: 1000 },
    ahead: ["tslab", "ipykernel"],
  },
  { name: "import", take: (session) => session.import(), ahead: ["tslab"] },
  {
    name: "typed cell",
    take: (session) => session.cells(60),
    target: { median: 10, p95: 30 },
    ahead: ["tslab", "ipykernel"],
    typed: true,
  },
  {
    name: "completion",
    take: (session) => session.completions(30),
    target: { median: 20 },
    ahead: ["tslab", "ipykernel"],
  },
];
