// A page of the desk begins where something is wrong. Also the print button of a card.

document.querySelector(".is-invalid, [aria-invalid]")?.focus();

const print = document.querySelector("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
