// A signature under a sheet, drawn by finger or pen: strokes as the path of an SVG, small enough to be sent with the
// marks (scoring/rules/signatures.py). On pages of contests that ask for it alone; without it a name can be typed.

const { one } = leitai.page;
const [WIDE, HIGH, NEAR, LONGEST] = [600, 200, 4, 4000];
const LEAST = 80; // a touch by mistake is no signature

const far = ([x, y], [u, v]) => Math.hypot(x - u, y - v);
const text = (strokes) => strokes.map((stroke) => `M${stroke.map((point) => point.join(" ")).join("L")}`).join("");

// Every other point goes, never the first or the last of a stroke.
function thinned(strokes) {
  const ends = (stroke, place) => place === 0 || place === stroke.length - 1 || place % 2 === 0;
  return strokes.map((stroke) => stroke.filter((point, place) => ends(stroke, place)));
}

class Pad {
  constructor(part) {
    this.field = one("[data-pad]", part);
    this.drawn = one(".ink", this.field);
    this.strokes = [];
    this.field.classList.add("ready");
    const on = (name, work) => this.field.addEventListener(name, work);
    on("pointerdown", (event) => this.down(event));
    on("pointermove", (event) => this.move(event));
    on("pointerup", (event) => this.up(event));
    on("pointercancel", (event) => this.cancel(event));
    one("[data-clear]", part).addEventListener("click", () => this.clear());
  }

  place({ clientX, clientY }) {
    const box = this.field.getBoundingClientRect();
    const within = (part, most) => Math.max(0, Math.min(most - 1, Math.round(part * most)));
    return [within((clientX - box.left) / box.width, WIDE), within((clientY - box.top) / box.height, HIGH)];
  }

  // A hand that rests on the glass while a pen writes, or a second finger, draws nothing.
  down(event) {
    const pen = event.pointerType === "pen";
    if (pen) this.pen = true;
    if (!pen && this.pen && event.pointerType === "touch") return;
    if (this.pointer !== undefined && !(pen && this.kind !== "pen")) return;
    if (this.pointer !== undefined) this.strokes.pop();
    event.preventDefault();
    [this.pointer, this.kind] = [event.pointerId, event.pointerType];
    try {
      this.field.setPointerCapture(event.pointerId);
    } catch (error) {
      // lifted already
    }
    this.strokes.push([this.place(event)]);
    this.show();
  }

  move(event) {
    if (event.pointerId !== this.pointer) return;
    const stroke = this.strokes[this.strokes.length - 1];
    const events = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    for (const one of events.length ? events : [event]) {
      const point = this.place(one);
      if (far(point, stroke[stroke.length - 1]) >= NEAR) stroke.push(point);
    }
    this.show();
  }

  up(event) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = undefined;
    const stroke = this.strokes[this.strokes.length - 1];
    const [x, y] = stroke[0];
    if (stroke.length === 1) stroke.push([x ? x - 1 : 1, y]); // a dot
    while (text(this.strokes).length > LONGEST && this.strokes.some((one) => one.length > 2)) {
      this.strokes = thinned(this.strokes);
    }
    if (text(this.strokes).length > LONGEST) this.strokes.pop();
    this.show();
  }

  // The system took the touch for a gesture of its own, or for a palm.
  cancel(event) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = undefined;
    this.strokes.pop();
    this.show();
  }

  clear() {
    this.strokes = [];
    this.show();
  }

  show() {
    this.drawn.setAttribute("d", text(this.strokes));
  }

  get text() {
    const long = (stroke) => stroke.slice(1).reduce((sum, point, place) => sum + far(point, stroke[place]), 0);
    const done = this.pointer === undefined ? this.strokes : this.strokes.slice(0, -1);
    return done.reduce((sum, stroke) => sum + long(stroke), 0) < LEAST ? "" : text(done);
  }
}

leitai.Pad = Pad;
const reading = leitai.reading && leitai.reading(); // it may stand there already
if (reading) reading.signing();
