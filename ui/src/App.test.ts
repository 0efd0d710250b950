// The window as a whole: keys that work everywhere, and nothing axe would object to.
import { cleanup, render, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { language } from "$i18n";
import { refused, sampleCore } from "./gallery/core";
import Gallery from "./gallery/Gallery.svelte";
import { router } from "./routes/router.svelte";
import { SCREENS } from "./routes/screens";
import { AXE_MS, LOOKS, objections, openWindow, wear } from "./testing";

beforeEach(() => {
  window.location.hash = "";
  language.choose("vi");
});
afterEach(cleanup);

const heading = () => screen.getByRole("heading", { level: 1 }).textContent;

describe("the window", () => {
  test("opens on the desk and says where one is", async () => {
    await openWindow();
    const current = within(screen.getByRole("navigation")).getByRole("link", { current: "page" });
    expect(current.textContent).toContain("Bàn hỗ trợ");
  });

  test.each(SCREENS)("goes to $id with Ctrl and its digit", async ({ id, digit }) => {
    await openWindow();
    await userEvent.keyboard(`{Control>}${digit}{/Control}`);
    await vi.waitFor(() => expect(router.place.screen).toBe(id));
  });

  test("changes its language while it runs", async () => {
    router.go("settings");
    await openWindow();
    await userEvent.keyboard("{Control>}e{/Control}");
    expect(heading()).toBe("Settings");
    expect(document.documentElement.lang).toBe("en");
  });

  test("says what is saved, what has arrived, and how long the oldest waits", async () => {
    await openWindow();
    await screen.findByText("Gồm");
    const strip = screen.getByRole("contentinfo").textContent.replace(/\s+/g, " ");
    expect(strip).toContain("Lượt đã lưu trên máy này 37");
    expect(strip).toContain("Đã đến nơi 0");
    expect(strip).toContain("Cũ nhất chưa gửi 2 giờ 14 phút");
  });

  test("claims nothing in the strip before the core has given its figures", async () => {
    await openWindow({ answers: { strip: () => refused("disk-failed") } });
    const strip = screen.getByRole("contentinfo");
    expect(strip.textContent).not.toContain("Mọi lượt đã đến nơi");
    expect(within(strip).getByRole("button", { name: /Khóa/ })).toBeTruthy();
  });

  test("leads from the list of keys to the guide", async () => {
    await openWindow();
    await userEvent.keyboard("{F1}");
    expect(screen.getByRole("button", { name: /Mở Hướng dẫn/ })).toBeTruthy();
    await userEvent.keyboard("{Control>}7{/Control}");
    await vi.waitFor(() => expect(router.place.screen).toBe("guide"));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("offers the leader of a new commune the recovery code before the first session", async () => {
    await openWindow({
      status: { profile: "commune" },
      answers: { desk: () => refused("no-session"), strip: () => refused("disk-failed") },
    });
    await userEvent.click(await screen.findByRole("button", { name: /Tạo mã khôi phục/ }));
    await vi.waitFor(() => expect(router.place.screen).toBe("team"));
  });

  test("lists the keys with F1 and puts the list away with Esc", async () => {
    await openWindow();
    await userEvent.keyboard("{F1}");
    const dialog = screen.getByRole("dialog", { name: "Phím tắt" });
    expect(within(dialog).getByText("Ctrl+L")).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("locks with Ctrl+L", async () => {
    await openWindow({ status: { profile: "commune" } });
    await userEvent.keyboard("{Control>}l{/Control}");
    expect((await screen.findByRole("heading", { level: 1 })).textContent).toBe("Mở khóa");
  });

  test("says in the strip and aloud when it is about to lock itself", async () => {
    const { strip } = sampleCore();
    const locking = async () => ({ ...(await strip()), locks_in_seconds: 25 });
    await openWindow({ status: { profile: "commune" }, answers: { strip: locking } });
    expect(await screen.findByText("Tự khóa sau 25 giây")).toBeTruthy();
    expect(await screen.findByText(/sắp tự khóa/, { selector: "li span" })).toBeTruthy();
  });

  test("says on every screen that the practice commune is not real, and only there", async () => {
    await openWindow();
    expect(screen.getByText(/người không có thật/)).toBeTruthy();
    cleanup();
    await openWindow({ status: { profile: "commune" } });
    expect(screen.queryByText(/người không có thật/)).toBeNull();
  });

  test("says why it cannot begin, and tries again", async () => {
    const answers = [refused("in-use"), sampleCore().status()];
    const status = () => answers.shift() ?? refused("bug");
    await openWindow({ answers: { status } });
    expect(screen.getByText(/đang dùng dữ liệu này/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Thử lại" }));
    expect(await screen.findByRole("navigation")).toBeTruthy();
  });
});

describe.each(LOOKS)("axe finds nothing, %s, %s", { timeout: AXE_MS }, (lang, colours) => {
  beforeEach(() => wear(lang, colours));

  test.each(SCREENS)("on $id", async ({ id }) => {
    router.go(id);
    await openWindow();
    expect(await objections()).toEqual([]);
  });

  test("among the shared components", async () => {
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
