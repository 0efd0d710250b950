// Instants and codes the way they are read on this screen.
import { day, dayOf, time } from "$i18n";

/** “21:22 21/11/2026”. */
export const whenText = (instant: string): string => `${time(instant)} ${day(dayOf(instant))}`;

/** The six groups of a recovery code. */
export const groupsOf = (code: string): readonly string[] => code.split("-");
