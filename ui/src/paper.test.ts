// Paper slips in the window: a pad printed, a pile keyed in from the keyboard.
import { cleanup, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Api, KeyedSlip, SlipForm, SlipsForm } from "$api";
import { language } from "$i18n";
import { refused } from "./gallery/core";
import { paperAnswers } from "./gallery/core/paper";
import { router } from "./routes/router.svelte";
import { AXE_MS, LOOKS, objections, openWindow, wear } from "./testing";

beforeEach(() => {
  window.location.hash = "";
  language.choose("vi");
});
afterEach(cleanup);

const field = (name: RegExp | string) => screen.getByLabelText<HTMLInputElement>(name);
const cell = (slip: string, name: string) => field(`KT-00${slip}, ${name}`);
/** In one piece: keys of a test come as fast as a scanner's. */
async function fill(input: HTMLElement, text: string): Promise<void> {
  await userEvent.clear(input);
  await userEvent.click(input);
  await userEvent.paste(text);
}

async function openPile(answers: Partial<Api> = {}): Promise<void> {
  router.go("sessions", "s1", "slips");
  await openWindow({ answers });
  await vi.waitFor(() => expect(document.activeElement).toBe(cell("3", "Họ tên")));
}

/** The core of the gallery, told what it was asked to save. */
function listening() {
  const answers = paperAnswers();
  const keyed: SlipForm[] = [];
  const keySlip: Api["keySlip"] = (form) => {
    keyed.push(form as SlipForm);
    return answers.keySlip?.(form) ?? refused("bug");
  };
  return { keyed, answers: { ...answers, keySlip } };
}

describe("printing a pad", () => {
  async function dialog(answers: Partial<Api> = {}): Promise<void> {
    router.go("sessions", "s1");
    await openWindow({ answers });
    await screen.findByText("Phạm Văn Thuận");
    await userEvent.keyboard("p");
    await screen.findByLabelText("Số phiếu");
  }

  test("offers the next number and a name without people, and says what to do with the paper", async () => {
    const printed = vi.fn<Api["printPad"]>(({ path, count }) =>
      Promise.resolve({ path, rows: count, bytes: 48_123 }),
    );
    await dialog({ printPad: printed });
    await vi.waitFor(() => expect(field("Từ số").value).toBe("31"));
    expect(screen.getByText(/Tập trước: KT 1–30/)).toBeTruthy();
    expect(screen.getByText(/20 trang A5/)).toBeTruthy();
    expect(screen.getByText(/cất vào tủ khóa/)).toBeTruthy();
    await fill(field("Số phiếu"), "12");
    await userEvent.click(screen.getByRole("button", { name: /Ghi tệp PDF/ }));
    await screen.findByText(/12 phiếu/);
    expect(printed.mock.calls[0]?.[0]).toMatchObject({ session: "s1", first: 31, count: 12, language: "vi" });
  });

  test("says what the core refuses", async () => {
    await dialog({ printPad: () => refused("bad-field", { field: "slips" }) });
    await vi.waitFor(() => expect(field("Từ số").value).toBe("31"));
    await userEvent.click(screen.getByRole("button", { name: /Ghi tệp PDF/ }));
    expect(await screen.findByText(/từ 1 đến 300 phiếu/)).toBeTruthy();
  });
});

