// What the desk says in its corner.
import type { AssistRow, Words } from "$api";

export type Said =
  | { what: "ticket"; row: AssistRow }
  | { what: "saved"; row: AssistRow; savedHere: number; notices: readonly Words[] }
  | { what: "undone"; row: AssistRow }
  | { what: "kept"; name: string }
  | {
      what:
        | "choose-outcome"
        | "choose-day"
        | "choose-person"
        | "drafts-full"
        | "field-unread"
        | "tickets-waiting";
    };
