// The read-back of a sheet, in its place: points, total, what is unusual, and once it is confirmed where it stands.

const { every, made, one, tell, top, worded } = leitai.page;
const CALM = 600; // a second tap is not meant for what has just appeared

function refusal(words) {
  const line = one("[data-refused]");
  line.textContent = words;
  line.hidden = !words;
}

// `confirm` is called with the reading once it is confirmed.
function readBack(form, read, total, confirm) {
  const sheet = form.closest(".sheet");
  const pressed = one(".send", form).getBoundingClientRect();
  const part = made("div");
  part.append(one("template[data-reading]").content.cloneNode(true));
  const page = one(".page", part);
  const receipt = one("[data-receipt]", part);
  const list = one("[data-remarks]", part);
  const ending = one("form", part);
  const cells = every("td.points", part);
  const live = one("[data-live]");
  const home = live.parentNode;
  const sign = one("[data-sign]", part);
  const reading = { form, remark, signing, refuse, close, freeze, say };
  let pad = null;
  let drawn = 0;

  function signing() {
    if (sign && leitai.Pad) pad = new leitai.Pad(sign);
  }

  // Where the contest asks for a signature: what was drawn, or else the name that was typed.
  function signature() {
    return (pad && pad.text) || (sign ? one("input", sign).value.trim() : "");
  }

  // Beside the points of an item.
  function note(className, cell, words, facts) {
    const textContent = worded(words, { points: cell.textContent, ...facts });
    one("th", cell.parentNode).append(made("p", { className, textContent }));
  }

  // What is another than was sent before, what looks like a slip, and what is unusual.
  function remark(was, asked, remarks) {
    const { dataset } = page;
    was.forEach((points, place) => {
      if (points && points !== read[place]) note("was", cells[place], dataset.was, { points });
    });
    asked.forEach((doubt, place) => {
      if (!doubt) return;
      const { least, most, meant } = doubt;
      const range = least === most ? least : `${least}–${most}`;
      note("ask", cells[place], dataset[meant ? "askMeant" : "ask"], { range, meant });
    });
    list.hidden = !remarks.length;
    one("ul", list).append(...remarks.map((textContent) => made("li", { textContent })));
    clear();
  }

  // Confirming never lies where the tap was that led here, and takes no second tap of it.
  function clear() {
    const actions = one(".actions", ending);
    const buttons = every("button", actions);
    const lies = () => {
      const { left, right, top, bottom } = buttons[1].getBoundingClientRect();
      return right > pressed.left && left < pressed.right && top < pressed.bottom && bottom > pressed.top;
    };
    const rest = (resting) => buttons.forEach((button) => (button.disabled = resting));
    if (lies()) actions.classList.add("turned");
    if (lies()) actions.style.marginTop = `${pressed.bottom - actions.getBoundingClientRect().top + 24}px`;
    rest(true);
    drawn = performance.now();
    setTimeout(rest, CALM + 20, false);
  }

  function tapped(event) {
    const { value } = event.target.closest("button") || event;
    if (value) event.preventDefault();
    if (event.timeStamp - drawn < CALM) return;
    if (value === "change") history.back();
    if (value !== "confirm") return;
    const signed = signature();
    if (sign) one("[data-unsigned]", sign).hidden = Boolean(signed);
    if (signed || !sign) confirm(reading, signed);
  }

  function close() {
    home.append(live);
    part.remove();
    sheet.hidden = false;
    reading.over = true;
  }

  // Back at the sheet, and why.
  function refuse(words) {
    close();
    refusal(words);
    tell("judge:reread");
  }

  function freeze(entry) {
    reading.entry = entry;
    for (const gone of [one(".task", part), ending, list]) gone.hidden = true;
    receipt.hidden = false;
    if (leitai.reported) leitai.reported(); // what is written for the report moves here
  }

  // Where the entry stands: waiting, kept or received, or back at the sheet.
  function say(doing, sentence, entry) {
    const { state } = entry;
    const { sending, unkept, kept, received } = receipt.dataset;
    receipt.classList.toggle("waiting", state !== "received");
    if (state === "waiting") {
      receipt.textContent = sentence || (doing === "sending" ? sending : entry.unkept ? unkept : kept);
    } else if (state === "kept" || (state === "received" && entry.counts)) {
      receipt.textContent = state === "kept" ? entry.sentence : worded(received, entry);
      page.dataset.received = entry.draft;
      live.dataset.live = live.dataset.live.replace("&typing", state === "received" ? "&receipt" : "");
      live.dataset.follow = "";
      sheet.remove();
      reading.over = true;
      tell("judge:shown");
    } else {
      if (entry.seen) form.elements.replaces.value = entry.seen;
      refuse(entry.sentence);
    }
  }

  [...read, total].forEach((points, place) => (cells[place].textContent = points));
  receipt.after(live);
  sheet.hidden = true;
  sheet.after(part);
  signing();
  ending.addEventListener("click", tapped);
  top();
  return reading;
}

leitai.readBack = readBack;
leitai.refusal = refusal;
