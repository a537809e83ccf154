// Sorts and filters the tables of the class's page. Without it, they are plain tables.

const collator = new Intl.Collator(undefined, { numeric: true });

/**
 * What a cell is sorted by: a number, a text, or nothing where it has none.
 * @param {HTMLTableCellElement} cell
 * @param {boolean} isNumber
 * @returns {number | string | undefined}
 */
function sortValue(cell, isNumber) {
  const text = cell.dataset.value ?? cell.textContent.trim();
  if (!isNumber) return text || undefined;
  const number = Number.parseFloat(text);
  return Number.isNaN(number) ? undefined : number;
}

/**
 * Compare two values; what has none comes last, whatever the direction.
 * @param {number | string | undefined} one
 * @param {number | string | undefined} other
 * @param {number} direction 1 or -1
 */
function compare(one, other, direction) {
  if (one === undefined || other === undefined)
    return Number(one === undefined) - Number(other === undefined);
  const order =
    typeof one === "number" ? one - Number(other) : collator.compare(one, String(other));
  return direction * order;
}

/**
 * Give each head of a table a button that sorts by its column, and the other way round next time.
 * @param {HTMLTableElement} table
 */
function makeSortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  for (const [column, head] of heads.entries()) {
    if (head.textContent === "Share") continue; // a picture of the column before
    const isNumber = head.classList.contains("number");
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      // Numbers first from the highest down: that is what one looks for.
      const before = head.ariaSort;
      const isDescending = before ? before === "ascending" : isNumber;
      for (const other of heads) other.ariaSort = null;
      head.ariaSort = isDescending ? "descending" : "ascending";
      const rows = [...body.rows].map((row) => ({
        row,
        value: sortValue(row.cells[column], isNumber),
      }));
      rows.sort((one, other) => compare(one.value, other.value, isDescending ? -1 : 1));
      body.append(...rows.map(({ row }) => row));
    });
  }
}

/**
 * Let a table show only the rows that have a text in their first cell, and a flag.
 * @param {HTMLElement} bar The controls; hidden where there is no script.
 */
function makeFilter(bar) {
  const input = bar.querySelector("input");
  const select = bar.querySelector("select");
  const status = bar.querySelector("[role=status]");
  const rows = [...bar.parentElement.querySelector("tbody").rows];
  const names = new Map(rows.map((row) => [row, row.cells[0].textContent.toLowerCase()]));
  const update = () => {
    const text = input.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const flags = row.dataset.flags.split(" ");
      row.hidden =
        !names.get(row).includes(text) || (select.value !== "" && !flags.includes(select.value));
      shown += Number(!row.hidden);
    }
    status.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} students`;
  };
  input.addEventListener("input", update);
  select.addEventListener("change", update);
  bar.hidden = false;
  update(); // what the browser kept in the controls when the page was loaded again
}

for (const table of document.querySelectorAll("table.sortable")) {
  makeSortable(/** @type {HTMLTableElement} */ (table));
}
for (const bar of document.querySelectorAll(".filter")) {
  makeFilter(/** @type {HTMLElement} */ (bar));
}

export {};
