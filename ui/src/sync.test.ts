// The sync screen as a person meets it: how things stand, sync now, pause, attach, let a new laptop in.
import { cleanup, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AnswerForm, Api, SyncView } from "$api";
import { language } from "$i18n";
import { FINGERPRINT, MEMBERS, refused, type Situation, SYNC } from "./gallery/core";
import { router } from "./routes/router.svelte";
import { AXE_MS, LOOKS, objections, openWindow, wear } from "./testing";

beforeEach(() => {
  language.choose("vi");
  router.go("sync");
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const field = (name: RegExp | string) => screen.getByLabelText<HTMLInputElement>(name);
const press = (name: RegExp | string) => userEvent.click(screen.getByRole("button", { name }));
const said = () => screen.getByRole("main").textContent.replace(/\s+/g, " ");
const cells = (row: Element | null | undefined) =>
  [...(row?.children ?? [])].map((cell) => cell.textContent.trim());
const volunteer = { member: MEMBERS[1] ?? null };

async function openSync(situation: Situation = {}): Promise<void> {
  await openWindow(situation);
  await screen.findByRole("table", { name: "Máy của xã" });
}

/** Chooses a certificate's file; its fingerprint is then on the screen, to be compared. */
async function chooseCertificate(): Promise<HTMLElement> {
  await press(/Chọn chứng chỉ riêng/);
  const dialog = screen.getByRole("dialog", { name: "Chứng chỉ riêng của máy chủ" });
  await userEvent.type(within(dialog).getByLabelText(/Tệp chứng chỉ/), "/media/usb/may-chu.pem{Enter}");
  await within(dialog).findByRole("img", { name: /Mã SHA-256: 0F 3C 91 A2/ });
  return dialog;
}

describe("the sync screen", () => {
  test("says how much has arrived, in figures and in plain words", async () => {
    await openSync();
    expect(said()).toContain("21 / 41 đã đến nơi");
    expect(said()).toContain("20 mục chưa đến nơi; mục cũ nhất đã chờ 2 giờ 14 phút.");
    expect(said()).toContain("Chúng nằm an toàn trên máy này, và chỉ ở đây.");
    expect(said()).toContain("Lần gần nhất: 20:58.");
  });

  test("shows the last fourteen days, each in words for whoever cannot see the bars", async () => {
    await openSync();
    const days = within(screen.getByRole("region", { name: "14 ngày qua trên máy này" })).getAllByRole(
      "listitem",
    );
    expect(days).toHaveLength(14);
    expect(days[13]?.textContent).toContain("21/11/2026: ghi 32 mục, 14 đã đến nơi, 18 chưa đến.");
    expect(days[0]?.textContent).toContain("08/11/2026: ghi 0 mục, 0 đã đến nơi, 0 chưa đến.");
  });

  test("says the gravest first, with the one button that helps, and the rest below", async () => {
    await openSync();
    const doctor = within(screen.getByRole("region", { name: "Đang ra sao" }));
    expect(doctor.getAllByRole("status")).toHaveLength(2);
    expect(doctor.getByText(/14 mục ghi sau khi máy hoặc người bị khóa/)).toBeTruthy();
    await userEvent.click(doctor.getByRole("button", { name: "Mở Tổ và máy" }));
    expect(window.location.hash).toBe("#/team");
  });

  test("tries again, or resumes, where the core says that this helps", async () => {
    const syncNow = vi.fn(() => Promise.resolve(SYNC));
    await openSync({ answers: { syncNow } });
    await press("Thử lại ngay");
    expect(syncNow).toHaveBeenCalledOnce();
    await press(/Tạm dừng/);
    await screen.findByText("Đồng bộ đang tạm dừng.");
    const doctor = within(screen.getByRole("region", { name: "Đang ra sao" }));
    await userEvent.click(doctor.getByRole("button", { name: "Tiếp tục" }));
    await vi.waitFor(() => expect(screen.queryByText("Đồng bộ đang tạm dừng.")).toBeNull());
  });

  test("has a line for each laptop, and says which is silent for long", async () => {
    await openSync();
    const row = within(screen.getByRole("table", { name: "Máy của xã" }))
      .getByText("Máy 4")
      .closest("tr");
    expect(cells(row)).toEqual(["Máy 4", "611", "603", "8", "3 ngày", "Im lặng lâu"]);
    expect(said()).toContain("Số của máy khác là ít nhất");
  });

  test("lists the receipts whose signature fits", async () => {
    await openSync();
    const rows = within(screen.getByRole("table", { name: "Biên nhận của trung tâm" })).getAllByRole("row");
    expect(rows).toHaveLength(1 + SYNC.receipts.length);
    expect(cells(rows[1])).toEqual(["21/11/2026 20:58", "Máy 1", "21", "21", "Khớp"]);
  });

  test("syncs with Ctrl+S, shows that it is under way, and then what has arrived", async () => {
    let answer: (view: SyncView) => void = () => undefined;
    const done: SyncView = {
      ...SYNC,
      arrived: 41,
      words: { key: "line-all-arrived", params: SYNC.words.params },
    };
    let view = SYNC;
    const syncNow = vi.fn(() => new Promise<SyncView>((resolve) => (answer = resolve)));
    await openSync({ answers: { syncNow, syncState: () => Promise.resolve(view) } });
    await userEvent.keyboard("{Control>}s{/Control}");
    const bar = screen.getByRole("progressbar", { name: /21 \/ 41/ });
    expect(bar.getAttribute("aria-valuenow")).toBe("21");
    view = done;
    answer(done);
    await vi.waitFor(() => expect(said()).toContain("41 / 41 đã đến nơi"));
    expect(screen.queryByRole("progressbar")).toBeNull();
    expect(syncNow).toHaveBeenCalledOnce();
  });

  test("says in words why a sync did not work, and that nothing is lost", async () => {
    await openSync({ answers: { syncNow: () => refused("not-the-centre") } });
    await press(/Đồng bộ ngay/);
    expect(await screen.findByText(/không phải máy chủ trung tâm/)).toBeTruthy();
    expect(said()).toContain("Mọi thứ vẫn ở trên máy này");
  });

  test("does not say the same twice when the sentence names the error already", async () => {
    const view: SyncView = { ...SYNC, line: "offline", words: { key: "line-unreachable", params: {} } };
    const answers = { syncNow: () => refused("unreachable"), syncState: () => Promise.resolve(view) };
    await openSync({ answers });
    await press(/Đồng bộ ngay/);
    await vi.waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
    expect(screen.queryByText(/Không tới được máy chủ trung tâm\.$/)).toBeNull();
  });

  test("counts down to the next try, and then looks", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const syncState = vi.fn(() => Promise.resolve({ ...SYNC, next_try_seconds: 2 }));
    await openSync({ answers: { syncState } });
    expect(said()).toContain("Tự đồng bộ sau 2 giây.");
    const before = syncState.mock.calls.length;
    await vi.advanceTimersByTimeAsync(3000);
    expect(syncState.mock.calls.length).toBeGreaterThan(before);
  });

  test("pauses and resumes", async () => {
    await openSync();
    await press(/Tạm dừng/);
    expect(await screen.findByText(/Đồng bộ đang tạm dừng/)).toBeTruthy();
    await userEvent.click(screen.getAllByRole("button", { name: /Tiếp tục/ })[1] as HTMLElement);
    expect(await screen.findByRole("button", { name: /Tạm dừng/ })).toBeTruthy();
  });
});

describe("a certificate of the centre's own", () => {
  const form = { path: "/media/usb/may-chu.pem", fingerprint: FINGERPRINT };

  test("is trusted once its fingerprint was compared, shown, and dropped again", async () => {
    let view = SYNC;
    const trustCertificate = vi.fn<Api["trustCertificate"]>((given) =>
      Promise.resolve((view = { ...SYNC, certificate: given?.fingerprint ?? null })),
    );
    await openSync({ answers: { syncState: () => Promise.resolve(view), trustCertificate } });
    await chooseCertificate();
    expect(trustCertificate).not.toHaveBeenCalled();
    await press(/Giống nhau, tin chứng chỉ này/);
    expect(trustCertificate).toHaveBeenLastCalledWith(form);
    expect(await screen.findByText(/Máy này tin thêm một chứng chỉ riêng/)).toBeTruthy();
    await press("Thôi tin");
    expect(trustCertificate).toHaveBeenLastCalledWith(null);
    expect(screen.queryByText(/Máy này tin thêm một chứng chỉ riêng/)).toBeNull();
  });

  test("is not trusted where the fingerprints differ", async () => {
    const trustCertificate = vi.fn(() => Promise.resolve(SYNC));
    await openSync({ answers: { trustCertificate } });
    await chooseCertificate();
    await press("Không giống");
    expect(trustCertificate).not.toHaveBeenCalled();
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("says when the file is none", async () => {
    await openSync({ answers: { lookAtCertificate: () => refused("bad-certificate-file") } });
    await press(/Chọn chứng chỉ riêng/);
    await userEvent.type(screen.getByLabelText(/Tệp chứng chỉ/), "/tmp/x.pem{Enter}");
    expect(await screen.findByText(/không phải một tệp chứng chỉ dùng được/)).toBeTruthy();
  });

  test("is for leaders", async () => {
    await openSync({ status: volunteer });
    expect(screen.queryByRole("button", { name: /Chọn chứng chỉ riêng/ })).toBeNull();
  });
});

describe("without a centre", () => {
  test("a leader attaches one with its address and the set-up code", async () => {
    const attached = { ...SYNC, centre: "https://trungtam.xa.example" };
    const attachCentre = vi.fn<Api["attachCentre"]>(() => Promise.resolve(attached));
    await openSync({ attached: false, answers: { attachCentre } });
    await userEvent.type(field("Địa chỉ máy chủ"), "https://trungtam.xa.example");
    await userEvent.type(field("Mã thiết lập"), "K7QM-29XP{Enter}");
    expect(attachCentre).toHaveBeenCalledExactlyOnceWith({
      address: "https://trungtam.xa.example",
      setup_code: "K7QM-29XP",
      certificate: null,
    });
  });

  test("a leader trusts the centre's own certificate once its fingerprint was compared", async () => {
    const attachCentre = vi.fn<Api["attachCentre"]>(() => Promise.resolve(SYNC));
    await openSync({ attached: false, answers: { attachCentre } });
    await chooseCertificate();
    await press(/Giống nhau, tin chứng chỉ này/);
    await userEvent.type(field("Địa chỉ máy chủ"), "https://trungtam.xa.example");
    await userEvent.type(field("Mã thiết lập"), "K7QM-29XP{Enter}");
    const certificate = { path: "/media/usb/may-chu.pem", fingerprint: FINGERPRINT };
    expect(attachCentre).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ certificate }));
  });

  test("says which field is empty, and in words what the centre refuses", async () => {
    await openSync({ attached: false, answers: { attachCentre: () => refused("bad-setup-code") } });
    await press(/Nối máy chủ/);
    expect(screen.getAllByText("Điền ô này trước.")).toHaveLength(2);
    await userEvent.type(field("Địa chỉ máy chủ"), "https://a.example");
    await userEvent.type(field("Mã thiết lập"), "sai{Enter}");
    expect(await screen.findByText(/Mã thiết lập sai, đã dùng hoặc đã hết hạn/)).toBeTruthy();
    expect(field("Địa chỉ máy chủ").value).toBe("https://a.example");
  });

  test("a volunteer reads who does it", async () => {
    await openSync({ attached: false, status: volunteer });
    expect(screen.queryByLabelText("Địa chỉ máy chủ")).toBeNull();
    expect(said()).toContain("Tổ trưởng nối một lần");
  });
});

