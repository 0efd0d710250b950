// Letters as a hand types them in a hurry: without marks, in small letters. Pure.

/** “Không Nhận” → “khong nhan”. */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
}

/** The words of a text, folded; digits and letters only. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\d]+/gu) ?? [];
}
