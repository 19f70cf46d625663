/**
 * Lanczos vectors in a file that only grows: a head, then one row per step.
 *
 *   head   64 bytes: "eigenscape basis 1", zeros, and from byte 24 on n as float64 and sha256 of the run
 *   row    probe and step as uint32, sha256 of all the row's other bytes, n float64; all little-endian
 *
 * A row is on the disk when `append` has ended. What a kill leaves of a row has no right sum and is
 * passed over, and the row comes again behind it.
 */
import { createHash } from "node:crypto";
import { open, type FileHandle } from "node:fs/promises";
import { bytesOf, numbersOf } from "../core/littleEndian.js";

const title = "eigenscape basis 1";
const headLength = 64;
const rowHeadLength = 40;

export class BasisFile {
  readonly path: string;
  readonly #file: FileHandle;
  readonly #size: number;
  /** Where rows begin, by probe and step; several where the first were not whole. */
  readonly #places = new Map<string, number[]>();
  #end = headLength;

  private constructor(path: string, file: FileHandle, size: number) {
    this.path = path;
    this.#file = file;
    this.#size = size;
  }

  /**
   * @param size n.
   * @param run Tells runs apart: what is in a file of another one is an error.
   * @param anew Rows that are there are forgotten.
   */
  static async open(path: string, size: number, run: string, anew: boolean): Promise<BasisFile> {
    const file = await openOrCreate(path);
    try {
      const basis = new BasisFile(path, file, size);
      const { size: bytes } = await file.stat();
      const head = headOf(size, run);
      const found = await basis.#read(0, Math.min(bytes, headLength));
      checkTitle(path, found);
      if (anew || bytes < headLength) await basis.#begin(head);
      else if (found.equals(head)) await basis.#index(bytes);
      else throw new RangeError(`spectrum: ${path} must belong to this run, got another's vectors`);
      return basis;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Appends the vector that follows on a step, and waits for the disk. */
  async append(probe: number, step: number, vector: Float64Array): Promise<void> {
    const data = bytesOf(vector);
    const row = Buffer.concat([rowHead(probe, step, data), data]);
    for (let done = 0; done < row.length;) {
      const rest = row.subarray(done);
      done += (await this.#file.write(rest, 0, rest.length, this.#end + done)).bytesWritten;
    }
    await this.#file.datasync();
    this.#note(probe, step);
  }

  /** How many of the first `steps` vectors of a probe are there and whole. */
  async whole(probe: number, steps: number): Promise<number> {
    for (let step = 0; step < steps; step++) {
      if (!(await this.#vector(probe, step))) return step;
    }
    return steps;
  }

  async vector(probe: number, step: number): Promise<Float64Array> {
    const vector = await this.#vector(probe, step);
    if (vector) return vector;
    throw new RangeError(
      `spectrum: ${this.path} must hold step ${step} of probe ${probe}, got none`,
    );
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #vector(probe: number, step: number): Promise<Float64Array | undefined> {
    for (const place of this.#places.get(keyOf(probe, step)) ?? []) {
      const row = await this.#read(place, this.#rowLength);
      const data = row.subarray(rowHeadLength);
      const sound = row.subarray(0, rowHeadLength).equals(rowHead(probe, step, data));
      if (sound) return numbersOf(data);
    }
    return undefined;
  }

  /** There is a row at the end. */
  #note(probe: number, step: number): void {
    const key = keyOf(probe, step);
    this.#places.set(key, [...(this.#places.get(key) ?? []), this.#end]);
    this.#end += this.#rowLength;
  }

  get #rowLength(): number {
    return rowHeadLength + 8 * this.#size;
  }

  async #begin(head: Buffer): Promise<void> {
    await this.#file.truncate(0);
    await this.#file.write(head, 0, headLength, 0);
    await this.#file.sync();
  }

  /** Rows that are whole by their length; the next one is written over what follows. */
  async #index(bytes: number): Promise<void> {
    while (this.#end + this.#rowLength <= bytes) {
      const head = await this.#read(this.#end, 8);
      this.#note(head.readUInt32LE(0), head.readUInt32LE(4));
    }
  }

  async #read(from: number, length: number): Promise<Buffer> {
    const bytes = Buffer.alloc(length);
    for (let done = 0; done < length;) {
      const { bytesRead } = await this.#file.read(bytes, done, length - done, from + done);
      if (bytesRead === 0) return bytes.subarray(0, done);
      done += bytesRead;
    }
    return bytes;
  }
}

const keyOf = (probe: number, step: number): string => `${probe} ${step}`;

async function openOrCreate(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r+");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return open(path, "wx+");
  }
}

function headOf(size: number, run: string): Buffer {
  const head = Buffer.alloc(headLength);
  head.write(title, "latin1");
  head.writeDoubleLE(size, 24);
  createHash("sha256").update(run).digest().copy(head, 32);
  return head;
}

function rowHead(probe: number, step: number, data: Buffer): Buffer {
  const head = Buffer.alloc(rowHeadLength);
  head.writeUInt32LE(probe, 0);
  head.writeUInt32LE(step, 4);
  createHash("sha256").update(head.subarray(0, 8)).update(data).digest().copy(head, 8);
  return head;
}

/** Nobody's other file is written over; a head that a kill has cut is one of ours. */
function checkTitle(path: string, head: Buffer): void {
  const expected = Buffer.from(title, "latin1").subarray(0, head.length);
  if (head.subarray(0, expected.length).equals(expected)) return;
  throw new RangeError(`spectrum: ${path} must be a file of Lanczos vectors, got another`);
}
