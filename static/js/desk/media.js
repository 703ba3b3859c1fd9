// Before pictures are sent they are made as small as the screens need, and stand upright; what the server would not take
// is told at once, before minutes are spent on sending it. Where a browser cannot do it, the file goes as it is.

const MEGABYTE = 1024 * 1024;
const told = document.getElementById("too-heavy");

async function smaller(file, longest) {
  if (!/^image\/(png|jpeg)$/.test(file.type)) return file;
  const found = await window.leitai.smaller(file, longest, file.type, 0.9);
  if (!found || (!found.less && (file.size < 2 * MEGABYTE || found.blob.size >= file.size))) return file;
  return new File([found.blob], file.name, { type: file.type });
}

function tooHeavy(files, { pictureMb, filmMb }) {
  const most = (file) => (file.type.startsWith("video/") ? filmMb : pictureMb) * MEGABYTE;
  const all = [...files].reduce((sum, file) => sum + file.size, 0);
  const found = [...files].filter((file) => file.size > most(file)).map((file) => file.name);
  return found.length || all <= filmMb * MEGABYTE ? found : [`${Math.round(all / MEGABYTE)} MB`];
}

document.querySelectorAll(".media-add").forEach((form) => {
  form.addEventListener("change", async ({ target }) => {
    const button = form.querySelector("button");
    button.disabled = true;
    const kept = new DataTransfer();
    for (const file of target.files) kept.items.add(await smaller(file, Number(form.dataset.longest)));
    target.files = kept.files;
    const heavy = tooHeavy(kept.files, form.dataset);
    told.hidden = !heavy.length;
    told.textContent = `${told.dataset.words} ${heavy.join(", ")}`;
    button.disabled = heavy.length > 0;
  });
});
