/** The kernel side of notes in a live widget. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Note } from "../../src/figures/note.js";
import { newNote } from "../../src/figures/note.js";
import { EigenvalueDensity } from "../../widgets/eigenvalueDensity.js";
import { TrainingMonitor } from "../../widgets/trainingMonitor.js";
import { sampleSpectrum } from "../figures/sampleSpectrum.js";
import type { MockComm, MockHost } from "./mockHost.js";
import { installMockHost, removeHost } from "./mockHost.js";

const input = { id: "one", text: "a gap", author: "Ada", x: 5, y: 0.1 };

let live: EigenvalueDensity;
let comm: MockComm;
let installed: MockHost;
beforeEach(() => {
  installed = installMockHost();
  live = new EigenvalueDensity(sampleSpectrum());
  comm = installed.last;
});
afterEach(removeHost);

const stateOf = (index: number) => comm.sent[index].data["state"];

test("notes from code go to every view", async () => {
  const note = live.annotate(input);
  expect(live.notes).toEqual([note]);
  expect(Math.abs(Date.parse(note.date) - Date.now())).toBeLessThan(60_000);
  await Promise.resolve();
  expect(stateOf(0)).toEqual({ notes: [note] });
  live.annotate({ ...input, text: "a wide gap" });
  expect(live.notes.map(({ text }) => text)).toEqual(["a wide gap"]);
  live.removeNote("one");
  expect(live.notes).toEqual([]);
  expect(() => live.removeNote("one")).toThrow(
    "removeNote: id must be that of a note (none), got one",
  );
});

test("notes from a reader are told to code", () => {
  const heard: (readonly Note[])[] = [];
  live.on("change:notes", (notes) => heard.push(notes));
  const written = newNote(input);
  comm.receive({ method: "update", state: { notes: [written] } });
  expect(live.notes).toEqual([written]);
  expect(heard).toEqual([[written]]);
});

test("what is no note does not come in, and the view is told", () => {
  const note = live.annotate(input);
  comm.receive({ method: "update", state: { notes: [{ text: "no author" }] } });
  expect(live.notes).toEqual([note]);
  expect(comm.sent.at(-1)?.data["state"]).toEqual({ notes: [note] });
});

test("another spectrum keeps the notes", () => {
  const note = live.annotate(input);
  live.show(sampleSpectrum({ probes: 2, steps: 10 }));
  expect(live.notes).toEqual([note]);
});

test("a widget with a wire of its own has notes, too", () => {
  const monitor = new TrainingMonitor();
  const written = newNote(input);
  const opened = installed.last.opened.data["state"];
  expect(opened).toMatchObject({ notes: [] });
  installed.last.receive({ method: "update", state: { notes: [written] } });
  expect(monitor.notes).toEqual([written]);
});
