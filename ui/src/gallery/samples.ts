// Synthetic people and figures for the gallery and its tests.
import type { DigitOption, Option } from "$shared/options";
import type { Column } from "$shared/table";
import type { Tone } from "$shared/tone";
import type { Shown } from "../routes/status";

export const STATUS: Shown = {
  known: true,
  commune: "xã Quảng Nghiệp",
  practice: true,
  where: "thôn Gồm",
  saved: 37,
  arrived: 0,
  oldestUnsentMinutes: 134,
  late: true,
  line: "offline",
  locksIn: null,
  member: "Trần Minh Khoa",
};

export const SERVICES: readonly Option<string>[] = [
  { value: "card", label: "Tư vấn thẻ" },
  { value: "level-1", label: "Cài mức 1" },
  { value: "enrol", label: "Thu nhận mức 2" },
  { value: "activate", label: "Kích hoạt mức 2" },
  { value: "utilities", label: "Tiện ích" },
  { value: "recover", label: "Khôi phục tài khoản", short: "Khôi phục" },
];

export const OUTCOMES: readonly DigitOption<string>[] = [
  { value: "done", label: "Xong", digit: "1", icon: "done", tone: "ok" },
  { value: "already", label: "Có từ trước", digit: "2", icon: "already", tone: "mute" },
  { value: "come-back", label: "Hẹn lại", digit: "3", icon: "comeBack", tone: "warn" },
  { value: "refused", label: "Từ chối", digit: "4", icon: "refused", tone: "mute" },
];

export interface Device {
  name: string;
  owner: string;
  written: string;
  arrived: string;
  tone: Tone;
  state: string;
}

export const DEVICES: readonly Device[] = [
  { name: "Máy 1", owner: "máy này", written: "1.289", arrived: "1.269", tone: "accent", state: "Đang gửi" },
  { name: "Máy 2", owner: "Vũ Thị Lan", written: "2.104", arrived: "2.104", tone: "ok", state: "Đến đủ" },
  { name: "Máy 3", owner: "Đỗ Minh Đức", written: "986", arrived: "964", tone: "warn", state: "Chờ mạng" },
  { name: "Máy 4", owner: "Lê Văn Phú", written: "611", arrived: "603", tone: "bad", state: "Im lặng lâu" },
];

export const COLUMNS: readonly Column<Device>[] = [
  { id: "name", label: "Máy", text: (device) => device.name },
  { id: "owner", label: "Người dùng", text: (device) => device.owner },
  { id: "written", label: "Đã ghi", text: (device) => device.written, align: "end", figures: true },
  { id: "arrived", label: "Đã đến nơi", text: (device) => device.arrived, align: "end", figures: true },
  { id: "state", label: "Tình trạng", text: (device) => device.state, width: "150px" },
];
