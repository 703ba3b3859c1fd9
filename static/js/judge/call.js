// Asking the desk for help without leaving the page. Only an answer of our own counts as heard; otherwise the judge is
// told to raise a hand.

const PATIENCE = 5000;

async function heard(form, step) {
  const stopper = typeof AbortController === "function" ? new AbortController() : null;
  const bell = stopper ? setTimeout(() => stopper.abort(), PATIENCE) : 0;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams({ step, script: 1 }),
      credentials: "same-origin",
      redirect: "manual",
      headers: { "X-CSRFToken": window.leitai.outbox.place.token },
      signal: stopper ? stopper.signal : undefined,
    });
    const said = await answer.json();
    return said.leitai === 1 ? said : {};
  } catch (error) {
    return {};
  } finally {
    clearTimeout(bell);
  }
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-call]")) return;
  event.preventDefault();
  const button = form.querySelector("button");
  const line = document.querySelector("[data-call-said]");
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  const said = await heard(form, button.value);
  button.removeAttribute("aria-busy");
  line.hidden = Boolean(said.heard);
  line.textContent = said.heard ? "" : said.sentence || document.querySelector("[data-unheard]").dataset.unheard;
  // A page that keeps itself up to date says so by itself.
  if (said.heard && !document.querySelector("[data-live]")) document.dispatchEvent(new Event("judge:stored"));
});
