// Sessions in the window: opened, talked at, looked over, closed, taken away as a file.
import { cleanup, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ExportedView, ExportForm, OpenSessionForm, OutreachForm, SessionView } from "$api";
import { language } from "$i18n";
import { MEMBERS, refused } from "./gallery/core";
import { SESSION, sessionAnswers } from "./gallery/core/sessions";
import { router } from "./routes/router.svelte";
import { AXE_MS, LOOKS, objections, openWindow, wear } from "./testing";

beforeEach(() => {
  window.location.hash = "";
  language.choose("vi");
});
afterEach(cleanup);

const at = async (...place: string[]) => {
  router.go("sessions", ...place);
  await openWindow();
};
const field = (name: RegExp | string) => screen.getByLabelText<HTMLInputElement>(name);
const press = (name: RegExp | string) => userEvent.click(screen.getByRole("button", { name }));
/** In one piece: keys of a test come as fast as a scanner's. */
async function fill(name: string, text: string): Promise<void> {
  await userEvent.clear(field(name));
  await userEvent.click(field(name));
  await userEvent.paste(text);
}
const place = () => window.location.hash;

describe("the list of sessions", () => {
  test("shows each with its day, its state and its counts, and opens one", async () => {
    await at();
    const row = await screen.findByRole("row", { name: /Trại Nứa.*18\/11\/2026.*Đã đóng.*58.*41.*9/ });
    await userEvent.click(within(row).getByRole("button"));
    await vi.waitFor(() => expect(place()).toBe("#/sessions/s2"));
  });

  test("is walked with the arrows from the moment it is there, and opened with Enter", async () => {
    await at();
    await screen.findByRole("row", { name: /Trại Nứa/ });
    const focused = () => document.activeElement?.closest("tr")?.textContent ?? "";
    const rows = [...document.querySelectorAll("tbody tr")].map((row) => row.textContent);
    await vi.waitFor(() => expect(focused()).toBe(rows[0]));
    await userEvent.keyboard("{ArrowDown}");
    expect(focused()).toBe(rows[1]);
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard("{ArrowDown}{Enter}");
    await vi.waitFor(() => expect(place()).toMatch(/^#\/sessions\/s\d/));
  });

  test("says what to do before the first, and N leads there", async () => {
    router.go("sessions");
    await openWindow({ answers: sessionAnswers(true) });
    await screen.findByText("Chưa có buổi hỗ trợ nào");
    await userEvent.keyboard("n");
    await vi.waitFor(() => expect(place()).toBe("#/sessions/new"));
  });
});

describe("opening a session", () => {
  test("is filled in as the last one was: Enter opens it and leads to the desk", async () => {
    const opened = vi.fn<(form: OpenSessionForm) => Promise<SessionView["row"]>>(() =>
      Promise.resolve(SESSION.row),
    );
    router.go("sessions", "new");
    await openWindow({ answers: { openSession: opened as never } });
    expect((await screen.findByLabelText<HTMLInputElement>("Địa điểm")).value).toBe("Nhà văn hóa thôn Gồm");
    await userEvent.click(field("Địa điểm"));
    await userEvent.keyboard("{Enter}");
    await vi.waitFor(() => expect(place()).toBe("#/desk"));
    const form = opened.mock.calls[0]?.[0];
    expect(form).toMatchObject({ village: "v2", unit: null, first_ticket: 1, place: "Nhà văn hóa thôn Gồm" });
    expect(form?.members).toEqual(MEMBERS.map(({ id }) => id));
    expect(form?.day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test("remembers where people met in another village, and points out a session already open", async () => {
    await at("new");
    await userEvent.selectOptions(await screen.findByLabelText("Thôn"), "Trại Nứa");
    expect(field("Địa điểm").value).toBe("Nhà văn hóa thôn Trại Nứa");
    expect(screen.queryByText(/đã có một buổi đang mở/)).toBeNull();
    await userEvent.selectOptions(field("Thôn"), "Gồm");
    await fill("Ngày", "21/11/2026");
    await userEvent.tab();
    expect(await screen.findByText(/Gồm đã có một buổi đang mở/)).toBeTruthy();
  });

  test("says at the field what is missing, and what the core refuses", async () => {
    router.go("sessions", "new");
    await openWindow({ answers: { openSession: () => refused("bad-field", { field: "place" }) } });
    const ticket = await screen.findByLabelText("Phiếu đầu tiên");
    await userEvent.clear(ticket);
    await userEvent.type(ticket, "0{Enter}");
    expect(screen.getByText("Số phiếu từ 1 đến 99.999.")).toBeTruthy();
    await userEvent.clear(ticket);
    await userEvent.type(ticket, "1{Enter}");
    expect(await screen.findByText(/Địa điểm còn trống, quá dài/)).toBeTruthy();
  });
});

describe("a session", () => {
  test("shows its log: voided lines struck and called so, corrections marked, tickets without a name", async () => {
    await at("s1");
    const voided = await screen.findByRole("row", { name: /Trần Quốc Vượng/ });
    expect(voided.textContent).toContain("Đã hủy");
    expect(screen.getByRole("row", { name: /Đỗ Hữu Quyền/ }).textContent).toContain("đã sửa");
    expect(screen.getByRole("row", { name: /Bùi Thị Thơm.*Hẹn lại.*DEV-01.*24\/11/ })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /Phiếu 12/ }));
    await vi.waitFor(() => expect(place()).toBe("#/assist/a5"));
  });

  test("takes a talk with its head count, which is not saved without one", async () => {
    const logged = vi.fn<(form: OutreachForm) => Promise<never>>(() =>
      refused("bad-field", { field: "heads" }),
    );
    router.go("sessions", "s1");
    await openWindow({ answers: { logOutreach: logged as never } });
    await screen.findByText("Phạm Văn Thuận");
    await userEvent.keyboard("t");
    await userEvent.selectOptions(await screen.findByLabelText("Hình thức"), "Loa truyền thanh");
    await press("Lưu Enter");
    expect(screen.getByText("Ghi số người bằng chữ số.")).toBeTruthy();
    expect(logged).not.toHaveBeenCalled();
    await userEvent.type(field(/Số người dự/), "120");
    await press("Lưu Enter");
    expect(logged.mock.calls[0]?.[0]).toEqual({
      ...{ session: "s1", village: null, unit: null, day: "2026-11-21" },
      ...{ kind: "radio", heads: 120, topic: "" },
    });
  });

  test("tells where cards are scanned", async () => {
    await at("s1");
    await screen.findByText("Phạm Văn Thuận");
    await userEvent.keyboard("005185000002||Tran Thi Hanh|09111985|Nu|Thon Gom|22062022{Enter}");
    expect((await screen.findAllByText(/Quét thẻ ở Bàn hỗ trợ/)).length).toBeGreaterThan(0);
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("closing", () => {
  const titles = () => within(screen.getByRole("region", { name: "Cần xem" })).getAllByRole("listitem");
  const seen = (text: RegExp) => titles().some((item) => text.test(item.textContent));

  test("sets heads against the log in words, and lists what to look at", async () => {
    await at("s1", "close");
    await userEvent.type(await screen.findByLabelText("Đếm tại chỗ"), "14");
    expect(screen.getByText("sổ ghi thiếu")).toBeTruthy();
    expect(seen(/Sổ ghi thiếu 3 người/)).toBe(true);
    expect(seen(/Một người, 2 lượt: Lê Thị Mơ/)).toBe(true);
    expect(seen(/2 lượt cùng tên, khác hồ sơ: Nguyễn Văn An/)).toBe(true);
    expect(seen(/1 lượt hẹn lại chưa có ngày/)).toBe(true);
    expect(seen(/1 lượt có hai bản sửa khác nhau/)).toBe(true);
    expect(seen(/1 lượt chưa có tên người/)).toBe(true);
  });

  test("names those left half done at the desk", async () => {
    router.go("sessions", "s1", "close");
    await openWindow({ answers: { session: () => Promise.resolve({ ...SESSION, half_done: 2 }) } });
    await screen.findByRole("region", { name: "Cần xem" });
    expect(seen(/Còn 2 người đang dở ở bàn, chưa lưu/)).toBe(true);
  });

  test("closes with Ctrl+Enter whatever is left, and shows the closing figures", async () => {
    await at("s1", "close");
    await userEvent.type(await screen.findByLabelText("Đếm tại chỗ"), "11");
    expect(screen.getByText("khớp")).toBeTruthy();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText("Số liệu khi đóng buổi");
    expect(screen.getByText(/Lượt từ máy khác đến sau vẫn được tính/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Đóng buổi/ })).toBeNull();
  });

  test("does not close on a count that cannot be read", async () => {
    const closed = vi.fn(() => refused("bug"));
    router.go("sessions", "s1", "close");
    await openWindow({ answers: { closeSession: closed as never } });
    await userEvent.type(await screen.findByLabelText("Đếm tại chỗ"), "mười");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(screen.getByText(/Chỉ gõ chữ số/)).toBeTruthy();
    expect(closed).not.toHaveBeenCalled();
  });

  test("is the leader's: others are told so", async () => {
    router.go("sessions", "s1", "close");
    await openWindow({ status: { member: MEMBERS[1] ?? null } });
    expect(await screen.findByText("Tổ trưởng đóng buổi")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Đóng buổi/ })).toBeNull();
  });
});

describe("taking the log away", () => {
  const written: ExportedView = { path: "/media/usb/so.csv", rows: 13, bytes: 18_642 };

  test("warns first, masks numbers unless asked, and says where the file lies", async () => {
    const wrote = vi.fn<(form: ExportForm) => Promise<ExportedView>>(() => Promise.resolve(written));
    router.go("sessions", "s1");
    await openWindow({ answers: { exportSession: wrote as never } });
    await screen.findByText("Phạm Văn Thuận");
    await userEvent.keyboard("x");
    expect(await screen.findByText(/Tệp chứa dữ liệu cá nhân/)).toBeTruthy();
    const path = field("Nơi lưu");
    await vi.waitFor(() => expect(path.value).toBe("/home/khoa/Tài liệu/nhat-ky-ho-tro_2026-11-21_gom.xlsx"));
    await press(/Ghi tệp/);
    expect(wrote.mock.calls[0]?.[0]).toMatchObject({ format: "xlsx", numbers: "masked", language: "vi" });
    expect(await screen.findByText("Đã ghi 13 lượt, 18 KB.")).toBeTruthy();
    expect(screen.getByText("/media/usb/so.csv")).toBeTruthy();
  });

  test("follows the kind of file with the name, and warns more of full numbers", async () => {
    await at("s1");
    await screen.findByText("Phạm Văn Thuận");
    await press(/Xuất sổ/);
    await userEvent.click(screen.getByRole("radio", { name: /CSV/ }));
    await vi.waitFor(() => expect(field("Nơi lưu").value).toMatch(/_gom\.csv$/));
    await userEvent.click(screen.getByRole("radio", { name: "Đủ 12 số" }));
    expect(screen.getByText(/Tệp sẽ có đủ số định danh/)).toBeTruthy();
    await press(/Chọn nơi lưu/);
    await vi.waitFor(() => expect(field("Nơi lưu").value).toMatch(/^\/media\/usb\/.*\.csv$/));
  });

  test("says why a file could not be written, and keeps what was chosen", async () => {
    await at("s1");
    await screen.findByText("Phạm Văn Thuận");
    await press(/Xuất sổ/);
    await vi.waitFor(() => expect(field("Nơi lưu").value).not.toBe(""));
    await fill("Nơi lưu", "/khoa/so.xlsx");
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByText(/Không ghi được vào thư mục/)).toBeTruthy();
    expect(field("Nơi lưu").value).toBe("/khoa/so.xlsx");
  });
});

const PLACES = [[], ["new"], ["s1"], ["s1", "close"]];

describe.each(LOOKS)("axe finds nothing, %s, %s", { timeout: AXE_MS }, (lang, colours) => {
  beforeEach(() => {
    wear(lang, colours);
  });

  test.each(PLACES.map((rest) => [rest.join("/"), rest] as const))("at sessions/%s", async (_, rest) => {
    await at(...rest);
    await vi.waitFor(() => expect(document.querySelector("main table, form, main section")).toBeTruthy());
    expect(await objections()).toEqual([]);
  });

  test("in the dialogs of a session", async () => {
    await at("s1");
    await screen.findByText("Phạm Văn Thuận");
    await userEvent.keyboard("x");
    expect(await screen.findByRole("dialog")).toBeTruthy();
    expect(await objections()).toEqual([]);
    await userEvent.keyboard("{Escape}t");
    expect(await screen.findByRole("dialog")).toBeTruthy();
    expect(await objections()).toEqual([]);
  });
});
