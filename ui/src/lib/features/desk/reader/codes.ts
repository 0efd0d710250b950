// The codes in pixels, read by zxing in WebAssembly: part of the program, asked for when the first picture is.
import { prepareZXingModule, purgeZXingModule, readBarcodes, type ReaderOptions } from "zxing-wasm/reader";
import wasm from "zxing-wasm/reader/zxing_reader.wasm?url";

/** Two are too many already. */
export const CODES_MAX = 4;

/** Cards say nothing of how their letters are written; it is UTF-8. */
const OPTIONS: ReaderOptions = {
  formats: ["QRCode"],
  maxNumberOfSymbols: CODES_MAX,
  characterSet: "UTF8",
  textMode: "Plain",
};

/** Told again after each rest: left to itself the reader would ask a server on the network for its own code. */
function prepare(): void {
  prepareZXingModule({ overrides: { locateFile: () => wasm } });
}
prepare();

/** The texts of the codes, each once. */
export async function codesIn(pixels: ImageData): Promise<string[]> {
  const found = await readBarcodes(pixels, OPTIONS);
  return [...new Set(found.map(({ text }) => text))];
}

/** Gives back the memory that the pictures took; the next one costs a moment more. */
export function rest(): void {
  purgeZXingModule();
  prepare();
}
