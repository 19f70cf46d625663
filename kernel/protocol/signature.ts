/**
 * Signatures of messages: hex HMAC-SHA256 over the four JSON frames.
 *
 * A frame is parsed only after its signature was found right, and the comparison takes the same time
 * whatever the difference, so that a local process cannot guess a signature byte by byte.
 */
import { createHmac, timingSafeEqual } from "node:crypto";

export class Signature {
  readonly #key: string;

  /** @param key The key of the connection file; an empty key switches signing off, as the protocol says. */
  constructor(key: string) {
    this.#key = key;
  }

  sign(parts: readonly Uint8Array[]): string {
    if (this.#key === "") return "";
    const hmac = createHmac("sha256", this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }

  /** Whether `signature` (the bytes of the frame) is the signature of `parts`. */
  verify(signature: Uint8Array, parts: readonly Uint8Array[]): boolean {
    if (this.#key === "") return true;
    const expected = Buffer.from(this.sign(parts));
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  }
}
