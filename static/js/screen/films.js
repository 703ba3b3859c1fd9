// Films and slides: fetched before they are shown, so that they start at once; played with sound, or without where the
// browser allows none before somebody has touched the page (the desk is told).
//
//   window.leitai.films.show(picture)  play what the picture holds, stop what it does not
//   window.leitai.films.silent()       "1" while a film plays without sound, else ""

const AHEAD = 20000;
const MOST_FILMS = 2;
const hall = document.getElementById("hall");
const images = new Map();
const films = new Map();
let playing = null;
let muted = false;

function filmOf(address) {
  if (!films.has(address)) {
    const film = document.createElement("video");
    film.src = address;
    film.preload = "auto";
    film.playsInline = true;
    film.disablePictureInPicture = true;
    films.set(address, film);
  }
  return films.get(address);
}

function started(film) {
  film.muted = false;
  film.currentTime = 0;
  film.play().then(
    () => (muted = false),
    () => {
      film.muted = muted = true;
      film.play().catch(() => {});
    },
  );
}

function show(picture) {
  const place = picture.querySelector("[data-film]");
  const film = place && filmOf(place.dataset.film);
  if (playing && playing !== film) {
    playing.pause();
    muted = false;
  }
  if (film && film.parentNode !== place) {
    place.append(film);
    started(film);
  }
  playing = film;
}

function image(address) {
  const asked = new Image();
  images.set(address, asked);
  return new Promise((done) => {
    asked.onload = asked.onerror = done;
    asked.src = address;
  });
}

async function ahead() {
  try {
    const answer = await fetch(hall.dataset.ahead);
    const { files } = answer.ok ? await answer.json() : { files: [] };
    const moving = files.filter((file) => /\.(mp4|webm)$/.test(file)).slice(0, MOST_FILMS);
    moving.forEach(filmOf);
    for (const [address, film] of films) if (film !== playing && !moving.includes(address)) films.delete(address);
    for (const file of files) if (!/\.(mp4|webm)$/.test(file) && !images.has(file)) await image(file);
  } catch (error) {
    // without the server nothing can be fetched; asked again in a while
  }
  setTimeout(ahead, AHEAD);
}

document.addEventListener("click", () => {
  if (playing) playing.muted = muted = false;
});
ahead();
window.leitai = window.leitai || {};
window.leitai.films = { show, silent: () => (muted ? "1" : "") };
