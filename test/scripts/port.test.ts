/** A wanted port that is taken is an error at once; without a wish one is found. */
import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { anyFreePort, choosePort } from "../../scripts/start/port.mjs";

test("a free port is taken as wished, a taken one is refused", async () => {
  const port = await anyFreePort();
  expect(await choosePort(port)).toBe(port);
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  await expect(choosePort(port)).rejects.toThrow(`Port ${port} is taken or not allowed.`);
  expect(await choosePort(undefined)).toBeGreaterThanOrEqual(8888);
  server.close();
});
