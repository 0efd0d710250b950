import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Api, AppError } from "./call";
import { fakeApi } from "./fake";
import type { StatusView, StripView } from "./index";
import { STRIP_EVERY_MS, TOUCH_EVERY_MS, Work } from "./work.svelte";

const STATUS: StatusView = {
  phase: "open",
  profile: "commune",
  has_commune: true,
  has_practice: false,
  commune_name: "Quảng Nghiệp",
  unlockers: [],
  member: { id: "m1", name: "Trần Minh Khoa", role: "leader", force: "youth-union" },
  join_code: null,
  secret_kind: "pin",
  secret_weak: false,
  auto_lock_minutes: 10,
  auto_lock_choices: [2, 5, 10, 30],
  version: "0.1.0",
};

const strip = (saved_here: number, revision = 1): StripView => ({
  session: null,
  saved_here,
  arrived: 0,
  oldest_unsent_minutes: null,
  line: "untried",
  locks_in_seconds: null,
  leader_calls: 0,
  member_name: "Trần Minh Khoa",
  practice: false,
  revision,
});

const settled = () => vi.advanceTimersByTimeAsync(0);
const at = async (answers: Partial<Api>): Promise<Work> => {
  const work = new Work(fakeApi({ status: () => Promise.resolve(STATUS), ...answers }));
  await work.begin();
  await settled();
  return work;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("Work", () => {
  test("knows where the app stands, and the strip once somebody is at work", async () => {
    const work = await at({ strip: () => Promise.resolve(strip(37)) });
    expect(work.status?.phase).toBe("open");
    expect(work.isLeader).toBe(true);
    expect(work.strip?.saved_here).toBe(37);
  });

  test("does not ask for the strip while nobody is at work", async () => {
    const asked = vi.fn(() => Promise.resolve(strip(0)));
    const work = await at({ status: () => Promise.resolve({ ...STATUS, phase: "locked" }), strip: asked });
    await work.refresh();
    expect(asked).not.toHaveBeenCalled();
  });

  test("asks again every now and then, and at once when the core says that something changed", async () => {
    let saved = 0;
    let changed: () => void = () => undefined;
    const work = await at({
      strip: () => Promise.resolve(strip(++saved)),
      onChanged: (listener) => {
        changed = listener;
        return Promise.resolve(() => undefined);
      },
    });
    const stop = work.watch();
    await vi.advanceTimersByTimeAsync(STRIP_EVERY_MS);
    expect(work.strip?.saved_here).toBe(2);
    changed();
    await settled();
    expect(work.strip?.saved_here).toBe(3);
    stop();
    await vi.advanceTimersByTimeAsync(3 * STRIP_EVERY_MS);
    expect(work.strip?.saved_here).toBe(3);
  });

  test("drops an answer that a later question has overtaken", async () => {
    const answers: ((view: StripView) => void)[] = [];
    const work = await at({ strip: () => new Promise((resolve) => answers.push(resolve)) });
    void work.refresh();
    answers[1]?.(strip(2));
    answers[0]?.(strip(1));
    await settled();
    expect(work.strip?.saved_here).toBe(2);
  });

  test("goes back to the lock when the core has locked itself", async () => {
    const statuses: StatusView[] = [STATUS, { ...STATUS, phase: "locked", member: null }];
    const locked = new AppError({ code: "locked", params: {}, retry: false });
    const work = await at({
      status: () => Promise.resolve(statuses.shift() ?? STATUS),
      strip: () => Promise.reject(locked),
    });
    expect(work.status?.phase).toBe("locked");
    expect(work.trouble).toBeNull();
  });

  test("does not ask for ever a core that is open and locked at once", async () => {
    const strip = vi.fn(() => Promise.reject(new AppError({ code: "locked", params: {}, retry: false })));
    const work = await at({ strip });
    expect(work.trouble?.code).toBe("locked");
    expect(strip).toHaveBeenCalledOnce();
  });

  test("keeps the last strip and names the trouble once", async () => {
    const answers = [Promise.resolve(strip(37))];
    const failed = () => Promise.reject(new AppError({ code: "disk-failed", params: {}, retry: true }));
    const work = await at({ strip: () => answers.shift() ?? failed() });
    await work.refresh();
    const first = work.trouble;
    await work.refresh();
    expect(work.strip?.saved_here).toBe(37);
    expect(first?.code).toBe("disk-failed");
    expect(work.trouble).toBe(first);
  });

  test("locks, and forgets the strip", async () => {
    const work = await at({
      strip: () => Promise.resolve(strip(37)),
      lock: () => Promise.resolve({ ...STATUS, phase: "locked", member: null }),
    });
    await work.lock();
    expect(work.status?.phase).toBe("locked");
    expect(work.strip).toBeNull();
  });

  test("tells the core that somebody is there now and then, and at once when it is about to lock", async () => {
    let locks_in_seconds: number | null = null;
    const touch = vi.fn(() => Promise.resolve(null));
    const work = await at({ strip: () => Promise.resolve({ ...strip(1), locks_in_seconds }), touch });
    const stop = work.watch();
    for (let press = 0; press < 10; press++) window.dispatchEvent(new KeyboardEvent("keydown"));
    expect(touch).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(TOUCH_EVERY_MS);
    window.dispatchEvent(new Event("pointermove"));
    expect(touch).toHaveBeenCalledTimes(2);
    locks_in_seconds = 30;
    await work.refresh();
    window.dispatchEvent(new Event("pointermove"));
    expect(touch).toHaveBeenCalledTimes(3);
    expect(work.strip?.locks_in_seconds).toBeNull();
    stop();
    window.dispatchEvent(new Event("wheel"));
    expect(touch).toHaveBeenCalledTimes(3);
  });

  test("goes to the door when a touch comes too late", async () => {
    const statuses: StatusView[] = [STATUS, { ...STATUS, phase: "locked", member: null }];
    const locked = new AppError({ code: "locked", params: {}, retry: false });
    const work = await at({
      status: () => Promise.resolve(statuses.shift() ?? STATUS),
      strip: () => Promise.resolve(strip(1)),
      touch: () => Promise.reject(locked),
    });
    work.touch();
    await settled();
    expect(work.status?.phase).toBe("locked");
  });

  test("touches nothing in the practice commune, which does not lock", async () => {
    const touch = vi.fn(() => Promise.resolve(null));
    const practice = { ...STATUS, profile: "practice", auto_lock_minutes: null } as const;
    const work = await at({
      status: () => Promise.resolve(practice),
      strip: () => Promise.resolve(strip(1)),
      touch,
    });
    work.touch();
    expect(touch).not.toHaveBeenCalled();
  });
});
