// The live page of a contest follows by itself, every five seconds, and leads to the results once they are published.

const live = document.getElementById("live");
const sync = document.getElementById("sync");

function changed(html) {
  live.innerHTML = html;
}

function told({ out, failed }) {
  if (out) window.location.reload(); // the server says where to
  const words = failed ? sync.dataset.lost : sync.dataset.live;
  if (sync.textContent !== words) sync.textContent = words;
}

const address = () => live.dataset.state;
new window.leitai.Poller({ address, etag: "", every: 5000, changed, told });