describe("keying a pile in", () => {
  test("shows who keyed what, what is spoilt and what is missing, and begins at the first that waits", async () => {
    await openPile();
    expect(screen.getByText(/Phạm Văn Thuận.*Vũ Mẫu Lan nhập lúc 21:18, Máy 2/)).toBeTruthy();
    expect(screen.getByText("Phiếu hỏng, không nhập")).toBeTruthy();
    expect(screen.getByText(/Chưa nhập: 3–5, 7–9\./)).toBeTruthy();
    expect(cell("4", "Việc, 1–6").value, "a ticket of a peak hour keeps what it said").toBe("4");
  });

  test("walks by Enter from cell to cell, saves in the last, and goes on with the next slip", async () => {
    const { keyed, answers } = listening();
    await openPile(answers);
    await fill(cell("3", "Họ tên"), "Trần Mẫu Mới");
    await userEvent.keyboard("{Enter}");
    expect(document.activeElement).toBe(cell("3", "Năm sinh"));
    await userEvent.paste("1961");
    await userEvent.keyboard("{Enter}");
    await userEvent.paste("0123");
    await userEvent.keyboard("{Enter}{Enter}{Enter}");
    expect(document.activeElement).toBe(cell("3", "Việc, 1–6"));
    await userEvent.keyboard("4{Enter}");
    await userEvent.keyboard("3{Enter}");
    await userEvent.paste("otp1");
    await userEvent.keyboard("{Enter}");
    await userEvent.paste("24/11");
    await userEvent.keyboard("{Enter}{Enter}");
    await vi.waitFor(() => expect(document.activeElement).toBe(cell("4", "Họ tên")));
    expect(keyed).toHaveLength(1);
    expect(keyed[0]).toMatchObject({
      ...{ session: "s1", number: 3, digits: "0123", service: "level-2-activation", outcome: "come-back" },
      ...{ difficulties: "otp1", return_day: "24/11", again: false },
    });
    expect(keyed[0]?.person).toMatchObject({
      citizen: null,
      name: "Trần Mẫu Mới",
      birth: "1961",
      village: "v1",
    });
    expect(screen.getByText(/Chưa nhập: 4–5, 7–9\./)).toBeTruthy();
  });

  test("binds a known person only when somebody is chosen, and lets go when another name is typed", async () => {
    const { keyed, answers } = listening();
    await openPile(answers);
    await fill(cell("3", "Họ tên"), "ng");
    const list = await screen.findByRole("listbox", { name: "Người có thể là" });
    const rows = within(list).getAllByRole("option");
    expect(
      rows.every((row) => row.getAttribute("aria-selected") === "false"),
      "nobody in advance",
    ).toBe(true);
    await userEvent.keyboard("{ArrowDown}{Enter}");
    await screen.findByText("đã có hồ sơ");
    expect(screen.queryByRole("listbox")).toBeNull();
    await fill(cell("3", "Kết quả, 1–4"), "1");
    await fill(cell("3", "Họ tên"), "Nguyễn Mẫu Khác");
    expect(screen.queryByText("đã có hồ sơ")).toBeNull();
    await userEvent.click(cell("3", "Ghi chú"));
    await userEvent.keyboard("{Enter}");
    await vi.waitFor(() => expect(keyed).toHaveLength(1));
    expect(keyed[0]?.person).toMatchObject({ citizen: null, number: "", name: "Nguyễn Mẫu Khác" });
  });

  test("says at the slip what is wrong and keeps what was typed", async () => {
    await openPile();
    await fill(cell("3", "Họ tên"), "Trần Mẫu Mới");
    await userEvent.click(cell("3", "Ghi chú"));
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByText(/Chưa chọn kết quả của phiếu/)).toBeTruthy();
    expect(cell("3", "Họ tên").value).toBe("Trần Mẫu Mới");
  });

  test("says who keyed a number before, and saves again only when told to", async () => {
    const { answers } = listening();
    const taken: KeyedSlip = {
      assist: "a1",
      name: "Lê Thị Mơ",
      service: "level-1-install",
      outcome: "done",
      member_name: "Vũ Mẫu Lan",
      device_label: "Máy 2",
      at: "2026-11-21T20:10:00+07:00",
    };
    const keySlip = vi.fn<Api["keySlip"]>((form) =>
      form.again
        ? (answers.keySlip?.(form) ?? refused("bug"))
        : Promise.resolve({ saved: null, taken, late: false }),
    );
    await openPile({ ...answers, keySlip });
    await fill(cell("3", "Kết quả, 1–4"), "1");
    await userEvent.click(cell("3", "Ghi chú"));
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByText("Phiếu KT-003 đã nhập rồi; chưa lưu gì thêm.")).toBeTruthy();
    expect(screen.getByText(/Lê Thị Mơ.*Vũ Mẫu Lan nhập lúc 20:10, Máy 2/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Vẫn lưu" }));
    await vi.waitFor(() => expect(keySlip.mock.lastCall?.[0].again).toBe(true));
  });

  test("marks a slip as spoilt and takes that back", async () => {
    await openPile();
    await userEvent.click(screen.getByRole("button", { name: "Đánh dấu phiếu KT-003 hỏng" }));
    await vi.waitFor(() => expect(screen.getAllByText("Phiếu hỏng, không nhập")).toHaveLength(2));
    await userEvent.click(screen.getAllByRole("button", { name: "Bỏ dấu" })[0] as HTMLElement);
    await vi.waitFor(() => expect(cell("3", "Họ tên")).toBeTruthy());
  });

  test("marks the slip in hand as spoilt with F8, goes on, and takes the mark off in the same way", async () => {
    await openPile();
    await userEvent.click(cell("3", "Họ tên"));
    await userEvent.keyboard("{F8}");
    await vi.waitFor(() => expect(screen.getAllByText("Phiếu hỏng, không nhập")).toHaveLength(2));
    await vi.waitFor(() => expect(document.activeElement?.closest("[data-slip]")).toBeTruthy());
    expect(document.activeElement?.closest<HTMLElement>("[data-slip]")?.dataset["slip"]).not.toBe("3");
    const marked = document.querySelector<HTMLElement>("[data-slip='3'] button");
    marked?.focus();
    await userEvent.keyboard("{F8}");
    await vi.waitFor(() => expect(document.activeElement).toBe(cell("3", "Họ tên")));
    await userEvent.keyboard("{F1}");
    expect(await screen.findByText(/Phiếu đang nhập bị hỏng/)).toBeTruthy();
  });

  test("keeps what is half typed, and shows it again", async () => {
    const kept: SlipsForm[] = [];
    const answers = paperAnswers();
    const keepSlips: Api["keepSlips"] = (form) => {
      kept.push(form as SlipsForm);
      return answers.keepSlips?.(form) ?? refused("bug");
    };
    await openPile({ ...answers, keepSlips });
    await fill(cell("5", "Họ tên"), "Đỗ H");
    await fill(cell("5", "Kết quả, 1–4"), "2");
    await vi.waitFor(() =>
      expect(kept.at(-1)?.begun[0]).toMatchObject({ number: 5, outcome: "already-active" }),
    );
    router.go("sessions", "s1");
    await screen.findByText("Phạm Văn Thuận");
    router.go("sessions", "s1", "slips");
    await vi.waitFor(() => expect(cell("5", "Họ tên").value).toBe("Đỗ H"));
    expect(cell("5", "Kết quả, 1–4").value).toBe("2");
  });

  test("shows other numbers, and says which are none", async () => {
    await openPile();
    await fill(field("Đến số"), "4");
    await userEvent.keyboard("{Enter}");
    await vi.waitFor(() => expect(screen.queryByLabelText("KT-005, Họ tên")).toBeNull());
    await fill(field("Từ phiếu KT-"), "8");
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByText(/từ 1 đến 300 phiếu/)).toBeTruthy();
  });
});

describe("axe", () => {
  test.each(LOOKS)(
    "finds nothing on the pile and in the pad's dialog (%s, %s)",
    { timeout: AXE_MS },
    async (lang, colours) => {
      await openPile();
      await fill(cell("3", "Họ tên"), "ng");
      await screen.findByRole("listbox");
      wear(lang, colours);
      expect(await objections()).toEqual([]);
      cleanup();
      language.choose("vi");
      router.go("sessions", "s1");
      await openWindow();
      await screen.findByText("Phạm Văn Thuận");
      await userEvent.keyboard("p");
      await screen.findByLabelText("Số phiếu");
      wear(lang, colours);
      expect(await objections()).toEqual([]);
    },
  );
});
