// On the pages of texts: a link inside the text shows what it leads to, and a citation can be chosen and copied.
"use strict";

(() => {
  const words = document.getElementById("page--words");
  if (!words || !HTMLElement.prototype.showPopover) return;

  const made = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // A citation: the passage that is chosen fills in its label and its address; the button copies all of it.
  const addCopy = (panel) => {
    const quoted = panel.querySelector(".citation");
    const told = made("span", { className: "aside" });
    told.setAttribute("role", "status");
    const button = made("button", { type: "button", className: "button" }, words.dataset.copy);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(quoted.textContent.trim());
        told.textContent = words.dataset.copied;
      } catch {
        getSelection().selectAllChildren(quoted); // not allowed: the reader can copy what is selected
      }
    });
    quoted.after(made("p", {}, button, " ", told));
  };

  const choose = (panel, link) => {
    const address = panel.querySelector(".cite-address");
    panel.querySelector(".cite-label").textContent = link.textContent;
    address.textContent = address.textContent.replace(/#.*$/, "") + link.hash;
    panel.querySelector("[role=status]").textContent = "";
  };

  for (const panel of document.querySelectorAll(".cite")) {
    panel.addEventListener("beforetoggle", () => panel.querySelector(".button") || addCopy(panel));
    panel.addEventListener("click", (event) => {
      const link = event.target.closest(".passages a");
      if (link) choose(panel, link);
    });
  }

  // A reference or a term: the section that it leads to, without its ids and its own tools.
  const peek = made("div", { className: "peek policy-text", popover: "auto", tabIndex: -1 });
  peek.setAttribute("role", "dialog");
  document.querySelector("main").append(peek);

  const copyOf = (section) => {
    const copy = section.cloneNode(true);
    for (const tool of copy.querySelectorAll(".section-links, .cite")) tool.remove();
    for (const element of copy.querySelectorAll("[id], [aria-labelledby], [tabindex]")) {
      for (const name of ["id", "aria-labelledby", "tabindex"]) element.removeAttribute(name);
    }
    return [...copy.childNodes];
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.reference, a.term");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || peek.contains(link)) return;
    const target = link.hash && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const section = target && target.closest(".policy-text > section");
    if (!section) return;
    event.preventDefault();
    const follow = made("a", { href: link.hash, className: "follow" }, words.dataset.follow);
    follow.addEventListener("click", () => peek.hidePopover());
    const close = made("button", { type: "button", className: "button" }, words.dataset.close);
    close.addEventListener("click", () => peek.hidePopover());
    peek.setAttribute("aria-label", section.getAttribute("aria-label") || section.querySelector("h2, h3")?.textContent || "");
    peek.replaceChildren(...copyOf(section), made("p", { className: "ways" }, follow, close));
    peek.showPopover();
    peek.scrollTop = 0;
    peek.focus();
    peek.addEventListener("toggle", (change) => change.newState === "closed" && document.activeElement === document.body && link.focus(), { once: true });
  });
})();
