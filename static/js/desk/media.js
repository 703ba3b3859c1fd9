// Before pictures are sent they are made as small as the screens need, and stand upright; what the server would not take
// is told at once, before minutes are spent on sending it. Where a browser cannot do it, the file goes as it is.

const MEGABYTE = 1024 * 1024;
const told = document.getElementById("too-heavy");

function canvasOf(bitmap, longest) {
  const part = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * part);
  canvas.height = Math.round(bitmap.height * part);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function smaller(file, longest) {
  if (!/^image\/(png|jpeg)$/.test(file.type)) return file;
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const wide = Math.max(bitmap.width, bitmap.height) > longest;
    if (!wide && file.size < 2 * MEGABYTE) return file;
    const canvas = canvasOf(bitmap, longest);
    const blob = await new Promise((done) => canvas.toBlob(done, file.type, 0.9));
    return blob && (wide || blob.size < file.size) ? new File([blob], file.name, { type: file.type }) : file;
  } catch (error) {
    return file; // no picture that a browser reads: the server says so
  }
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
