/** Does something once what is on the screen now was painted: a frame's own work comes first. */
export function afterPicture(act: () => void): void {
  requestAnimationFrame(() => setTimeout(act));
}