describe("letting a new laptop in", () => {
  async function readRequest(path = "/media/usb/yeu-cau-tham-gia.donghanh"): Promise<HTMLElement> {
    await press(/Đọc tệp yêu cầu/);
    const dialog = screen.getByRole("dialog", { name: "Cho máy mới vào" });
    await userEvent.type(within(dialog).getByLabelText(/Tệp yêu cầu/), path);
    await userEvent.click(within(dialog).getByRole("button", { name: /Đọc tệp yêu cầu/ }));
    return dialog;
  }

  test("compares the code, chooses the person and writes the answer beside the request", async () => {
    const answered = { code: "418 207 356", label: "Máy 3", path: "/media/usb/tra-loi-tham-gia.donghanh" };
    const answerJoin = vi.fn<(form: AnswerForm) => Promise<typeof answered>>(() => Promise.resolve(answered));
    await openSync({ answers: { answerJoin } });
    const dialog = within(await readRequest());
    expect(await dialog.findByRole("img", { name: "Mã so sánh: 4 1 8, 2 0 7, 3 5 6" })).toBeTruthy();
    await userEvent.click(dialog.getByRole("button", { name: /Mã giống nhau/ }));
    await userEvent.selectOptions(
      await dialog.findByLabelText("Người dùng máy mới"),
      "Đỗ Minh Đức, Ghi chép",
    );
    await userEvent.click(dialog.getByRole("button", { name: /Ghi tệp trả lời/ }));
    expect(await dialog.findByText(/Đã ghi tệp trả lời cho Máy 3/)).toBeTruthy();
    expect(answerJoin).toHaveBeenCalledExactlyOnceWith({
      request_path: "/media/usb/yeu-cau-tham-gia.donghanh",
      member: "m3",
      answer_path: "/media/usb/tra-loi-tham-gia.donghanh",
    });
  });

  test("writes nothing before somebody is chosen", async () => {
    await openSync();
    const dialog = within(await readRequest());
    await userEvent.click(await dialog.findByRole("button", { name: /Mã giống nhau/ }));
    await userEvent.click(await dialog.findByRole("button", { name: /Ghi tệp trả lời/ }));
    expect(dialog.getByText("Chọn người sẽ dùng máy này.")).toBeTruthy();
  });

  test("stops where the codes differ, and starts anew the next time", async () => {
    await openSync();
    const dialog = await readRequest();
    await userEvent.click(await within(dialog).findByRole("button", { name: /Mã khác nhau/ }));
    expect(screen.queryByRole("dialog")).toBeNull();
    await press(/Đọc tệp yêu cầu/);
    expect(screen.getByLabelText<HTMLInputElement>(/Tệp yêu cầu/).value).toBe("");
  });

  test("says so when the file is no request", async () => {
    await openSync();
    await readRequest("/media/usb/anh.jpg");
    expect(await screen.findByText(/không phải yêu cầu tham gia/)).toBeTruthy();
  });

  test("is for leaders", async () => {
    await openSync({ status: volunteer });
    expect(screen.queryByRole("button", { name: /Đọc tệp yêu cầu/ })).toBeNull();
    expect(screen.getByText("Việc này tổ trưởng làm.")).toBeTruthy();
  });
});

