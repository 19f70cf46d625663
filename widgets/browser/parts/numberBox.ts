/** A labelled box for a whole number from 0. */
import { element } from "./element.js";

export interface NumberBox {
  readonly part: HTMLElement;
  readonly input: HTMLInputElement;
  /** The number that is written, moved into the range. */
  readonly value: () => number;
  readonly setMost: (most: number) => void;
}

export function numberBox(label: string): NumberBox {
  const input = element("input", "number", { type: "number", min: "0", step: "1", value: "0" });
  const value = (): number => {
    const most = Math.max(0, Number(input.max));
    return Math.min(most, Math.max(0, Math.round(input.valueAsNumber || 0)));
  };
  return {
    part: element("label", "label", {}, `${label} `, input),
    input,
    value,
    setMost: (most) => void (input.max = String(most)),
  };
}
