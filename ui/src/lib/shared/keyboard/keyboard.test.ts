// The keyboard as a person and a scanner meet it: real events on a real field, instants given by hand.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SCAN_SILENCE_MS, SCAN_STALL_MAX_MS } from "./burst";
import { CARD, clock, HAND_MS, press, SCANNER_MS, type, write } from "./hands";
import { Keyboard } from "./keyboard";

let keyboard: Keyboard;
let detach: () => void;
let box: HTMLInputElement;
let scanned: string[];

beforeEach(() => {
  vi.useFakeTimers();
  keyboard = new Keyboard();
  detach = keyboard.attach(window);
  box = document.createElement("input");
  document.body.append(box);
  box.focus();
  clock.nowMs = 1000;
  scanned = [];
});

afterEach(() => {
  detach();
  document.body.replaceChildren();
  vi.useRealTimers();
});

const listen = () => keyboard.scan.listen((text) => scanned.push(text));
const rest = () => vi.advanceTimersByTime(1000);

function bind(keys: string, typing?: () => boolean) {
  const run = vi.fn();
  keyboard.shortcuts.add({ title: () => "", bindings: [{ keys, run, ...(typing ? { typing } : {}) }] });
  return run;
}

describe("a scan", () => {
  test("reaches the listener whole and leaves nothing in the field", () => {
    listen();
    type("ng v", HAND_MS);
    clock.nowMs += 500;
    type(CARD, SCANNER_MS);
    press("Enter", SCANNER_MS);
    expect(scanned).toEqual([CARD]);
    expect(box.value, "what the hand had typed before stays").toBe("ng v");
  });

  test("shows at most the first few characters, and only for a moment", () => {
    listen();
    let longest = 0;
    for (const char of CARD) {
      press(char, SCANNER_MS);
      longest = Math.max(longest, box.value.length);
    }
    expect(longest).toBeLessThan(6);
    expect(box.value).toBe("");
  });

  test.each([3, 5, 30])("is whole when a busy page gets to its keys late, after %i of them", (keys) => {
    listen();
    type(CARD.slice(0, keys), SCANNER_MS);
    vi.advanceTimersByTime(SCAN_SILENCE_MS - SCANNER_MS - 1);
    type(CARD.slice(keys), SCANNER_MS);
    press("Enter", SCANNER_MS);
    expect(scanned).toEqual([CARD]);
    expect(box.value).toBe("");
  });

  test("is caught when nothing that takes text has the focus", () => {
    listen();
    box.blur();
    type(CARD, SCANNER_MS);
    press("Enter", SCANNER_MS);
    expect(scanned).toEqual([CARD]);
  });

  test("does not press Enter on what has the focus, nor what follows it", () => {
    listen();
    const enter = bind("Enter", () => true);
    type(CARD, SCANNER_MS);
    press("Enter", SCANNER_MS);
    press("Enter", SCANNER_MS);
    press("Tab", SCANNER_MS);
    expect(enter).not.toHaveBeenCalled();
    press("Enter", SCAN_STALL_MAX_MS + 300);
    expect(enter, "a hand's Enter later on counts").toHaveBeenCalledOnce();
  });

  test("whose first digits are shortcuts runs none of them", () => {
    listen();
    const outcome = bind("1", () => box.value === "");
    type(`1${CARD.slice(1)}`, SCANNER_MS);
    press("Enter", SCANNER_MS);
    expect(scanned).toEqual([`1${CARD.slice(1)}`]);
    rest();
    expect(outcome).not.toHaveBeenCalled();
  });

  test("keeps letters that arrive as Alt codes, without a key of their own", () => {
    listen();
    const recall = bind("Alt+1");
    type("005185000002||Tr", SCANNER_MS);
    for (const digit of "0198") press(digit, SCANNER_MS, { altKey: true, code: `Numpad${digit}` });
    write(box, "ầ");
    type("n Thị Hạnh|09111985|Nữ", SCANNER_MS);
    press("Enter", SCANNER_MS);
    expect(scanned).toEqual(["005185000002||Trần Thị Hạnh|09111985|Nữ"]);
    expect(recall).not.toHaveBeenCalled();
    expect(box.value).toBe("");
  });

  test("that the listener does not take stays where it was typed, and Enter does what it does", () => {
    const taken: string[] = [];
    keyboard.scan.listen(
      (text) => taken.push(text),
      (text) => text.includes("|"),
    );
    const path = "/media/usb/nhat-ky-ho-tro.xlsx";
    type(path, SCANNER_MS);
    press("Enter", SCANNER_MS);
    expect([taken.length, box.value]).toEqual([0, path]);
    clock.nowMs += 1000;
    type(CARD, SCANNER_MS);
    press("Enter", SCANNER_MS);
    expect([taken, box.value]).toEqual([[CARD], path]);
  });

  test("without Enter is a card after a pause, and fills no field", () => {
    const ends: boolean[] = [];
    keyboard.scan.listen((text, _, ended) => void (scanned.push(text), ends.push(ended)));
    type(CARD, SCANNER_MS);
    expect(scanned).toEqual([]);
    rest();
    expect([scanned, ends, box.value]).toEqual([[CARD], [false], ""]);
  });

  test("that hesitates before its last day is whole, and with Enter it is one scan", () => {
    listen();
    type(CARD.slice(0, -8), SCANNER_MS);
    clock.nowMs += SCAN_SILENCE_MS - 2 * SCANNER_MS;
    vi.advanceTimersByTime(SCAN_SILENCE_MS - 2 * SCANNER_MS);
    type(CARD.slice(-8), SCANNER_MS);
    press("Enter", SCANNER_MS);
    rest();
    expect(scanned).toEqual([CARD]);
  });

  test("goes to the listener added last", () => {
    listen();
    const inner: string[] = [];
    const leave = keyboard.scan.listen((text) => inner.push(text));
    type(CARD, SCANNER_MS);
    press("Enter", SCANNER_MS);
    leave();
    clock.nowMs += 1000;
    type(CARD, SCANNER_MS);
    press("Enter", SCANNER_MS);
    expect([inner, scanned]).toEqual([[CARD], [CARD]]);
  });

  test("puts a list of choices back as it was", () => {
    listen();
    document.body.insertAdjacentHTML(
      "beforeend",
      "<select><option>0 nhà</option><option>5 nhà</option></select>",
    );
    const list = document.querySelector("select") as HTMLSelectElement;
    list.focus();
    type("00518", SCANNER_MS);
    list.value = "5 nhà";
    type(CARD.slice(5), SCANNER_MS);
    expect(list.value).toBe("0 nhà");
  });
});

