// The window as a whole: keys that work everywhere, and nothing axe would object to.
import { cleanup, render, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { language, LANGUAGES } from "$i18n";
import { theme } from "$shared/theme.svelte";
import Gallery from "./gallery/Gallery.svelte";
import { STATUS } from "./gallery/samples";
import App from "./routes/App.svelte";
import { router } from "./routes/router.svelte";
import { SCREENS } from "./routes/screens";

// Contrast needs a real renderer; tokens.test.ts and the tests of the real window measure it.
const RULES = { rules: { "color-contrast": { enabled: false } } };

async function objections(): Promise<string[]> {
  const { violations } = await axe.run(document.body, RULES);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

beforeEach(() => {
  window.location.hash = "";
  language.choose("vi");
});
afterEach(cleanup);

const heading = () => screen.getByRole("heading", { level: 1 }).textContent;

describe("the window", () => {
  test("opens on the desk and says where one is", () => {
    render(App, { status: STATUS });
    expect(heading()).toBe("Bàn hỗ trợ");
    const current = within(screen.getByRole("navigation")).getByRole("link", { current: "page" });
    expect(current.textContent).toContain("Bàn hỗ trợ");
  });

  test.each(SCREENS)("goes to $id with Ctrl and its digit", async ({ id, digit }) => {
    render(App, { status: STATUS });
    await userEvent.keyboard(`{Control>}${digit}{/Control}`);
    await vi.waitFor(() => expect(router.place.screen).toBe(id));
  });

  test("changes its language while it runs", async () => {
    render(App, { status: STATUS });
    await userEvent.keyboard("{Control>}e{/Control}");
    expect(heading()).toBe("Desk");
    expect(document.documentElement.lang).toBe("en");
  });

  test("says what is saved, what has arrived, and how long the oldest waits", () => {
    render(App, { status: STATUS });
    const strip = screen.getByRole("contentinfo").textContent.replace(/\s+/g, " ");
    expect(strip).toContain("Đã lưu trên máy này 37");
    expect(strip).toContain("Đã đến nơi 0");
    expect(strip).toContain("Cũ nhất chưa gửi 2 giờ 14 phút");
  });

  test("lists the keys with F1 and puts the list away with Esc", async () => {
    render(App, { status: STATUS });
    await userEvent.keyboard("{F1}");
    const dialog = screen.getByRole("dialog", { name: "Phím tắt" });
    expect(within(dialog).getByText("Ctrl+L")).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("locks with Ctrl+L", async () => {
    const onlock = vi.fn();
    render(App, { status: STATUS, onlock });
    await userEvent.keyboard("{Control>}l{/Control}");
    expect(onlock).toHaveBeenCalledOnce();
  });
});

describe.each(LANGUAGES)("axe finds nothing in %s", (lang) => {
  beforeEach(() => language.choose(lang));

  test.each(SCREENS)("on $id", async ({ id }) => {
    router.go(id);
    render(App, { status: STATUS });
    expect(await objections()).toEqual([]);
  });

  test.each(["light", "dark"] as const)("among the shared components, %s", async (colours) => {
    theme.choose(colours);
    render(Gallery);
    expect(await objections()).toEqual([]);
  });

  test("in a dialog", async () => {
    render(Gallery);
    await userEvent.click(screen.getByRole("button", { name: /Mở hộp thoại/ }));
    expect(screen.getByRole("dialog")).toBeTruthy();
    expect(await objections()).toEqual([]);
  });
});
