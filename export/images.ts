/**
 * Images that Markdown names: attachments and files beside the notebook become data addresses. What
 * lies on the web stays there and is not loaded by a report, which is told as a warning.
 */
import { readFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import type { MimeData } from "./notebook.js";
import { joined } from "./notebook.js";

const types: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".svg": "image/svg+xml",
};

export interface ImagePlaces {
  readonly attachments: Readonly<Record<string, MimeData>>;
  /** Where relative addresses begin. */
  readonly folder: string;
  readonly warn: (message: string) => void;
}

export function embeddedImage(source: string, { attachments, folder, warn }: ImagePlaces): string {
  if (source.startsWith("data:")) return source;
  if (source.startsWith("attachment:")) {
    const name = decodeURIComponent(source.slice("attachment:".length));
    const found = Object.entries(attachments[name] ?? {})[0];
    if (found === undefined) warn(`${source} is not in the notebook`);
    return found ? `data:${found[0]};base64,${joined(found[1]).trim()}` : source;
  }
  if (/^([a-z]+:)?\/\//i.test(source)) {
    warn(`${source} is on the web and is not shown in the report`);
    return source;
  }
  return fromFile(source, folder) ?? (warn(`${source} cannot be read as an image`), source);
}

function fromFile(source: string, folder: string): string | undefined {
  const type = types[extname(source).toLowerCase()];
  if (type === undefined) return undefined;
  try {
    const bytes = readFileSync(resolve(folder, decodeURIComponent(source)));
    return `data:${type};base64,${bytes.toString("base64")}`;
  } catch {
    return undefined;
  }
}
