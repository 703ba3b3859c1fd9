// The countdowns on the page of screens go on by themselves.

new window.leitai.Clocks(document.querySelector("[data-steady]").dataset.steady);
