// What every page has: a slash leads to the search box, and a button to light or dark. A page waits for this script before
// it is drawn, so that it never flashes in the colours that its reader turned off; the search page, which sees to that itself,
// loads it behind its results.
"use strict";

(() => {
  const KEY = "lorepress-colours";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.colours ?? (system.matches ? "dark" : "light")) === "dark";

  // A browser may forbid to keep anything; the switch then holds for the page.
  const keep = (work) => {
    try {
      return work(localStorage);
    } catch {
      return null;
    }
  };

  const chosen = keep((kept) => kept.getItem(KEY));
  if (chosen === "dark" || chosen === "light") root.dataset.colours = chosen;

  const whenRead = (work) => (document.readyState === "loading" ? addEventListener("DOMContentLoaded", work) : work());

  whenRead(() => {
    const button = document.querySelector("[data-colours-switch]");
    if (!button) return;
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    system.addEventListener("change", show);
    button.addEventListener("click", () => {
      const dark = !isDark();
      // Who goes back to what the system has follows the system again.
      if (dark === system.matches) {
        delete root.dataset.colours;
        keep((kept) => kept.removeItem(KEY));
      } else {
        root.dataset.colours = dark ? "dark" : "light";
        keep((kept) => kept.setItem(KEY, root.dataset.colours));
      }
      show();
    });
    show();
  });

  // Who picked an area has it on the home page: only they load what shows it.
  whenRead(() => {
    const area = document.querySelector("[data-area]");
    const home = area && new URL(area.dataset.area, location.href);
    if (home && keep((kept) => kept.getItem(`lorepress-area ${home.pathname}`))) void import(`${home.href}area-home.js`);
  });

  addEventListener("keydown", (event) => {
    const { target } = event;
    const typing = target instanceof HTMLElement
      && (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio])"));
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.querySelector("[data-search-box]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
