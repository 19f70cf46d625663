/** Asks the person at the front end for a line of text (the protocol's stdin channel). */
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
    if (asker?.content["allow_stdin"] !== true)
      throw new Error(
        "input: the front end that runs this cell takes no input; run it in JupyterLab or jupyter console",
      );
    return new Promise((resolve, reject) => {
      this.#questions.push({ resolve, reject });
      this.#sockets.send("stdin", asker, "input_request", { prompt, password });
    });
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
