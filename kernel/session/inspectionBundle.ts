/** An inspection as text and as markdown. */
import type { Inspection } from "../language/inspection.js";
import type { Parameter } from "../language/signatureHelp.js";
import type { JsonObject } from "../protocol/message.js";

/** @param detailed Whether the source is shown, where there is one. */
export function inspectionBundle(found: Inspection, detailed: boolean): JsonObject {
  const source = detailed ? found.source : undefined;
  return {
    "text/plain": asText(found, source),
    "text/markdown": asMarkdown(found, source),
  };
}

function asText(found: Inspection, source = ""): string {
  const { signature, documentation, tags, call } = found;
  const parameter = parameterLine(call?.parameter, (code) => code);
  return joined([signature, overloads(found), parameter, documentation, tags.join("\n"), source]);
}

function asMarkdown(found: Inspection, source = ""): string {
  const { signature, documentation, tags, call } = found;
  const list = tags.map((tag) => `- ${tag.replace(/^@(\w+)/, "*@$1*")}`).join("\n");
  const parameter = parameterLine(call?.parameter, (code) => `\`${code}\``);
  const blocks = [signature, overloads(found), source].map(codeBlock);
  const [first = "", second = "", last = ""] = blocks;
  return joined([first, second, parameter, documentation, list, last]);
}

/** The overloads of a call; a single one is in the signature already. */
function overloads({ call }: Inspection): string {
  return call && call.overloads.length > 1 ? call.overloads.join("\n") : "";
}

function parameterLine(parameter: Parameter | undefined, quote: (code: string) => string): string {
  if (!parameter) return "";
  const { declaration, documentation } = parameter;
  return `→ ${quote(declaration)}${documentation === "" ? "" : ` — ${documentation}`}`;
}

function codeBlock(code: string): string {
  return code === "" ? "" : `\`\`\`typescript\n${code}\n\`\`\``;
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}
