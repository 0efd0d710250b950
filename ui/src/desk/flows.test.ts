// The desk as a volunteer meets it: the three flows with their keys counted, and the box.
import { screen, within } from "@testing-library/svelte";
import { describe, expect, test, vi } from "vitest";
import type { Api } from "$api";
import { CARD, DESK } from "../gallery/desk/samples";
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

describe("the three flows", () => {
  test("a scanned card is done with 1 and Enter", async () => {
    await sitDown();
    await scan();
    expect(heading()).toBe("Trần Thị Hạnh");
    await type("1{Enter}");
    expect(seat.evening.saved).toEqual([
      {
        assist: expect.any(String),
        session: DESK.session.id,
        person: CARD.person,
        service: "level-2-activation",
        outcome: "done",
        difficulties: [],
        return_day: null,
        utilities: [],
        state_before: "level-2-approved",
        sms_day: "2026-11-18",
        ticket: 38,
        note: "",
        unsure: false,
      },
    ]);
    expect(said()).toContain("Đã lưu trên máy này · 38");
    expect(document.activeElement).toBe(box());
    expect(within(evening()).getByRole("button", { name: /38 Trần Thị Hạnh/ })).toBeTruthy();
    expect(seat.keys).toBeLessThanOrEqual(3);
    expect(predictedSeconds(3)).toBeLessThanOrEqual(4.7);
  });

  test("a known person is found by the tail of the number, chosen and saved", async () => {
    await sitDown();
    await type("651{ArrowDown}{Enter}");
    expect(heading()).toBe("Nguyễn Viết An");
    await type("1{Enter}");
    expect(seat.evening.saved[0]?.person.name).toBe("Nguyễn Viết An");
    expect(seat.keys).toBeLessThanOrEqual(8);
    expect(predictedSeconds(3)).toBeLessThanOrEqual(6.3);
  });

  test("a new person is typed without the mouse", async () => {
    await sitDown();
    await type("lo thi mai");
    await combine("Control", "n");
    expect(document.activeElement).toBe(screen.getByLabelText("Số định danh"));
    await type("005185000003{Tab}09111985{Tab}{ArrowLeft}{Enter}");
    expect(said(), "Enter without an outcome asks for one").toContain("Bấm 1–4 chọn kết quả");
    await type("1{Enter}");
    expect(seat.evening.saved[0]).toMatchObject({
      outcome: "done",
      person: { name: "lo thi mai", number: "005185000003", birth: "09111985", sex: "female" },
    });
    expect(seat.keys).toBeLessThanOrEqual(50);
    expect(predictedSeconds(4)).toBeLessThanOrEqual(19);
  });
});

describe("the box", () => {
  test("shows who is meant, chooses nobody, and warns of look-alikes", async () => {
    await sitDown();
    await type("ng v an");
    const options = within(screen.getByRole("listbox", { name: "Kết quả tìm" })).getAllByRole("option");
    expect(options).toHaveLength(7);
    expect(options.filter((option) => option.getAttribute("aria-selected") === "true")).toEqual([]);
    expect(options[0]?.querySelectorAll("mark")).toHaveLength(3);
    expect(screen.getByText("2 người trùng tên, năm sinh và thôn.")).toBeTruthy();
    await type("{Enter}");
    expect(said()).toContain("Chọn người bằng mũi tên");
    expect(box()).toHaveProperty("value", "ng v an");
  });

  test("leaves Enter to an input method that is still composing", async () => {
    const newPerson = vi.fn<Api["newPerson"]>();
    await sitDown({ newPerson });
    await scan();
    await type("1");
    const enter = new KeyboardEvent("keydown", {
      key: "Enter",
      isComposing: true,
      bubbles: true,
      cancelable: true,
    });
    box().dispatchEvent(enter);
    await settled();
    expect(seat.evening.saved).toEqual([]);
    expect(enter.defaultPrevented).toBe(false);
  });

  test("searches for what an input method composed only once it is done", async () => {
    const search = vi.fn<Api["search"]>(() => Promise.resolve({ rows: [], more: false, look_alikes: false }));
    await sitDown({ search });
    const field = box() as HTMLInputElement;
    field.value = "Nguyê";
    field.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
    expect(search).not.toHaveBeenCalled();
    field.value = "Nguyễn";
    field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    await settled();
    expect(search).toHaveBeenCalledExactlyOnceWith("Nguyễn");
  });

  test("takes what is typed while nothing has the focus", async () => {
    await sitDown();
    box().blur();
    await type("an");
    expect(box()).toHaveProperty("value", "an");
  });

  test("says what to do about a card that could not be read, and keeps the open person", async () => {
    await sitDown();
    await scan();
    await scan("005185000009||Trần Thị|0911");
    expect(alerts()).toContain("Chưa đọc được thẻ.");
    expect(alerts()).toContain("quét lại, hoặc gõ tay");
    expect(heading()).toBe("Trần Thị Hạnh");
    expect(document.body.textContent, "a raw scan is never shown").not.toContain("005185000009");
    await type("{Escape}");
    expect(screen.queryByText("Chưa đọc được thẻ.")).toBeNull();
  });

  test("shows whoever was scanned from the head, however far down the last one was read", async () => {
    await sitDown();
    await type("651{ArrowDown}{Enter}3");
    const contents = document.querySelector<HTMLElement>("main .contents");
    if (contents) contents.scrollTop = 240;
    expect(contents?.scrollTop).toBe(240);
    await scan();
    expect(contents?.scrollTop).toBe(0);
  });

  test("takes a scan although another field has the focus", async () => {
    await sitDown();
    await type("lo thi mai");
    await combine("Control", "n");
    await scan();
    expect(heading()).toBe("Trần Thị Hạnh");
    expect(screen.getByRole("region", { name: "Đang dở" }).textContent).toContain("lo thi mai");
  });
});
