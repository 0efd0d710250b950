// What people type, and what becomes of it.
import { cleanup, render, screen } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { language } from "$i18n";
import Choices from "./Choices.svelte";
import DataTable from "./DataTable.svelte";
import DayField from "./DayField.svelte";
import ErrorNote from "./ErrorNote.svelte";
import PinField from "./PinField.svelte";
import TextField from "./TextField.svelte";

beforeEach(() => language.choose("vi"));
afterEach(cleanup);

describe("a text field", () => {
  test("keeps what is typed as it is until one leaves it, then composes its letters", async () => {
    const decomposed = "Nguye\u0302\u0303n ";
    render(TextField, { label: "Họ và tên" });
    const input = screen.getByLabelText<HTMLInputElement>("Họ và tên");
    await userEvent.click(input);
    await userEvent.paste(decomposed);
    expect(input.value).toBe(decomposed);
    await userEvent.tab();
    expect(input.value).toBe("Nguyễn");
    expect(input.value).toHaveLength(6);
  });

  test("says what is wrong to screen readers too", () => {
    render(TextField, { label: "Số định danh", error: "Thiếu một chữ số." });
    const input = screen.getByLabelText("Số định danh");
    expect(input.getAttribute("aria-invalid")).toBe("true");
    const note = document.getElementById(input.getAttribute("aria-describedby") ?? "");
    expect(note?.textContent).toContain("Thiếu một chữ số.");
  });
});

describe("a day field", () => {
  const show = () => {
    render(DayField, { label: "Hẹn lại", today: "2026-11-21", value: null });
    return screen.getByLabelText<HTMLInputElement>("Hẹn lại");
  };

  test("takes a day the way people write it and names its weekday", async () => {
    const input = show();
    await userEvent.type(input, "24/11");
    await userEvent.tab();
    expect(input.value).toBe("24/11/2026");
    expect(screen.getByText("Thứ Ba")).toBeTruthy();
  });

  test("says so when it is no day, and keeps what was typed", async () => {
    const input = show();
    await userEvent.type(input, "31/02");
    await userEvent.tab();
    expect(input.value).toBe("31/02");
    expect(input.getAttribute("aria-invalid")).toBe("true");
  });
});

test("a PIN shows only while one asks for it", async () => {
  render(PinField, { label: "Mã PIN", value: "246810" });
  const input = screen.getByLabelText<HTMLInputElement>("Mã PIN");
  expect(input.type).toBe("password");
  await userEvent.click(screen.getByRole("button", { name: "Hiện mã đang gõ" }));
  expect(input.type).toBe("text");
});

test("arrows go round a row of choices and choose", async () => {
  const chosen: string[] = [];
  const options = ["vi", "en"].map((value) => ({ value, label: value }));
  render(Choices, {
    label: "Ngôn ngữ",
    options,
    value: "vi",
    onchange: (value: string) => chosen.push(value),
  });
  await userEvent.tab();
  await userEvent.keyboard("{ArrowRight}{ArrowRight}{ArrowLeft}");
  expect(chosen).toEqual(["en", "vi", "en"]);
  expect(screen.getByRole("radio", { checked: true }).textContent).toContain("en");
});

test("a table is one stop for Tab; arrows go through its rows and Enter opens one", async () => {
  const onopen = vi.fn();
  const rows = ["Máy 1", "Máy 2"];
  const columns = [{ id: "name", label: "Máy", text: (row: string) => row }];
  render(DataTable<string>, { caption: "Máy của tổ", columns, rows, key: (row: string) => row, onopen });
  await userEvent.tab();
  await userEvent.keyboard("{ArrowDown}{Enter}");
  expect(onopen).toHaveBeenCalledExactlyOnceWith("Máy 2");
  await userEvent.tab();
  expect(document.activeElement).toBe(document.body);
});

test("an error says what happened, whether the data is safe, and what to do", () => {
  render(ErrorNote, { code: "wait-before-pin", params: { wait_seconds: "30" } });
  const said = screen.getByRole("alert").textContent;
  expect(said).toContain("chờ 30 giây");
  expect(said).toContain("vẫn được khóa");
  expect(said).toContain("rồi thử lại");
});

test("an error without a text of its own still says something, with its code", () => {
  render(ErrorNote, { code: "made-up" });
  expect(screen.getByRole("alert").textContent).toContain("made-up");
});
