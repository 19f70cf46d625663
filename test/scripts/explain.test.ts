/** npm, pip and the compiler fail in many words; the scripts pick the sentence that tells why. */
import { expect, test } from "vitest";
import { builtProjects } from "../../scripts/setup/build.mjs";
import { explainNpm, npmCommand } from "../../scripts/setup/dependencies.mjs";
import { explainPip } from "../../scripts/setup/environment.mjs";

test("npm: the sentence is taken, codes and advice are not", () => {
  const failure = explainNpm(
    1,
    ["npm warn old", "npm error code ENOTFOUND", "npm error syscall x", "npm error no route"],
    "npm.log",
  );
  expect(failure.message).toBe("npm ci failed: no route");
  expect(failure.remedy).toContain("connection to the npm registry");
});

test("npm: a lock file that does not fit has a remedy of its own", () => {
  const failure = explainNpm(1, ["npm ERR! code EUSAGE", "npm ERR!", "npm ERR! not in sync"], "l");
  expect(failure.message).toBe("npm ci failed: not in sync");
  expect(failure.remedy).toContain("Run npm install once");
});

test("npm: silence and absence are explained too", () => {
  expect(explainNpm(3, [], "npm.log").message).toBe("npm ci failed: exit code 3");
  expect(explainNpm(127, ["npm: ENOENT"], "npm.log").message).toContain("npm was not found");
});

test("npm is the one that runs the script, and never another package manager", () => {
  expect(npmCommand({ npm_execpath: "/lib/npm-cli.js" })).toEqual([
    process.execPath,
    ["/lib/npm-cli.js"],
  ]);
  expect(npmCommand({ npm_execpath: "/lib/pnpm.cjs" })).toEqual(["npm", []]);
  expect(npmCommand({})).toEqual(["npm", []]);
});

test("pip: the error is quoted, and a lost connection is recognised", () => {
  const missing = explainPip(["Collecting x", "ERROR: No matching distribution for x"], "pip.log");
  expect(missing.message).toBe(
    "pip could not install requirements.txt: No matching distribution for x",
  );
  expect(missing.remedy).toContain("pip.log");
  const offline = explainPip(["WARNING: Retrying: connection broken", "ERROR: none for x"], "l");
  expect(offline.remedy).toContain("Check the connection");
});

test("the build compiles all projects but tests and scripts", () => {
  const configuration = {
    references: ["./src", "./test", "./scripts", "./bin"].map((path) => ({ path })),
  };
  expect(builtProjects(JSON.stringify(configuration))).toEqual(["./src", "./bin"]);
});
