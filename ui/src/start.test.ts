// From the first run to the desk, as people go: practise, set up, join, unlock.
import { cleanup, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { SetUpForm, StatusView } from "$api";
import { language } from "$i18n";
import { PIN, refused, STATUS } from "./gallery/core";
import { AXE_MS, LOOKS, objections, openWindow, wear } from "./testing";

beforeEach(() => {
  window.location.hash = "";
  language.choose("vi");
});
afterEach(cleanup);

const title = () => screen.getByRole("heading", { level: 1 }).textContent;
const field = (name: RegExp | string) => screen.getByLabelText<HTMLInputElement>(name);
const press = (name: RegExp | string) => userEvent.click(screen.getByRole("button", { name }));
const atWork = () => screen.findByRole("navigation");
/** The digit of a way, or back: keys wait until it is clear that no scanner types. */
async function choose(key: string): Promise<void> {
  const before = title();
  await userEvent.keyboard(key);
  await vi.waitFor(() => expect(title()).not.toBe(before));
}
const saidError = () =>
  screen.getByText((_, element) => element?.classList.contains("bad") ?? false).textContent;

describe("the first run", () => {
  test("asks what the laptop is for, and one key leads to the desk of the practice commune", async () => {
    await openWindow({ phase: "first-run" });
    expect(title()).toBe("Hôm nay máy này để làm gì?");
    await userEvent.keyboard("1");
    await atWork();
    expect(screen.getByText(/người không có thật, số liệu/)).toBeTruthy();
    expect(window.location.hash).toBe("#/desk");
  });

  test("says so when the practice commune cannot be made, and can be tried again", async () => {
    await openWindow({ phase: "first-run", answers: { startPractice: () => refused("disk-full") } });
    await userEvent.keyboard("1");
    await screen.findByText(/Ổ đĩa đã đầy/);
    expect(screen.getByRole("button", { name: /Tập ở xã thực hành/ })).toHaveProperty("disabled", false);
  });

  test("speaks the other language with Ctrl+E and lists its keys with F1", async () => {
    await openWindow({ phase: "first-run" });
    await userEvent.keyboard("{Control>}e{/Control}{F1}");
    const keys = screen.getByRole("dialog", { name: "Keys" });
    expect(within(keys).getByText("Set up our commune")).toBeTruthy();
  });
});

describe("setting up a commune", () => {
  async function fillTo(step: 2 | 3): Promise<void> {
    await choose("2");
    await userEvent.type(field("Tên xã"), "Quảng Nghiệp");
    await userEvent.click(field(/Các thôn/));
    await userEvent.paste("1. Gồm\n2. Trại Nứa");
    await press(/Tiếp tục/);
    if (step === 2) return;
    await userEvent.type(field("Họ tên của bạn"), "Trần Minh Khoa");
    await press(/Tiếp tục/);
  }

  async function choosePin(pin: string, repeat = pin): Promise<void> {
    await userEvent.type(field("Mã PIN của bạn"), pin);
    await userEvent.type(field("Gõ lại mã PIN"), repeat);
    await press(/Lập xã/);
  }

  test("takes the name, pasted villages, a unit, two people and a PIN, and opens the desk", async () => {
    const made = vi.fn<(form: SetUpForm) => Promise<StatusView>>(() => Promise.resolve(STATUS));
    await openWindow({ phase: "first-run", answers: { setUp: made } });
    await choose("2");
    expect(document.activeElement).toBe(field("Tên xã"));
    await userEvent.keyboard("Quảng Nghiệp");
    await userEvent.click(field(/Các thôn/));
    await userEvent.paste("1\tGồm\n2\tTrại Nứa\n");
    expect(screen.getByText("2 thôn")).toBeTruthy();
    await press(/Thêm đơn vị/);
    await userEvent.type(field("Tên đơn vị 1"), "Trường THCS Quảng Nghiệp");
    await userEvent.selectOptions(field("Loại đơn vị 1"), "Trường học");
    await press(/Thêm đơn vị/);
    await press(/Tiếp tục/);
    await userEvent.type(field("Họ tên của bạn"), "Trần Minh Khoa");
    await press(/Thêm người/);
    await userEvent.type(field("Họ tên người thứ 2"), "Vũ Thị Lan");
    await userEvent.selectOptions(field("Lực lượng người thứ 2"), "Đoàn thanh niên");
    await press(/Tiếp tục/);
    expect(screen.getByText("Gồm, Trại Nứa")).toBeTruthy();
    await choosePin(PIN);
    await atWork();
    expect(made).toHaveBeenCalledExactlyOnceWith({
      commune_name: "Quảng Nghiệp",
      villages: ["Gồm", "Trại Nứa"],
      units: [{ name: "Trường THCS Quảng Nghiệp", kind: "school" }],
      members: [
        { name: "Trần Minh Khoa", role: "leader", force: "police" },
        { name: "Vũ Thị Lan", role: "volunteer", force: "youth-union" },
      ],
      pin: PIN,
    });
  });

  test("does not go on without a name, and says at the field what is missing", async () => {
    await openWindow({ phase: "first-run" });
    await choose("2");
    await press(/Tiếp tục/);
    expect(field("Tên xã").getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText("Ghi tên xã.")).toBeTruthy();
    expect(screen.getByText(/Bước 1/)).toBeTruthy();
  });

  test("keeps what was typed when one goes back, and leaves with Esc from the first step", async () => {
    await openWindow({ phase: "first-run" });
    await fillTo(2);
    await userEvent.keyboard("{Escape}");
    expect(field("Tên xã").value).toBe("Quảng Nghiệp");
    await userEvent.keyboard("{Escape}");
    expect(title()).toBe("Hôm nay máy này để làm gì?");
  });

  test("says what happens when the PIN is forgotten, and wants it twice the same", async () => {
    await openWindow({ phase: "first-run" });
    await fillTo(3);
    expect(screen.getByText(/Quên thì không ai mở được/)).toBeTruthy();
    await choosePin(PIN, "274914");
    expect(screen.getByText("Hai lần gõ không giống nhau.")).toBeTruthy();
  });

  test("says in words what the core refuses", async () => {
    await openWindow({ phase: "first-run" });
    await fillTo(3);
    await choosePin("123456");
    expect((await screen.findAllByText(/Dễ đoán quá/))[0]).toBeTruthy();
    expect(saidError()).toContain("Chưa có gì được tạo ra");
  });

  test("goes back to the step whose field the core refuses", async () => {
    const setUp = () => refused("bad-field", { field: "village-name" });
    await openWindow({ phase: "first-run", answers: { setUp } });
    await fillTo(3);
    await choosePin(PIN);
    expect(await screen.findByText(/Tên thôn còn trống/)).toBeTruthy();
    expect(field("Tên xã").value).toBe("Quảng Nghiệp");
  });
});

describe("where the system has no key store", () => {
  const none = { phase: "first-run", status: { secret_kind: "passphrase" } } as const;
  const PASSPHRASE = "con trâu đi trước";

  test("setting up asks for a passphrase and says why", async () => {
    const made = vi.fn<(form: SetUpForm) => Promise<StatusView>>(() => Promise.resolve(STATUS));
    await openWindow({ ...none, answers: { setUp: made } });
    await choose("2");
    await userEvent.type(field("Tên xã"), "Quảng Nghiệp");
    await userEvent.click(field(/Các thôn/));
    await userEvent.paste("Gồm");
    await press(/Tiếp tục/);
    await userEvent.type(field("Họ tên của bạn"), "Trần Minh Khoa");
    await press(/Tiếp tục/);
    expect(screen.getByText(/không có kho khóa của hệ điều hành/)).toBeTruthy();
    await userEvent.type(field("Cụm mật khẩu của bạn"), PASSPHRASE);
    await userEvent.type(field("Gõ lại cụm mật khẩu"), PASSPHRASE);
    await press(/Lập xã/);
    await atWork();
    expect(made.mock.calls[0]?.[0].pin).toBe(PASSPHRASE);
  });

  test("joining asks for one too", async () => {
    await openWindow(none);
    await choose("3");
    expect(screen.getByText(/không có kho khóa của hệ điều hành/)).toBeTruthy();
    expect(field("Cụm mật khẩu của bạn")).toBeTruthy();
    expect(await objections()).toEqual([]);
  });

  test("a key store that refuses while setting up turns the question into one for a passphrase", async () => {
    const status = {
      ...STATUS,
      phase: "first-run",
      profile: "commune",
      has_commune: false,
      member: null,
    } as const;
    const kinds = ["pin", "passphrase"] as const;
    let asked = 0;
    const answers = {
      status: () => Promise.resolve({ ...status, secret_kind: kinds[Math.min(asked++, 1)] ?? "pin" }),
      requestToJoin: () => refused("weak-pin", { kind: "passphrase", why: "short-passphrase" }),
    };
    await openWindow({ phase: "first-run", answers });
    await choose("3");
    await userEvent.type(field("Tên máy này"), "Máy 3");
    await userEvent.type(field("Mã PIN của bạn"), PIN);
    await userEvent.type(field("Gõ lại mã PIN"), PIN);
    await press(/Ghi tệp yêu cầu/);
    expect(await screen.findByLabelText("Cụm mật khẩu của bạn")).toBeTruthy();
    expect(saidError()).toContain("mã PIN chưa đủ");
  });

  test("unlocking asks for it by its name, and one from before is asked to be changed", async () => {
    const unlock = () => Promise.resolve({ ...STATUS, profile: "commune", secret_weak: true } as const);
    await openWindow({ phase: "locked", status: { secret_kind: "passphrase" }, answers: { unlock } });
    await userEvent.type(field("Cụm mật khẩu"), `${PIN}{Enter}`);
    await atWork();
    expect(await screen.findByText(/ngắn hơn mức máy này cần/, { selector: "li span" })).toBeTruthy();
  });
});

describe("joining a commune", () => {
  test("writes a request, shows the code large, takes the answer, and unlocks", async () => {
    await openWindow({ phase: "first-run" });
    await choose("3");
    await userEvent.type(field("Tên máy này"), "Máy 3");
    await userEvent.type(field("Mã PIN của bạn"), PIN);
    await userEvent.type(field("Gõ lại mã PIN"), PIN);
    expect(field("Nơi ghi tệp yêu cầu").value).toBe("/home/khoa/Tài liệu/yeu-cau-tham-gia.donghanh");
    await press(/Chọn nơi ghi/);
    expect(field("Nơi ghi tệp yêu cầu").value).toBe("/media/usb/yeu-cau-tham-gia.donghanh");
    await press(/Ghi tệp yêu cầu/);
    expect(await screen.findByRole("img", { name: "Mã so sánh: 4 1 8, 2 0 7, 3 5 6" })).toBeTruthy();
    expect(screen.getByText("/media/usb/yeu-cau-tham-gia.donghanh")).toBeTruthy();
    await press(/Chọn tệp/);
    await press(/Vào xã/);
    await vi.waitFor(() => expect(title()).toBe("Mở khóa"));
    expect(screen.getByRole("radio", { name: /^Ghi chép/ })).toBeTruthy();
  });

  test("comes back to the same step after the app was closed", async () => {
    await openWindow({ phase: "joining" });
    expect(title()).toBe("Chờ tổ trưởng trả lời");
    expect(screen.getByRole("img", { name: /4 1 8, 2 0 7, 3 5 6/ })).toBeTruthy();
  });

  test("says so when the file is no answer for this laptop", async () => {
    await openWindow({ phase: "joining" });
    await userEvent.type(field("Tệp trả lời của tổ trưởng"), "/media/usb/anh.jpg");
    await press(/Vào xã/);
    expect(await screen.findByText(/không phải câu trả lời cho máy này/)).toBeTruthy();
  });

  test("can write the request again", async () => {
    await openWindow({ phase: "joining" });
    await press(/Tạo lại tệp yêu cầu/);
    expect(field("Tên máy này").value).toBe("");
  });
});

describe("unlocking", () => {
  const real = { phase: "locked" } as const;

  test("takes the PIN of whoever was chosen", async () => {
    const unlock = vi.fn(() => Promise.resolve(STATUS));
    await openWindow({ ...real, answers: { unlock } });
    expect(document.activeElement).toBe(field("Mã PIN"));
    await userEvent.click(screen.getByRole("radio", { name: /Ghi chép, người thứ 2/ }));
    await userEvent.type(field("Mã PIN"), `${PIN}{Enter}`);
    await atWork();
    expect(unlock).toHaveBeenCalledExactlyOnceWith("m3", PIN);
  });

  test("says that the PIN is wrong, empties the field and keeps the focus there", async () => {
    await openWindow(real);
    await userEvent.type(field("Mã PIN"), "111222{Enter}");
    expect(await screen.findByText(/cụm mật khẩu không đúng/)).toBeTruthy();
    expect(field("Mã PIN").value).toBe("");
    expect(document.activeElement).toBe(field("Mã PIN"));
  });

  test("counts the seconds down before the next try", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    await openWindow(real);
    for (let count = 0; count < 3; count++) await userEvent.type(field("Mã PIN"), "111222{Enter}");
    const button = await screen.findByRole("button", { name: /Chờ 5 giây/ });
    expect(button).toHaveProperty("disabled", true);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await screen.findByRole("button", { name: /Mở khóa/ })).toHaveProperty("disabled", false);
    vi.useRealTimers();
  });

  test("leads to the practice commune, and from there back to ours", async () => {
    await openWindow(real);
    await press(/Mở xã thực hành/);
    await atWork();
    await userEvent.keyboard("{Control>}l{/Control}");
    expect((await screen.findByRole("heading", { level: 1 })).textContent).toBe("Xã thực hành");
    await press(/Về xã của chúng tôi/);
    await vi.waitFor(() => expect(title()).toBe("Mở khóa"));
  });

  test("opens the practice commune again with Enter alone", async () => {
    await openWindow({ phase: "locked", status: { profile: "practice" } });
    await userEvent.keyboard("{Enter}");
    expect(await atWork()).toBeTruthy();
  });

  test("leads from practice to the first run where no commune was set up", async () => {
    await openWindow({ phase: "locked", status: { profile: "practice", has_commune: false } });
    await press(/Lập xã, hoặc vào xã đã lập/);
    await vi.waitFor(() => expect(title()).toBe("Hôm nay máy này để làm gì?"));
  });
});

describe.each(LOOKS)("axe finds nothing, %s, %s", { timeout: AXE_MS }, (lang, colours) => {
  beforeEach(() => wear(lang, colours));

  test("on the first run and each of its ways", async () => {
    await openWindow({ phase: "first-run" });
    expect(await objections()).toEqual([]);
    await choose("2");
    expect(await objections()).toEqual([]);
    await choose("{Escape}");
    await choose("3");
    expect(await objections()).toEqual([]);
  });

  test.each([
    ["joining", {}],
    ["locked", {}],
    ["locked", { profile: "practice" }],
  ] as const)("while %s %j", async (phase, status) => {
    await openWindow({ phase, status });
    expect(await objections()).toEqual([]);
  });
});
