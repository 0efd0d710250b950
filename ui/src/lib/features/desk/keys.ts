// The keys of the desk. Digits, Enter and arrows also act in the box and the difficulties while these are empty.
import { t } from "$i18n";
import type { Binding, Layer } from "$shared/keyboard/shortcuts";
import { textField } from "$shared/keyboard/shortcuts";
import { OUTCOMES } from "./choices";
import { OTHER_DAY_DIGIT, returnOffers } from "./days";
import type { Desk } from "./desk.svelte";
import { DRAFTS_MAX } from "./half-done.svelte";

/** Arrows belong to a row of choices while it has the focus. */
const inChoices = () => (document.activeElement?.closest("[role=radiogroup], aside") ?? null) !== null;

function inEmptyBox({ places }: Desk): boolean {
  const field = textField(document.activeElement);
  if (field === null || field.value !== "") return false;
  return places.has("box", field) || places.has("difficulties", field);
}

function inBox({ places }: Desk): boolean {
  return places.has("box", document.activeElement);
}

function ofFinder(desk: Desk): Binding[] {
  const found = () => desk.finder.found.rows.length > 0 && inBox(desk);
  const typing = () => inBox(desk);
  return [
    { keys: "Down", label: () => t("desk-key-down"), when: found, typing, run: () => desk.finder.move(1) },
    { keys: "Up", label: () => t("desk-key-up"), when: found, typing, run: () => desk.finder.move(-1) },
    {
      keys: "Enter",
      label: () => t("desk-key-open"),
      when: () => !desk.finder.empty && inBox(desk),
      typing,
      run: () => void desk.enter(),
    },
    {
      keys: "Ctrl+N",
      label: () => t("desk-key-new"),
      when: () => desk.evening.phase === "open",
      run: () => void desk.newPerson(),
    },
    {
      keys: "F4",
      label: () => t("desk-read-card"),
      when: () => desk.evening.phase === "open",
      run: () => desk.reader.show(),
    },
  ];
}

function ofDraft(desk: Desk): Binding[] {
  const open = () => desk.draft !== null;
  const typing = () => inEmptyBox(desk);
  const beside = () => open() && !inChoices();
  return [
    ...OUTCOMES.map(({ value, digit }): Binding => ({
      keys: digit,
      label: () => t(`outcome-${value}`),
      when: open,
      typing,
      run: () => void desk.decide(value),
    })),
    { keys: "Left", label: () => t("desk-key-service"), when: beside, typing, run: () => desk.turn(-1) },
    { keys: "Right", label: () => t("desk-key-service"), when: beside, typing, run: () => desk.turn(1) },
    {
      keys: "Enter",
      label: () => t("desk-save"),
      when: () => open() && (desk.finder.empty || !inBox(desk)) && desk.draft?.seeking === "",
      // A line of text is done with Enter; so is the whole person.
      typing: () => document.activeElement instanceof HTMLInputElement,
      run: () => void desk.save(),
    },
    {
      keys: "F3",
      label: () => t("desk-key-doubts"),
      when: () => (desk.draft?.openDoubts.length ?? 0) > 0,
      run: () => void desk.focus("doubts"),
    },
    { keys: "F2", label: () => t("desk-rule"), when: open, run: () => (desk.ruleOpen = true) },
    { keys: "Ctrl+K", label: () => t("desk-rule"), when: open, run: () => (desk.ruleOpen = true) },
  ];
}

/** When somebody is to come back: the days at hand go on counting after the outcomes. */
function ofReturn(desk: Desk): Binding[] {
  const comesBack = () => desk.draft?.outcome === "come-back";
  const typing = () => inEmptyBox(desk);
  const offers = () =>
    returnOffers(desk.evening.view?.session.day ?? "", desk.draft?.triage.deadline ?? null);
  const keys = [
    ["5", "desk-return-tomorrow"],
    ["6", "desk-return-before-deadline"],
    ["7", "desk-return-week"],
  ] as const;
  const offered = (key: string) => offers().find((offer) => offer.digit === key);
  return [
    ...keys.map(([digit, text]): Binding => ({
      keys: digit,
      label: () => t("desk-key-return", { day: t(text) }),
      when: () => comesBack() && offered(digit) !== undefined,
      typing,
      run: () => void desk.comeBackOn(offered(digit)?.day ?? ""),
    })),
    {
      keys: OTHER_DAY_DIGIT,
      label: () => t("desk-key-return-other"),
      when: comesBack,
      typing,
      run: () => void desk.focus("return"),
    },
  ];
}

function ofPeak(desk: Desk): Binding[] {
  const { peak } = desk;
  const free = () => desk.evening.phase === "open" && desk.draft === null && peak.filling === null;
  const pad = () => peak.on && free() && desk.finder.empty;
  const typing = () => inEmptyBox(desk);
  const beside = () => pad() && !inChoices();
  return [
    ...OUTCOMES.map(({ value, digit }): Binding => ({
      keys: digit,
      label: () => t("desk-key-ticket", { outcome: t(`outcome-${value}`) }),
      when: pad,
      typing,
      run: () => void peak.log(value),
    })),
    { keys: "Left", label: () => t("desk-key-service"), when: beside, typing, run: () => desk.turn(-1) },
    { keys: "Right", label: () => t("desk-key-service"), when: beside, typing, run: () => desk.turn(1) },
    { keys: "Ctrl+G", label: () => t("desk-peak"), when: free, run: () => (peak.on = !peak.on) },
    {
      // Not Ctrl+J: that is a scanner's line feed.
      keys: "Alt+0",
      label: () => t("desk-key-fill"),
      when: () => peak.nameless.length > 0 && desk.draft === null,
      run: () => void desk.fill(),
    },
  ];
}

function ofEvening(desk: Desk): Binding[] {
  const places = Array.from({ length: DRAFTS_MAX }, (_, place) => place);
  return [
    {
      keys: "Ctrl+Z",
      label: () => t("desk-key-undo"),
      when: () => desk.evening.undo !== null,
      run: () => void desk.undo(),
    },
    ...places.map((place): Binding => {
      const kept = () => desk.kept[place];
      return {
        keys: `Alt+${place + 1}`,
        label: () => t("desk-key-recall", { name: kept()?.person.name ?? "" }),
        when: () => kept() !== undefined,
        run: () => {
          const draft = kept();
          if (draft) void desk.recall(draft);
        },
      };
    }),
  ];
}

export function deskKeys(desk: Desk): Layer {
  const busy = () =>
    desk.draft !== null ||
    !desk.finder.empty ||
    desk.peak.filling !== null ||
    desk.unread !== null ||
    desk.failure !== null;
  const back: Binding = { keys: "Esc", label: () => t("desk-back"), when: busy, run: () => void desk.back() };
  return {
    title: () => t("desk-title"),
    bindings: [
      ...ofFinder(desk),
      ...ofDraft(desk),
      ...ofReturn(desk),
      ...ofPeak(desk),
      back,
      ...ofEvening(desk),
    ],
  };
}
