// Columns of a DataTable.

export interface Column<Row> {
  id: string;
  label: string;
  /** What the cell says; also what sorting and copying see. */
  text: (row: Row) => string;
  align?: "start" | "end";
  /** Figures on one advance. */
  figures?: boolean;
  /** CSS width. */
  width?: string;
}
