// People and single assists in the window: found, read, corrected with a reason, voided.
import { cleanup, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AssistView, CorrectAssistForm, CorrectPersonForm } from "$api";
import { language } from "$i18n";
import { refused } from "./gallery/core";
import { peopleAnswers } from "./gallery/core/people";
import { LOG } from "./gallery/core/sessions";
import { router } from "./routes/router.svelte";
import { AXE_MS, LOOKS, objections, openWindow, wear } from "./testing";

beforeEach(() => {
  window.location.hash = "";
  language.choose("vi");
});
afterEach(cleanup);

const at = async (...place: [string, ...string[]]) => {
  router.go(...place);
  await openWindow();
};
const field = (name: RegExp | string) => screen.getByLabelText<HTMLInputElement>(name);
const press = (name: RegExp | string) => userEvent.click(screen.getByRole("button", { name }));
const place = () => window.location.hash;
const history = async () =>
  (await screen.findByRole("region", { name: "Lịch sử" })).textContent.replace(/\s+/g, " ");

describe("looking somebody up", () => {
  test("marks look-alikes, opens nobody by itself, and goes on with the arrows", async () => {
    await at("people");
    expect(document.activeElement).toBe(field("Tìm công dân"));
    await userEvent.paste("nguyễn");
    await screen.findByText("2 người trùng tên, năm sinh và thôn.");
    await userEvent.keyboard("{Enter}");
    expect(place()).toBe("#/people");
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    await vi.waitFor(() => expect(place()).toBe("#/person/roster/902"));
  });

  test("opens the only one with Enter", async () => {
    await at("people");
    await userEvent.keyboard("hạnh");
    await screen.findByText("Trần Thị Hạnh");
    await userEvent.keyboard("{Enter}");
    await vi.waitFor(() => expect(place()).toBe("#/person/c-hanh"));
  });

  test("says what to do when there is nobody", async () => {
    await at("people");
    await userEvent.keyboard("zzz");
    expect(await screen.findByText("Không thấy ai")).toBeTruthy();
  });
});

