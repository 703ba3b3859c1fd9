// The live page of a contest follows by itself, every five seconds.

const live = document.getElementById("live");
const sync = document.getElementById("sync");

function changed(html) {
  live.innerHTML = html;
}

function told({ failed }) {
  const words = failed ? sync.dataset.lost : sync.dataset.live;
  if (sync.textContent !== words) sync.textContent = words;
}

const address = () => live.dataset.state;
new window.leitai.Poller({ address, etag: "", every: 5000, changed, told });
