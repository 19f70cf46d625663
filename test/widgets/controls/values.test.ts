/** Entries that are no plain JSON: days, moments, bytes, files. */
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  DatePicker,
  DatetimePicker,
  FileUpload,
  Image,
  TimePicker,
} from "../../../widgets/controls/index.js";
import { installMockHost, removeHost, type MockHost } from "../mockHost.js";

let host: MockHost;
beforeEach(() => {
  host = installMockHost();
});
afterEach(removeHost);

const opened = (): unknown => host.last.opened.data["state"];
const update = (state: object): void => host.last.receive({ method: "update", state });

test("days, moments and times", () => {
  const day = new DatePicker({ value: new Date(Date.UTC(2026, 1, 3)) });
  expect(opened()).toMatchObject({ value: { year: 2026, month: 1, date: 3 } });
  update({ value: { year: 1, month: 0, date: 31 } });
  expect(day.value?.toISOString()).toBe("0001-01-31T00:00:00.000Z");
  const moment = new Date("2026-11-27T21:30:15.250Z");
  const clock = new DatetimePicker({ value: moment });
  const wire = (opened() as { value: object }).value;
  update({ value: null });
  expect(clock.value).toBe(null);
  update({ value: wire });
  expect(clock.value).toEqual(moment);
  const time = { hours: 23, minutes: 59, seconds: 0, milliseconds: 0 };
  expect(new TimePicker({ value: time }).value).toEqual(time);
  expect(() => new TimePicker({ value: { ...time, hours: 24 } })).toThrow("TimePicker: value");
});

test("bytes are buffers", () => {
  new Image({ value: Uint8Array.of(1, 2), format: "png" });
  expect(host.last.opened.data["buffer_paths"]).toEqual([["value"]]);
  expect(host.last.opened.buffers).toEqual([Uint8Array.of(1, 2)]);
});

test("uploaded files come with their bytes and are not sent back", () => {
  const upload = new FileUpload({ multiple: true });
  const file = { name: "a.txt", type: "text/plain", size: 2, last_modified: 1000 };
  host.last.receive(
    {
      method: "update",
      state: { value: [file], error: "" },
      buffer_paths: [["value", 0, "content"]],
    },
    [Uint8Array.of(104, 105)],
  );
  expect(upload.value).toEqual([
    { name: "a.txt", type: "text/plain", size: 2, lastModified: new Date(1000), content: Uint8Array.of(104, 105) },
  ]); // prettier-ignore
  expect(host.last.sent.map(({ data }) => [data.method, data["state"]])).toEqual([
    ["echo_update", { error: "" }],
  ]);
});
