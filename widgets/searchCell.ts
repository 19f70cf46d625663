/** The live cell of an architecture search; a click on an operation is an event. */
import type { SearchCellInput } from "../src/figures/searchCell.js";
import type { CellState } from "./contract.js";
import { isIndex } from "./figures/checks.js";
import { FigureWidget } from "./figures/figureWidget.js";
import { float64Input } from "./figures/float64Input.js";
import { allCell, atFrame } from "./figures/inputFigures.js";
import { lastFrame } from "./figures/momentOf.js";

export class SearchCell extends FigureWidget<CellState> {
  constructor(input: SearchCellInput) {
    super({
      name: "SearchCell",
      state: content(input),
      draw: atFrame(allCell),
      checks: { input: () => false, frame: isIndex },
    });
  }

  /** Shows another cell. */
  show(input: SearchCellInput): void {
    this.set(content(input));
  }
}

function content(input: SearchCellInput): CellState {
  const state = { input: float64Input(input), frame: 0, selection: null };
  return { ...state, frame: lastFrame(allCell(state)) };
}
