// The settings and every dialog in them without an objection.
import { cleanup, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { errorText, t } from "$i18n";
import { BACKUPS, NO_BACKUPS, refused, type Situation } from "./gallery/core";
import { router } from "./routes/router.svelte";
import { AXE_MS, LOOKS, objections, openWindow, wear } from "./testing";

beforeEach(() => router.go("settings"));
afterEach(cleanup);

const REAL: Situation = { status: { profile: "commune" } };
const PASSPHRASE = "mưa dầm thấm lâu";
const press = (name: RegExp | string) => userEvent.click(screen.getByRole("button", { name }));
/** The name of a button that Enter presses ends with that key. */
const submit = (name: string) => press(new RegExp(`^${name}`));
const dialog = () => within(screen.getByRole("dialog"));

describe.each(LOOKS)("axe finds nothing, %s, %s", { timeout: AXE_MS }, (lang, colours) => {
  beforeEach(() => wear(lang, colours));

  async function openSettings(situation: Situation): Promise<void> {
    await openWindow(situation);
    await screen.findByRole("table", { name: t("first-run-units") });
  }

  async function openBackups(answers: Situation["answers"] = {}): Promise<void> {
    await openSettings({ ...REAL, answers });
    await screen.findByText(/^Nơi chép:|^Copies go to:/);
  }

  test("with the check done", async () => {
    await openSettings({});
    await press(t("settings-verify-now"));
    await screen.findByText(t("settings-verify-holds"));
    expect(await objections()).toEqual([]);
  });

  test("while the PIN is changed, and something is missing", async () => {
    await openSettings(REAL);
    await press(t("settings-lock-change", { kind: "pin" }));
    expect(await objections()).toEqual([]);
    await userEvent.keyboard("{Enter}");
    await dialog().findByText(t("settings-lock-old-missing"));
    expect(await objections()).toEqual([]);
  });

  test("while somebody else is let open it, and something is missing", async () => {
    await openSettings(REAL);
    await press(t("settings-here-add"));
    expect(await objections()).toEqual([]);
    await submit(t("settings-here-do"));
    await dialog().findByText(t("settings-here-missing"));
    expect(await objections()).toEqual([]);
  });

  test("before somebody is removed", async () => {
    await openSettings(REAL);
    await press(t("settings-here-remove", { name: "Vũ Thị Lan" }));
    expect(dialog().getByText(t("settings-here-remove-about"))).toBeTruthy();
    expect(await objections()).toEqual([]);
  });

  test("of backups, none made and some", async () => {
    await openBackups({ backupState: () => Promise.resolve(NO_BACKUPS) });
    expect(await objections()).toEqual([]);
    cleanup();
    await openBackups();
    await press(t("settings-backup-copy"));
    await press(t("settings-backup-drill"));
    await screen.findByText(/^Khôi phục được:|^It can be restored:/);
    expect(await objections()).toEqual([]);
  });

  test("while the backups' passphrase is chosen, missing and refused", async () => {
    await openBackups({
      setBackupPassphrase: () => refused("weak-pin", { kind: "passphrase", why: "short-passphrase" }),
    });
    await press(t("settings-backup-passphrase"));
    expect(await objections()).toEqual([]);
    await submit(t("settings-backup-passphrase-do"));
    await dialog().findByText(t("first-run-pin-missing", { kind: "passphrase" }));
    expect(await objections()).toEqual([]);
    await userEvent.type(dialog().getByLabelText(t("settings-backup-passphrase-new")), PASSPHRASE);
    await userEvent.type(
      dialog().getByLabelText(t("first-run-pin-repeat", { kind: "passphrase" })),
      `${PASSPHRASE}{Enter}`,
    );
    await dialog().findByText(errorText("weak-pin", { kind: "passphrase", why: "short-passphrase" }).what, {
      exact: false,
    });
    expect(await objections()).toEqual([]);
  });

  test("while a backup is written by hand, and after", async () => {
    const backUp = () => Promise.resolve({ path: "/usb/a.dhs", entries: 1248, bytes: 1 });
    await openBackups({ backUp, backupState: () => Promise.resolve(BACKUPS) });
    await press(t("settings-backup-by-hand"));
    expect(await objections()).toEqual([]);
    await userEvent.type(dialog().getByLabelText(t("settings-backup-path")), "/usb/a.dhs{Enter}");
    await dialog().findByText(/1[.,]248/);
    expect(await objections()).toEqual([]);
  });
});
