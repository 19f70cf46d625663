/**
 * `display` and its companions for libraries and cells that import them. They reach whatever kernel runs the
 * code; in plain Node.js, `display` prints text.
 */
import { randomUUID } from "node:crypto";
import { displayHandle } from "./displayHandle.js";
import type { DisplayHandle, DisplayOptions, KernelHost, MimeBundle } from "./hostTypes.js";
import { askedBundle } from "./mimeBundle.js";

/** The kernel that runs this code; undefined in plain Node.js. */
export function kernelHost(): KernelHost | undefined {
  return (globalThis as { [name: symbol]: KernelHost | undefined })[Symbol.for("jupyter.kernel")];
}

/**
 * Shows a value below the running cell; a plain object whose keys are MIME types is shown as that bundle.
 *
 * @returns A handle that replaces what was shown.
 */
export async function display(
  value: unknown,
  options: DisplayOptions = {},
): Promise<DisplayHandle> {
  const host = kernelHost();
  if (host) return host.display(value, options);
  const { id = randomUUID() } = options;
  console.log(textOf(await askedBundle(value)));
  return displayHandle(id, updateDisplay);
}

/** Replaces every output shown under an id, in other cells too. */
export async function updateDisplay(value: unknown, id: string): Promise<void> {
  const host = kernelHost();
  if (host) await host.updateDisplay(value, id);
  else console.log(textOf(await askedBundle(value)));
}

/** Removes the outputs of the running cell; with `wait`, when the next one comes. */
export function clearOutput(wait = false): void {
  kernelHost()?.clearOutput(wait);
}

function textOf(bundle: MimeBundle): string {
  const text = bundle["text/plain"];
  return typeof text === "string" ? text : `<${Object.keys(bundle).join(", ")}>`;
}