describe("a person", () => {
  test("shows what is known, what they need, and everything done; the number only when asked", async () => {
    await at("person", "c-hanh");
    expect((await screen.findAllByText("005******002")).length).toBeGreaterThan(0);
    expect(screen.getByText("Cần kích hoạt mức 2.")).toBeTruthy();
    expect(document.body.textContent).not.toContain("005185000002");
    expect(screen.getByRole("row", { name: /Cài mức 1.*Đã hủy/ })).toBeTruthy();
    await press("Hiện đủ số");
    expect(screen.getAllByText("005185000002").length).toBeGreaterThan(0);
  });

  test("tells its history in words", async () => {
    await at("person", "c-hanh");
    expect(await history()).toMatch(/Sửa 21:30 21\/11\/2026 · Trần Minh Khoa, Máy 1 Lý do: Đọc lại trên thẻ/);
    expect(await history()).toMatch(/Ngày sinh trước 1985 sau 09\/11\/1985/);
    expect(await history()).toMatch(/Giới tính trước chưa có sau Nữ/);
  });

  test("is corrected with a reason, never without", async () => {
    const corrected = vi.fn<(form: CorrectPersonForm) => Promise<never>>(() => refused("nothing-changed"));
    router.go("person", "c-hanh", "correct");
    await openWindow({ answers: { correctPerson: corrected as never } });
    const name = await screen.findByLabelText("Họ tên");
    await userEvent.clear(name);
    await userEvent.type(name, "Trần Thị Hạnh Nga{Control>}{Enter}{/Control}");
    expect(screen.getByText("Ghi lý do thì mới sửa được.")).toBeTruthy();
    expect(corrected).not.toHaveBeenCalled();
    await userEvent.type(field(/Lý do sửa/), "Đọc lại trên thẻ{Enter}");
    expect(corrected.mock.calls[0]?.[0]).toMatchObject({
      person: {
        citizen: "c-hanh",
        name: "Trần Thị Hạnh Nga",
        birth: "09/11/1985",
        sex: "female",
        village: "v2",
      },
      reason: "Đọc lại trên thẻ",
    });
    expect(await screen.findByText(/Không có ô nào khác/)).toBeTruthy();
  });

  test("without a record is shown from the roster, and cannot be corrected", async () => {
    await at("person", "roster", "902");
    expect(await screen.findByText("Chưa có lượt nào.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Sửa/ })).toBeNull();
  });

  test("that is not here is said so", async () => {
    await at("person", "c-none");
    expect(await screen.findByText(/Không tìm thấy mục này/)).toBeTruthy();
  });
});

describe("an assist", () => {
  test("shows all it holds and each value before and after, in words", async () => {
    await at("assist", "a11");
    expect(await history()).toMatch(/Kết quả trước Xong sau Hẹn lại/);
    expect(await history()).toMatch(/Ngày hẹn trước chưa có sau 24\/11\/2026/);
    expect(await history()).toMatch(/Khó khăn trước OTP-01 .*sau OTP-01 .*, SIM-03 Sai số/);
    expect(screen.getByText("Con gái đi cùng")).toBeTruthy();
  });

  test("is corrected by keyboard with a reason, and the window goes back to it", async () => {
    await at("assist", "a11");
    await screen.findByText("Con gái đi cùng");
    await userEvent.keyboard("{F2}");
    const reason = await screen.findByLabelText(/Lý do sửa/);
    await userEvent.type(reason, "Bà con gọi lại");
    await userEvent.click(screen.getByRole("radio", { name: /Hẹn lại/ }));
    await press(/SIM-03/);
    await userEvent.type(field("Ngày hẹn lại"), "24/11");
    await userEvent.keyboard("{Tab}{Control>}{Enter}{/Control}");
    expect((await screen.findAllByText("Đã sửa lượt 11.")).length).toBeGreaterThan(0);
  });

  test("sends every field of a correction", async () => {
    const corrected = vi.fn<(form: CorrectAssistForm) => Promise<never>>(() => refused("return-day-past"));
    router.go("assist", "a10", "correct");
    await openWindow({ answers: { correctAssist: corrected as never } });
    await userEvent.type(await screen.findByLabelText(/Lý do sửa/), "Nghe nhầm");
    await userEvent.selectOptions(field("Việc"), "Cài mức 1");
    await press(/OTP-01/);
    await userEvent.type(field("Ngày hẹn lại"), "20/11");
    await userEvent.tab();
    await press(/Lưu bản sửa/);
    expect(corrected.mock.calls[0]?.[0]).toEqual({
      assist: "a10",
      service: "level-1-install",
      outcome: "come-back",
      difficulties: ["SIM-03"],
      return_day: "2026-11-20",
      utilities: [1, 3],
      note: "Con gái đi cùng",
      reason: "Nghe nhầm",
    });
    expect(await screen.findByText(/Ngày hẹn lại nằm trước ngày/)).toBeTruthy();
  });

  test("is voided only after being asked, stays visible, and cannot be changed then", async () => {
    await at("assist", "a13");
    await screen.findByText("Con gái đi cùng");
    await press(/Hủy lượt/);
    const dialog = screen.getByRole("dialog", { name: "Hủy lượt 13?" });
    await userEvent.click(within(dialog).getByRole("button", { name: "Hủy lượt" }));
    expect(await screen.findByText(/Lượt này đã hủy/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Sửa/ })).toBeNull();
    expect(await history()).toMatch(/Hủy 21:11/);
  });
});

const PLACES: [string, ...string[]][] = [
  ["people"],
  ["person", "c-hanh"],
  ["person", "c-hanh", "correct"],
  ["assist", "a11"],
  ["assist", "a10", "correct"],
];

describe.each(LOOKS)("axe finds nothing, %s, %s", { timeout: AXE_MS }, (lang, colours) => {
  test.each(PLACES.map((rest) => [rest.join("/"), rest] as const))("at %s", async (_, rest) => {
    wear(lang, colours);
    await at(...rest);
    await vi.waitFor(() => expect(document.querySelector("form, main h2, main section")).toBeTruthy());
    expect(await objections()).toEqual([]);
  });
});

describe("two corrections that differ", () => {
  const contested = LOG.find(({ conflict }) => conflict)?.id ?? "";

  test("stand side by side, and a leader chooses one with its digit", async () => {
    const settle = vi.fn(peopleAnswers().settleAssist);
    router.go("assist", contested);
    await openWindow({ answers: { settleAssist: settle } });
    const part = within(await screen.findByRole("region", { name: /Chọn giá trị đúng: Kết quả/ }));
    const [first, second] = part.getAllByRole("listitem").map((one) => one.textContent.replace(/\s+/g, " "));
    expect(first).toMatch(/Hẹn lại.*Trần Minh Khoa, Máy 1.*21:30 21\/11\/2026.*đang dùng/);
    expect(second).toMatch(/Xong.*Vũ Thị Lan, Máy 2.*21:26 21\/11\/2026/);
    await userEvent.keyboard("2");
    await screen.findByText(/^Đã chọn\./, { selector: "li span" });
    expect(settle).toHaveBeenCalledExactlyOnceWith({
      record: contested,
      field: "assist-outcome",
      entry: "bb",
    });
    expect(screen.queryByRole("region", { name: /Chọn giá trị đúng/ })).toBeNull();
  });

  test("are only shown to a volunteer, who hears who chooses", async () => {
    const view = await peopleAnswers().assist?.(contested);
    router.go("assist", contested);
    await openWindow({
      answers: { assist: () => Promise.resolve({ ...(view as AssistView), may_settle: false }) },
    });
    expect(await screen.findByText(/Tổ trưởng chọn giá trị đúng/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Chọn/ })).toBeNull();
  });

  test("are listed for a leader, each one press away", async () => {
    await at("people");
    expect(await screen.findByRole("heading", { name: "Chờ chọn giá trị đúng · 1" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /: Kết quả$/ }));
    await vi.waitFor(() => expect(place()).toBe(`#/assist/${contested}`));
  });

  test.each(LOOKS)(
    "axe finds nothing beside each other, %s, %s",
    { timeout: AXE_MS },
    async (lang, colours) => {
      wear(lang, colours);
      await at("assist", contested);
      await screen.findByRole("region", { name: /Chọn giá trị đúng|Choose the right value/ });
      expect(await objections()).toEqual([]);
    },
  );
});
