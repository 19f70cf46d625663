/** A text with some pieces replaced, and where each of its offsets came from. */

/** Replaces `start … end` of the original; start = end inserts. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export class EditedText {
  readonly original: string;
  readonly text: string;
  readonly #edits: readonly Edit[];

  /** @param edits Must not overlap; of two at one place the first comes first. */
  constructor(original: string, edits: readonly Edit[]) {
    this.original = original;
    this.#edits = [...edits].sort((a, b) => a.start - b.start);
    let text = "";
    let at = 0;
    for (const { start, end, text: replacement } of this.#edits) {
      text += original.slice(at, start) + replacement;
      at = end;
    }
    this.text = text + original.slice(at);
  }

  /** The offset in the new text; what is inserted at an offset comes before it. */
  toText(offset: number): number {
    let shift = 0;
    for (const { start, end, text } of this.#edits) {
      if (start > offset) break;
      if (offset < end) return start + shift + Math.min(offset - start, text.length);
      shift += text.length - (end - start);
    }
    return offset + shift;
  }

  /** The offset in the original; inside a replacement that is where the replaced piece begins. */
  toOriginal(offset: number): number {
    let shift = 0;
    for (const { start, end, text } of this.#edits) {
      if (offset < start + shift) break;
      if (offset < start + shift + text.length) return start;
      shift += text.length - (end - start);
    }
    return Math.min(Math.max(offset - shift, 0), this.original.length);
  }
}
