// What a form asks for is done once: a second press while the answer travels does nothing. A form that hands out a file
// (it holds a [data-made]) stays on the page while the file comes: its buttons are spent, the page says so, and once the
// file has begun to arrive the page its link names shows the new state.
//
// It stands in the head and listens before there is anything to press: loaded later, a press that came first would hand
// out the file and the page would not say so.

addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once]")) return;
  if (form.hasAttribute("aria-busy")) event.preventDefault();
  form.setAttribute("aria-busy", "true");
  const made = form.querySelector("[data-made]");
  if (!made) return;
  // Only after this press: a disabled button sends nothing.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    form.removeAttribute("aria-busy");
    made.hidden = false;
    followOnceMade(form.elements.seen.value, made.querySelector("a").href);
  }, 0);
});

// The cookie comes with the file. Leaving before would break the download off, and what it holds comes only once; the
// browser needs a moment more to take it for a download.
function followOnceMade(seen, next) {
  const waiting = setInterval(() => {
    if (!document.cookie.split("; ").includes(`made=${seen}`)) return;
    clearInterval(waiting);
    setTimeout(() => location.replace(next), 1000);
  }, 250);
}

// Back in the history, the browser shows the page as it was left: a question can be answered anew, but seats whose cards
// were made in the meantime must be looked at again.
addEventListener("pageshow", (event) => {
  if (event.persisted && document.querySelector("form[data-once] [data-made]")) location.reload();
  for (const form of document.querySelectorAll("form[data-once][aria-busy]")) form.removeAttribute("aria-busy");
});
