/** What counts as output that waits: all that the main thread has made, and nothing else. */
import { expect, it } from "vitest";
import { Iopub, noParent } from "../../kernel/protocol/iopub.js";
import { Signature } from "../../kernel/protocol/signature.js";
import { outputSize } from "../../kernel/protocol/threadMessages.js";

it("the main thread's output is told when it is sent, by the measure it was counted with", async () => {
  let told = 0;
  const socket = { send: () => Promise.resolve() };
  const iopub = new Iopub(socket, new Signature("key"), (amount) => (told += amount));
  const message = {
    type: "display_data",
    parent: noParent,
    content: "{}",
    metadata: "{}",
    buffers: [new Uint8Array(100)],
  };
  iopub.publish(message);
  iopub.stream("stdout", "twelve chars", noParent);
  iopub.status("busy", noParent);
  iopub.announce("debug_event", noParent, JSON.stringify({ event: "stopped" }));
  await iopub.close();
  expect(told).toBe(outputSize(message) + 12);
});
