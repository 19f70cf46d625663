/**
 * `Deno.jupyter` as cells find it, so that notebooks and test kits written for Deno's kernel run here.
 *
 * Only cells see the name `Deno`: libraries take its presence for the Deno runtime and would call what is not
 * there. Types are in kernel/language/environment.ts.
 */
import { image } from "../display/image.js";
import { displayable, html, markdown, svg } from "../display/helpers.js";
import { displaySymbol } from "../display/symbols.js";
import { mimeBundle } from "./mimeBundle.js";
import type { Displayable, KernelHost, MimeBundle, TextTag } from "./hostTypes.js";

interface BroadcastExtra {
  readonly metadata?: Record<string, unknown>;
  readonly buffers?: readonly Uint8Array[];
}

export type Broadcast = (
  type: string,
  content: Record<string, unknown>,
  extra?: BroadcastExtra,
) => void;

interface DenoDisplayOptions {
  readonly raw?: boolean;
  readonly update?: boolean;
  readonly display_id?: string;
}

export function denoNamespace(host: KernelHost, broadcast: Broadcast): object {
  const display = async (value: unknown, options: DenoDisplayOptions = {}): Promise<void> => {
    const { raw = false, update = false, display_id: id } = options;
    const isBundle = raw && typeof value === "object" && value !== null;
    const shown = isBundle
      ? displayable(value as MimeBundle)
      : { [displaySymbol]: () => mimeBundle(value) };
    if (update && id !== undefined) await host.updateDisplay(shown, id);
    else await host.display(shown, id === undefined ? {} : { id });
  };
  const jupyter = {
    $display: displaySymbol,
    broadcast: (type: string, content: Record<string, unknown>, extra?: BroadcastExtra) =>
      Promise.resolve(broadcast(type, content, extra)),
    display,
    format: async (value: unknown) => mimeBundle(value),
    html: rawTag(html),
    image,
    md: rawTag(markdown),
    svg: rawTag(svg),
  };
  return Object.freeze({ jupyter: Object.freeze(jupyter) });
}

/** In Deno, values in a template are put in as they are, mark-up or not. */
function rawTag(
  tag: TextTag,
): (strings: TemplateStringsArray, ...values: unknown[]) => Displayable {
  return (strings, ...values) =>
    tag(String.raw({ raw: strings }, ...values.map((value) => value ?? "")));
}
