// The team and its laptops as a leader meets them at the end of a long day, and as others see them.
import { cleanup, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { MemberForm, MemberView } from "$api";
import { language, t } from "$i18n";
import { PIN, RECOVERY_CODE, refused, type Situation, TEAM, teamAnswers } from "./gallery/core";
import { router } from "./routes/router.svelte";
import { AXE_MS, LOOKS, objections, openWindow, wear } from "./testing";

beforeEach(() => {
  language.choose("vi");
  router.go("team");
});
afterEach(cleanup);

const press = (name: RegExp | string) => userEvent.click(screen.getByRole("button", { name }));
const cells = (row: Element | null | undefined) =>
  [...(row?.children ?? [])].map((cell) => cell.textContent.trim());
const table = (name: string) => within(screen.getByRole("table", { name }));
const dialog = () => within(screen.getByRole("dialog"));

async function openTeam(situation: Situation = {}): Promise<void> {
  await openWindow({ status: { profile: "commune" }, ...situation });
  await screen.findByRole("table", { name: "Người trong tổ" });
}

describe("the members", () => {
  test("adds a member for a leader", async () => {
    const added: MemberView = { id: "m9", name: "Lê Văn Phú", role: "observer", force: "police" };
    const addMember = vi.fn<(form: MemberForm) => Promise<MemberView>>(() => Promise.resolve(added));
    await openTeam({ answers: { addMember } });
    await press("Thêm người");
    const dialog = within(screen.getByRole("dialog", { name: "Thêm người" }));
    await userEvent.type(dialog.getByLabelText("Họ và tên"), "Lê Văn Phú");
    await userEvent.selectOptions(dialog.getByLabelText("Vai trò"), "Xem báo cáo");
    await userEvent.selectOptions(dialog.getByLabelText("Lực lượng"), "Công an xã");
    await userEvent.click(dialog.getByRole("button", { name: /Thêm người/ }));
    await screen.findByText("Đã thêm Lê Văn Phú.", { selector: "li span" });
    expect(addMember).toHaveBeenCalledExactlyOnceWith({
      name: "Lê Văn Phú",
      role: "observer",
      force: "police",
    });
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("keeps what was typed when the core refuses the name", async () => {
    await openTeam({ answers: { addMember: () => refused("bad-field", { field: "member-name" }) } });
    await press(/Thêm người/);
    const dialog = within(screen.getByRole("dialog"));
    await userEvent.type(dialog.getByLabelText("Họ và tên"), "L3{Enter}");
    expect(await dialog.findByText(/ký tự không dùng trong tên người/)).toBeTruthy();
    expect(dialog.getByLabelText<HTMLInputElement>("Họ và tên").value).toBe("L3");
  });

  test("adds nobody for others", async () => {
    await openTeam({ answers: teamAnswers({ may_change: false, recovery_missing: false }) });
    expect(screen.queryByRole("button", { name: /Thêm người/ })).toBeNull();
  });

  test("stand there with role, key and when they logged last", async () => {
    await openTeam();
    const team = table("Người trong tổ");
    expect(cells(team.getByText("Vũ Thị Lan").closest("tr")).slice(0, 5)).toEqual([
      "Vũ Thị Lan",
      "Ghi chép",
      "Đoàn thanh niên",
      "Đã có",
      "21:14 21/11/2026",
    ]);
    expect(cells(team.getByText("Phạm Thu Thủy").closest("tr")).slice(3, 5)).toEqual([
      "Chưa có",
      "Chưa ghi gì",
    ]);
    expect(team.queryByRole("button", { name: /Trần Minh Khoa/ })).toBeNull();
  });

  test("get another role by keys alone, after reading what it lets them do", async () => {
    const setRole = vi.fn(teamAnswers().setRole);
    await openTeam({ answers: { setRole } });
    screen.getByRole("button", { name: "Đổi vai trò của Vũ Thị Lan" }).focus();
    await userEvent.keyboard("{Enter}");
    expect(dialog().getByText(/ký đóng buổi/)).toBeTruthy();
    expect(dialog().getByRole("radio", { checked: true })).toBe(document.activeElement);
    await userEvent.keyboard("{Enter}");
    expect(await dialog().findByText(/Chọn một vai trò khác/)).toBeTruthy();
    expect(setRole).not.toHaveBeenCalled();
    await userEvent.keyboard("{ArrowDown}{Enter}");
    await screen.findByText("Vũ Thị Lan từ bây giờ là: Tổ trưởng.", { selector: "li span" });
    expect(setRole).toHaveBeenCalledExactlyOnceWith({ member: "m2", role: "leader", recovery_code: "" });
  });

  test("leave the team with no role left", async () => {
    const setRole = vi.fn(teamAnswers().setRole);
    await openTeam({ answers: { setRole } });
    await press("Đổi vai trò của Đỗ Minh Đức");
    await userEvent.click(dialog().getByRole("radio", { name: "Cho ra khỏi tổ" }));
    await userEvent.click(dialog().getByRole("button", { name: /Cho ra khỏi tổ/ }));
    await screen.findByText("Đỗ Minh Đức đã ra khỏi tổ.", { selector: "li span" });
    expect(setRole).toHaveBeenCalledExactlyOnceWith({ member: "m3", role: null, recovery_code: "" });
  });

  test("are changed with the recovery code where two leaders speak against each other", async () => {
    const setRole = vi.fn(teamAnswers().setRole);
    const members = TEAM.members.map((one) => ({ ...one, suspended: one.role === "leader" }));
    const apart = { members, may_change: false, code_decides: true, recovery_missing: false };
    await openTeam({ answers: { ...teamAnswers(apart), setRole } });
    expect(screen.getByText(/khóa lẫn nhau/)).toBeTruthy();
    await press("Đổi vai trò của Trần Minh Khoa");
    await userEvent.type(dialog().getByLabelText("Mã khôi phục"), RECOVERY_CODE);
    await userEvent.click(dialog().getByRole("button", { name: /Đổi vai trò/ }));
    await vi.waitFor(() => expect(setRole).toHaveBeenCalledOnce());
    expect(setRole).toHaveBeenCalledWith({ member: "m1", role: "leader", recovery_code: RECOVERY_CODE });
  });
});

describe("a laptop", () => {
  test("is locked out after plain words on what that means", async () => {
    const revokeLaptop = vi.fn(teamAnswers().revokeLaptop);
    await openTeam({ answers: { revokeLaptop } });
    const laptops = table("Máy của xã");
    expect(laptops.queryByRole("button", { name: "Khóa ra: Máy 1" })).toBeNull();
    expect(laptops.queryByRole("button", { name: "Khóa ra: Máy 4" })).toBeNull();
    await press("Khóa ra: Máy 3");
    expect(dialog().getByText(/vẫn tính: đến mục 986, thấy lần cuối 20:02 18\/11\/2026/)).toBeTruthy();
    expect(dialog().getByText(/để riêng chờ bạn quyết định/)).toBeTruthy();
    await userEvent.click(dialog().getByRole("button", { name: /Khóa máy này ra/ }));
    await screen.findByText(/^Đã khóa Máy 3\./, { selector: "li span" });
    expect(revokeLaptop).toHaveBeenCalledExactlyOnceWith({
      device: "d3",
      keep_key: false,
      recovery_code: "",
    });
    expect(cells(laptops.getByText("Máy 3").closest("tr"))[5]).toMatch(/Đã khóa.*tính đến mục 986/);
  });
});

describe("what waits in quarantine", () => {
  test("is accepted or refused after it was said what happens", async () => {
    const decide = vi.fn(teamAnswers().decide);
    await openTeam({ answers: { ...teamAnswers(), decide } });
    expect(screen.getByRole("heading", { name: "Chờ quyết định · 14" })).toBeTruthy();
    expect(screen.getByText("Mục 589 đến 602")).toBeTruthy();
    expect(screen.getByText(/14 mục, trong đó 9 lượt hỗ trợ/)).toBeTruthy();
    await press("Từ chối");
    expect(dialog().getByText(/không tính vào số liệu nào/)).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    expect(decide).not.toHaveBeenCalled();
    await userEvent.click(screen.getAllByRole("button", { name: "Cho tính" })[0] as HTMLElement);
    expect(dialog().getByText(/9 lượt hỗ trợ và những gì đi kèm sẽ vào sổ/)).toBeTruthy();
    await userEvent.click(dialog().getByRole("button", { name: "Cho tính" }));
    await screen.findByText("Đã cho tính 14 mục của Máy 4.", { selector: "li span" });
    expect(decide).toHaveBeenCalledExactlyOnceWith({ device: "d4", first: 589, accept: true });
  });

  test("is nobody else's to decide, and the screen says whose", async () => {
    await openTeam({ answers: teamAnswers({ may_change: false }) });
    expect(screen.getByText(/Chỉ tổ trưởng đổi được/)).toBeTruthy();
    for (const name of [/Cho tính/, /Từ chối/, /Khóa ra/, /Đổi vai trò/, /Thay khóa/, /Tạo mã/])
      expect(screen.queryByRole("button", { name })).toBeNull();
  });
});

describe("the keys", () => {
  test("are changed after the reasons for it were read", async () => {
    const rotateKeys = vi.fn(teamAnswers().rotateKeys);
    await openTeam({ answers: { rotateKeys } });
    expect(screen.getByText(/1 máy chưa có khóa đang dùng/)).toBeTruthy();
    await press("Thay khóa");
    expect(dialog().getByText(/nghi mã PIN hay cụm mật khẩu đã lộ/)).toBeTruthy();
    await userEvent.click(dialog().getByRole("button", { name: "Thay khóa ngay" }));
    await screen.findByText(/^Đã thay khóa\./, { selector: "li span" });
    expect(rotateKeys).toHaveBeenCalledOnce();
  });
});

describe("the recovery code", () => {
  test("is asked for, shown once, and typed back from paper", async () => {
    await openTeam();
    expect(screen.getByText(/chỉ có một tổ trưởng/)).toBeTruthy();
    await press("Tạo mã khôi phục");
    await userEvent.click(dialog().getByRole("button", { name: "Tạo và hiện mã" }));
    const code = await dialog().findByRole("img", { name: /Mã gồm sáu nhóm/ });
    expect([...code.children].map((group) => group.textContent)).toEqual(RECOVERY_CODE.split("-"));
    await userEvent.click(dialog().getByRole("button", { name: /gõ lại/ }));
    expect(dialog().queryByRole("img")).toBeNull();
    await userEvent.keyboard("{Enter}");
    expect(await dialog().findByText("Gõ mã từ tờ giấy.")).toBeTruthy();
    await userEvent.keyboard("khong phai{Enter}");
    expect(await dialog().findByText(/Mã khôi phục gõ chưa đúng/)).toBeTruthy();
    const field = dialog().getByLabelText("Mã trên giấy");
    await userEvent.clear(field);
    await userEvent.type(field, `${RECOVERY_CODE.toLowerCase()}{Enter}`);
    await screen.findByText(/^Đúng mã\./, { selector: "li span" });
    expect(screen.getByText(/Đã có mã khôi phục/)).toBeTruthy();
  });

  test("is called for beside the screen's name and nowhere else", async () => {
    router.go("desk");
    await openWindow({ status: { profile: "commune" } });
    const link = await screen.findByRole("link", { name: /Tổ và máy 2 việc chờ tổ trưởng/ });
    expect(link.getAttribute("href")).toBe("#/team");
    expect(screen.queryByText(/Chưa có mã khôi phục/)).toBeNull();
  });

  test("opens a laptop whose PIN is forgotten", async () => {
    const recover = vi.fn(teamAnswers().recover);
    await openWindow({ phase: "locked", answers: { recover } });
    await press("Quên mã mở máy?");
    await userEvent.click(screen.getByRole("button", { name: /Bắt đầu lại/ }));
    expect(await screen.findByText("Gõ mã trên tờ giấy.")).toBeTruthy();
    await userEvent.type(screen.getByLabelText("Mã khôi phục"), RECOVERY_CODE);
    await userEvent.type(screen.getByLabelText("Họ và tên của bạn"), "Đào Mẫu Hòa");
    await userEvent.type(screen.getByLabelText("Mã PIN của bạn"), PIN);
    await userEvent.type(screen.getByLabelText("Gõ lại mã PIN"), `${PIN}{Enter}`);
    await screen.findByText(/^Đã mở lại\./, { selector: "li span" });
    expect(recover).toHaveBeenCalledExactlyOnceWith({
      code: RECOVERY_CODE,
      box_path: "",
      centre: "",
      certificate: null,
      name: "Đào Mẫu Hòa",
      force: "police",
      label: "",
      pin: PIN,
    });
  });

  test("begins again on a new laptop with the box from the centre", async () => {
    const recover = vi.fn(teamAnswers().recover);
    await openWindow({ phase: "first-run", answers: { recover } });
    await press(/Bắt đầu lại bằng mã khôi phục/);
    await userEvent.type(screen.getByLabelText("Mã khôi phục"), RECOVERY_CODE);
    await userEvent.click(screen.getByRole("button", { name: /Bắt đầu lại/ }));
    expect(await screen.findByText("Gõ địa chỉ máy chủ trung tâm.")).toBeTruthy();
    await userEvent.type(screen.getByLabelText("Địa chỉ máy chủ trung tâm"), "https://trungtam.xa.example");
    await userEvent.type(screen.getByLabelText("Họ và tên của bạn"), "Đào Mẫu Hòa");
    await userEvent.type(screen.getByLabelText("Tên máy này"), "Máy 1 mới");
    await userEvent.type(screen.getByLabelText("Mã PIN của bạn"), PIN);
    await userEvent.type(screen.getByLabelText("Gõ lại mã PIN"), `${PIN}{Enter}`);
    await screen.findByText(/^Đã mở lại\./, { selector: "li span" });
    expect(recover).toHaveBeenCalledExactlyOnceWith({
      code: RECOVERY_CODE,
      box_path: "",
      centre: "https://trungtam.xa.example",
      certificate: null,
      name: "Đào Mẫu Hòa",
      force: "police",
      label: "Máy 1 mới",
      pin: PIN,
    });
  });

  test("begins again on a new laptop with the box of another one", async () => {
    await openWindow({ phase: "first-run" });
    await press(/Bắt đầu lại bằng mã khôi phục/);
    await userEvent.type(screen.getByLabelText("Mã khôi phục"), RECOVERY_CODE);
    await userEvent.click(screen.getByRole("radio", { name: "Hộp khôi phục trong tệp" }));
    await userEvent.click(screen.getByRole("button", { name: /Bắt đầu lại/ }));
    expect(await screen.findByText("Chọn tệp recovery.box.")).toBeTruthy();
    expect(screen.getByLabelText("Tên máy này")).toBeTruthy();
    await press(/Quay lại/);
    expect(screen.getByRole("heading", { level: 1 }).textContent).toMatch(/Hôm nay máy này để làm gì/);
  });
});

const DIALOGS = [
  /: Máy 3/,
  /(của|of) Vũ Thị Lan/,
  /^(Thêm người|Add a person)/,
  /^(Cho tính|Let them count)$/,
  /^(Từ chối|Refuse)$/,
  /Tạo mã|Make a recovery/,
  /^(Thay khóa|Change the key)$/,
] as const;

describe.each(LOOKS)("axe finds nothing, %s, %s", { timeout: AXE_MS }, (lang, colours) => {
  async function openIn(): Promise<void> {
    wear(lang, colours);
    await openWindow({ status: { profile: "commune" } });
    await screen.findByRole("table", { name: t("first-run-people") });
  }

  test("on the screen", async () => {
    await openIn();
    expect(await objections()).toEqual([]);
  });

  test.each(DIALOGS)("in the dialog of %s", async (name) => {
    await openIn();
    const [button] = await screen.findAllByRole("button", { name });
    await userEvent.click(button as HTMLElement);
    expect(screen.getByRole("dialog")).toBeTruthy();
    expect(await objections()).toEqual([]);
  });

  test("with the code shown, and typed back wrong", async () => {
    await openIn();
    await press(t("team-recovery-make"));
    await userEvent.click(dialog().getByRole("button", { name: t("team-recovery-show") }));
    await dialog().findByRole("img");
    expect(await objections()).toEqual([]);
    await userEvent.click(dialog().getByRole("button", { name: t("team-recovery-written") }));
    await userEvent.keyboard("{Enter}");
    expect(await objections()).toEqual([]);
  });

  test.each([
    ["first-run", /Bắt đầu lại bằng|Begin again with/],
    ["locked", /Quên mã mở máy|Forgotten how/],
  ] as const)("where one begins again, %s", async (phase, name) => {
    wear(lang, colours);
    await openWindow({ phase });
    await press(name);
    expect(await objections()).toEqual([]);
  });

  test("where one begins again with a box in a file, and has typed nothing", async () => {
    wear(lang, colours);
    await openWindow({ phase: "first-run" });
    await press(/Bắt đầu lại bằng|Begin again with/);
    await userEvent.click(screen.getByRole("radio", { name: t("recover-from-file") }));
    await userEvent.click(screen.getByRole("button", { name: /^(Bắt đầu lại|Begin again)/ }));
    expect(await objections()).toEqual([]);
  });
});
