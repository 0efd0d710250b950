// For tests: a code printed, and photographed badly. Grey pictures, 0 is black; nothing here is random twice.

export interface Grey {
  width: number;
  height: number;
  light: Float32Array;
}

const WHITE = 255;
/** Light modules around a code. */
const QUIET = 4;

const blank = (width: number, height: number): Grey => ({
  width,
  height,
  light: new Float32Array(width * height).fill(WHITE),
});

/** What lies outside is white. */
function at({ width, height, light }: Grey, x: number, y: number): number {
  return x < 0 || y < 0 || x >= width || y >= height ? WHITE : (light[y * width + x] ?? WHITE);
}

function made(width: number, height: number, value: (x: number, y: number) => number): Grey {
  const picture = blank(width, height);
  picture.light.forEach((_, place) => {
    picture.light[place] = value(place % width, Math.floor(place / width));
  });
  return picture;
}

/** Rows of `#` and `.`, so many pixels a module. */
export function printed(rows: readonly string[], module: number): Grey {
  const side = (rows.length + 2 * QUIET) * module;
  const of = (pixel: number) => Math.floor(pixel / module) - QUIET;
  return made(side, side, (x, y) => (rows[of(y)]?.[of(x)] === "#" ? 0 : WHITE));
}

/** Turned about its middle, on a picture that holds it whole. */
export function turned(picture: Grey, degrees: number): Grey {
  const angle = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const side = Math.ceil(Math.hypot(picture.width, picture.height));
  const half = side / 2;
  return made(side, side, (x, y) => {
    const fromX = cos * (x - half) + sin * (y - half) + picture.width / 2;
    const fromY = cos * (y - half) - sin * (x - half) + picture.height / 2;
    return between(picture, fromX, fromY);
  });
}

function between(picture: Grey, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - left, y - top];
  const upper = at(picture, left, top) * (1 - right) + at(picture, left + 1, top) * right;
  const lower = at(picture, left, top + 1) * (1 - right) + at(picture, left + 1, top + 1) * right;
  return upper * (1 - down) + lower * down;
}

/** Each pixel is the mean of those around it. */
export function blurred(picture: Grey, radius: number): Grey {
  const across = made(picture.width, picture.height, (x, y) => mean(radius, (d) => at(picture, x + d, y)));
  return made(picture.width, picture.height, (x, y) => mean(radius, (d) => at(across, x, y + d)));
}

function mean(radius: number, value: (distance: number) => number): number {
  let sum = 0;
  for (let distance = -radius; distance <= radius; distance++) sum += value(distance);
  return sum / (2 * radius + 1);
}

/** Grains of up to so much either way, the same each time. */
export function noisy(picture: Grey, most: number): Grey {
  let seed = 1;
  return made(picture.width, picture.height, (x, y) => {
    seed = (seed * 48271) % 2147483647;
    return at(picture, x, y) + ((seed / 2147483647) * 2 - 1) * most;
  });
}

/** From full light on the left to `least` of it on the right. */
export function lit(picture: Grey, least: number): Grey {
  return made(picture.width, picture.height, (x, y) => {
    return at(picture, x, y) * (1 - (x / picture.width) * (1 - least));
  });
}

/** Somewhere on a larger picture. */
export function onCanvas(picture: Grey, width: number, height: number): Grey {
  const [left, top] = [
    Math.floor((width - picture.width) * 0.7),
    Math.floor((height - picture.height) * 0.4),
  ];
  return made(width, height, (x, y) => at(picture, x - left, y - top));
}

/** Side by side. */
export function joined(one: Grey, other: Grey): Grey {
  return made(one.width + other.width, Math.max(one.height, other.height), (x, y) =>
    x < one.width ? at(one, x, y) : at(other, x - one.width, y),
  );
}

/** As a canvas gives it. */
export function pixels({ width, height, light }: Grey): ImageData {
  const data = new Uint8ClampedArray(width * height * 4);
  light.forEach((value, place) => data.set([value, value, value, 255], place * 4));
  return { width, height, data, colorSpace: "srgb" } as ImageData;
}
