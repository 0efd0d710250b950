// A peak hour: one key a ticket, and its person afterwards.
import { screen, within } from "@testing-library/svelte";
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

  test("goes on from the number of the pad in hand", async () => {
    await sitDown();
    await peak();
    screen.getByLabelText(/Tập phiếu khác bắt đầu từ số/).focus();
    await type("201{Enter}");
    expect(heading()).toBe("Phiếu 201");
    expect(document.activeElement).toBe(box());
    expect(seat.evening.saved).toEqual([]);
    await type("1");
    await type("4");
    screen.getByLabelText(/Tập phiếu khác bắt đầu từ số/).focus();
    await type("7{Enter}2");
    expect(seat.evening.saved.map(({ ticket }) => ticket)).toEqual([201, 202, 7]);
    expect(heading()).toBe("Phiếu 8");
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
    await combine("Alt", "0");
    expect(heading()).toBe("Phiếu 38 là của ai?");
    await scan();
    expect(heading()).toBe("Trần Thị Hạnh");
    const rows = within(evening()).getAllByRole("listitem").length;
    await type("{Enter}");
    const [first, , completed] = seat.evening.saved;
    expect(completed).toMatchObject({ assist: first?.assist, ticket: 38, outcome: "done" });
    expect(completed?.person.name).toBe("Trần Thị Hạnh");
    expect(within(evening()).getAllByRole("listitem")).toHaveLength(rows);
    expect(heading()).toBe("Phiếu 39 là của ai?");
    await type("{Escape}");
    expect(heading()).toBe("Mời người tiếp theo");
  });

  test("Alt+0 again goes on to the next ticket, and round", async () => {
    await sitDown();
    await peak();
    await type("13");
    await peak();
    await combine("Alt", "0");
    await combine("Alt", "0");
    expect(heading()).toBe("Phiếu 39 là của ai?");
    await combine("Alt", "0");
    expect(heading()).toBe("Phiếu 38 là của ai?");
  });

  test("somebody called back ends the asking: the next card is for a ticket of its own", async () => {
    await sitDown();
    await type("651{ArrowDown}{Enter}");
    await type("2{Escape}");
    await peak();
    await type("1");
    await peak();
    await combine("Alt", "0");
    await combine("Alt", "1");
    expect(heading()).toBe("Nguyễn Viết An");
    await scan();
    expect(heading()).toBe("Trần Thị Hạnh");
    expect(screen.queryByText(/Điền người cho phiếu 38/)).toBeNull();
    await type("1{Enter}");
    const [ticket, mine] = seat.evening.saved;
    expect(mine?.person.name).toBe("Trần Thị Hạnh");
    expect(mine?.assist).not.toBe(ticket?.assist);
  });

  test("a ticket whose person was put aside is not asked for a second time", async () => {
    await sitDown();
    await peak();
    await type("13");
    await peak();
    await combine("Alt", "0");
    await scan();
    expect(screen.getByText(/Điền người cho phiếu 38/)).toBeTruthy();
    await type("{Escape}");
    await combine("Alt", "0");
    expect(heading()).toBe("Phiếu 39 là của ai?");
  });

  test("a ticket that was voided is asked for no more", async () => {
    await sitDown();
    await peak();
    await type("1");
    await peak();
    await combine("Alt", "0");
    await combine("Control", "z");
    expect(heading()).toBe("Mời người tiếp theo");
    await scan();
    await type("1{Enter}");
    const [ticket, mine] = seat.evening.saved;
    expect(mine?.assist).not.toBe(ticket?.assist);
  });

  test("after a ticket was completed Ctrl+Z takes back nobody else's", async () => {
    await sitDown();
    await peak();
    await type("13");
    await peak();
    await combine("Alt", "0");
    await scan();
    await type("{Enter}");
    await combine("Control", "z");
    expect(within(evening()).queryByText("Đã hủy")).toBeNull();
  });

  test("a ticket that is another's by now gives this person one of their own", async () => {
    let gone = true;
    const saved: string[] = [];
    const core = (): Partial<Api> => ({
      logAssist: async (form) => {
        if (form.person.name !== "" && gone) {
          gone = false;
          throw new AppError({ code: "bad-field", params: { field: "ticket-gone" }, retry: false });
        }
        saved.push(form.assist ?? "");
        return seat.evening.answers().logAssist?.(form) ?? Promise.reject(new Error("none"));
      },
    });
    await sitDown(core());
    await peak();
    await type("1");
    await peak();
    await combine("Alt", "0");
    await scan();
    await type("{Enter}");
    expect(alerts()).toContain("Phiếu này không còn chờ người");
    await type("{Enter}");
    expect(new Set(saved).size).toBe(2);
    expect(seat.evening.saved.at(-1)?.ticket).toBe(39);
  });

  test("after a failure the keys behind it save nothing, and the failure stays in sight", async () => {
    let refuse: (() => void) | null = null;
    let full = true;
    const logAssist: Api["logAssist"] = (form) => {
      if (!full) return seat.evening.answers().logAssist?.(form) ?? Promise.reject(new Error("none"));
      full = false;
      const failure = new AppError({ code: "disk-full", params: {}, retry: true });
      return new Promise((_, reject) => (refuse = () => reject(failure)));
    };
    await sitDown({ logAssist });
    await peak();
    await type("12");
    (refuse as (() => void) | null)?.();
    await settled();
    expect(seat.evening.saved).toEqual([]);
    expect(alerts()).toContain("Ổ đĩa đã đầy.");
    await type("2");
    expect(seat.evening.saved.map(({ ticket, outcome }) => [ticket, outcome])).toEqual([
      [38, "already-active"],
    ]);
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
