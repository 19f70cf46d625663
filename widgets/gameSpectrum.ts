/** The live eigenvalues of a game in the complex plane; a click on one is an event. */
import type { GameSpectrumInput } from "../src/figures/gameSpectrum.js";
import type { GameState } from "./contract.js";
import { isIndex } from "./figures/checks.js";
import { FigureWidget } from "./figures/figureWidget.js";
import { float64Input } from "./figures/float64Input.js";
import { allGame, atFrame } from "./figures/inputFigures.js";
import { lastFrame } from "./figures/momentOf.js";

export interface GameSpectrumWidgetOptions {
  /** Of what they are eigenvalues. "field": of the Jacobian of v (default), "update": of one step's. */
  readonly of?: GameState["of"];
}

export class GameSpectrum extends FigureWidget<GameState> {
  constructor(input: GameSpectrumInput, { of = "field" }: GameSpectrumWidgetOptions = {}) {
    super({
      name: "GameSpectrum",
      state: content(input, of),
      draw: atFrame(allGame),
      checks: { input: () => false, of: () => false, frame: isIndex },
    });
  }

  /** Shows other eigenvalues. */
  show(input: GameSpectrumInput): void {
    this.set(content(input, this.get("of")));
  }
}

function content(input: GameSpectrumInput, of: GameState["of"]): GameState {
  const state = { input: float64Input(input), of, frame: 0, selection: null };
  return { ...state, frame: lastFrame(allGame(state)) };
}
