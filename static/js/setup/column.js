// A column copied from a spreadsheet and pasted into one field fills the fields below it, too.

const fields = [...document.querySelectorAll(".score-grid input")];

const fill = (first, lines) => {
  lines.forEach((line, n) => {
    const field = fields[first + n];
    if (field) {
      field.value = line.trim();
      field.closest("tr").classList.add("new");
    }
  });
  fields[Math.min(first + lines.length, fields.length) - 1].focus();
};

for (const [n, field] of fields.entries()) {
  field.addEventListener("paste", (event) => {
    const lines = event.clipboardData.getData("text").replace(/\r?\n$/, "").split(/\r?\n/);
    if (lines.length > 1) {
      event.preventDefault();
      fill(n, lines);
    }
  });
}
