import { expect, test } from "vitest";
import { answered, AppError } from "./call";
import { fakeApi } from "./fake";

test("a command's data comes out of its answer", async () => {
  expect(await answered("strip", Promise.resolve({ status: "ok", data: 37 }))).toBe(37);
});

test("an error of the core is thrown with its code, its parameters and whether a retry may help", async () => {
  const error = { code: "wrong-pin", params: { wait_seconds: "30" }, retry: true } as const;
  const thrown = await answered("unlock", Promise.resolve({ status: "error", error })).catch(
    (e: unknown) => e,
  );
  expect(thrown).toBeInstanceOf(AppError);
  expect(thrown).toMatchObject(error);
});

test("a broken line to the core is a fault of the program, and says where", async () => {
  const thrown = await answered("strip", Promise.reject(new TypeError("no window"))).catch((e: unknown) => e);
  expect(thrown).toMatchObject({ code: "bug", params: { where: "strip" } });
});

test("a fake core says which answer is missing", async () => {
  const api = fakeApi({ search: () => Promise.resolve({ rows: [], more: false, look_alikes: false }) });
  expect((await api.search("an")).rows).toEqual([]);
  await expect(api.desk()).rejects.toMatchObject({ code: "bug", params: { where: "fake desk" } });
});
