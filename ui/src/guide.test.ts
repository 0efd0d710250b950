// The guide as a person meets it: parts, the search, the keys beside it.
import { cleanup, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type OwnPart, PAGES, PART_NAMES, PARTS } from "$features/guide/guide";
import { language, t } from "$i18n";
import leaflet from "../../assets/guide.json";
import { CATALOGUE, refused } from "./gallery/core";
import { router } from "./routes/router.svelte";
import { AXE_MS, LOOKS, objections, openWindow, wear } from "./testing";

beforeEach(() => {
  language.choose("vi");
  router.go("guide");
});
afterEach(cleanup);

const titles = () =>
  screen.getAllByRole("article").map((entry) => within(entry).getByRole("heading").textContent.trim());
const choose = (name: string) => userEvent.click(screen.getByRole("radio", { name }));
const search = (text: string) =>
  userEvent.type(screen.getByRole("searchbox", { name: "Tìm trong hướng dẫn" }), text);

describe("the guide", () => {
  test("begins with the evening in six steps", async () => {
    await openWindow();
    expect(titles()).toHaveLength(6);
    expect(titles()[0]).toMatch(/1\s*Mở buổi/);
  });

  test("tells the steps of the printed leaflet, in its order", () => {
    const parts = Object.entries(PAGES).map(([part, pages]) => ({
      title: PART_NAMES[part as OwnPart],
      steps: pages.map(({ title }) => title),
    }));
    for (const { title, steps } of leaflet.parts) expect(parts).toContainEqual({ title, steps });
  });

  test("has the difficulties with what to ask, and the sixteen utilities", async () => {
    await openWindow();
    await choose("Khó khăn của bà con");
    expect(titles()).toHaveLength(CATALOGUE.difficulties.length);
    expect(screen.getByText("Số này đăng ký tên ai?")).toBeTruthy();
    await choose("Tiện ích VNeID");
    expect(titles()).toHaveLength(16);
  });

  test("finds words without marks in every part, and says how many", async () => {
    await openWindow();
    await userEvent.keyboard("{Control>}f{/Control}");
    expect(document.activeElement).toBe(screen.getByRole("searchbox"));
    await userEvent.keyboard("quen ma pin");
    // Keys as fast as these are a scanner's until it is clear that they are not.
    expect(await screen.findByText("Tìm thấy 1 mục")).toBeTruthy();
    expect(titles()).toEqual(["Quên mã PIN hay cụm mật khẩu"]);
  });

  test("says so when nothing is found", async () => {
    await openWindow();
    await search("xyzzy");
    expect(screen.getByRole("heading", { name: "Không thấy mục nào" })).toBeTruthy();
  });

  test("lists the keys of the desk and of every screen", async () => {
    await openWindow();
    const keys = within(screen.getByRole("region", { name: "Phím tắt" }));
    expect(keys.getByText("Ctrl+Z")).toBeTruthy();
    expect(await keys.findByText("Ctrl+L")).toBeTruthy();
  });

  test("opens from the desk, and lists the desk's keys once", async () => {
    router.go("desk");
    await openWindow();
    await userEvent.keyboard("{Control>}7{/Control}");
    expect(await screen.findByRole("heading", { level: 1, name: "Hướng dẫn" })).toBeTruthy();
    expect(await screen.findByText("Ctrl+L", { selector: "aside *" })).toBeTruthy();
    const keys = within(screen.getByRole("region", { name: "Phím tắt" }));
    expect(keys.getAllByRole("heading", { name: "Bàn hỗ trợ" })).toHaveLength(1);
  });

  test("keeps its own pages when the catalogues cannot be read", async () => {
    await openWindow({ answers: { catalogue: () => refused("disk-failed") } });
    expect(await screen.findByText(/không đọc hoặc không ghi được/)).toBeTruthy();
    expect(titles()).toHaveLength(6);
  });
});

describe.each(LOOKS)("axe finds nothing, %s, %s", { timeout: AXE_MS }, (lang, colours) => {
  beforeEach(() => wear(lang, colours));

  test.each(PARTS)("in the part %s", async (part) => {
    await openWindow();
    await userEvent.click(screen.getByRole("radio", { name: t(PART_NAMES[part]) }));
    expect(await objections()).toEqual([]);
  });

  test("while searching", async () => {
    await openWindow();
    await userEvent.type(screen.getByRole("searchbox"), "otp");
    expect(await objections()).toEqual([]);
  });
});
