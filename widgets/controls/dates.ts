/** Dates of the stock controls: JavaScript's Date here, records of numbers on the wire. */
import type { Attribute } from "./attribute.js";

/** A time of day without a day. */
export interface TimeOfDay {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly milliseconds: number;
}

/** Months count from 0. */
type WireDate = { readonly year: number; readonly month: number; readonly date: number };

const isDate = (value: unknown): boolean => value instanceof Date && !Number.isNaN(+value);
const day = (date: Date): WireDate => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth(),
  date: date.getUTCDate(),
});

/** A day, as midnight in UTC. */
export const date = (): Attribute<Date> => ({
  initial: new Date(0),
  rule: "a valid Date",
  accepts: isDate,
  encode: day,
  decode: (wire) => atUtc(wire as WireDate, midnight),
});

/** A moment. */
export const datetime = (): Attribute<Date> => ({
  initial: new Date(0),
  rule: "a valid Date",
  accepts: isDate,
  encode: (value) => ({ ...day(value), ...timeOf(value) }),
  decode: (wire) => atUtc(wire as WireDate, wire as TimeOfDay),
});

export const time = (): Attribute<TimeOfDay> => ({
  initial: { hours: 0, minutes: 0, seconds: 0, milliseconds: 0 },
  rule: "{ hours, minutes, seconds, milliseconds } of a day",
  accepts: isTime,
});

const midnight: TimeOfDay = { hours: 0, minutes: 0, seconds: 0, milliseconds: 0 };

const timeOf = (value: Date): TimeOfDay => ({
  hours: value.getUTCHours(),
  minutes: value.getUTCMinutes(),
  seconds: value.getUTCSeconds(),
  milliseconds: value.getUTCMilliseconds(),
});

function atUtc({ year, month, date }: WireDate, time: TimeOfDay): Date {
  const value = new Date(0);
  value.setUTCFullYear(year, month, date);
  value.setUTCHours(time.hours, time.minutes, time.seconds, time.milliseconds);
  return value;
}

const limits: readonly (readonly [keyof TimeOfDay, number])[] = [
  ["hours", 24],
  ["minutes", 60],
  ["seconds", 60],
  ["milliseconds", 1000],
];

function isTime(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const parts = value as Record<string, unknown>;
  return limits.every(([key, limit]) => {
    const part = parts[key];
    return typeof part === "number" && Number.isInteger(part) && part >= 0 && part < limit;
  });
}
