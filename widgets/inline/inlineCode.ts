/**
 * The code of inline widgets: one model per text, shared by every widget that has it, so that it
 * travels once and a page runs it once. A widget's state refers to it.
 */
import { createHash } from "node:crypto";
import type { InlineCodeState } from "../contract.js";
import { kernelHost, type KernelHost } from "../host.js";
import { ownIdentity } from "../modelIdentity.js";
import { Widget } from "../widget.js";

export class InlineCode extends Widget<InlineCodeState> {
  constructor(state: InlineCodeState) {
    const name = "InlineCode";
    super({ name, state, identity: { ...ownIdentity(name), view: null } });
  }
}

const known = new WeakMap<KernelHost, Map<string, InlineCode>>();

/** The open model of a text, made if there is none. */
export function inlineCode(esm: string, css: string): InlineCode {
  const host = kernelHost("inlineWidget");
  const codes = known.get(host) ?? new Map<string, InlineCode>();
  known.set(host, codes);
  const hash = createHash("sha256").update(esm).update("\0").update(css).digest("hex");
  const code = codes.get(hash);
  if (code !== undefined && !code.closed) return code;
  const made = new InlineCode({ hash, esm, css });
  codes.set(hash, made);
  return made;
}
