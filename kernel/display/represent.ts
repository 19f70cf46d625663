/** A value that does not say itself how to be shown → the forms that show it best. */
import { types } from "node:util";
import type { MimeBundle } from "../host/hostTypes.js";
import { foreignBundle } from "./foreign.js";
import { imageBundle } from "./images.js";
import { numbersText } from "./numbers.js";
import { plainText } from "./plainText.js";
import { streamText } from "./streams.js";
import { tableBundle } from "./table/tableBundle.js";
import { tableOf } from "./table/tableOf.js";
import { tensorText } from "./tensor.js";
import { treeBundle } from "./tree/treeBundle.js";

/** The bundle of any value; a promise if the value must first be read from a graphics card. */
export function represent(value: unknown): MimeBundle | Promise<MimeBundle> {
  if ((typeof value !== "object" && typeof value !== "function") || value === null)
    return asText(plainText(value));
  // Node.js prints what a proxy stands for without asking the proxy; nothing else here could.
  if (types.isProxy(value)) return asText(plainText(value));
  const tensor = tensorText(value);
  if (tensor instanceof Promise) return tensor.then(asText);
  const summary = tensor ?? numbersText(value) ?? streamText(value);
  if (summary !== undefined) return asText(summary);
  const drawn = imageBundle(value) ?? foreignBundle(value);
  if (drawn) return drawn;
  const table = tableOf(value);
  if (table) return tableBundle(table);
  const text = plainText(value);
  return treeBundle(value, text) ?? asText(text);
}

const asText = (text: string): MimeBundle => ({ "text/plain": text });
