// Sends a form of the sheet and keeps trying until the server has answered. The key in the form makes sure that what
// arrives twice is stored once. What the server answers takes the place of the page.

const WAITS = [500, 1000, 2000, 4000];
const PATIENCE = 15000;

let pressed = null;

function pause(time) {
  return new Promise((resolve) => setTimeout(resolve, time));
}

function bodyOf(form, button) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) body.append(name, value);
  if (button && button.name) body.append(button.name, button.value);
  return body;
}

async function once(form, body) {
  const stopper = typeof AbortController === "function" ? new AbortController() : null;
  const bell = stopper ? setTimeout(() => stopper.abort(), PATIENCE) : 0;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      cache: "no-store",
      credentials: "same-origin",
      signal: stopper ? stopper.signal : undefined,
    });
    const text = await answer.text();
    return { status: answer.status, moved: answer.redirected ? answer.url : "", text };
  } catch (error) {
    return { status: 0, moved: "", text: "" };
  } finally {
    clearTimeout(bell);
  }
}

function later(answer) {
  return answer.status === 0 || answer.status === 408 || answer.status === 429 || answer.status >= 500;
}

function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const main = page.querySelector("main");
  document.querySelector("main").innerHTML = main.innerHTML;
  document.title = page.title;
  if (document.querySelector("[data-review]")) {
    if (location.hash !== "#check") history.pushState(null, "", "#check");
  } else if (location.hash === "#check") {
    history.replaceState(null, "", location.pathname);
  }
  window.scrollTo(0, 0);
  document.querySelector("main").focus({ preventScroll: true });
  document.dispatchEvent(new Event("judge:shown"));
}

async function send(form, button) {
  const said = form.querySelector("[data-sending]");
  const body = bodyOf(form, button);
  const say = (words) => {
    said.hidden = !words;
    said.textContent = words ? said.dataset[words] : "";
  };
  const busy = (on) => {
    form.dataset.busy = on ? "yes" : "";
    for (const one of form.querySelectorAll("button, input")) one.disabled = on;
  };
  busy(true);
  say("busy");
  for (let tries = 0; ; tries += 1) {
    const answer = await once(form, body);
    if (answer.moved && answer.status === 200) {
      location.replace(answer.moved);
      return;
    }
    if (answer.status === 200) {
      show(answer.text);
      return;
    }
    if (!later(answer)) {
      busy(false);
      say("refused");
      return;
    }
    say("again");
    await pause(WAITS[Math.min(tries, WAITS.length - 1)]);
  }
}

document.addEventListener("click", (event) => {
  pressed = event.target.closest("button");
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-send]") || !window.DOMParser || !window.URLSearchParams) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  const button = event.submitter || (pressed && pressed.form === form ? pressed : form.querySelector("button[name]"));
  send(form, button);
});

// Back from reading what was typed: the sheet again, with the draft in it.
window.addEventListener("popstate", () => {
  if (document.querySelector("[data-review]")) location.reload();
});
