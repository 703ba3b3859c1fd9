// A form that hands out a file stays on the page: after it was sent its button is spent, and the page says so.

for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", () => {
    const made = form.querySelector("[data-made]");
    setTimeout(() => {
      for (const button of form.querySelectorAll("button")) button.disabled = true;
      if (made) made.hidden = false;
    }, 0);
  });
}

// Back in the history such a page would still show the seats as they were.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
