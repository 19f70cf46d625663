/** Files that a person chose in the browser. */
import type { Attribute } from "./attribute.js";

export interface UploadedFile {
  readonly name: string;
  /** MIME type, as the browser guesses it. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  readonly lastModified: Date;
  readonly content: Uint8Array;
}

type WireFile = Omit<UploadedFile, "lastModified"> & { readonly last_modified: number };

/** The files of an upload; not echoed, because they may be large. */
export const uploads = (): Attribute<readonly UploadedFile[]> => ({
  initial: [],
  rule: "an array of files",
  accepts: (value) => Array.isArray(value),
  encode: (files) => files.map(encodeFile),
  decode: (wire) => (Array.isArray(wire) ? (wire as WireFile[]).map(decodeFile) : wire),
  silent: true,
});

function encodeFile({ lastModified, ...file }: UploadedFile): WireFile {
  return { ...file, last_modified: lastModified.getTime() };
}

function decodeFile({ last_modified: modified, ...file }: WireFile): UploadedFile {
  return { ...file, lastModified: new Date(modified) };
}
