// A picture that is added as evidence goes as large as a tablet needs, beside a smaller copy for phones; what is left of
// the photo is what is seen, without the place where it was taken. Where a browser cannot do it, the file goes as it is.

const KINDS = /^image\/(png|jpeg|webp|hei[cf])$/;
const LONGEST = 2000;
const SMALL = 640;

function put(input, name, blob) {
  const kept = new DataTransfer();
  if (blob) kept.items.add(new File([blob], name, { type: blob.type }));
  input.files = kept.files;
}

document.querySelectorAll("form[data-evidence]").forEach((form) => {
  const { file: chosen, small } = form.elements;
  const button = form.querySelector("button");
  chosen.addEventListener("change", async () => {
    const [file] = chosen.files;
    put(small, "", null);
    if (!file || !KINDS.test(file.type)) return;
    button.disabled = true;
    const whole = await window.leitai.smaller(file, LONGEST, "image/jpeg", 0.85);
    const copy = whole && (await window.leitai.smaller(whole.blob, SMALL, "image/jpeg", 0.75));
    if (chosen.files[0] === file && whole) {
      put(chosen, file.name, whole.blob);
      put(small, "small.jpg", copy && copy.blob);
    }
    button.disabled = false;
  });
});
