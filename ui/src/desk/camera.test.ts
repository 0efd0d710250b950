// The laptop's camera at the desk, on made-up devices: on while it is looked through, off at once otherwise.
import { fireEvent, screen, within } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { codesIn } from "$features/desk/reader/codes";
import { LOOK_EVERY_MS } from "$features/desk/reader/camera.svelte";
import { CARD_TEXT } from "../gallery/desk/samples";
import { box, eachTestSitsDown, hand, heading, later, scan, settled, sitDown, type } from "./seat";

vi.mock("$features/desk/reader/codes", () => ({ codesIn: vi.fn(), rest: vi.fn() }));
eachTestSitsDown();

class Track extends EventTarget {
  readyState = "live";
  constructor(readonly lens: string) {
    super();
  }
  stop = () => {
    expect(document.querySelector("video")?.srcObject ?? null, "nothing paints what ends").toBeNull();
    this.readyState = "ended";
  };
  getSettings = () => ({ deviceId: this.lens });
}

let tracks: Track[] = [];
const asked = vi.fn<(wish: MediaStreamConstraints) => Promise<unknown>>();
const LENSES = ["front", "desk"].map((deviceId) => ({
  kind: "videoinput",
  deviceId,
  label: `Lens ${deviceId}`,
}));
let lenses = LENSES;

function stream(lens = "front") {
  const track = new Track(lens);
  tracks.push(track);
  return { getTracks: () => [track], getVideoTracks: () => [track] };
}

beforeEach(() => {
  tracks = [];
  lenses = LENSES.slice(0, 1);
  asked.mockReset().mockImplementation((wish) => {
    const { deviceId } = wish.video as { deviceId?: { exact: string } };
    return Promise.resolve(stream(deviceId?.exact));
  });
  vi.mocked(codesIn).mockReset().mockResolvedValue([]);
  vi.stubGlobal("navigator", {
    ...navigator,
    userAgent: navigator.userAgent,
    platform: navigator.platform,
    mediaDevices: { getUserMedia: asked, enumerateDevices: () => Promise.resolve(lenses) },
  });
  vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue();
  Object.defineProperties(HTMLVideoElement.prototype, {
    videoWidth: { configurable: true, get: () => 1280 },
    videoHeight: { configurable: true, get: () => 720 },
    srcObject: { configurable: true, writable: true, value: null },
  });
  const brush = { drawImage: () => undefined, getImageData: () => ({ width: 1280, height: 720 }) };
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(brush as never);
});
afterEach(() => vi.unstubAllGlobals());

const dialog = () => screen.queryByRole("dialog", { name: "Đọc thẻ không cần máy quét" });
const live = () => tracks.filter(({ readyState }) => readyState === "live").length;

describe("the camera", () => {
  test("reads a card held before it, closes, and is off", async () => {
    const answers = vi.fn(() =>
      Promise.resolve({ kind: "unread" as const, value: { key: "x", params: {} } }),
    );
    await sitDown({ scan: answers });
    await type("{F4}");
    expect(asked).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ audio: false }));
    expect(live()).toBe(1);
    await later(3 * LOOK_EVERY_MS);
    expect(answers).not.toHaveBeenCalled();
    vi.mocked(codesIn).mockResolvedValue([CARD_TEXT]);
    await later(2 * LOOK_EVERY_MS);
    expect(answers).toHaveBeenCalledExactlyOnceWith(CARD_TEXT, "read");
    expect([dialog(), live()]).toEqual([null, 0]);
  });

  test("brings the person, and the box has the focus", async () => {
    await sitDown();
    vi.mocked(codesIn).mockResolvedValue([CARD_TEXT]);
    await type("{F4}");
    await later(2 * LOOK_EVERY_MS);
    expect(heading()).toBe("Trần Thị Hạnh");
    expect(document.activeElement).toBe(box());
  });

  test("looks about five times a second", async () => {
    await sitDown();
    await type("{F4}");
    await later(LOOK_EVERY_MS);
    vi.mocked(codesIn).mockClear();
    await later(2000);
    expect(vi.mocked(codesIn).mock.calls.length).toBeGreaterThanOrEqual(8);
    expect(vi.mocked(codesIn).mock.calls.length).toBeLessThanOrEqual(11);
  });

  test.each([
    ["Esc", () => type("{Escape}")],
    ["a scan", () => scan()],
  ])("is off after %s, and sees no frame any more", async (_, act) => {
    await sitDown();
    await type("{F4}");
    await act();
    expect([dialog(), live()]).toEqual([null, 0]);
    vi.mocked(codesIn).mockClear();
    await later(1000);
    expect(codesIn).not.toHaveBeenCalled();
  });

  test("is off when the desk goes away, as it does on a lock", async () => {
    const { unmount } = await sitDown();
    await type("{F4}");
    expect(live()).toBe(1);
    unmount();
    expect(live()).toBe(0);
  });

  test("that comes on only after the dialog was closed goes off at once", async () => {
    let grant: (given: unknown) => void = () => undefined;
    asked.mockReturnValueOnce(new Promise((resolve) => (grant = resolve)));
    await sitDown();
    await type("{F4}");
    await type("{Escape}");
    grant(stream());
    await settled();
    expect([tracks.length, live()]).toEqual([1, 0]);
  });

  test.each([
    ["NotFoundError", /Không thấy camera nào/],
    ["NotAllowedError", /không cho dùng camera/],
    ["NotReadableError", /Camera đang bận/],
  ])("that fails with %s says so, and is tried again", async (name, words) => {
    asked.mockRejectedValueOnce(new DOMException("", name));
    await sitDown();
    await type("{F4}");
    const shown = within(dialog() ?? expect.unreachable());
    expect(shown.getByText(words)).toBeDefined();
    await hand.click(shown.getByRole("button", { name: "Thử lại" }));
    await settled();
    expect(live()).toBe(1);
    expect(shown.queryByText(words)).toBeNull();
  });

  test("that is unplugged is said to be gone", async () => {
    await sitDown();
    await type("{F4}");
    tracks[0]?.dispatchEvent(new Event("ended"));
    await settled();
    expect(within(dialog() ?? expect.unreachable()).getByText(/Không thấy camera nào/)).toBeDefined();
  });

  test("is chosen among several, and only one of them is on", async () => {
    lenses = LENSES;
    await sitDown();
    await type("{F4}");
    await hand.selectOptions(screen.getByRole("combobox", { name: "Camera" }), "Lens desk");
    await settled();
    expect(tracks.map(({ lens, readyState }) => [lens, readyState])).toEqual([
      ["front", "ended"],
      ["desk", "live"],
    ]);
  });

  test("that sees several cards reads none of them and says why", async () => {
    await sitDown();
    vi.mocked(codesIn).mockResolvedValue([CARD_TEXT, "other"]);
    await type("{F4}");
    await later(2 * LOOK_EVERY_MS);
    expect(within(dialog() ?? expect.unreachable()).getByText(/nhiều mã QR/)).toBeDefined();
    expect(live()).toBe(1);
  });

  test("stays off while a picture is read that was dropped", async () => {
    await sitDown();
    const event = new Event("drop", { bubbles: true });
    const huge = new File([], "huge.png", { type: "image/png" });
    Object.defineProperty(huge, "size", { value: Number.MAX_SAFE_INTEGER });
    Object.defineProperty(event, "dataTransfer", { value: { files: [huge], types: ["Files"] } });
    await fireEvent(box(), event);
    await settled();
    expect(dialog()).not.toBeNull();
    expect(asked).not.toHaveBeenCalled();
  });
});
