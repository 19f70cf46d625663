/** Command lines: what is not understood is refused with one sentence. */
import { expect, test } from "vitest";
import { labArguments } from "../../scripts/start/labCommand.mjs";
import { parseStartOptions } from "../../scripts/start/startOptions.mjs";
import { chooseStages, stages } from "../../scripts/test/stages.mjs";

test("npm start without words opens a browser at a port of its choice", () => {
  expect(parseStartOptions([])).toEqual({
    browser: true,
    port: undefined,
    help: false,
    labArguments: [],
  });
});

test("what follows a second -- goes to jupyter lab unchanged", () => {
  const options = parseStartOptions([
    "--no-browser",
    "--port",
    "8890",
    "--",
    "--port=1",
    "--x",
    "--",
  ]);
  expect(options).toMatchObject({
    browser: false,
    port: 8890,
    labArguments: ["--port=1", "--x", "--"],
  });
});

test.each(["0", "65536", "8.5", "abc", "-1", "1e3", ""])("port %j is refused", (port) => {
  expect(() => parseStartOptions([`--port=${port}`])).toThrow(
    `--port needs a number from 1 to 65535, got "${port}".`,
  );
});

test.each([
  [["--nope"], "npm start: Unknown option '--nope'."],
  [["notebooks"], "npm start: Unexpected argument 'notebooks'."],
  [["--port"], "npm start: Option '--port <value>' argument missing."],
])("%j is refused", (words, sentence) => {
  expect(() => parseStartOptions(words)).toThrow(sentence);
});

test("jupyter lab: root only when root, further arguments last, so that they win", () => {
  const settings = { port: 9, folder: "f", browser: false, asRoot: false, labArguments: ["--z"] };
  const words = labArguments(settings);
  expect(words).not.toContain("--allow-root");
  expect(words).toContain("--port=9");
  expect(words.at(-1)).toBe("--z");
  expect(labArguments({ ...settings, asRoot: true })).toContain("--allow-root");
});

test("stages run in their own order, whatever the order of the words", () => {
  expect(chooseStages([])).toBe(stages);
  expect(chooseStages(["lab", "unit"]).map(({ name }) => name)).toEqual(["unit", "lab"]);
  expect(() => chooseStages(["unit", "labs"])).toThrow('npm test: there is no stage "labs".');
});
