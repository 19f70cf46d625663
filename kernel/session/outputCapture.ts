/** Sends the outputs of a block of code elsewhere than below its cell: into a widget, for example. */
import type { KernelHost } from "../host/hostTypes.js";
import { isThenable } from "../host/mimeBundle.js";
import type { ErrorReport } from "../runtime/errorReport.js";
import type { Contexts } from "./outputContext.js";
import type { Outputs } from "./outputs.js";

export interface OutputCaptureParts {
  readonly contexts: Contexts;
  readonly outputs: Outputs;
  readonly report: (error: unknown) => ErrorReport;
}

export function outputCapture(parts: OutputCaptureParts): KernelHost["capture"] {
  const { contexts, outputs, report } = parts;
  return (sink, block) => {
    const context = { ...contexts.current, sink };
    const tell = (error: unknown): never => {
      contexts.run(context, () => outputs.error(report(error)));
      throw error;
    };
    return contexts.during(context, () => {
      const result = attempt(block, tell);
      if (!isThenable(result)) return result;
      const told: unknown = Promise.resolve(result).catch(tell);
      return told as typeof result;
    });
  };
}

function attempt<T>(block: () => T, onError: (error: unknown) => never): T {
  try {
    return block();
  } catch (error) {
    return onError(error);
  }
}
