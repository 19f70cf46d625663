/** Expressions that the client evaluates: TypeScript, in a frame of a stop or in the session. */
import type { Runtime } from "node:inspector";
import type { DebugSession } from "./debugSession.js";
import { unanswered } from "./mainThread.js";
import type { Frame } from "./pause.js";
import { targetName } from "./targetFunctions.js";

interface Evaluated {
  readonly result: Runtime.RemoteObject;
  readonly exceptionDetails?: Runtime.ExceptionDetails | undefined;
}

/**
 * An expression may take this long. While V8's inspector evaluates one it hears nothing else, no interrupt either;
 * only its own limit of time ends it.
 */
const limitMs = 5000;

const isIdentifier = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** The frame of this id. @throws If there is none, because the program went on. */
export function frameOf(session: DebugSession, id: unknown): Frame {
  const frame = session.frames?.find((each) => each.id === id);
  if (frame === undefined)
    throw new Error(`frameId: must be a frame of this stop, got ${String(id)}`);
  return frame;
}

/** @param frameId A frame; undefined for the innermost of a stop, or the session if the program runs. */
export async function evaluate(
  session: DebugSession,
  code: string,
  frameId: unknown,
): Promise<Runtime.RemoteObject> {
  const javascript = await session.main.call("javascript", code);
  return run(session, javascript, frameId);
}

/** The MIME bundle of an expression. While the program is stopped, one that is made asynchronously is not waited for. */
export async function richBundle(
  session: DebugSession,
  code: string,
  frameId: unknown,
): Promise<Record<string, unknown>> {
  const javascript = (await session.main.call("javascript", code)).trim().replace(/;$/, "");
  const wait = session.frames === undefined;
  const call = `${targetName}.rich((${javascript}), ${wait})`;
  const made = await run(session, wait ? `await ${call}` : call, frameId);
  return JSON.parse(String(made.value)) as Record<string, unknown>;
}

/** Makes a variable of a frame one of the session. */
export async function copyToSession(
  session: DebugSession,
  { from, to, frameId }: { from: string; to: string; frameId: unknown },
): Promise<void> {
  if (!isIdentifier.test(to)) throw new Error(`copyToGlobals: must be a name, got ${to}`);
  const javascript = await session.main.call("javascript", from);
  await run(session, `${targetName}.copied = (${javascript.trim().replace(/;$/, "")})`, frameId);
  const declaration = `let ${to} = ${targetName}.copied;`;
  // It runs at once, but as V8's REPL mode awaits it, its answer comes only when the program goes on.
  unanswered(session.main.evaluate(declaration, { replMode: true, silent: true }));
  await session.main.call("declare", to);
}

async function run(
  session: DebugSession,
  expression: string,
  frameId: unknown,
): Promise<Runtime.RemoteObject> {
  const { main, frames, variables } = session;
  const { objectGroup } = variables;
  const shared = { objectGroup, generatePreview: true, silent: true, timeout: limitMs };
  const frame = frameId === undefined || frameId === null ? frames?.[0] : frameOf(session, frameId);
  if (frame === undefined) {
    const inSession = { ...shared, replMode: true, awaitPromise: true, disableBreaks: true };
    return take(await inTime(main.evaluate(expression, inSession)));
  }
  const { callFrameId } = frame.call;
  const inFrame = { ...shared, callFrameId, expression };
  return take(await main.session.post("Debugger.evaluateOnCallFrame", { ...inFrame }));
}

/** V8's own limit does not count what an expression awaits. */
function inTime<T>(evaluation: Promise<T>): Promise<T> {
  const late = new Promise<never>((_resolve, reject) => {
    const error = new Error(`evaluate: must end in ${limitMs / 1000} s`);
    setTimeout(reject, limitMs, error).unref();
  });
  return Promise.race([evaluation, late]);
}

function take({ result, exceptionDetails }: Evaluated): Runtime.RemoteObject {
  if (exceptionDetails === undefined) return result;
  const { exception, text } = exceptionDetails;
  throw new Error(exception?.description?.split("\n    at ")[0] ?? text);
}
