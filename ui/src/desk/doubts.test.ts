// What a scanner left unclear: shown beside the person, chosen with keys, marked when nobody did.
import { screen, within } from "@testing-library/svelte";
import { describe, expect, test, vi } from "vitest";
import type { Api, PersonCardView } from "$api";
import { CARD as SAMPLE } from "../gallery/desk/samples";
import { objections } from "../testing";
import { eachTestSitsDown, scan, seat, sitDown, type } from "./seat";

const CARD: PersonCardView = {
  ...SAMPLE,
  person: { ...SAMPLE.person, name: "Hà Mơ" },
  notices: [
    { key: "card-warning-mended", params: {} },
    { key: "card-warning-name-unsure", params: {} },
  ],
  doubts: [{ field: "name", pieces: [["Hà "], ["Mơ", "Mạ"]] }],
};

eachTestSitsDown();

describe("letters that the scanner left unclear", () => {
  async function scanned() {
    const saved: Parameters<Api["logAssist"]>[0][] = [];
    await sitDown({
      scan: () => Promise.resolve({ kind: "card", value: CARD }),
      logAssist: (form) => {
        saved.push(form);
        return seat.evening.api().logAssist(form);
      },
    });
    await scan();
    return saved;
  }

  test("are chosen with F3, an arrow and Enter, and the right name is saved", async () => {
    const saved = await scanned();
    const choices = screen.getByRole("region", { name: "Chữ chưa chắc" });
    expect(
      within(choices)
        .getAllByRole("radio")
        .map((it) => it.textContent),
    ).toEqual(["Mơ", "Mạ"]);
    expect(await screen.findByText(/đã sửa chữ máy quét gõ méo/)).toBeDefined();
    await type("{F3}{ArrowRight}{Enter}");
    expect(screen.queryByRole("region", { name: "Chữ chưa chắc" })).toBeNull();
    await type("1{Enter}");
    expect(saved.map(({ person, unsure }) => [person.name, unsure])).toEqual([["Hà Mạ", false]]);
  });

  test("that nobody chose are saved and marked for review", async () => {
    const saved = await scanned();
    await type("1{Enter}");
    expect(saved.map(({ person, unsure }) => [person.name, unsure])).toEqual([["Hà Mơ", true]]);
  });

  test("have nothing that axe finds", async () => {
    await scanned();
    vi.useRealTimers();
    expect(await objections()).toEqual([]);
  });
});
