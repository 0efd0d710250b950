// Paths as text, as people see them: joined and taken apart the way the path itself is written.

/** What is chosen in a file dialog starts with these names. */
export const JOIN_REQUEST_NAME = "yeu-cau-tham-gia.donghanh";
export const JOIN_ANSWER_NAME = "tra-loi-tham-gia.donghanh";

const separatorOf = (path: string) => (path.includes("\\") ? "\\" : "/");

/** `name` inside `folder`. */
export function inFolder(folder: string, name: string): string {
  const separator = separatorOf(folder);
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}

/** Another name in the folder that `path` lies in. */
export function beside(path: string, name: string): string {
  const end = path.lastIndexOf(separatorOf(path));
  return path.slice(0, end + 1) + name;
}
