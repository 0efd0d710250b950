import { describe, expect, test } from "vitest";
import type { DeviceRow, Line } from "$api";
import { SILENT_LONG_MINUTES, stateOf, waitingOf } from "./machines";

const row = (change: Partial<DeviceRow>): DeviceRow => ({
  device: "d1",
  label: "Máy 1",
  mine: false,
  written: 41,
  arrived: 41,
  silent_minutes: 0,
  about: [],
  ...change,
});

describe("a laptop", () => {
  test.each<[Partial<DeviceRow>, Line, string]>([
    [{}, "online", "sync-state-all"],
    [{ mine: true, arrived: 21 }, "syncing", "sync-state-sending"],
    [{ arrived: 21 }, "syncing", "sync-state-waiting"],
    [{ arrived: 21, silent_minutes: SILENT_LONG_MINUTES }, "online", "sync-state-silent"],
    [{ arrived: 21, silent_minutes: SILENT_LONG_MINUTES - 1 }, "online", "sync-state-waiting"],
    [{ silent_minutes: SILENT_LONG_MINUTES }, "online", "sync-state-all"],
    [{ arrived: 21, silent_minutes: null }, "offline", "sync-state-waiting"],
  ])("%j while %s is %s", (change, line, text) => expect(stateOf(row(change), line).text).toBe(text));

  test("never has less than nothing outstanding", () => {
    expect(waitingOf(row({ written: 3, arrived: 5 }))).toBe(0);
  });
});
