// Around the work: no session, the rule, warnings, the evening.
import { screen, within } from "@testing-library/svelte";
import { describe, expect, test, vi } from "vitest";
import { type Api, AppError } from "$api";
import { CARD, TODAY } from "../gallery/desk/samples";
import { eachTestSitsDown, evening, hand, heading, said, scan, seat, sitDown, type } from "./seat";

eachTestSitsDown();

describe("around the work", () => {
  test("without a session it leads to where one is opened", async () => {
    const onsessions = vi.fn();
    const desk: Api["desk"] = () =>
      Promise.reject(new AppError({ code: "no-session", params: {}, retry: false }));
    await sitDown({ desk }, { onsessions });
    expect(heading()).toBe("Bàn hỗ trợ");
    await hand.click(screen.getByRole("button", { name: /Mở buổi hỗ trợ/ }));
    expect(onsessions).toHaveBeenCalledOnce();
  });

  test.each(["{F2}", "{Control>}k{/Control}"])("the rule and its source come up with %s", async (press) => {
    await sitDown();
    await scan();
    await hand.keyboard(press);
    const panel = screen.getByRole("dialog", { name: "Căn cứ của gợi ý" });
    expect(panel.textContent).toContain("Nghị định 320/2026/NĐ-CP");
    expect(panel.textContent).toContain("28/09/2026");
    expect(panel.textContent).toContain("Chưa có người đối chiếu với văn bản");
    expect(panel.textContent).toMatch(
      /Bộ phận Một cửa.*0205000417.*22\/11\/2026 không mở cửa; mở lại ngày 23\/11\/2026/s,
    );
    expect(panel.textContent).toContain("Thứ Hai–Thứ Sáu 7:30–11:30, 13:30–17:00; Thứ Bảy 8:00–11:00");
  });

  test("“never on another's phone” is said before anything is chosen", async () => {
    await sitDown();
    await scan();
    expect(screen.getByText(/không bao giờ trên máy của người hỗ trợ/)).toBeTruthy();
  });

  test("somebody helped already tonight is pointed out and not blocked", async () => {
    const notices = [
      { key: "notice-helped-tonight", params: { time: "20:51", member: "Vũ Thị Lan", device: "Máy 2" } },
    ];
    await sitDown({ scan: () => Promise.resolve({ kind: "card", value: { ...CARD, notices } }) });
    await scan();
    expect(said()).toContain("Buổi này đã ghi cho người này lúc 20:51, Vũ Thị Lan, Máy 2.");
    await type("1{Enter}");
    expect(seat.evening.saved).toHaveLength(1);
  });

  test("the same service given before is pointed out with who and when, for the service that is chosen, and not blocked", async () => {
    const params = { day: "2026-11-07", member: "Vũ Thị Lan", device: "Máy 2" };
    const words = { key: "notice-same-service-before", params };
    const same_service = [{ service: "level-1-install" as const, words }];
    await sitDown({ scan: () => Promise.resolve({ kind: "card", value: { ...CARD, same_service } }) });
    await scan();
    const told = "Việc này đã làm xong cho người này ngày 07/11/2026, Vũ Thị Lan, Máy 2.";
    expect(said()).not.toContain(told);
    await hand.click(screen.getByRole("radio", { name: "Cài mức 1" }));
    expect(said()).toContain(told);
    await type("1{Enter}");
    expect(seat.evening.saved).toHaveLength(1);
  });

  test("what to bring and the clocks that run stand beside the rule", async () => {
    await sitDown();
    await scan();
    await hand.keyboard("{F2}");
    const panel = screen.getByRole("dialog");
    expect(panel.textContent).toContain("kích hoạt trong ứng dụng đến hết 25/11/2026");
    expect(panel.textContent).toContain("Điện thoại của chính mình, SIM chính chủ");
  });

  test("a row of the evening opens its assist, by click or by Enter", async () => {
    const onassist = vi.fn();
    await sitDown({}, { onassist });
    await hand.click(within(evening()).getByRole("button", { name: /Lê Thị Mùi/ }));
    await hand.keyboard("{ArrowDown}{Enter}");
    expect(onassist.mock.calls).toEqual([["assist-36"], ["assist-35"]]);
  });

  test("a note with a secret in it is warned of while it is typed", async () => {
    await sitDown();
    await scan();
    screen.getByLabelText("Ghi chú").focus();
    await type("otp 123456");
    expect(said()).toContain("không ai được ghi lại những mã này");
  });

  test("rules are judged by the session's day", async () => {
    await sitDown();
    await scan();
    await type("3");
    expect(screen.getByTitle(/22\/11\/2026/), `tomorrow of ${TODAY}`).toBeTruthy();
  });
});
