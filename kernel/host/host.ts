/** Puts the host interface where libraries look for it, and `display` where people do. */
import * as helpers from "../display/helpers.js";
import { image } from "../display/image.js";
import { runtimeName } from "../language/emit/renaming.js";
import { defineHidden } from "../runtime/inspectorSession.js";
import type { Comms } from "./comms.js";
import { denoNamespace, type Broadcast } from "./denoJupyter.js";
import type { InputOptions, KernelHost } from "./hostTypes.js";
import type { IncomingMessage } from "../protocol/message.js";
import type { Input } from "./input.js";

/** What the host interface is made of. */
export interface HostParts {
  readonly outputs: Pick<KernelHost, "display" | "updateDisplay"> & {
    clear(wait: boolean): void;
    broadcast: Broadcast;
  };
  readonly comms: Comms;
  readonly capture: KernelHost["capture"];
  readonly input: Input;
  /** The request whose sender is asked. */
  readonly asker: () => IncomingMessage | undefined;
}

/** Puts the interface and the globals of cells in place. */
export function installHost({ outputs, comms, capture, input, asker }: HostParts): void {
  const { html, markdown, latex, svg, javascript, json } = helpers;
  const host: KernelHost = {
    display: (value, options) => outputs.display(value, options),
    updateDisplay: (value, id) => outputs.updateDisplay(value, id),
    clearOutput: (wait = false) => outputs.clear(wait),
    capture,
    ...{ html, markdown, latex, svg, javascript, json, image },
    openComm: (target, options) => comms.open(target, options),
    onComm: (target, handler) => comms.onTarget(target, handler),
    input: async (prompt = "", { password = false } = {}) => input.ask(asker(), prompt, password),
    inputSync: (prompt = "", { password = false } = {}) =>
      input.askBlocking(asker(), prompt, password),
  };
  defineHidden(Symbol.for("jupyter.kernel"), host);
  defineHidden("input", (text?: string, options?: InputOptions) => host.input(text, options));
  defineHidden("prompt", (text?: string, options?: InputOptions) => host.inputSync(text, options));
  defineHidden("display", (...shown: Parameters<KernelHost["display"]>) => host.display(...shown));
  // Under the name that cells' own `Deno` has at run time, which no library knows.
  const deno = denoNamespace(host, (type, content, extra) =>
    outputs.broadcast(type, content, extra),
  );
  defineHidden(runtimeName("Deno"), deno);
}
