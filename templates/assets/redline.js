// On a redline: buttons, and the keys n and p while the focus is in it, lead from change to change.
"use strict";

(() => {
  const words = document.querySelector("[data-next]");
  const text = words && words.querySelector(".redline");
  if (!text) return;
  const hashes = new Set([...text.querySelectorAll(".steps a")].map((link) => link.hash.slice(1)));
  const stops = [...text.querySelectorAll("[id]")].filter((element) => hashes.has(element.id));
  if (stops.length < 2) return;

  const made = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const told = made("span", { className: "told" });
  told.setAttribute("role", "status");
  let place = -1;

  const go = (step) => {
    place = place < 0 && step < 0 ? stops.length - 1 : (place + step + stops.length) % stops.length;
    const stop = stops[place];
    for (let around = stop.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    stop.tabIndex = -1;
    stop.focus({ preventScroll: true });
    stop.scrollIntoView({ block: "center" });
    history.replaceState(null, "", `#${stop.id}`);
    told.textContent = words.dataset.count.replace("{number}", String(place + 1)).replace("{total}", String(stops.length));
    for (const other of stops) other.classList.toggle("is-here", other === stop);
  };

  const button = (label, key, step) => {
    const element = made("button", { type: "button", className: "button" }, label);
    element.setAttribute("aria-keyshortcuts", key);
    element.addEventListener("click", () => go(step));
    return element;
  };
  const bar = made("div", { className: "change-bar" }, button(words.dataset.previous, "p", -1), button(words.dataset.next, "n", 1), told);
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-labelledby", "page--text");
  text.before(bar);

  // A single key may be a command of a screen reader or of somebody's voice: it counts only in the redline.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !event.target.closest(".redline, .change-bar")) return;
    if (event.key === "n") go(1);
    else if (event.key === "p") go(-1);
  });
})();
