/** Small notebooks made by tests, in the format of the committed ones. */
import { writeFileSync } from "node:fs";

export interface ScratchCell {
  readonly source: string;
  /** Saved outputs; a cell with outputs counts as run. */
  readonly outputs?: readonly object[];
}

/** Writes a TypeScript notebook. */
export function writeScratchNotebook(path: string, cells: readonly ScratchCell[]): void {
  const notebook = {
    cells: cells.map(({ source, outputs = [] }, index) => ({
      cell_type: "code",
      execution_count: outputs.length > 0 ? index + 1 : null,
      id: `cell-${index + 1}`,
      metadata: {},
      outputs,
      source,
    })),
    metadata: {
      kernelspec: { display_name: "TypeScript", language: "typescript", name: "typescript" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  writeFileSync(path, JSON.stringify(notebook, null, 1));
}
