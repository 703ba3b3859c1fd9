// The size of type, kept on this tablet. It stands in the head, so that no page is drawn in another size first.
{
  const KEPT = "leitai-size";
  const { dataset } = document.documentElement;

  const show = () => {
    for (const button of document.querySelectorAll("[data-size-of]")) {
      button.setAttribute("aria-pressed", button.dataset.sizeOf === dataset.size);
    }
  };

  dataset.size = 0;
  try {
    dataset.size = localStorage[KEPT] || 0;
  } catch {
    // for as long as the page is open
  }
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-size-of]");
    if (!button) return;
    dataset.size = button.dataset.sizeOf;
    show();
    localStorage[KEPT] = dataset.size; // or for this page
  });
  for (const happens of ["DOMContentLoaded", "judge:shown", "judge:placed"]) document.addEventListener(happens, show);
}
