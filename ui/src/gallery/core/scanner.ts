// A scanner that leaves the low byte of each letter, as the core would tell of it.
import type { Api, ScannerView } from "$api";

export const SCANNER: ScannerView = {
  profile: "scanner-low-byte",
  fine: false,
  words: [
    { key: "scanner-low-byte", params: {} },
    { key: "scanner-unclear", params: { count: "72" } },
    { key: "scanner-set-unicode", params: {} },
  ],
};

export function scannerAnswers(): Pick<Api, "scanner" | "scannerTest" | "judgeScanner"> {
  return {
    scanner: () => Promise.resolve(null),
    scannerTest: () => Promise.resolve({ size: 21, path: "M0 0h1v1h-1z" }),
    judgeScanner: (text) => Promise.resolve(text.startsWith("005000000000|") ? SCANNER : null),
  };
}
