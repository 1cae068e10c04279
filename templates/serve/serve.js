// Keeps a page up to date with its sources: listens to the server's events, and asks for the page again.
"use strict";

(() => {
  const script = document.currentScript;
  const events = "/_preview/events";
  const isPreview = location.pathname.startsWith("/_preview/");
  let shown = script.dataset.state;
  let source = null;
  let asked = 0;

  const box = () => document.getElementById("serve--error");

  function element(name, words, kind) {
    const made = document.createElement(name);
    if (words) made.textContent = words;
    if (kind) made.className = kind;
    return made;
  }

  function line(problem) {
    const item = document.createElement("li");
    const words = document.createElement("p");
    if (problem.place) words.append(element("code", problem.place), " ");
    words.append(problem.message);
    item.append(words);
    if (problem.remedy) item.append(element("p", problem.remedy));
    return item;
  }

  function showProblems(problems) {
    const old = box();
    if (old) old.remove();
    if (!problems.length || document.querySelector(".serve-broken")) return;
    const section = element("section", "", "serve-error");
    section.id = "serve--error";
    section.setAttribute("role", "alert");
    const lead = document.createElement("p");
    lead.append(element("strong", "The sources can’t be shown as they are now. This is how they were before."));
    const list = document.createElement("ol");
    list.append(...problems.map(line));
    section.append(lead, list);
    document.body.prepend(section);
  }

  // Folded parts keep their place in the order of the page, and so stay open or closed.
  const folded = (root) => [...root.querySelectorAll("details")];

  function put(page) {
    const fresh = page.querySelector("main");
    const main = document.querySelector("main");
    if (!fresh || !main || [fresh, main].some((one) => one.matches(".serve-broken"))) {
      location.reload();
      return;
    }
    const open = new Map(folded(main).map((one) => [one.querySelector("summary").textContent, one.open]));
    for (const one of folded(fresh)) {
      const known = open.get(one.querySelector("summary").textContent);
      if (known !== undefined) one.open = known;
    }
    main.replaceWith(document.adoptNode(fresh));
    document.title = page.title;
    prepare();
  }

  async function update() {
    const turn = ++asked;
    const response = await fetch(location.href, { cache: "no-store" });
    const words = await response.text();
    if (turn !== asked) return; // a newer one is on its way
    const page = new DOMParser().parseFromString(words, "text/html");
    const own = page.querySelector("script[data-state]");
    if (own) shown = own.dataset.state;
    put(page);
    document.documentElement.dataset.served = shown;
  }

  function told(event) {
    const data = JSON.parse(event.data);
    return { state: data.state, problems: data.problems };
  }

  function listen() {
    if (source) return;
    source = new EventSource(events);
    source.addEventListener("hello", (event) => {
      if (told(event).state !== shown) update();
      if (!told(event).problems.length) showProblems([]);
    });
    source.addEventListener("change", () => {
      showProblems([]);
      update();
    });
    source.addEventListener("findings", () => {
      if (isPreview) update();
    });
    source.addEventListener("error", (event) => {
      if (event.data) showProblems(told(event).problems); // without data it is the connection that failed
    });
  }

  // Browsers allow a handful of connections to one server: a page that nobody looks at gives its one back.
  function follow() {
    if (document.hidden && source) {
      source.close();
      source = null;
    } else if (!document.hidden) {
      listen();
    }
  }

  function prepare() {
    for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = !navigator.clipboard;
  }

  async function copy(button) {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Copied";
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-copy]");
    if (button) copy(button);
  });
  document.addEventListener("visibilitychange", follow);
  prepare();
  follow();
})();
