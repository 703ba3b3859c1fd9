// Cells copied from a spreadsheet and pasted into one field fill the fields below it, and beside it, too.

const rows = [...document.querySelectorAll(".score-grid tbody tr")].map((row) => [...row.querySelectorAll("input")]);
const filled = rows.filter((row) => row.length);

const fill = (first, left, lines) => {
  let last = null;
  lines.forEach((line, n) => {
    line.split("\t").forEach((text, k) => {
      const field = filled[first + n] && filled[first + n][left + k];
      if (!field) return;
      field.value = text.trim();
      field.closest("tr").classList.add("new");
      last = field;
    });
  });
  last.focus();
};

filled.forEach((row, first) => {
  row.forEach((field, left) => {
    field.addEventListener("paste", (event) => {
      const text = event.clipboardData.getData("text").replace(/\r?\n$/, "");
      if (!/[\t\n]/.test(text)) return;
      event.preventDefault();
      fill(first, left, text.split(/\r?\n/));
    });
  });
});
