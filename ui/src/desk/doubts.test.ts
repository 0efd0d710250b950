// What a scanner left unclear: shown beside the person, chosen with keys, marked when nobody did.
import { screen, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { UNCLEAR_TEXT } from "../gallery/desk/samples";
import { eachTestSitsDown, scan, seat, sitDown, type } from "./seat";

eachTestSitsDown();

describe("letters that the scanner left unclear", () => {
  async function scanned() {
    await sitDown();
    await scan(UNCLEAR_TEXT);
    return seat.evening.saved;
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
});
