/** Jupyter's model class of a live figure: its data arrive as binary and are kept as Float64Array. */
import { DOMWidgetModel } from "@jupyter-widgets/base";
import { float64Leaves } from "./binary.js";
import { ownModel } from "./ownModel.js";

/**
 * @param name Without "Model".
 * @param binary The entries of the state with typed arrays in them.
 */
export function figureModel(name: string, binary: readonly string[]): typeof DOMWidgetModel {
  const whole = { deserialize: float64Leaves, serialize: (value: unknown) => value };
  return class extends DOMWidgetModel {
    static override serializers = {
      ...DOMWidgetModel.serializers,
      ...Object.fromEntries(binary.map((key) => [key, whole])),
    };

    override defaults(): Record<string, unknown> {
      return { ...super.defaults(), ...ownModel(name), selection: null, notes: [] };
    }
  };
}
