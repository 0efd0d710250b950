// What does not belong in a note, said while it is typed. Pure; the same rule as the core's.
import type { Words } from "$api";
import { fold } from "$shared/fold";

const SECRET = /\b(mat khau|passcode|password|otp|pin)\b[^\d]{0,20}\d{3,}/;

function hasNumber(note: string): boolean {
  return /\d{12}/.test(note.replace(/[ .-]/g, ""));
}

/** The warning a note deserves, or `null`. The note is saved all the same. */
export function noteWarning(note: string): Words | null {
  if (hasNumber(note)) return { key: "note-warning-citizen-number", params: {} };
  if (SECRET.test(fold(note))) return { key: "note-warning-secret", params: {} };
  return null;
}
