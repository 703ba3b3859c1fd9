// Asking the desk for help without leaving the page. Only an answer of our own counts as heard; otherwise the judge is
// told to raise a hand.

const { outbox, page: { on, one } } = leitai;

on("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-call]")) return;
  event.preventDefault();
  const [button, line] = [one("button", form), one("[data-call-said]")];
  if (button.hasAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", true);
  const { said } = await outbox.send(new URLSearchParams({ step: button.value, script: 1 }), form.action);
  button.removeAttribute("aria-busy");
  line.hidden = said.heard;
  line.textContent = said.sentence || one("[data-unheard]").dataset.unheard;
});
