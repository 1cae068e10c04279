// Compares any two versions from their data: sections and blocks by their ids, words by their longest common sequence.
"use strict";

(() => {
  const form = document.getElementById("page--compare");
  const [old, young] = ["page--old", "page--new"].map((id) => document.getElementById(id));
  const told = document.getElementById("page--told");
  const result = document.getElementById("page--result");
  if (!form || !old || !young) return;

  const made = (tag, className, ...children) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  };

  // ---- from data to lines: { key, text }, one for each paragraph, item and row

  const text = (part) => [part.label, part.text].filter(Boolean).join(" ");
  const row = (cells) => cells.map(text).join(" | ");
  const lines = (blocks) => blocks.flatMap((block) => {
    const key = block.anchor;
    if (block.items) return block.items.flatMap((item) => (item.blocks
      ? lines(item.blocks).map((line, index) => (index || !item.label ? line : { ...line, text: `${item.label} ${line.text}` }))
      : [{ key: item.anchor, text: text(item) }]));
    if (block.rows) return [{ key, text: row(block.head) }, ...block.rows.map((one) => ({ key: one.anchor, text: row(one.cells) }))];
    if (block.blocks) return lines(block.blocks);
    return block.text === undefined ? [] : [{ key, text: block.text }];
  });
  const named = (section) => [section.label, section.title].filter(Boolean).join(" ") || form.dataset.preamble;
  const whole = (section) => [{ key: "title", text: named(section), title: true }, ...lines(section.blocks)];

  // ---- the longest common sequence of two lists, as pairs [left or null, right or null] in order

  const aligned = (left, right, same) => {
    let start = 0;
    while (start < left.length && start < right.length && same(left[start], right[start])) start += 1;
    let end = 0;
    while (end < left.length - start && end < right.length - start && same(left.at(-1 - end), right.at(-1 - end))) end += 1;
    const [a, b] = [left.slice(start, left.length - end), right.slice(start, right.length - end)];
    const width = b.length + 1;
    const best = new Uint32Array((a.length + 1) * width);
    for (let i = a.length - 1; i >= 0; i -= 1) {
      for (let j = b.length - 1; j >= 0; j -= 1) {
        best[i * width + j] = same(a[i], b[j])
          ? best[(i + 1) * width + j + 1] + 1
          : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
      }
    }
    const pairs = [];
    let [i, j] = [0, 0];
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && same(a[i], b[j])) pairs.push([a[i++], b[j++]]);
      else if (j >= b.length || (i < a.length && best[(i + 1) * width + j] >= best[i * width + j + 1])) pairs.push([a[i++], null]);
      else pairs.push([null, b[j++]]);
    }
    const both = (from, to) => left.slice(from, to).map((item, index) => [item, right[right.length - left.length + from + index]]);
    const head = left.slice(0, start).map((item, index) => [item, right[index]]);
    return [...head, ...pairs, ...both(left.length - end, left.length)];
  };

  // What is left alone on both sides at one place is paired in order: it was rather reworded than exchanged.
  const rejoined = (pairs) => {
    const joined = [];
    let [gone, come] = [[], []];
    const flush = () => {
      for (let k = 0; k < Math.max(gone.length, come.length); k += 1) joined.push([gone[k] ?? null, come[k] ?? null]);
      [gone, come] = [[], []];
    };
    for (const [before, after] of pairs) {
      if (before && after) { flush(); joined.push([before, after]); }
      else if (before) gone.push(before);
      else come.push(after);
    }
    flush();
    return joined;
  };

  // ---- from pairs to a redline

  const mark = (tag, words) => {
    const hidden = (said) => made("span", "visually-hidden", said);
    return made(tag, "", hidden(`${form.dataset[tag]} `), words.trimEnd(), hidden(` ${form.dataset[`${tag}End`]} `));
  };
  // What doesn't count: spaces, and which apostrophe or quotation mark was typed.
  const plain = (line) => line.replace(/[’‘]/gu, "'").replace(/[“”„«»]/gu, '"').replace(/\s+/gu, "");
  const words = (line) => line.match(/(?:[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}])\s*/gu) ?? [];
  const compared = (before, after) => {
    const pairs = aligned(words(before), words(after), (a, b) => plain(a) === plain(b));
    const parts = [];
    let [gone, come] = ["", ""];
    const flush = () => {
      for (const [tag, run] of [["del", gone], ["ins", come]]) {
        if (run) parts.push(mark(tag, run), /\s$/u.test(run) ? " " : "");
      }
      [gone, come] = ["", ""];
    };
    for (const [a, b] of pairs) {
      if (a !== null && b !== null) { flush(); parts.push(b); }
      else if (a !== null) gone += a;
      else come += b;
    }
    flush();
    return parts;
  };
  const shown = ([before, after]) => {
    const tag = (before ?? after).title ? "h3" : "p";
    if (!before) return made(tag, "inserted", mark("ins", after.text));
    if (!after) return made(tag, "deleted", mark("del", before.text));
    return made(tag, plain(before.text) === plain(after.text) ? "" : "changed", ...compared(before.text, after.text));
  };
  const sectionRedline = (before, after) => {
    const [left, right] = [before, after].map((section) => (section ? whole(section) : []));
    const same = (a, b) => plain(a.text) === plain(b.text) || (a.key === b.key && a.title === b.title && a.title === true);
    const pairs = rejoined(aligned(left, right, same));
    if (pairs.every(([a, b]) => a && b && plain(a.text) === plain(b.text))) return null;
    return made("section", "part", ...pairs.map(shown));
  };
  const order = (before, after) => {
    const ids = after.map((section) => section.id);
    before.forEach((section, index) => {
      if (!ids.includes(section.id)) ids.splice(index ? ids.indexOf(before[index - 1].id) + 1 : 0, 0, section.id);
    });
    return ids;
  };
  const redline = (before, after) => {
    const [left, right] = [before, after].map((twin) => new Map(twin.sections.map((section) => [section.id, section])));
    return order(before.sections, after.sections).map((id) => sectionRedline(left.get(id), right.get(id)));
  };

  // ---- what the reader does

  const tell = (...lines_) => told.replaceChildren(...lines_.map((line) => made("p", "banner note", line)));
  const fetched = async (option) => {
    const response = await fetch(option.dataset.twin);
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  };
  const compare = async () => {
    const [before, after] = [old.selectedOptions[0], young.selectedOptions[0]];
    result.replaceChildren();
    if (before.value === after.value) return tell(form.dataset.one);
    const built = [...document.querySelectorAll("#page--pairs a")];
    const page = built.find((link) => link.dataset.old === before.value && link.dataset.new === after.value);
    if (page) return location.assign(page.href);
    try {
      const parts = redline(...(await Promise.all([fetched(before), fetched(after)])));
      const changed = parts.filter(Boolean);
      tell(form.dataset.made, ...(changed.length ? [] : [form.dataset.same]));
      const kept = made("p", "note", form.dataset.kept.replace("{number}", String(parts.length - changed.length)));
      result.replaceChildren(...changed, kept);
      return history.replaceState(null, "", `#${before.value}..${after.value}`);
    } catch {
      return tell(form.dataset.failed);
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    compare();
  });
  form.hidden = false;
  const asked = /^#(.+?)\.\.(.+)$/.exec(decodeURIComponent(location.hash));
  const known = (select, id) => [...select.options].some((option) => option.value === id);
  if (asked && known(old, asked[1]) && known(young, asked[2])) {
    [old.value, young.value] = [asked[1], asked[2]];
    compare();
  }
})();
