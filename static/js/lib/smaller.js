// A picture made smaller, and upright, by the browser of whoever sends it; null where it cannot read the file.

async function smaller(file, longest, type, quality) {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const part = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * part);
    canvas.height = Math.round(bitmap.height * part);
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, type, quality));
    return blob && { blob, less: part < 1 };
  } catch (error) {
    return null; // no picture that a browser reads: the server says so
  }
}

window.leitai = window.leitai || {};
window.leitai.smaller = smaller;
