// What scripts of a tablet say most often to its page and to each other: leitai.page.

const one = (selector, within = document) => within.querySelector(selector);
const every = (selector, within = document) => [...within.querySelectorAll(selector)];
const made = (tag, facts) => Object.assign(document.createElement(tag), facts);
const worded = (words, facts) => words.replace(/{(\w+)}/g, (all, fact) => facts[fact]);
const on = (names, work, at = document) => names.split(" ").forEach((name) => at.addEventListener(name, work));
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
const top = () => {
  scrollTo(0, 0);
  one("main").focus({ preventScroll: true });
};

// Another page in the place of this one; `moved` says where it belongs.
function put(html, title, moved, feet = []) {
  one("main").innerHTML = html;
  for (const foot of every(".foot")) foot.remove();
  one("main").after(...feet); // a sheet has none: it needs the room
  document.title = title;
  moved();
  top();
  tell("judge:shown");
}

leitai.page = { one, every, made, worded, on, tell, top, put };
