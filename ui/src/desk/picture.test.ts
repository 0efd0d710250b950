// A card from a picture: the same desk as after a scan, and words for every way in which it can fail.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { PictureError, type PictureFault, readPicture } from "$features/desk/reader/picture";
import { CARD, CARD_TEXT } from "../gallery/desk/samples";
import {
  alerts,
  box,
  combine,
  eachTestSitsDown,
  hand,
  heading,
  said,
  scan,
  seat,
  settled,
  sitDown,
  type,
} from "./seat";

vi.mock(import("$features/desk/reader/picture"), async (original) => ({
  ...(await original()),
  readPicture: vi.fn<(file: Blob) => Promise<string>>(),
}));
eachTestSitsDown();
beforeEach(() => void vi.mocked(readPicture).mockReset());

const PICTURE = new File([new Uint8Array(8)], "the.png", { type: "image/png" });
const dialog = () => screen.queryByRole("dialog", { name: "Đọc thẻ không cần máy quét" });
const says = (text: string) => vi.mocked(readPicture).mockResolvedValueOnce(text);
const fails = (why: PictureFault) => vi.mocked(readPicture).mockRejectedValueOnce(new PictureError(why));

async function choose(file = PICTURE): Promise<void> {
  const input = document.querySelector<HTMLInputElement>("input[type=file]") ?? expect.unreachable();
  await hand.upload(input, file);
  await settled();
}

/** What a hand drops or pastes. */
function carried(kind: "drop" | "paste", files: File[], text = ""): Event {
  const carries = { files, types: ["Files"], getData: () => text };
  const event =
    kind === "drop" ? new Event(kind, { bubbles: true }) : new ClipboardEvent(kind, { bubbles: true });
  Object.defineProperty(event, kind === "drop" ? "dataTransfer" : "clipboardData", { value: carries });
  return event;
}

describe("a picture", () => {
  test("chosen from F4 brings the person as a scan does, and says how it came", async () => {
    const asked = vi.fn(() => Promise.resolve({ kind: "card" as const, value: CARD }));
    await sitDown({ scan: asked });
    await type("{F4}");
    expect(dialog()?.contains(document.activeElement)).toBe(true);
    says(CARD_TEXT);
    await choose();
    expect(asked).toHaveBeenCalledExactlyOnceWith(CARD_TEXT, "read");
    expect(dialog()).toBeNull();
    expect(heading()).toBe("Trần Thị Hạnh");
    expect(document.activeElement).toBe(box());
    await type("1{Enter}");
    expect(seat.evening.saved[0]?.person.name).toBe("Trần Thị Hạnh");
  });

  test("dropped or pasted at the desk is read at once", async () => {
    for (const kind of ["drop", "paste"] as const) {
      const { unmount } = await sitDown();
      says(CARD_TEXT);
      await fireEvent(box(), carried(kind, [PICTURE]));
      await settled();
      expect(heading()).toBe("Trần Thị Hạnh");
      unmount();
    }
  });

  test("that comes along with text pasted into a field is not looked at", async () => {
    await sitDown();
    await fireEvent(box(), carried("paste", [PICTURE], "Nguyễn Văn An"));
    await fireEvent(box(), carried("drop", [new File(["a"], "a.txt", { type: "text/plain" })]));
    expect(dialog()).toBeNull();
    expect(readPicture).not.toHaveBeenCalled();
  });

  test.each([
    ["not-a-picture", /không phải ảnh/],
    ["too-large", /Ảnh quá lớn/],
    ["no-code", /Không thấy mã QR/],
    ["many-codes", /nhiều mã QR/],
    ["no-reader", /bộ phận đọc mã/],
  ] as const)("that is %s is told so, and the next one is read", async (why, words) => {
    await sitDown();
    await type("{F4}");
    fails(why);
    await choose();
    expect(within(dialog() ?? expect.unreachable()).getByText(words)).toBeDefined();
    says(CARD_TEXT);
    await choose();
    expect(heading()).toBe("Trần Thị Hạnh");
  });

  test("whose code is no card says the same as a scan of it", async () => {
    await sitDown();
    says("https://vneid.gov.vn");
    await fireEvent(box(), carried("drop", [PICTURE]));
    await settled();
    expect(dialog()).toBeNull();
    expect(alerts()).toContain("Chưa đọc được thẻ");
  });

  test("that is still being read when the dialog is closed opens nobody", async () => {
    await sitDown();
    let answer: (text: string) => void = () => undefined;
    vi.mocked(readPicture).mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    await fireEvent(box(), carried("drop", [PICTURE]));
    await settled();
    expect(said()).toContain("Đang tìm mã QR");
    await type("{Escape}");
    answer(CARD_TEXT);
    await settled();
    expect(heading()).toBe("Mời người tiếp theo");
  });

  test("keeps whoever was half done, and completes a ticket", async () => {
    await sitDown();
    await type("lo thi mai");
    await combine("Control", "n");
    says(CARD_TEXT);
    await fireEvent(box(), carried("drop", [PICTURE]));
    await settled();
    expect(heading()).toBe("Trần Thị Hạnh");
    expect(within(screen.getByRole("region", { name: "Đang dở" })).getByText("lo thi mai")).toBeDefined();
    await type("{Escape}");
    await combine("Control", "g");
    await type("1");
    await combine("Alt", "0");
    says(CARD_TEXT);
    await fireEvent(box(), carried("paste", [PICTURE]));
    await settled();
    await type("{Enter}");
    expect(seat.evening.saved.at(-1)).toMatchObject({
      assist: seat.evening.saved[0]?.assist,
      outcome: "done",
    });
  });
});

test("a scan while the dialog is open is a scan", async () => {
  await sitDown();
  await type("{F4}");
  await scan();
  expect(dialog()).toBeNull();
  expect(heading()).toBe("Trần Thị Hạnh");
});