describe("typing", () => {
  test("by hand stays in the field, Enter is Enter", () => {
    listen();
    const enter = bind("Enter", () => true);
    type("nguyễn văn an ở thôn gồm", HAND_MS);
    press("Enter", HAND_MS);
    expect(box.value).toBe("nguyễn văn an ở thôn gồm");
    expect([scanned, enter.mock.calls.length]).toEqual([[], 1]);
  });

  test("as fast as a scanner but without Enter comes back to the field", () => {
    listen();
    type("nhà văn hóa thôn Đồng Tâm", SCANNER_MS);
    rest();
    expect(box.value).toBe("nhà văn hóa thôn Đồng Tâm");
  });

  test("fast and shorter than a card is complete before its Enter", () => {
    listen();
    const seen: string[] = [];
    keyboard.shortcuts.add({
      title: () => "",
      bindings: [{ keys: "Enter", typing: () => true, run: () => seen.push(box.value) }],
    });
    type("nguyen van", SCANNER_MS);
    press("Enter", SCANNER_MS);
    expect([seen, scanned]).toEqual([["nguyen van"], []]);
  });

  test("while an input method composes is nobody else's", () => {
    listen();
    const enter = bind("Enter", () => true);
    press("Enter", HAND_MS, { isComposing: true });
    press("Process", HAND_MS);
    expect(enter).not.toHaveBeenCalled();
  });

  test("stays untouched while nobody listens for scans", () => {
    type(CARD, SCANNER_MS);
    press("Enter", SCANNER_MS);
    expect(box.value).toBe(CARD);
  });
});

