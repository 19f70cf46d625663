/**
 * Where in the user's program something went wrong. Errors are thrown deep inside TensorFlow.js or
 * this library; the first stack frame outside of both is the line that the user wrote. Stacks are
 * looked at only when an error is there.
 */

/** This library's own folder, as it stands in stack frames. */
const own = new URL("../", import.meta.url).pathname;

const isOwn = (frame: string): boolean => frame.includes(own);
const isForeign = (frame: string): boolean =>
  !isOwn(frame) && !/[\\/]@tensorflow[\\/]|^node:/.test(frame);

/** Errors whose message tells the place already: the innermost one counts. */
const placed = new WeakSet<Error>();

/**
 * Runs a user's program; an error of ours or of TensorFlow.js tells the line that led to it. Errors
 * that the user's code throws itself stay as they are.
 */
export function tellingLine<T>(body: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 100; // TensorFlow.js fills the usual 10 by itself
  try {
    return body();
  } catch (error) {
    if (error instanceof Error) {
      const line = lineOf(error);
      place(error, line && `at ${line}`);
      shorten(error, line, limit);
    }
    throw error;
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** Runs a layer of a model; an error tells the layer's name. */
export function tellingLayer<T>(name: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof Error) place(error, `in layer ${name}`);
    throw error;
  }
}

function place(error: Error, where: string | undefined): void {
  if (where === undefined || placed.has(error)) return;
  placed.add(error);
  const { message, stack } = error;
  error.message = `${message} (${where})`;
  // The stack begins with the message as it was.
  if (stack?.includes(message)) error.stack = stack.replace(message, () => error.message);
}

/** The frames between the throw and `tellingLine`: the user's first, unless the throw is theirs. */
function lineOf({ stack = "" }: Error): string | undefined {
  const all = stack.split("\n").flatMap((line) => {
    const frame = /^\s+at (?:.* \()?(.+:\d+:\d+)\)?$/.exec(line)?.[1];
    return frame === undefined ? [] : [{ frame, end: line.includes("tellingLine") }];
  });
  const end = all.findIndex((f) => f.end && isOwn(f.frame));
  const inside = all.slice(0, end === -1 ? undefined : end).map(({ frame }) => frame);
  const first = inside.findIndex(isForeign);
  return first > 0 ? inside[first] : undefined;
}

/** Where it was thrown, and the stack from the user's line on, as long as stacks usually are. */
function shorten(error: Error, line: string | undefined, limit: number): void {
  const lines = (error.stack ?? "").split("\n");
  const isFrame = (text: string): boolean => /^\s+at /.test(text);
  const frames = lines.filter(isFrame);
  const from = frames.findIndex((text) => line !== undefined && text.includes(line));
  const shown = [frames[0], ...frames.slice(Math.max(1, from))].slice(0, limit);
  error.stack = [...lines.filter((text) => !isFrame(text)), ...shown].join("\n");
}
