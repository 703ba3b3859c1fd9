// The size of type, kept on this tablet. It stands in the head, so that no page is drawn in another size first.
{
  const KEPT = "leitai-size";
  const root = document.documentElement;

  const show = () => {
    for (const button of document.querySelectorAll("[data-size-of]")) {
      button.setAttribute("aria-pressed", button.dataset.sizeOf === root.dataset.size);
    }
  };

  try {
    root.dataset.size = localStorage.getItem(KEPT) || "0";
  } catch (error) {
    root.dataset.size = "0"; // for as long as the page is open
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-size-of]");
    if (!button) return;
    root.dataset.size = button.dataset.sizeOf;
    show();
    try {
      localStorage.setItem(KEPT, root.dataset.size);
    } catch (error) {
      // it holds for this page
    }
  });
  document.addEventListener("DOMContentLoaded", show);
  for (const happens of ["judge:shown", "judge:placed"]) document.addEventListener(happens, show);
}
