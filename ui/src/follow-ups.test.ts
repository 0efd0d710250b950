// People to be met again in the window: by day and place, called, opened at the desk, taken along on paper.
import { cleanup, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Api } from "$api";
import { language } from "$i18n";
import { FOLLOW_UP_ROWS } from "./gallery/core/follow-ups";
import { router } from "./routes/router.svelte";
import { AXE_MS, LOOKS, objections, openWindow, wear } from "./testing";

beforeEach(() => {
  window.location.hash = "";
  language.choose("vi");
});
afterEach(cleanup);

const at = async (answers: Partial<Api> = {}) => {
  router.go("follow-ups");
  await openWindow({ answers });
  await vi.waitFor(() => expect(document.activeElement?.textContent).toContain("Trần Thị Hạnh"));
};
const keys = (text: string) => userEvent.keyboard(text);
const names = () => [...document.querySelectorAll("button.open")].map((one) => one.textContent.trim());

describe("follow-ups", () => {
  test("are reached with Ctrl+4, stand by day, and the first has the focus", async () => {
    await openWindow();
    await keys("{Control>}4{/Control}");
    await screen.findByRole("heading", { level: 1, name: "Hẹn lại" });
    expect(await screen.findByRole("rowheader", { name: "Quá hẹn · 1" })).toBeTruthy();
    expect(names()[0]).toBe("Trần Thị Hạnh");
    await vi.waitFor(() => expect(document.activeElement?.textContent.trim()).toBe("Trần Thị Hạnh"));
  });

  test("show a phone only when asked, and hide it again", async () => {
    await at();
    expect(document.body.textContent).not.toContain("0505000417");
    await keys("{F3}");
    expect(await screen.findByText("0505000417")).toBeTruthy();
    await keys("{F3}");
    expect(screen.queryByText("0505000417")).toBeNull();
  });

  test("open at the desk with Enter", async () => {
    const openPerson = vi.fn<Api["openPerson"]>(() => new Promise(() => undefined));
    await at({ openPerson });
    await keys("{ArrowDown}{Enter}");
    await vi.waitFor(() => expect(openPerson).toHaveBeenCalledWith({ kind: "citizen", id: "c-an" }));
    expect(window.location.hash).toBe("#/desk");
  });

  test("note a call with F2, a digit and Enter; whoever moved away leaves the list", async () => {
    await at();
    await keys("{F2}");
    await screen.findByRole("dialog", { name: "Gọi Trần Thị Hạnh" });
    await keys("3");
    await screen.findByRole("radio", { name: /chuyển đi/, checked: true });
    await keys("{Enter}");
    await vi.waitFor(() => expect(names()).not.toContain("Trần Thị Hạnh"));
    expect(screen.getAllByText("Đã ghi: Trần Thị Hạnh, Đã chuyển đi.").length).toBeGreaterThan(0);
  });

  test("count calls and move the day where somebody will come", async () => {
    const logCall = vi.fn<Api["logCall"]>(() => Promise.resolve(null));
    await at({ logCall });
    await keys("{F2}2");
    await userEvent.type(await screen.findByLabelText("Ngày sẽ đến"), "28/11{Tab}");
    await userEvent.click(screen.getByRole("button", { name: /Lưu cuộc gọi/ }));
    await vi.waitFor(() =>
      expect(logCall).toHaveBeenCalledWith({ citizen: "c-hanh", result: "will-come", again: "2026-11-28" }),
    );
  });

  test("are narrowed to one village", async () => {
    await at();
    const places = screen.getByRole("complementary", { name: "Thôn" });
    await userEvent.click(within(places).getByRole("button", { name: /Làng O/ }));
    await vi.waitFor(() => expect(names()).toEqual(["Ksor H'Lan"]));
  });

  test("are written to a call sheet that says what it holds", async () => {
    const exportCallSheet = vi.fn<Api["exportCallSheet"]>(({ path }) =>
      Promise.resolve({ path, rows: 6, bytes: 9000 }),
    );
    await at({ exportCallSheet });
    await userEvent.click(screen.getByRole("button", { name: "Danh sách gọi" }));
    await screen.findByText("Tệp có họ tên và đủ số điện thoại, không có số định danh.");
    const place = () => screen.getByLabelText<HTMLInputElement>("Nơi lưu");
    await vi.waitFor(() => expect(place().value).toMatch(/\.pdf$/));
    await userEvent.click(screen.getByRole("radio", { name: "Excel" }));
    await vi.waitFor(() => expect(place().value).toMatch(/\.xlsx$/));
    await userEvent.click(screen.getByRole("radio", { name: "PDF, để in" }));
    await vi.waitFor(() => expect(place().value).toMatch(/\.pdf$/));
    await userEvent.click(screen.getByRole("button", { name: /Ghi tệp/ }));
    await screen.findByText("6 người trong tệp.");
    expect(exportCallSheet.mock.calls[0]?.[0]).toMatchObject({ place: { kind: "all" }, format: "pdf" });
  });

  test("say how many are not shown, and where they are", async () => {
    const many = { today: "2026-11-22", places: [], all: 1204, rows: [...FOLLOW_UP_ROWS], beyond: 1198 };
    await at({ followUps: () => Promise.resolve(many) });
    expect(document.body.textContent).toContain("còn 1.198 người chưa hiện");
    expect(document.body.textContent).toContain("ghi “Danh sách gọi”: tệp đó có đủ mọi người");
    expect(screen.getByRole("rowheader", { name: "Quá hẹn · 1" })).toBeTruthy();
    expect(screen.getByRole("rowheader", { name: "Chưa hẹn ngày · 1 người đầu" })).toBeTruthy();
  });

  test("say so when nobody is left", async () => {
    router.go("follow-ups");
    const none = { today: "2026-11-22", places: [], all: 0, rows: [], beyond: 0 };
    await openWindow({ answers: { followUps: () => Promise.resolve(none) } });
    expect(await screen.findByText("Không còn ai phải gặp lại")).toBeTruthy();
  });
});

describe.each(LOOKS)("axe finds nothing (%s, %s)", (lang, colours) => {
  test(
    "in the list, the call and the sheet",
    async () => {
      await at();
      wear(lang, colours);
      expect(await objections()).toEqual([]);
      await keys("{F2}2");
      await screen.findByLabelText(/Ngày sẽ đến|Will come on/);
      expect(await objections()).toEqual([]);
      await keys("{Escape}");
      await userEvent.click(screen.getByRole("button", { name: /Danh sách gọi|Call sheet/ }));
      expect(await objections()).toEqual([]);
    },
    AXE_MS,
  );
});
