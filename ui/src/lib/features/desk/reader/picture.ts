// A picture that somebody chose, dropped or pasted, turned into pixels. It is looked at in memory and let go.

/** A photo has some megabytes, a scan at 600 dpi thirty. */
export const PICTURE_BYTES_MAX = 40 * 1024 * 1024;
/** The cameras of phones have up to 50 million. */
export const PICTURE_PIXELS_MAX = 64_000_000;
/** A code is looked for in so many pixels first, and when there is none in so many: the second takes a while. */
const LOOK_PIXELS = [2_000_000, 12_000_000] as const;

export type PictureFault = "not-a-picture" | "too-large" | "no-code" | "many-codes" | "no-reader";

/** Why a picture brought no card. */
export class PictureError extends Error {
  readonly why: PictureFault;

  constructor(why: PictureFault) {
    super(why);
    this.name = "PictureError";
    this.why = why;
  }
}

/** The first picture among what is carried; what else is carried is none of our business. */
export function pictureIn(carried: DataTransfer | null): File | null {
  return [...(carried?.files ?? [])].find(({ type }) => type.startsWith("image/")) ?? null;
}

/** The text of the one code in the picture. Throws a PictureError. */
export async function readPicture(file: Blob): Promise<string> {
  if (file.size > PICTURE_BYTES_MAX) throw new PictureError("too-large");
  const picture = await opened(file);
  try {
    const whole = picture.naturalWidth * picture.naturalHeight;
    if (whole > PICTURE_PIXELS_MAX) throw new PictureError("too-large");
    return await look(picture, whole);
  } finally {
    URL.revokeObjectURL(picture.src);
  }
}

/** Knows its size, and has no pixels yet: a small file may claim to be a huge picture. */
function opened(file: Blob): Promise<HTMLImageElement> {
  const picture = new Image();
  return new Promise((resolve, reject) => {
    picture.onload = () => resolve(picture);
    picture.onerror = () => {
      URL.revokeObjectURL(picture.src);
      reject(new PictureError("not-a-picture"));
    };
    picture.src = URL.createObjectURL(file);
  });
}

async function look(picture: HTMLImageElement, whole: number): Promise<string> {
  const { codesIn, rest } = await import("./codes").catch(() => {
    throw new PictureError("no-reader");
  });
  try {
    for (const most of LOOK_PIXELS) {
      const scale = Math.min(1, Math.sqrt(most / whole));
      const texts = await codesIn(drawn(picture, scale));
      const [only, ...others] = texts;
      if (others.length > 0) throw new PictureError("many-codes");
      if (only !== undefined) return only;
      if (scale === 1) break;
    }
  } finally {
    rest();
  }
  throw new PictureError("no-code");
}

function drawn(picture: HTMLImageElement, scale: number): ImageData {
  const width = Math.max(1, Math.round(picture.naturalWidth * scale));
  const height = Math.max(1, Math.round(picture.naturalHeight * scale));
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  if (!brush) throw new PictureError("no-reader");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, width, height);
  brush.drawImage(picture, 0, 0, width, height);
  return brush.getImageData(0, 0, width, height);
}
