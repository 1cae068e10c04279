// Searches the texts: Pagefind says which words of which pages match, and the sections that hold them are shown.
"use strict";

(() => {
  const form = document.getElementById("page--ask");
  const [query, all, told, found, plain, needs] = ["query", "all", "told", "found", "plain", "needs"]
    .map((name) => document.getElementById(`page--${name}`));
  if (!form || !query || !found) return;
  const program = new URL("../pagefind/pagefind.js", document.currentScript.src).href;
  const words = form.dataset;
  const TEXTS = 10; // how many texts are shown at once
  const SECTIONS = 8; // how many sections of a text are shown unfolded
  const EXCERPT = 34; // words
  const PAUSE = 300; // milliseconds after the last key

  const made = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // ---- from a page to its sections: { id, title, from, body, to }, places counted in words

  const sectionsOf = ({ anchors, content }) => {
    const spoken = content.split(/\s+/);
    const sections = [];
    let article = words.preamble;
    for (const { element, id, location, text } of [...anchors].sort((one, other) => one.location - other.location)) {
      const last = sections.at(-1);
      if (last && last.awaits) last.body = location;
      if (last) last.awaits = false;
      if (element === "section") {
        if (last) last.to = location;
        const number = /^\d[\d.]*$/.test(spoken[location] ?? "") ? ` – ${spoken[location]}` : "";
        sections.push({ id, title: article + number, from: location, body: location, to: spoken.length, hasTitle: false });
      } else if (last && id === `${last.id}--title`) {
        Object.assign(last, { awaits: true, hasTitle: true, body: last.to });
        if (element === "h2") article = text.replace(/[\s.:]+$/, "");
      }
    }
    return { spoken, sections };
  };

  // ---- which of the words that were asked for stands at a place

  const plainly = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const shared = (one, other) => {
    let length = 0;
    while (length < one.length && one[length] === other[length]) length += 1;
    return length;
  };
  const termAt = (terms, word) => {
    const parts = plainly(word);
    const likeness = (term) => Math.max(0, ...parts.map((part) => shared(part, term) / term.length));
    return terms.reduce((best, term) => (likeness(term) > likeness(best) ? term : best), terms[0]);
  };

  // Words that stand in most sections ("de", "van") say little beside others that don't.
  const weighty = (terms, sections) => {
    const rare = terms.filter((term) => sections.filter(({ hits }) => hits.some((hit) => hit.term === term)).length * 2 <= sections.length);
    return rare.length ? rare : terms;
  };

  // The sections of a page in which the words stand, those with the most different words first.
  const hitsOf = (page, terms) => {
    const { spoken, sections } = sectionsOf(page);
    for (const section of sections) {
      section.hits = page.weighted_locations
        .filter(({ location }) => location >= section.from && location < section.to)
        .map(({ location, balanced_score: score }) => ({ location, score, term: termAt(terms, spoken[location] ?? "") }));
    }
    const asked = weighty(terms, sections);
    const kinds = ({ hits }) => new Set(hits.map(({ term }) => term)).size;
    const score = ({ hits }) => hits.reduce((sum, hit) => sum + hit.score, 0);
    for (const section of sections) section.hits = section.hits.filter(({ term }) => asked.includes(term));
    const most = Math.max(0, ...sections.map(kinds));
    const best = sections.filter((section) => most && kinds(section) === most).sort((one, other) => score(other) - score(one));
    return { spoken, best };
  };

  // ---- what is shown

  const marked = (spoken, from, to, places) => {
    const parts = [];
    for (let at = from; at < to; at += 1) {
      if (at > from) parts.push(" ");
      parts.push(places.has(at) ? made("mark", {}, spoken[at]) : spoken[at]);
    }
    return parts;
  };

  const windowOf = ({ body, to, hits }) => {
    const inside = hits.filter(({ location }) => location >= body).map(({ location }) => location);
    const held = (start) => inside.filter((location) => location >= start && location < start + EXCERPT - 6).length;
    const densest = inside.reduce((best, start) => (held(start) > held(best) ? start : best), inside[0] ?? body);
    const from = Math.max(body, Math.min(densest - 6, to - EXCERPT));
    return [from, Math.min(to, from + EXCERPT)];
  };

  const shownSection = (page, spoken, section) => {
    const places = new Set(section.hits.map(({ location }) => location));
    const [from, to] = windowOf(section);
    const title = section.hasTitle ? marked(spoken, section.from, section.body, places) : [section.title];
    if (typeof title.at(-1) === "string") title.push(title.pop().replace(/[\s.:]+$/, ""));
    const link = made("a", { href: `${words.root}${page.raw_url.slice(1)}#${section.id}` }, ...title);
    const excerpt = made("p", { className: "excerpt" }, from > section.body ? "… " : "", ...marked(spoken, from, to, places), to < section.to ? " …" : "");
    return made("li", {}, made("h3", {}, link), excerpt);
  };

  const shownText = (page, { spoken, best }) => {
    const shown = best.map((section) => shownSection(page, spoken, section));
    const link = made("a", { href: words.root + page.raw_url.slice(1) }, page.meta.title);
    const item = made("li", {}, made("h2", {}, link, " ", made("span", { className: "status" }, page.meta.version)));
    item.append(made("ol", {}, ...shown.slice(0, SECTIONS)));
    if (shown.length > SECTIONS) {
      const summary = made("summary", {}, words.rest.replace("{number}", shown.length - SECTIONS));
      item.append(made("details", {}, summary, made("ol", {}, ...shown.slice(SECTIONS))));
    }
    return item;
  };

  // ---- searching

  let loading;
  const load = () => {
    loading ??= import(program).then(async (pagefind) => {
      await pagefind.options({ noWorker: true }); // a worker would need a policy of its own
      return pagefind;
    });
    return loading;
  };

  let asked = 0;
  let count = 0;
  const show = async (results, terms, number) => {
    const pages = await Promise.all(results.slice(0, TEXTS).map((result) => result.data()));
    if (number !== asked) return;
    const items = pages.filter((page) => page.raw_url.startsWith(`/${words.language}/`)).map((page) => [page, hitsOf(page, terms)]);
    count += items.reduce((sum, [, { best }]) => sum + best.length, 0);
    const first = items.map(([page, hits]) => shownText(page, hits));
    found.append(...first);
    told.textContent = count ? words.count.replace("{number}", count) : words.none;
    const rest = results.slice(TEXTS);
    if (!rest.length) return;
    const button = made("button", { type: "button", className: "button" }, words.more);
    const line = made("li", {}, button);
    button.addEventListener("click", async () => {
      await show(rest, terms, number);
      const next = line.nextElementSibling?.querySelector("a");
      line.remove();
      next?.focus();
    });
    found.append(line);
  };

  const failed = () => {
    told.textContent = words.failed;
    plain.hidden = false;
    needs.hidden = true;
  };

  const search = async () => {
    const number = asked += 1;
    const terms = [...new Set(plainly(query.value))];
    history.replaceState(null, "", address());
    if (!terms.length) {
      found.replaceChildren();
      told.textContent = "";
      return;
    }
    try {
      const pagefind = await load();
      const { results } = await pagefind.search(query.value, all.checked ? {} : { filters: { current: "yes" } });
      if (number !== asked) return;
      found.replaceChildren();
      count = 0;
      await show(results, terms, number);
    } catch (error) {
      console.error(error);
      failed();
    }
  };

  const address = () => {
    const asks = new URLSearchParams();
    if (query.value) asks.set("q", query.value);
    if (all.checked) asks.set("all", "1");
    return String(asks) ? `?${asks}` : location.pathname;
  };

  const given = new URLSearchParams(location.search);
  query.value = given.get("q") ?? "";
  all.checked = given.has("all");
  form.hidden = false;
  plain.hidden = true;
  let waiting;
  query.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, PAUSE);
  });
  all.addEventListener("change", search);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search();
  });
  if (query.value) search();
})();
