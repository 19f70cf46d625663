/** What cells showed, as a front end receives it. */
import type { CellRun } from "./testKernel.js";

/** Contents of displays, updates, results and clearings, in order. */
export const displays = ({ messages }: CellRun): Record<string, unknown>[] =>
  messages
    .filter(({ type }) => /display_data|clear_output|execute_result/.test(type))
    .map(({ type, content }) => ({ type, ...content }));
export const data = (run: CellRun): unknown[] => displays(run).map((display) => display["data"]);
export const ids = (run: CellRun): unknown[] =>
  displays(run).map((display) => (display["transient"] as { display_id: string }).display_id);
