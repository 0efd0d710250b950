// A peak hour: one key a ticket, and its person afterwards.
import { within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { type Api, AppError } from "$api";
import {
  alerts,
  box,
  combine,
  eachTestSitsDown,
  evening,
  heading,
  predictedSeconds,
  said,
  scan,
  seat,
  settled,
  sitDown,
  type,
} from "./seat";

eachTestSitsDown();

const peak = () => combine("Control", "g");

describe("a peak hour", () => {
  test("one key saves the next ticket with its outcome", async () => {
    await sitDown();
    await peak();
    expect(heading()).toBe("Phiếu 38");
    seat.keys = 0;
    await type("1");
    expect(seat.keys).toBe(1);
    expect(predictedSeconds(1)).toBeLessThanOrEqual(1.7);
    expect(said()).toContain("Đã lưu phiếu 38: Xong");
    expect(heading()).toBe("Phiếu 39");
    await type("3");
    expect(seat.evening.saved.map(({ ticket, outcome }) => [ticket, outcome])).toEqual([
      [38, "done"],
      [39, "come-back"],
    ]);
    expect(seat.evening.saved.every(({ person }) => person.name === "")).toBe(true);
    expect(document.activeElement).toBe(box());
  });

  test("keys faster than the disk wait in their order, none is lost", async () => {
    await sitDown();
    await peak();
    await type("1");
    seat.evening.saved.length = 0;
    await Promise.all([type("1"), type("2"), type("4")]);
    expect(seat.evening.saved.map(({ ticket }) => ticket)).toEqual([39, 40, 41]);
    expect(new Set(seat.evening.saved.map(({ assist }) => assist)).size).toBe(3);
  });

  test("a scan and a name work as always", async () => {
    await sitDown();
    await peak();
    await scan();
    expect(heading()).toBe("Trần Thị Hạnh");
    await type("1{Enter}");
    expect(seat.evening.saved[0]?.person.name).toBe("Trần Thị Hạnh");
    await type("ng");
    expect(box()).toHaveProperty("value", "ng");
  });

  test("tickets get their people one after another: scan, Enter, scan, Enter", async () => {
    await sitDown();
    await peak();
    await type("13");
    await peak();
    await combine("Control", "j");
    expect(heading()).toBe("Phiếu 38 là của ai?");
    await scan();
    expect(heading()).toBe("Trần Thị Hạnh");
    const rows = within(evening()).getAllByRole("button").length;
    await type("{Enter}");
    const [first, , completed] = seat.evening.saved;
    expect(completed).toMatchObject({ assist: first?.assist, ticket: 38, outcome: "done" });
    expect(completed?.person.name).toBe("Trần Thị Hạnh");
    expect(within(evening()).getAllByRole("button")).toHaveLength(rows);
    expect(heading()).toBe("Phiếu 39 là của ai?");
    await type("{Escape}");
    expect(heading()).toBe("Mời người tiếp theo");
  });

  test("a ticket in the list asks for its person when it is opened", async () => {
    await sitDown();
    await peak();
    await type("1");
    await peak();
    within(evening())
      .getByRole("button", { name: /Phiếu 38/ })
      .click();
    await settled();
    expect(heading()).toBe("Phiếu 38 là của ai?");
  });

  test("a ticket that could not be saved is told, and the number is not used up", async () => {
    const logAssist: Api["logAssist"] = () =>
      Promise.reject(new AppError({ code: "disk-full", params: {}, retry: true }));
    await sitDown({ logAssist });
    await peak();
    await type("1");
    expect(alerts()).toContain("Ổ đĩa đã đầy.");
    expect(heading()).toBe("Phiếu 38");
  });
});
