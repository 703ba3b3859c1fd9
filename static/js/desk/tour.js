// The table of who has been where keeps itself up to date.

const table = document.getElementById("tour");
const address = () => table.dataset.state;
const changed = (html) => window.Idiomorph.morph(table, html, { morphStyle: "innerHTML" });
new window.leitai.Poller({ address, every: 2000, etag: table.dataset.etag, changed, told: () => {} });
