// An address is copied with one press; where the browser does not let a page do so, it is selected.

document.querySelectorAll("[data-copy]").forEach((button) => {
  const field = button.parentElement.querySelector("input");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.done;
    } catch (error) {
      document.execCommand("copy") && (button.textContent = button.dataset.done);
    }
  });
});