describe("a shortcut", () => {
  test("of one character waits until no scanner can have typed it", () => {
    listen();
    const outcome = bind("3", () => box.value === "");
    press("3", HAND_MS);
    expect(outcome).not.toHaveBeenCalled();
    rest();
    expect(outcome).toHaveBeenCalledOnce();
    expect(box.value).toBe("");
  });

  test("of one character comes before the Enter that follows it at once", () => {
    listen();
    const order: string[] = [];
    keyboard.shortcuts.add({
      title: () => "",
      bindings: [
        { keys: "3", typing: () => true, run: () => order.push("outcome") },
        { keys: "Enter", typing: () => true, when: () => order.length > 0, run: () => order.push("save") },
      ],
    });
    press("3", HAND_MS);
    press("Enter", SCANNER_MS);
    expect(order).toEqual(["outcome", "save"]);
  });

  test("of one character is text in a field", () => {
    const key = bind("C");
    press("c", HAND_MS);
    expect([key.mock.calls.length, box.value]).toEqual([0, "c"]);
  });

  test("of one character acts outside fields", () => {
    const key = bind("C");
    box.blur();
    press("c", HAND_MS);
    expect(key).toHaveBeenCalledOnce();
  });

  test("to undo leaves a field that holds text to itself", () => {
    const undo = bind("Ctrl+Z");
    box.value = "ng";
    press("z", HAND_MS, { ctrlKey: true });
    expect(undo).not.toHaveBeenCalled();
    box.value = "";
    press("z", HAND_MS, { ctrlKey: true });
    expect(undo).toHaveBeenCalledOnce();
  });

  test("to undo takes back typing in a field that holds text, where the system's window would not", () => {
    const edit = vi.fn<(name: string) => boolean>(() => true);
    Object.assign(document, { execCommand: edit });
    bind("Ctrl+Z");
    box.value = "ng";
    press("z", HAND_MS, { ctrlKey: true });
    press("z", HAND_MS, { ctrlKey: true, shiftKey: true });
    press("y", HAND_MS, { ctrlKey: true });
    expect(edit.mock.calls.flat()).toEqual(["undo", "redo", "redo"]);
    box.value = "";
    press("z", HAND_MS, { ctrlKey: true });
    expect(edit, "an empty field has nothing to take back").toHaveBeenCalledTimes(3);
    Reflect.deleteProperty(document, "execCommand");
  });

  test("on Enter leaves a button to itself", () => {
    const enter = bind("Enter", () => true);
    const button = document.createElement("button");
    document.body.append(button);
    button.focus();
    press("Enter", HAND_MS);
    expect(enter).not.toHaveBeenCalled();
  });

  test("beneath a dialog is silent until it closes", () => {
    const below = bind("F2");
    const above = vi.fn();
    const close = keyboard.shortcuts.add({
      title: () => "",
      modal: true,
      bindings: [{ keys: "Esc", run: above }],
    });
    press("F2", HAND_MS);
    press("Escape", HAND_MS);
    expect([below.mock.calls.length, above.mock.calls.length]).toEqual([0, 1]);
    close();
    press("F2", HAND_MS);
    expect(below).toHaveBeenCalledOnce();
  });

  test("is listed for F1 with its layer, when it has a name and works now", () => {
    keyboard.shortcuts.add({
      title: () => "Bàn hỗ trợ",
      bindings: [
        { keys: "F2", label: () => "Căn cứ", run: () => undefined },
        { keys: "F3", label: () => "Hồ sơ", when: () => false, run: () => undefined },
        { keys: "F4", run: () => undefined },
      ],
    });
    expect(keyboard.shortcuts.help).toEqual([
      { title: "Bàn hỗ trợ", keys: [{ keys: "F2", label: "Căn cứ" }] },
    ]);
  });
});
