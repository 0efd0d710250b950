// PINs and passphrases as fingers meet them: what is wrong is said by its own reason, and nothing lies in their way.
import { cleanup, screen } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { language } from "$i18n";
import { openWindow } from "./testing";

beforeEach(() => {
  window.location.hash = "";
  language.choose("vi");
});
afterEach(cleanup);

const field = (name: RegExp | string) => screen.getByLabelText<HTMLInputElement>(name);

describe("what opens a laptop", () => {
  test("says at the field that it is too short, not that the second is another, and asks for the second", async () => {
    await openWindow({ phase: "first-run" });
    await userEvent.keyboard("3");
    await vi.waitFor(() => expect(field("Mã PIN của bạn")).toBeTruthy());
    await userEvent.type(field("Tên máy này"), "Máy 3");
    await userEvent.type(field("Mã PIN của bạn"), "2749{Tab}");
    expect(document.activeElement, "the eye is no stop on the way").toBe(field("Gõ lại mã PIN"));
    expect(await screen.findByText("Mã PIN ngắn quá: cần từ 6 chữ số.")).toBeTruthy();
    await userEvent.keyboard("27{Enter}");
    expect(screen.queryByText("Hai lần gõ không giống nhau.")).toBeNull();
    await userEvent.type(field("Mã PIN của bạn"), "13");
    expect(screen.queryByText("Mã PIN ngắn quá: cần từ 6 chữ số.")).toBeNull();
    await userEvent.clear(field("Gõ lại mã PIN"));
    await userEvent.keyboard("{Enter}");
    expect(screen.getByText("Gõ lại lần nữa vào ô này.")).toBeTruthy();
  });

  test("shows what was typed with Ctrl+H, and the leader who is alone has no number", async () => {
    const unlockers = [{ member: "m1", role: "leader", number: 1 } as const];
    await openWindow({ phase: "locked", status: { unlockers } });
    expect(screen.getByRole("radio", { name: "Tổ trưởng" })).toBeTruthy();
    expect(field("Mã PIN").type).toBe("password");
    await userEvent.keyboard("{Control>}h{/Control}");
    expect(field("Mã PIN").type).toBe("text");
  });
});
