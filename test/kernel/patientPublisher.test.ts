/** Broadcasting to clients that read, read slowly, or do not read any more. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PatientPublisher } from "../../kernel/protocol/patientPublisher.js";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => vi.useRealTimers());

/** A socket whose client has room from a time on; without noDrop a message for a full client vanishes. */
function socketOf(hasRoom: () => boolean) {
  const socket = {
    noDrop: false,
    arrived: [] as string[],
    send([text]: (Uint8Array | string)[]): Promise<void> {
      if (hasRoom()) socket.arrived.push(String(text));
      else if (socket.noDrop)
        return Promise.reject(Object.assign(new Error("full"), { code: "EAGAIN" }));
      vi.advanceTimersByTime(1);
      return Promise.resolve();
    },
  };
  return socket;
}

test("a client that has no room for a while is waited for, and gets all in order", async () => {
  let attempts = 0;
  const socket = socketOf(() => ++attempts % 4 === 0);
  const publisher = new PatientPublisher(socket);
  for (const text of ["a", "b", "c"]) await publisher.send([text]);
  expect(socket.arrived).toEqual(["a", "b", "c"]);
});

test("one that has none for five seconds loses messages, and gets all again once it reads", async () => {
  let room = false;
  const socket = socketOf(() => room);
  const publisher = new PatientPublisher(socket);
  const sending = publisher.send(["lost"]);
  await Promise.resolve();
  vi.advanceTimersByTime(5000);
  await sending;
  expect(socket.noDrop).toBe(true);
  room = true;
  await publisher.send(["heard"]);
  expect(socket.arrived).toEqual(["heard"]);
});

test("another failure is the caller's", async () => {
  const socket = { noDrop: false, send: () => Promise.reject(new Error("closed")) };
  await expect(new PatientPublisher(socket).send(["x"])).rejects.toThrow("closed");
});
