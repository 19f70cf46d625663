/** The history on disk: what is kept, what is given up, and that sessions do not meet. */
import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { History } from "../../kernel/session/history.js";
import { HistoryFiles } from "../../kernel/session/historyFiles.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eigenscape-history-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (): History => new History(new HistoryFiles(folder));
type Entry = [session: number, line: number, input: string];
const entries = (history: History, request: object = { hist_access_type: "tail" }): Entry[] =>
  history.reply({ ...request })["history"] as Entry[];

test("sessions that run at once get numbers and files of their own", () => {
  const [one, two] = [open(), open()];
  for (let line = 1; line <= 3; line++) {
    one.add(line, `one ${line}`, null);
    two.add(line, `two ${line}`, `${line}`);
  }
  expect(entries(one).map(([, , input]) => input)).toEqual(["one 1", "one 2", "one 3"]);
  const later = entries(open());
  expect(new Set(later.map(([session]) => session)).size).toBe(2);
  expect(later.map(([, line, input]) => [line, input])).toEqual([
    ...[1, 2, 3].map((line) => [line, `one ${line}`]),
    ...[1, 2, 3].map((line) => [line, `two ${line}`]),
  ]);
});

test("a kernel that ran nothing leaves nothing, one that looked back neither", () => {
  open().reply({ hist_access_type: "tail", n: 5 });
  expect(readdirSync(folder)).toEqual([]);
});

test("0 names this session, -1 the one before, other numbers are numbers", () => {
  open().add(1, "first", null);
  open().add(1, "second", null);
  const now = open();
  now.add(1, "third", null);
  const inputs = (session: number): string[] =>
    entries(now, { hist_access_type: "range", session }).map(([, , input]) => input);
  expect([0, -1, -2, -3, 1, 2, 99].map(inputs)).toEqual([
    ["third"],
    ["second"],
    ["first"],
    [],
    ["first"],
    ["second"],
    [],
  ]);
});

test("unique keeps the newest of equal inputs, across sessions", () => {
  open().add(1, "x", null);
  const now = open();
  now.add(1, "y", null);
  now.add(2, "x", null);
  const found = entries(now, { hist_access_type: "search", pattern: "*", unique: true });
  expect(found).toEqual([
    [2, 1, "y"],
    [2, 2, "x"],
  ]);
});

test("lines that were cut or changed by hand are left out", () => {
  const history = open();
  history.add(1, "kept", null);
  history.close();
  appendFileSync(join(folder, "1.jsonl"), '{"line":"2"}\n[]\nnull\n{"line":3,"inp');
  writeFileSync(join(folder, "notes.txt"), "not ours");
  expect(entries(open())).toEqual([[1, 1, "kept"]]);
});

test("old sessions go when there are too many, or when they are too large; the last one stays", () => {
  for (let session = 1; session <= 5; session++) open().add(1, `${session}`.repeat(100), null);
  const kept = (sessions: number, bytes: number): string[] => {
    new HistoryFiles(folder, { sessions, bytes }).removeOldest();
    return readdirSync(folder).sort();
  };
  const size = statSync(join(folder, "1.jsonl")).size;
  expect(kept(4, 10 * size)).toEqual(["2.jsonl", "3.jsonl", "4.jsonl", "5.jsonl"]);
  expect(kept(4, 2 * size)).toEqual(["4.jsonl", "5.jsonl"]);
  expect(kept(4, 1)).toEqual(["5.jsonl"]);
});

test("a session that began later does not count as an earlier one", () => {
  const first = open();
  first.add(1, "mine", null);
  open().add(1, "later", null);
  expect(entries(first)).toEqual([[1, 1, "mine"]]);
});

test("the file is the user's alone, and long results are cut in it", () => {
  const history = open();
  history.add(1, "long", "x".repeat(1_000_000));
  const { mode, size } = statSync(join(folder, "1.jsonl"));
  expect(mode & 0o777).toBe(0o600);
  expect(size).toBeLessThan(11_000);
});

test("a folder that cannot be made costs the memory of it, not the cell", () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  const history = new History(new HistoryFiles(join(file, "below")));
  history.add(1, "still here", null);
  expect(entries(history)).toEqual([[1, 1, "still here"]]);
});