describe.each(LOOKS)("axe finds nothing, %s, %s", { timeout: AXE_MS }, (lang, colours) => {
  beforeEach(() => wear(lang, colours));

  test.each([true, false])("with a centre: %s", async (attached) => {
    await openWindow({ attached });
    await screen.findAllByRole("table");
    expect(await objections()).toEqual([]);
  });

  test("while a certificate is compared, and with one that is trusted", async () => {
    await openWindow();
    await screen.findAllByRole("table");
    await userEvent.click(screen.getByRole("button", { name: /Chọn chứng chỉ riêng|Choose the server/ }));
    await userEvent.type(
      screen.getByLabelText(/Tệp chứng chỉ|Certificate file/),
      "/media/usb/may-chu.pem{Enter}",
    );
    await screen.findByRole("img", { name: /SHA-256/ });
    expect(await objections()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: /Giống nhau|the same/ }));
    await screen.findByRole("button", { name: /Thôi tin|no longer/ });
    expect(await objections()).toEqual([]);
  });

  test("while a laptop is let in", async () => {
    await openWindow();
    await screen.findAllByRole("table");
    await userEvent.click(screen.getByRole("button", { name: /Đọc tệp yêu cầu|Read the request file/ }));
    expect(await objections()).toEqual([]);
  });
});
