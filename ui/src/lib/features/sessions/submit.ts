// Enter saves from every field of a form; browsers leave out lists of choices. For {@attach …}.

function press(event: KeyboardEvent): void {
  if (event.key !== "Enter" || !(event.target instanceof HTMLSelectElement)) return;
  event.preventDefault();
  event.target.form?.requestSubmit();
}

export function enterSaves(form: HTMLElement): () => void {
  form.addEventListener("keydown", press);
  return () => form.removeEventListener("keydown", press);
}
