/** Parts of the kernel that know nothing of a process: bytes, texts, queues. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeFrame, placeOf } from "../../kernel/language/codeFrame.js";
import { parseConnection } from "../../kernel/protocol/connection.js";
import { decode, encode } from "../../kernel/protocol/message.js";
import { SendQueue } from "../../kernel/protocol/sendQueue.js";
import { Signature } from "../../kernel/protocol/signature.js";
import { StreamBuffer } from "../../kernel/protocol/streamBuffer.js";
import { toCodePoints, toUnits } from "../../kernel/session/codePoints.js";
import { History } from "../../kernel/session/history.js";
import { askedName } from "../../kernel/session/help.js";

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe("signature", () => {
  it("is the HMAC-SHA256 of RFC 4231, case 2", () => {
    const signature = new Signature("Jefe");
    const expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    expect(signature.sign([bytes("what do ya want "), bytes("for nothing?")])).toBe(expected);
    expect(signature.verify(bytes(expected), [bytes("what do ya want for nothing?")])).toBe(true);
  });

  it("accepts only the right one, of the right length", () => {
    const signature = new Signature("key");
    const right = signature.sign([bytes("a")]);
    for (const wrong of ["", right.slice(1), `${right}0`, right.replace(/^./, "g")])
      expect(signature.verify(bytes(wrong), [bytes("a")])).toBe(false);
    expect(new Signature("other").verify(bytes(right), [bytes("a")])).toBe(false);
  });

  it("is empty, and everything is accepted, without a key", () => {
    expect(new Signature("").sign([bytes("a")])).toBe("");
    expect(new Signature("").verify(bytes("anything"), [bytes("a")])).toBe(true);
  });
});

describe("messages", () => {
  const signature = new Signature("key");
  const asBytes = (frames: readonly (Uint8Array | string)[]): Uint8Array[] =>
    frames.map((frame) => (typeof frame === "string" ? bytes(frame) : frame));
  const message = { type: "status", parent: '{"msg_id":"p"}', metadata: "{}", content: "{}" };

  it("keep identities and buffers, whatever their bytes", () => {
    const frames = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 4 });
    fc.assert(
      fc.property(frames, frames, (ids, buffers) => {
        const identities = ids.map((id) => Buffer.from([1, ...id]));
        const decoded = decode(
          asBytes(encode({ ...message, identities, buffers }, signature)),
          signature,
        );
        expect(decoded.identities.map((f) => [...f])).toEqual(identities.map((f) => [...f]));
        expect(decoded.buffers.map((f) => [...f])).toEqual(buffers.map((f) => [...f]));
        expect(decoded.type).toBe("status");
      }),
    );
  });

  it("changed anywhere in their four parts are refused before they are parsed", () => {
    const frames = asBytes(encode({ ...message, identities: [], buffers: [] }, signature));
    for (let part = 2; part < 6; part++) {
      const changed = frames.map((frame, i) => (i === part ? Buffer.from("not JSON") : frame));
      expect(() => decode(changed, signature)).toThrow("the signature does not fit");
    }
  });

  it("with missing frames are refused", () => {
    const frames = asBytes(encode({ ...message, identities: [], buffers: [] }, signature));
    for (let count = 0; count < frames.length; count++)
      expect(() => decode(frames.slice(0, count), signature)).toThrow(/^decode: /);
  });
});

describe("connection file", () => {
  const ports = { shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 };
  const file = { ...ports, transport: "tcp", ip: "127.0.0.1", key: "k" };

  it("gives the addresses", () => {
    expect(parseConnection(file).endpoints.hb).toBe("tcp://127.0.0.1:5");
    expect(parseConnection({ ...file, transport: "ipc", ip: "/x/k" }).endpoints.shell).toBe(
      "ipc:///x/k-1",
    );
    expect(parseConnection(file).ports).toEqual(ports);
  });

  it("with a wrong field is refused by name", () => {
    expect(() => parseConnection({ ...file, hb_port: "5" })).toThrow(/valid hb_port, got 5/);
    expect(() => parseConnection({ ...file, key: undefined })).toThrow(/valid key/);
    expect(() => parseConnection({ ...file, signature_scheme: "md5" })).toThrow(/hmac-sha256/);
    expect(() => parseConnection(null)).toThrow(/JSON object/);
  });
});

describe("send queue", () => {
  it("sends one after the other, in order, past failures, and nothing once closed", async () => {
    const sent: string[] = [];
    const failures: unknown[] = [];
    let sending = 0;
    const socket = {
      async send([frame]: (Uint8Array | string)[]): Promise<void> {
        expect(++sending).toBe(1);
        await new Promise((resolve) => setImmediate(resolve));
        sending--;
        if (frame === "bad") throw new Error("bad");
        sent.push(String(frame));
      },
    };
    const queue = new SendQueue(socket, (error) => failures.push(error));
    for (const frame of ["a", "bad", "b", "c"]) queue.push([frame]);
    await queue.close();
    queue.push(["late"]);
    await queue.close();
    expect(sent).toEqual(["a", "b", "c"]);
    expect(failures).toHaveLength(1);
  });
});

describe("stream buffer", () => {
  it("joins what belongs together and keeps the order of the rest", () => {
    const published: string[] = [];
    const buffer = new StreamBuffer((name, text, parent) =>
      published.push(`${name} ${text} ${parent}`),
    );
    buffer.write("stdout", "a", "p");
    buffer.write("stdout", "b", "p");
    buffer.write("stderr", "c", "p");
    buffer.write("stderr", "d", "q");
    buffer.flush();
    buffer.flush();
    expect(published).toEqual(["stdout ab p", "stderr c p", "stderr d q"]);
  });

  it("sends by itself after a moment", async () => {
    const published: string[] = [];
    const buffer = new StreamBuffer((_name, text) => published.push(text));
    buffer.write("stdout", "a", "p");
    expect(published).toEqual([]);
    await expect.poll(() => published, { interval: 5, timeout: 500 }).toEqual(["a"]);
  });
});

describe("code points", () => {
  it("and UTF-16 units are converted both ways", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const characters = [...text];
        for (let n = 0; n <= characters.length; n++) {
          const units = characters.slice(0, n).join("").length;
          expect(toUnits(text, n)).toBe(units);
          expect(toCodePoints(text, units)).toBe(n);
        }
        expect(toUnits(text, characters.length + 5)).toBe(text.length);
      }),
    );
  });
});

describe("code frame", () => {
  it("marks the place, cuts long lines around it, and keeps tabs", () => {
    expect(codeFrame("a\nb\nc\nlet x = 1\ne\nf", { line: 4, column: 5 }, 99)).toEqual([
      "  2 | b",
      "  3 | c",
      "> 4 | let x = 1",
      "    |     ^^^^^",
      "  5 | e",
    ]);
    expect(codeFrame("\tx", { line: 1, column: 2 })).toEqual(["> 1 | \tx", "    | \t^"]);
    const [line, mark] = codeFrame(`${"y".repeat(1000)}!${"z".repeat(1000)}`, {
      line: 1,
      column: 1001,
    });
    expect(line?.length).toBeLessThan(180);
    expect(line?.[mark?.indexOf("^") ?? 0]).toBe("!");
  });

  it("knows line and column of an offset", () => {
    expect(placeOf("ab\ncd", 0)).toEqual({ line: 1, column: 1 });
    expect(placeOf("ab\ncd", 4)).toEqual({ line: 2, column: 2 });
  });
});

describe("history", () => {
  const history = new History();
  for (const [i, input] of ["a = 1", "b(2)", "a = 1", "[x].y"].entries())
    history.add(i + 1, input, i === 1 ? "two" : null);
  const inputs = (request: object): unknown =>
    (history.reply({ ...request })["history"] as [number, number, unknown][]).map((e) => e[2]);

  it("gives the last, a range, or what fits a pattern", () => {
    expect(inputs({ hist_access_type: "tail", n: 2 })).toEqual(["a = 1", "[x].y"]);
    expect(inputs({ hist_access_type: "tail", n: 0 })).toEqual([]);
    expect(inputs({ hist_access_type: "range", session: 0, start: 2, stop: 4 })).toEqual([
      "b(2)",
      "a = 1",
    ]);
    expect(inputs({ hist_access_type: "range", session: 7, start: 0 })).toEqual([]);
    expect(inputs({ hist_access_type: "search", pattern: "a*" })).toEqual(["a = 1", "a = 1"]);
    expect(inputs({ hist_access_type: "search", pattern: "a*", unique: true })).toEqual(["a = 1"]);
    expect(inputs({ hist_access_type: "search", pattern: "?x?.y" })).toEqual(["[x].y"]);
    expect(inputs({ hist_access_type: "search", pattern: "b(2" })).toEqual([]);
  });

  it("adds outputs when asked", () => {
    expect(inputs({ hist_access_type: "range", start: 2, stop: 3, output: true })).toEqual([
      ["b(2)", "two"],
    ]);
  });
});

it("a question is a name with a question mark, and nothing else is", () => {
  expect(["a.b?", "?a.b", " x ? "].map(askedName)).toEqual(["a.b", "a.b", "x"]);
  expect(["a ? b : c", "x?.y", "a??", "`?`"].map(askedName)).toEqual(Array(4).fill(undefined));
});
