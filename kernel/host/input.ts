/**
 * Asks the person at the front end for a line of text (the protocol's stdin channel), and gives the answer as a
 * promise, or blocks the thread until it comes: the sockets are in another thread.
 */
import type { IncomingMessage } from "../protocol/message.js";
import type { Sockets } from "../protocol/sockets.js";

interface Question {
  readonly resolve: (answer: string) => void;
  readonly reject: (error: Error) => void;
}

export class Input {
  readonly #sockets: Sockets;
  #questions: Question[] = [];

  constructor(sockets: Sockets) {
    this.#sockets = sockets;
  }

  /** @param asker The running cell's request; undefined when its front end accepts no questions. */
  ask(asker: IncomingMessage | undefined, prompt: string, password: boolean): Promise<string> {
    const to = listening(asker);
    return new Promise((resolve, reject) => {
      this.#questions.push({ resolve, reject });
      this.#sockets.send("stdin", to, "input_request", { prompt, password });
    });
  }

  /** Like `ask`, but nothing else runs until the answer is there; an interrupt terminates the wait. */
  askBlocking(asker: IncomingMessage | undefined, prompt: string, password: boolean): string {
    const to = listening(asker);
    let answer: string | undefined;
    const question = { resolve: (value: string) => void (answer = value), reject: () => undefined };
    this.#questions.push(question);
    try {
      this.#sockets.send("stdin", to, "input_request", { prompt, password });
      while (answer === undefined) this.answer(this.#sockets.waitForInput());
    } finally {
      this.#questions = this.#questions.filter((each) => each !== question);
    }
    return answer;
  }

  /** An input_reply came; it answers the oldest question. */
  answer({ content }: IncomingMessage): void {
    const value = content["value"];
    this.#questions.shift()?.resolve(typeof value === "string" ? value : "");
  }

  /** The cell was interrupted; nobody waits for answers any more. */
  cancel(error: Error): void {
    const open = this.#questions;
    this.#questions = [];
    for (const { reject } of open) reject(error);
  }
}

function listening(asker: IncomingMessage | undefined): IncomingMessage {
  if (asker?.content["allow_stdin"] === true) return asker;
  throw new Error(
    "input: the front end that runs this cell takes no input; run it in JupyterLab or jupyter console",
  );
}
