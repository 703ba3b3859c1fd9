// The picture on a tablet, read by the laptop's own camera, where the browser reads codes by itself (BarcodeDetector) and
// lets a page have the camera: by https or on this computer. Elsewhere a hand scanner types the text, as before.

const part = document.querySelector("[data-camera]");
const OURS = "leitai1:";
const EVERY = 200;
const [start, stop] = part.querySelectorAll("button");
const [view, fault] = [part.querySelector("video"), part.querySelector("[data-fault]")];
const field = document.querySelector("[name=text]");
let stream = null;

function end() {
  if (stream) for (const track of stream.getTracks()) track.stop();
  stream = null;
  view.srcObject = null;
  view.hidden = stop.hidden = true;
  start.hidden = false;
}

async function look(detector) {
  if (!stream) return;
  const found = await detector.detect(view).catch(() => []);
  const code = found.find(({ rawValue }) => rawValue.startsWith(OURS));
  if (!code || !stream) {
    setTimeout(look, EVERY, detector);
    return;
  }
  end();
  field.value = code.rawValue;
  field.form.requestSubmit();
}

async function begin() {
  fault.hidden = true;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    view.srcObject = stream;
    view.hidden = stop.hidden = false;
    start.hidden = true;
    view.play().catch(() => {});
    look(new window.BarcodeDetector({ formats: ["qr_code"] }));
  } catch (error) {
    end();
    fault.hidden = false;
  }
}

async function offer() {
  if (!window.BarcodeDetector || !navigator.mediaDevices) return;
  const formats = await window.BarcodeDetector.getSupportedFormats();
  part.hidden = !formats.includes("qr_code");
}

start.addEventListener("click", begin);
stop.addEventListener("click", end);
window.addEventListener("pagehide", end);
offer().catch(() => {});
