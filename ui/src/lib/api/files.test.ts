import { expect, test } from "vitest";
import { beside, inFolder } from "./files";

test.each([
  ["/home/an/Tài liệu", "a.xlsx", "/home/an/Tài liệu/a.xlsx"],
  ["C:\\Users\\An\\Documents", "a.xlsx", "C:\\Users\\An\\Documents\\a.xlsx"],
  ["E:\\", "a.xlsx", "E:\\a.xlsx"],
  ["/", "a.xlsx", "/a.xlsx"],
])("in %s lies %s", (folder, name, path) => expect(inFolder(folder, name)).toBe(path));

test.each([
  ["/media/usb/hoi.txt", "/media/usb/dap.txt"],
  ["E:\\hoi.txt", "E:\\dap.txt"],
  ["hoi.txt", "dap.txt"],
])("beside %s lies %s", (path, answer) => expect(beside(path, "dap.txt")).toBe(answer));
