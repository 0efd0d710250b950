// For tests of the keyboard: real events on whatever has the focus, instants given by hand.
import { vi } from "vitest";

export const CARD = "005185000002||Trần Thị Hạnh|09111985|Nữ|Thôn Gồm, Quảng Nghiệp|22062022";
export const SCANNER_MS = 5;
export const HAND_MS = 120;
export const clock = { nowMs: 1000 };

function at<E extends Event>(event: E): E {
  Object.defineProperty(event, "timeStamp", { value: clock.nowMs });
  return event;
}

/** One key, `gapMs` after the one before; the field takes the character unless somebody took it first. */
export function press(key: string, gapMs: number, init: KeyboardEventInit = {}): void {
  clock.nowMs += gapMs;
  vi.advanceTimersByTime(gapMs);
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
  const free = target.dispatchEvent(at(event));
  const isText = key.length === 1 && init.ctrlKey !== true && init.altKey !== true;
  if (free && isText && target instanceof HTMLInputElement) write(target, key);
}

export function write(field: HTMLInputElement, data: string): void {
  const init = { inputType: "insertText", data, bubbles: true, cancelable: true };
  if (!field.dispatchEvent(at(new InputEvent("beforeinput", init)))) return;
  const caret = field.selectionStart ?? field.value.length;
  field.value = field.value.slice(0, caret) + data + field.value.slice(caret);
  field.setSelectionRange(caret + data.length, caret + data.length);
}

export const type = (text: string, gapMs: number) => [...text].forEach((char) => press(char, gapMs));
