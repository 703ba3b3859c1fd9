// A phone that waits looks every ten seconds whether there is something to vote on. Without this script the page
// loads itself anew.

const EVERY = 10000;

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.href, { cache: "no-store", credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.ok && page.querySelector("form.ballot, .over")) location.reload();
  } catch {
    // out of reach: the next look may not be
  }
}

setInterval(look, EVERY);
document.addEventListener("visibilitychange", look);
