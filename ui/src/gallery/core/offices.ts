// Made-up offices without a core behind them; what is typed as hours is taken as it stands.
import type { Api, OfficesView, OfficeView } from "$api";
import { refused } from "./start";

const WORKDAY = "7:30–11:30, 13:30–17:00";
const week = (monday: string, saturday: string) => [...Array<string>(5).fill(monday), saturday, ""];

export const OFFICES: readonly OfficeView[] = [
  {
    id: "o1",
    name: "Bộ phận Một cửa, Công an xã",
    address: "Thôn Gồm, Quảng Nghiệp",
    tasks: ["level-2", "app-help"],
    hours: week(WORKDAY, "8:00–11:00"),
    hours_vi: `Thứ Hai–Thứ Sáu ${WORKDAY}; Thứ Bảy 8:00–11:00`,
    hours_en: `Monday–Friday ${WORKDAY}; Saturday 8:00–11:00`,
    phone: "0205000417",
    note: "Nghỉ các ngày lễ",
  },
  {
    id: "o2",
    name: "Điểm làm thẻ căn cước",
    address: "",
    tasks: ["card", "level-2"],
    hours: week("", ""),
    hours_vi: "",
    hours_en: "",
    phone: "",
    note: "",
  },
];

/** The list as it is until somebody changes it. */
export function officeAnswers(changes: Partial<OfficesView> = {}): Partial<Api> {
  let view: OfficesView = { offices: [...OFFICES], may_change: true, full: false, ...changes };
  const become = (offices: OfficeView[]) => {
    view = { ...view, offices };
    return Promise.resolve(view);
  };
  return {
    offices: () => Promise.resolve(view),
    saveOffice: ({ office, ...form }) => {
      if (form.tasks.length === 0) return refused("bad-field", { field: "office-tasks" });
      const saved = { ...form, id: office ?? "o9", hours_vi: "", hours_en: "" };
      return become([...view.offices.filter(({ id }) => id !== office), saved]);
    },
    removeOffice: (office) => become(view.offices.filter(({ id }) => id !== office)),
  };
}
