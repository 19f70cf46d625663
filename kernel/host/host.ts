/** Puts the host interface where libraries look for it, and `display` where people do. */
import { defineHidden } from "../runtime/inspectorSession.js";
import type { Comms } from "./comms.js";
import type { KernelHost } from "./hostTypes.js";

/** What the host interface is made of. */
export interface HostParts {
  readonly outputs: Pick<KernelHost, "display" | "updateDisplay"> & { clear(wait: boolean): void };
  readonly comms: Comms;
  readonly ask: (prompt: string, password: boolean) => Promise<string>;
}

export function installHost({ outputs, comms, ask }: HostParts): void {
  const host: KernelHost = {
    display: (value, options) => outputs.display(value, options),
    updateDisplay: (value, displayId) => outputs.updateDisplay(value, displayId),
    clearOutput: (wait = false) => outputs.clear(wait),
    openComm: (target, options) => comms.open(target, options),
    onComm: (target, handler) => comms.onTarget(target, handler),
    input: async (prompt = "", { password = false } = {}) => ask(prompt, password),
  };
  defineHidden(Symbol.for("jupyter.kernel"), host);
  defineHidden("display", (...shown: Parameters<KernelHost["display"]>) => host.display(...shown));
}
